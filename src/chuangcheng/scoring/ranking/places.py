"""Joint confidence sets for ranks (Klein, Wright and Wieczorek 2020, J. R. Stat. Soc. A 183, 589–606)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Places:
    """All places from `first` to `last` are possible; 1 is the best."""

    first: int
    last: int


def joint_level(count: int, level: float = 0.95) -> float:
    """The level of each of so many intervals, so that all of them hold together with `level` (Šidák 1967)."""
    return float(level ** (1 / max(1, count)))


def places(lows: Sequence[float], highs: Sequence[float]) -> list[Places]:
    """The places of each from intervals that hold together; the smallest value is the best.

    Whoever lies wholly below is better for sure, whoever lies wholly above is worse for sure; among the rest any order
    is possible. If all intervals hold their true values, every set holds the true rank, also where some are equal:
    equal ones may take each other's places. Touching ends overlap.
    """
    low, high = np.asarray(lows, float), np.asarray(highs, float)
    better = np.searchsorted(np.sort(high), low, side="left")
    worse = len(low) - np.searchsorted(np.sort(low), high, side="right")
    return [Places(int(b) + 1, int(len(low) - w)) for b, w in zip(better, worse, strict=True)]
