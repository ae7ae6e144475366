"""The total of a cycle: three years, weighted 15, 25 and 60 unless the cycle says otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a cycle: its weight, its score of 100 (None: not known), where that comes from, and its bounds."""

    year: int
    weight: float
    value: float | None
    error: float = 0.0
    source: str = "unknown"
    floor: float = 0.0
    ceiling: float = 100.0


@dataclass(frozen=True, slots=True)
class YearsTotal:
    """The total over the years that are known, its interval, and what it could still become."""

    years: tuple[Year, ...]
    known_weight: float
    value: float | None
    low: float | None
    high: float | None
    floor: float
    ceiling: float


def years_total(years: Sequence[Year]) -> YearsTotal:
    """Weights are divided by their sum over the years that are known; errors of years are independent."""
    whole = sum(one.weight for one in years)
    known = [one for one in years if one.value is not None]
    weight = sum(one.weight for one in known)
    floor = sum(one.weight * (one.floor if one.value is None else one.value) for one in years)
    ceiling = sum(one.weight * (one.ceiling if one.value is None else one.value) for one in years)
    if weight <= 0:
        return YearsTotal(tuple(years), 0.0, None, None, None, _part(floor, whole), _part(ceiling, whole))
    value = sum(one.weight * (one.value or 0.0) for one in known) / weight
    half = Z * sqrt(sum((one.weight * one.error) ** 2 for one in known)) / weight
    ends = max(0.0, value - half), min(100.0, value + half)
    return YearsTotal(tuple(years), weight, value, *ends, _part(floor, whole), _part(ceiling, whole))


def _part(sum_of_points: float, weight: float) -> float:
    return sum_of_points / weight if weight > 0 else 0.0
