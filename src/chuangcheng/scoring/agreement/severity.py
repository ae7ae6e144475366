"""To which side each judge leans, few readings drawn towards the middle of all. Pure.

A reading against a reference is -1 (passed what is not met), 0 (the same) or 1 (failed what is met); a judge's mean is
the bias index of Byrt, Bishop and Carlin (1993). Few readings make extreme means by chance, so each is shrunk: a random
effects model, its variance by DerSimonian and Laird (1986), the estimates by Efron and Morris (1975).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964


@dataclass(frozen=True, slots=True)
class Lean:
    """One judge: readings, their mean as it is, and shrunk with its 95 % interval. `shrinkage`: 1 is all the way."""

    readings: int
    plain: float
    value: float
    low: float
    high: float
    shrinkage: float

    @property
    def side(self) -> str:
        """harsh or mild if the interval leaves out nought, else even."""
        return "harsh" if self.low > 0 else "mild" if self.high < 0 else "even"


@dataclass(frozen=True, slots=True)
class Shrunken:
    """The middle of all judges, how far they truly differ (standard deviation), and each of them."""

    middle: float
    between: float
    judges: dict[Hashable, Lean]


def shrunken(readings: Mapping[Hashable, Sequence[int]]) -> Shrunken:
    """Each judge's leaning; judges without readings are left out. The order of readings does not matter.

    The variance of one reading is taken over all judges together, with half a reading to either side, so that judges
    who never differed do not seem known for sure.
    """
    said = {key: rows for key, rows in readings.items() if rows}
    if not said:
        return Shrunken(0.0, 0.0, {})
    means = {key: sum(rows) / len(rows) for key, rows in said.items()}
    count = sum(len(rows) for rows in said.values())
    within = (sum((one - means[key]) ** 2 for key, rows in said.items() for one in rows) + 1) / (count + 1)
    errors = {key: within / len(rows) for key, rows in said.items()}
    tau = _between(means, errors)
    weights = {key: 1 / (tau + errors[key]) for key in said}
    whole = sum(weights.values())
    middle = sum(weights[key] * means[key] for key in said) / whole
    judges = {}
    for key, rows in said.items():
        pull = errors[key] / (tau + errors[key])
        value = middle + (1 - pull) * (means[key] - middle)
        spread = sqrt((1 - pull) * errors[key] + pull**2 / whole)
        judges[key] = Lean(len(rows), means[key], value, value - Z * spread, value + Z * spread, pull)
    return Shrunken(middle, sqrt(tau), judges)


def _between(means: Mapping[Hashable, float], errors: Mapping[Hashable, float]) -> float:
    """How far judges truly differ, as a variance (DerSimonian and Laird 1986)."""
    weights = {key: 1 / errors[key] for key in means}
    whole = sum(weights.values())
    middle = sum(weights[key] * means[key] for key in means) / whole
    spread = sum(weights[key] * (means[key] - middle) ** 2 for key in means)
    scale = whole - sum(weight**2 for weight in weights.values()) / whole
    return max(0.0, (spread - (len(means) - 1)) / scale) if scale > 0 else 0.0


def change(before: Sequence[int], after: Sequence[int]) -> tuple[float, float, float] | None:
    """(difference, low, high) of the mean of readings then and now; None where either has fewer than two."""
    if len(before) < 2 or len(after) < 2:
        return None
    middles = [sum(rows) / len(rows) for rows in (before, after)]
    pairs = zip((before, after), middles, strict=True)
    variance = sum((sum((one - m) ** 2 for one in rows) + 1) / (len(rows) - 1) / len(rows) for rows, m in pairs)
    difference = middles[1] - middles[0]
    return difference, difference - Z * sqrt(variance), difference + Z * sqrt(variance)
