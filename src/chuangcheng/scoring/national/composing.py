"""From what each method knows of each standard to points with their interval."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from chuangcheng.scoring.survey.intervals import student

WHOLE = "whole"
SPREAD = "spread"
FULL_SCORE = 100.0


@dataclass(frozen=True, slots=True)
class Known:
    """What a method knows of a standard: the share (0 to 1) of its points that was earned, with its standard error.

    A share of None: not known. `how`: in which way it is known (or why not); `source`: id of the row behind it.
    """

    share: float | None = None
    error: float = 0.0
    how: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One standard by one method: its points of 100, and what is known of it."""

    standard: str
    method: str
    available: float
    known: Known


@dataclass(frozen=True, slots=True)
class Line:
    """Some parts together, in points. `known`: of the parts that anything is known of; `earned`: of these.

    `floor` and `ceiling`: points if what is not known gave nothing, or all. `low` and `high`: 95 % of `earned`.
    """

    available: float
    known: float
    earned: float
    error: float
    degrees: int
    low: float
    high: float

    @property
    def floor(self) -> float:
        return self.earned

    @property
    def ceiling(self) -> float:
        return self.earned + self.available - self.known

    @property
    def rate(self) -> float | None:
        """Earned of known, 0 to 1; None where nothing is known."""
        return self.earned / self.known if self.known > 0 else None

    def as_data(self) -> dict[str, float | int | None]:
        """For JSON; `floor`, `ceiling` and `rate` included."""
        return {
            "available": self.available,
            "known": self.known,
            "earned": self.earned,
            "error": self.error,
            "degrees": self.degrees,
            "low": self.low,
            "high": self.high,
            "floor": self.floor,
            "ceiling": self.ceiling,
            "rate": self.rate,
        }


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard error of some field points together, and its degrees of freedom."""

    error: float
    degrees: int


@dataclass(frozen=True, slots=True)
class Composition:
    """`lines`: indicator id or "whole" -> line; `by_method`: method -> line and the lines of single standards."""

    lines: dict[str, Line]
    methods: dict[str, Line]
    parts: tuple[Part, ...]
    score: float | None
    low: float | None
    high: float | None
    floor: float
    ceiling: float


def without_absent(parts: Iterable[Part]) -> list[Part]:
    """Parts that the city cannot have (`how` = spread) leave their points to the others of their method."""
    kept: list[Part] = []
    whole: dict[str, float] = defaultdict(float)
    left: dict[str, float] = defaultdict(float)
    for part in parts:
        whole[part.method] += part.available
        if part.known.how != SPREAD:
            left[part.method] += part.available
            kept.append(part)
    return [replace(part, available=part.available * _factor(whole, left, part.method)) for part in kept]


def _factor(whole: Mapping[str, float], left: Mapping[str, float], method: str) -> float:
    return whole[method] / left[method] if left[method] > 0 else 1.0


def line_of(parts: Sequence[Part], field: Spread | None) -> Line:
    """The sum of parts. `field`: the joint spread of the field parts among them, which one site may bear on together.

    Errors of the same questionnaire are added as they stand: the same people answered, so nothing says that they are
    independent, and the sum is then never too narrow. Methods are independent of each other. Degrees of freedom as
    Satterthwaite (1946).
    """
    available = sum(part.available for part in parts)
    known = [part for part in parts if part.known.share is not None]
    earned = sum(part.available * (part.known.share or 0.0) for part in known)
    judged = sum(part.available for part in known)
    answered = sum(part.available * part.known.error for part in known if part.method != "field")
    errors = [(answered, _degrees(known))] + ([(field.error, field.degrees)] if field else [])
    variance = sum(error**2 for error, _degrees_ in errors)
    degrees = _satterthwaite(errors)
    error = sqrt(variance)
    interval = student(earned, error, degrees) if error > 0 else None
    low = max(0.0, interval.low) if interval else earned
    high = min(judged, max(earned, interval.high)) if interval else earned
    return Line(available, judged, earned, error, degrees, float(low), float(high))


def _degrees(known: Iterable[Part]) -> int:
    """Questionnaires write their degrees of freedom behind a colon of their source: `12:480`."""
    found = [int(float(part.known.source.partition(":")[2] or 0)) for part in known if part.known.error > 0]
    return min(found, default=0)


def _satterthwaite(errors: Sequence[tuple[float, int]]) -> int:
    total = sum(error**2 for error, _degrees_ in errors)
    below = sum(error**4 / max(1, degrees) for error, degrees in errors if error > 0)
    return int(total**2 / below) if below > 0 else 0


def composed(
    parts: Sequence[Part],
    above: Mapping[str, Sequence[str]],
    field: Mapping[str, Spread],
    deducted: float = 0.0,
) -> Composition:
    """Every line of the score. `above`: standard -> its content and item; `field`: line -> spread of its field points.

    The score is that of what is known, of 100, less what the negative list takes; None where nothing is known.
    """
    counted = without_absent(parts)
    before = sum(part.available for part in parts if part.method == "field")
    after = sum(part.available for part in parts if part.method == "field" and part.known.how != SPREAD)
    scale = before / after if after > 0 else 1.0
    spreads = {key: Spread(one.error * scale, one.degrees) for key, one in field.items()}
    groups: dict[str, list[Part]] = defaultdict(list)
    methods: dict[str, list[Part]] = defaultdict(list)
    for part in counted:
        for key in (WHOLE, part.standard, *above.get(part.standard, ())):
            groups[key].append(part)
        methods[part.method].append(part)
    lines = {key: line_of(own, spreads.get(key)) for key, own in groups.items()}
    by_method = {name: line_of(own, spreads.get(WHOLE) if name == "field" else None) for name, own in methods.items()}
    whole = lines.get(WHOLE, Line(0, 0, 0, 0, 0, 0, 0))
    return Composition(lines, by_method, tuple(counted), *_score(whole, deducted))


def _score(whole: Line, deducted: float) -> tuple[float | None, float | None, float | None, float, float]:
    def less(points: float) -> float:
        return max(0.0, points - deducted)

    floor, ceiling = less(_of_hundred(whole.floor, whole)), less(_of_hundred(whole.ceiling, whole))
    if whole.known <= 0:
        return None, None, None, floor, ceiling
    score, low, high = (less(FULL_SCORE * value / whole.known) for value in (whole.earned, whole.low, whole.high))
    return score, low, high, floor, ceiling


def _of_hundred(points: float, whole: Line) -> float:
    return FULL_SCORE * points / whole.available if whole.available > 0 else 0.0
