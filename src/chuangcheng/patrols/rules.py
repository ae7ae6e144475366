"""Rosters and gaps as plain arithmetic: shifts to windows, turns of teams, what lacks cover. No database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
APART = timedelta(minutes=10)
"""Scans of a point closer together than this are one look."""
LATEST = timedelta(hours=72)
"""How long a scan may stay on a telephone without a network."""
AHEAD = timedelta(minutes=5)
"""How far a telephone's clock may run ahead."""
LEAST_IN_TEAM = 2
"""Of a team of one, every scan would tell who made it."""


class Days(StrEnum):
    """On which days a shift is patrolled."""

    EVERY = "every"
    WORKING = "working"
    OFF = "off"
    WEEKDAYS = "weekdays"


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment until another, both with zone; the end is later."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """True if they share more than an instant."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def length(starts: time, ends: time) -> timedelta:
    """How long a shift lasts; one that ends at or before its beginning runs past midnight."""
    begin, end = datetime.combine(date.min, starts), datetime.combine(date.min, ends)
    return end - begin if end > begin else end + DAY - begin


def spans(on: date, starts: time, ends: time, count: int, zone: ZoneInfo) -> list[Span]:
    """The shift of one day as `count` windows of equal length, without gaps, in whole minutes."""
    begin, minutes = datetime.combine(on, starts), int(length(starts, ends).total_seconds() // 60)
    edges = [begin + timedelta(minutes=minutes * number // count) for number in range(count + 1)]
    moments = [edge.replace(tzinfo=zone) for edge in edges]
    return [Span(a, b) for a, b in zip(moments, moments[1:], strict=False)]


def is_patrolled(on: date, days: str, weekdays: Iterable[int], *, is_workday: bool) -> bool:
    """Whether a shift runs on this day. `weekdays`: 0 is Monday."""
    return {
        Days.EVERY: True,
        Days.WORKING: is_workday,
        Days.OFF: not is_workday,
        Days.WEEKDAYS: on.weekday() in set(weekdays),
    }[Days(days)]


def turn(on: date, number: int, team_count: int) -> int:
    """Which of the teams takes window `number` of a day: in turn within the day, and each day begins with the next."""
    return (on.toordinal() + number) % team_count


class Gap(StrEnum):
    """What is wrong with a window that has not ended yet."""

    NOBODY = "nobody"
    DOUBLE = "double"
    THIN = "thin"


@dataclass(frozen=True, slots=True)
class Planned:
    """A window as gaps are looked for: its key, span, and team (None where nobody goes)."""

    key: int
    span: Span
    team: int | None


def gaps(windows: Sequence[Planned], held: dict[int, int], at: datetime) -> dict[int, Gap]:
    """window key -> what lacks, for windows that have not ended at `at`.

    `held`: team -> how many people hold its posts. Without a team nobody goes; two windows of one team at the same
    time are double; a team that fewer than two people hold is thin. The gravest is named.
    """
    ahead = sorted((one for one in windows if one.span.ends_at > at), key=lambda one: one.span.starts_at)
    found: dict[int, Gap] = {}
    for one in ahead:
        if one.team is None:
            found[one.key] = Gap.NOBODY
        elif held.get(one.team, 0) < LEAST_IN_TEAM:
            found[one.key] = Gap.THIN
    for number, one in enumerate(ahead):
        for other in ahead[number + 1 :]:
            if other.span.starts_at >= one.span.ends_at:
                break
            if one.team is not None and one.team == other.team:
                found[one.key] = found[other.key] = Gap.DOUBLE
    return found


def is_new_look(last: datetime | None, scanned_at: datetime) -> bool:
    """Whether a scan is a further look at the point, not the same one again (in either order of arrival)."""
    return last is None or abs(scanned_at - last) >= APART
