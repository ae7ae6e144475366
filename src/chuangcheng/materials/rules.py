"""Windows, captions, completeness, thresholds and forecasts as plain arithmetic. No database, no clock."""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

CAPTION_PARTS = ("time", "place", "persons", "theme")
"""What the caption of a thing may be asked to say: 時間、地點、人物、主題."""
PICTURES = "photo"
ANY_KIND = "other"
LONGEST_WINDOW = 60
PERIOD = re.compile(r"\d{4}(?:-(?:Q[1-4]|H[12]|0[1-9]|1[0-2]))?")
"""A year, a quarter, a half or a month of it."""


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month where it is shorter."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day, both inside: what is handed in must have happened then."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def window(ends_on: date, months: int) -> Window:
    """The months that end with a day: a test in August 2017 looks at 1 August 2016 to 31 July 2017.

    A window that ends on the last day of a month begins on the first of one.
    """
    before = months_before(ends_on, months)
    is_month_end = (ends_on + timedelta(days=1)).day == 1
    if is_month_end:
        before = date(before.year, before.month, calendar.monthrange(before.year, before.month)[1])
    return Window(before + timedelta(days=1), ends_on)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one demand asks of a thing."""

    code: str
    kind: str
    caption: tuple[str, ...] = ()
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a thing says of itself. `has_picture`: one of its files is a picture."""

    kind: str
    thing_on: date | None = None
    place: str = ""
    persons: str = ""
    theme: str = ""
    file_count: int = 0
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a thing does not answer a demand: `no_file`, `kind`, `no_picture`, `caption` with its part, `window`."""

    code: str
    demand: str = ""
    part: str = ""


def faults(given: Given, asked: Iterable[Asked]) -> list[Fault]:
    """Everything that stands in the way of handing the thing in for these demands."""
    found = [] if given.file_count else [Fault("no_file")]
    for one in asked:
        found += _faults(given, one)
    return found


def _faults(given: Given, asked: Asked) -> list[Fault]:
    found = []
    if asked.kind not in (ANY_KIND, given.kind):
        found.append(Fault("kind", asked.code))
    if asked.kind == PICTURES and given.file_count and not given.has_picture:
        found.append(Fault("no_picture", asked.code))
    said = {"time": given.thing_on, "place": given.place, "persons": given.persons, "theme": given.theme}
    found += [Fault("caption", asked.code, part) for part in CAPTION_PARTS if part in asked.caption and not said[part]]
    if asked.window is not None:
        if given.thing_on is None and "time" not in asked.caption:
            found.append(Fault("caption", asked.code, "time"))
        elif given.thing_on is not None and not asked.window.holds(given.thing_on):
            found.append(Fault("window", asked.code))
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things answer a demand, by how far they have come."""

    wanted: int
    accepted: int = 0
    waiting: int = 0
    begun: int = 0

    @property
    def missing(self) -> int:
        """What is still lacking if everything that waits is accepted."""
        return max(0, self.wanted - self.accepted - self.waiting)

    @property
    def is_complete(self) -> bool:
        return self.accepted >= self.wanted

    def state(self, due_on: date | None, today: date) -> str:
        """`complete`, `waiting` for a review, `overdue`, `begun` (drafts only) or `missing`."""
        if self.is_complete:
            return "complete"
        if not self.missing:
            return "waiting"
        if due_on is not None and due_on < today:
            return "overdue"
        return "begun" if self.begun else "missing"


def share_complete(tallies: Iterable[Tally]) -> Fraction | None:
    """Accepted of wanted, what is beyond a demand's number not counted; None if nothing is asked."""
    rows = list(tallies)
    wanted = sum(row.wanted for row in rows)
    return Fraction(sum(min(row.accepted, row.wanted) for row in rows), wanted) if wanted else None


MET, PARTLY, NOT_MET = "met", "partly", "not_met"
VERDICTS = (MET, PARTLY, NOT_MET)


@dataclass(frozen=True, slots=True)
class Stand:
    """A standard in the forecast: its points, the verdict of the rehearsal ('' if not rated yet), what is missing."""

    code: str
    points: Fraction
    verdict: str = ""
    missing: int = 0
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """Expected points: `sure` of what is rated, `open_points` of what nobody has rated, of `total`.

    The score lies between `sure` and `sure + open_points`; `gains` says what each standard could still bring.
    """

    total: Fraction
    sure: Fraction
    open_points: Fraction
    gains: tuple[tuple[Stand, Fraction], ...]

    @property
    def best(self) -> Fraction:
        return self.sure + self.open_points


def credit(verdict: str, partly: Fraction) -> Fraction:
    """The share of its points that a verdict earns. What "partly" earns is not published: the city sets it."""
    return {MET: Fraction(1), PARTLY: partly}.get(verdict, Fraction(0))


def forecast(stands: Sequence[Stand], partly: Fraction) -> Forecast:
    """What the rehearsal promises, and what it would take, the largest gain first."""
    sure = sum((one.points * credit(one.verdict, partly) for one in stands if one.verdict), Fraction(0))
    unrated = sum((one.points for one in stands if not one.verdict), Fraction(0))
    gains = [(one, one.points * (1 - credit(one.verdict, partly))) for one in stands]
    ranked = sorted((pair for pair in gains if pair[1]), key=lambda pair: (-pair[1], pair[0].code))
    return Forecast(sum((one.points for one in stands), Fraction(0)), sure, unrated, tuple(ranked))


COMPARISONS = ("at_least", "at_most", "none")


def is_met(comparison: str, threshold: Decimal | None, value: Decimal | None) -> bool | None:
    """Whether a figure reaches the threshold of its standard; None where there is no threshold or no figure yet."""
    if comparison == "none" or threshold is None or value is None:
        return None
    return value >= threshold if comparison == "at_least" else value <= threshold


def lasts_until(day: date, months: int) -> date:
    """The last day on which an event of that day still counts."""
    return months_before(day, -months)


_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]|\.{2,}')


def safe_part(text: str, most: int = 60) -> str:
    """One part of a path inside a ZIP: no separators, no controls, nothing that climbs out of its folder."""
    plain = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] != "C")
    return " ".join(_UNSAFE.sub(" ", plain).split())[:most].strip(" .") or "_"


def folder_of(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """`C1 …/C1.1 …/C1.1.1 …`: the folders from item to standard, each with its code first."""
    return "/".join(f"{safe_part(code, 40)} {safe_part(names.get(code, ''), 24)}".rstrip(" _") for code in codes)
