"""The assessors' result minus the city's own, learnt from the years in which both are known.

A normal with a wide prior: the lasting difference is N(0, prior²); each year scatters about it with a spread that
starts at `occasion` and is worth three years of experience (normal-normal with a pooled variance: Gelman et al. 2013,
§2.5 and §3.3). Without experience nothing is learnt: the difference is nought, give or take `prior`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

PRIOR_YEARS = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean and spread of the lasting difference, and how single years scatter about it; from so many years."""

    mean: float
    spread: float
    occasion: float
    years: int


def learnt(differences: Sequence[float], *, prior: float, occasion: float) -> Difference:
    """Shrunk towards nought: with n years of scatter s the weight of their mean is n / (n + s² / prior²)."""
    n = len(differences)
    if n == 0 or prior <= 0:
        return Difference(0.0, prior, occasion, n)
    mean = sum(differences) / n
    squares = sum((one - mean) ** 2 for one in differences)
    scatter = sqrt((PRIOR_YEARS * occasion**2 + squares) / (PRIOR_YEARS + n - 1)) if n + occasion > 0 else 0.0
    precision = 1 / prior**2 + (n / scatter**2 if scatter > 0 else float("inf"))
    if precision == float("inf"):
        return Difference(mean, 0.0, 0.0, n)
    return Difference(mean * (n / scatter**2) / precision, sqrt(1 / precision), scatter, n)
