"""WGS-84, GCJ-02 (the offset of Chinese maps) and BD-09 (Baidu's offset on top of it). Degrees throughout.

GCJ-02 and BD-09 are published forward only; the way back is found by iteration, to better than a millimetre.
Works on floats and on numpy arrays alike.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

Pair = tuple[Any, Any]
Convert = Callable[[Any, Any], Pair]

DATUMS = ("wgs84", "gcj02", "bd09")
# Krasovsky 1940, on which the offset is defined.
AXIS_M = 6378245.0
ECCENTRICITY = 0.00669342162296594323
_PRECISION = 1e-10  # degrees: a hundredth of a millimetre


def _shift(lon: Any, lat: Any) -> Pair:
    """Offset of GCJ-02 in metres-like units around (105° E, 35° N), as published with the eviltransform vectors."""
    x, y = lon - 105.0, lat - 35.0
    root = 0.1 * np.sqrt(np.abs(x))
    ripple = 20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 2.0 * root
    north += 2.0 / 3.0 * (ripple + 20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi))
    north += 2.0 / 3.0 * (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + root
    east += 2.0 / 3.0 * (ripple + 20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi))
    east += 2.0 / 3.0 * (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi))
    return east, north


def _in_china(lon: Any, lat: Any) -> Any:
    """The rectangle in which the offset applies; outside it GCJ-02 is WGS-84."""
    return (lon >= 72.004) & (lon <= 137.8347) & (lat >= 0.8293) & (lat <= 55.8271)


def wgs84_to_gcj02(lon: Any, lat: Any) -> Pair:
    """Forward offset, as defined."""
    east, north = _shift(lon, lat)
    angle = np.radians(lat)
    magic = 1.0 - ECCENTRICITY * np.sin(angle) ** 2
    north = np.degrees(north * magic * np.sqrt(magic) / (AXIS_M * (1.0 - ECCENTRICITY)))
    east = np.degrees(east * np.sqrt(magic) / (AXIS_M * np.cos(angle)))
    inside = _in_china(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def gcj02_to_bd09(lon: Any, lat: Any) -> Pair:
    """Baidu's forward offset, as defined."""
    radius = np.sqrt(lon * lon + lat * lat) + 0.00002 * np.sin(lat * np.pi * 3000.0 / 180.0)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * np.pi * 3000.0 / 180.0)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _backwards(forward: Convert, lon: Any, lat: Any) -> Pair:
    """The point whose `forward` is (lon, lat): fixed-point iteration, which the smooth offset makes converge fast."""
    guess_lon, guess_lat = lon, lat
    for _ in range(30):
        there_lon, there_lat = forward(guess_lon, guess_lat)
        off_lon, off_lat = there_lon - lon, there_lat - lat
        guess_lon, guess_lat = guess_lon - off_lon, guess_lat - off_lat
        if np.max(np.abs(off_lon)) < _PRECISION and np.max(np.abs(off_lat)) < _PRECISION:
            break
    return guess_lon, guess_lat


def gcj02_to_wgs84(lon: Any, lat: Any) -> Pair:
    """Inverse by iteration."""
    return _backwards(wgs84_to_gcj02, lon, lat)


def bd09_to_gcj02(lon: Any, lat: Any) -> Pair:
    """Inverse by iteration."""
    return _backwards(gcj02_to_bd09, lon, lat)


def _plain(pair: Pair, like: Any) -> Pair:
    return pair if isinstance(like, np.ndarray) else (float(pair[0]), float(pair[1]))


def to_wgs84(lon: Any, lat: Any, datum: str) -> Pair:
    """(longitude, latitude) in WGS-84 of a point given in `datum` (wgs84, gcj02, bd09). ValueError for others."""
    if datum == "wgs84":
        return lon, lat
    if datum == "gcj02":
        return _plain(gcj02_to_wgs84(lon, lat), lon)
    if datum == "bd09":
        return _plain(gcj02_to_wgs84(*bd09_to_gcj02(lon, lat)), lon)
    raise ValueError(f"unknown datum {datum!r}")


def from_wgs84(lon: Any, lat: Any, datum: str) -> Pair:
    """(longitude, latitude) in `datum` of a WGS-84 point, for maps that expect it."""
    if datum == "wgs84":
        return lon, lat
    if datum == "gcj02":
        return _plain(wgs84_to_gcj02(lon, lat), lon)
    if datum == "bd09":
        return _plain(gcj02_to_bd09(*wgs84_to_gcj02(lon, lat)), lon)
    raise ValueError(f"unknown datum {datum!r}")
