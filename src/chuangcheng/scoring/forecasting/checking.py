"""How good past forecasts were: coverage, the continuous ranked probability score, the interval score.

Gneiting and Raftery 2007, *Strictly proper scoring rules*: both scores are in points, smaller is better, and nobody
gains by stating another distribution than the one believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEVELS = (0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Checked:
    """One forecast against what came: in the middle half, in the middle nine tenths, and its scores."""

    value: float
    in_half: bool
    in_nine_tenths: bool
    crps: float
    interval_score: float


def ends(quantiles: Sequence[float], level: float) -> tuple[float, float]:
    """The ends of the middle `level` of 199 (or any odd number of) evenly spaced quantiles."""
    levels = np.arange(1, len(quantiles) + 1) / (len(quantiles) + 1)
    low, high = np.interp([(1 - level) / 2, (1 + level) / 2], levels, np.asarray(quantiles, dtype=np.float64))
    return float(low), float(high)


def crps(quantiles: Sequence[float], value: float) -> float:
    """E|X - value| - E|X - X'| / 2, X taking each quantile with the same chance."""
    found = np.sort(np.asarray(quantiles, dtype=np.float64))
    n = len(found)
    between = float(2 * (np.arange(1, n + 1) * found).sum() / n**2 - (n + 1) * found.sum() / n**2)
    return float(np.abs(found - value).mean()) - between


def interval_score(quantiles: Sequence[float], value: float, level: float = 0.9) -> float:
    """The width of the interval, and 2 / (1 - level) for each point by which the value lies outside."""
    low, high = ends(quantiles, level)
    return high - low + 2 / (1 - level) * (max(0.0, low - value) + max(0.0, value - high))


def checked(quantiles: Sequence[float], value: float) -> Checked:
    """One forecast against the result."""
    inside = [low <= value <= high for low, high in (ends(quantiles, level) for level in LEVELS)]
    return Checked(value, inside[0], inside[1], crps(quantiles, value), interval_score(quantiles, value))


def coverage(rows: Sequence[Checked]) -> tuple[float, float] | None:
    """Shares of results inside the middle half and nine tenths; None without a forecast that can be checked."""
    if not rows:
        return None
    return sum(row.in_half for row in rows) / len(rows), sum(row.in_nine_tenths for row in rows) / len(rows)
