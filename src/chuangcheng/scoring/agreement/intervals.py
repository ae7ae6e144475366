"""Coefficients with intervals: the jackknife over stops, because readings at one stop hang together. Pure."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

from scipy import stats

from chuangcheng.scoring.agreement.coefficients import Readings, alpha, cohen, counted, gwet, observed, specific

FEW_STOPS = 10
FEW_READINGS = 50
LEVEL = 0.95


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
        return next(one for one in self.coefficients if one.code == code)


def summary(readings: Readings, stops: Sequence[Hashable], categories: Sequence[str]) -> Summary:
    """Observed agreement, AC1, kappa (where two judge), alpha, and agreement on each category (`specific:<category>`).

    `stops` says where each reading was made. The order of the readings does not matter.
    """
    kept = [
        (tuple(row), stop)
        for row, stop in zip(readings, stops, strict=True)
        if sum(one is not None for one in row) >= 2
    ]
    kept.sort(key=lambda one: (str(one[1]), [str(said) for said in one[0]]))
    rows = [row for row, _stop in kept]
    groups: dict[Hashable, list[int]] = {}
    for place, (_row, stop) in enumerate(kept):
        groups.setdefault(stop, []).append(place)
    figures: dict[str, Callable[[Readings], float | None]] = {
        "observed": lambda some: observed(counted(some, categories)),
        "gwet": lambda some: gwet(counted(some, categories)),
        "cohen": lambda some: cohen(some, categories),
        "alpha": lambda some: alpha(counted(some, categories)),
    }
    for place, category in enumerate(categories):
        figures[f"specific:{category}"] = lambda some, place=place: specific(counted(some, categories), place)  # type: ignore[misc]
    made = tuple(_jackknifed(code, figure, rows, list(groups.values())) for code, figure in figures.items())
    return Summary(len(rows), len(groups), made)


def _jackknifed(
    code: str, figure: Callable[[Readings], float | None], rows: Readings, groups: Sequence[Sequence[int]]
) -> Coefficient:
    """Delete one stop at a time (Efron and Stein 1981); Student's t with stops less one.

    Where all agree nothing varies: the lower end is then the one of Clopper and Pearson, a stop counting once.
    """
    value = figure(rows)
    if value is None or len(groups) < 2:
        return Coefficient(code, value)
    left = []
    for group in groups:
        gone = frozenset(group)
        left.append(figure([row for place, row in enumerate(rows) if place not in gone]))
    sure = [one for one in left if one is not None]
    if len(sure) < 2:
        return Coefficient(code, value)
    count, middle = len(sure), sum(sure) / len(sure)
    error = sqrt((count - 1) / count * sum((one - middle) ** 2 for one in sure))
    if error < 1e-12:
        if value < 1:
            return Coefficient(code, value)
        return Coefficient(code, value, 0.0, float(((1 - LEVEL) / 2) ** (1 / count)), 1.0)
    reach = float(stats.t.ppf(0.5 + LEVEL / 2, count - 1)) * error
    return Coefficient(code, value, error, max(-1.0, value - reach), min(1.0, value + reach))
