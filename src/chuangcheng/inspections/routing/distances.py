"""How far apart places are: plane coordinates, or degrees on the earth times a factor for streets that bend."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
EARTH_M = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""


def euclidean(points: Sequence[tuple[float, float]]) -> Matrix:
    """Distances between points of a plane, in the coordinates' own unit; shape (n, n)."""
    given = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    away = given[:, None, :] - given[None, :, :]
    found: Matrix = np.sqrt((away**2).sum(axis=2))
    return found


def earth_metres(points: Sequence[tuple[float, float]]) -> Matrix:
    """Great-circle distances in metres between (longitude, latitude) in WGS-84 degrees; shape (n, n). Haversine."""
    given = np.radians(np.asarray(points, dtype=np.float64).reshape(-1, 2))
    longitude, latitude = given[:, 0], given[:, 1]
    east = np.sin((longitude[:, None] - longitude[None, :]) / 2)
    north = np.sin((latitude[:, None] - latitude[None, :]) / 2)
    inner = north**2 + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * east**2
    found: Matrix = 2 * EARTH_M * np.arcsin(np.sqrt(np.clip(inner, 0.0, 1.0)))
    return found


def stretched(points: Sequence[tuple[float, float]], factor: float) -> Matrix:
    """Straight lines × `factor` (at least 1), in metres: what a city without a road graph plans with."""
    if not factor >= 1:
        raise ValueError("streets are never shorter than the straight line: the factor is at least 1")
    return earth_metres(points) * factor
