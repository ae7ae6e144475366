"""Coefficients with intervals: the jackknife over stops, because readings at one stop hang together. Pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import special

from chuangcheng.scoring.agreement.coefficients import Floats, Readings, alpha, cohen, counted, gwet, observed, specific

FEW_STOPS = 10
FEW_READINGS = 50
LEVEL = 0.95
Figure = Callable[[Floats], float | None]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its 95 % interval. `value` None: not defined here; `low` None: too few stops for one."""

    code: str
    value: float | None
    error: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """All coefficients of one set of readings; `things` were judged twice or more at `stops`."""

    things: int
    stops: int
    coefficients: tuple[Coefficient, ...]

    @property
    def is_few(self) -> bool:
        """True if the figures say little whatever they are."""
        return self.stops < FEW_STOPS or self.things < FEW_READINGS

    def __getitem__(self, code: str) -> Coefficient:
        return {one.code: one for one in self.coefficients}[code]


def summary(readings: Readings, stops: Sequence[Hashable], categories: Sequence[str]) -> Summary:
    """Observed agreement, AC1, kappa (where two judge), alpha, and agreement on each category (`specific:<category>`).

    `stops` says where each reading was made. The order of the readings does not matter.
    """
    tallies: dict[Hashable, Counter[tuple[str | None, ...]]] = {}
    for row, stop in zip(readings, stops, strict=True):
        said = tuple(one if one in categories else None for one in row)
        if sum(one is not None for one in said) >= 2:
            tallies.setdefault(stop, Counter())[said] += 1
    patterns = sorted({said for tally in tallies.values() for said in tally}, key=str)
    each = np.array([[tallies[stop][said] for said in patterns] for stop in sorted(tallies, key=str)], float)
    each = each.reshape(len(tallies), len(patterns))
    counts = counted(patterns, categories)
    figures: dict[str, Figure] = {
        "observed": lambda weights: observed(counts, weights),
        "gwet": lambda weights: gwet(counts, weights),
        "cohen": lambda weights: cohen(patterns, categories, weights),
        "alpha": lambda weights: alpha(counts, weights),
    }
    figures |= {f"specific:{one}": _on(counts, place) for place, one in enumerate(categories)}
    made = tuple(_jackknifed(code, figure, each) for code, figure in figures.items())
    return Summary(int(each.sum()), len(tallies), made)


def _on(counts: Floats, category: int) -> Figure:
    return lambda weights: specific(counts, category, weights)


def _jackknifed(code: str, figure: Figure, each: Floats) -> Coefficient:
    """Delete one stop at a time (Efron and Stein 1981); Student's t with stops less one.

    Where all agree nothing varies: the lower end is then the one of Clopper and Pearson, a stop counting once.
    """
    whole = each.sum(axis=0)
    value = figure(whole) if len(each) else None
    if value is None or len(each) < 2:
        return Coefficient(code, value)
    sure = [one for one in (figure(whole - own) for own in each) if one is not None]
    if len(sure) < 2:
        return Coefficient(code, value)
    count, middle = len(sure), sum(sure) / len(sure)
    error = sqrt((count - 1) / count * sum((one - middle) ** 2 for one in sure))
    if error < 1e-12:
        if value < 1:
            return Coefficient(code, value)
        return Coefficient(code, value, 0.0, float(((1 - LEVEL) / 2) ** (1 / count)), 1.0)
    reach = float(special.stdtrit(count - 1, 0.5 + LEVEL / 2)) * error
    return Coefficient(code, value, error, max(-1.0, value - reach), min(1.0, value + reach))
