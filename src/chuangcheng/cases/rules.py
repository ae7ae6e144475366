"""Arithmetic of a case: its number, and the deadline that pauses and extensions move. Plain values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from chuangcheng.calendars.rules import (
    Calendar,
    Limit,
    add_working_seconds,
    due_at,
    working_seconds_between,
)

DEFAULT_LIMIT = Limit(5, "working_days")
"""Where a case has no category: the ordinary limit of a local table (GB/T 30428 leaves limits to the city)."""


def number(year: int, serial: int) -> str:
    """`2026-000123`."""
    return f"{year}-{serial:06d}"


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stood still from `at` until `until`, and that time is given back."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class More:
    """More time was granted at `at`."""

    at: datetime
    limit: Limit


Change = Stop | More


@dataclass(frozen=True, slots=True)
class Step:
    """How one change moved the deadline: from where, to where, by how much (working seconds, or whole days)."""

    kind: Literal["limit", "more", "stop", "stop_too_late"]
    before: datetime
    after: datetime
    amount: int = 0
    unit: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the case is due, whether a year without a table was guessed, and the steps that led there."""

    at: datetime
    provisional: bool
    steps: tuple[Step, ...]


def days_of(calendar: Calendar, stop: Stop, *, working: bool) -> int:
    """Whole days given back: as with limits the day on which it began does not count, the last one does.

    So a stop inside one day gives nothing back to a limit in days, and stops that follow each other never count
    a day twice.
    """
    first, last = calendar.local(stop.at).date(), calendar.local(stop.until).date()
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(1 for day in days if not working or calendar.day(day, provisional=True).is_workday)


def _stopped(calendar: Calendar, due: datetime, stop: Stop, unit: str) -> tuple[Step, bool]:
    """A stop that begins after the deadline comes too late and moves nothing: what is overdue stays overdue."""
    if stop.at > due:
        return Step("stop_too_late", due, due, change=stop), False
    if unit == "working_hours":
        seconds = working_seconds_between(calendar, stop.at, stop.until)
        moved, guessed = add_working_seconds(calendar, due, seconds, provisional=True)
        return Step("stop", due, moved, seconds, "working_seconds", stop), guessed
    days = days_of(calendar, stop, working=unit == "working_days")
    if not days:
        return Step("stop", due, due, 0, unit, stop), False
    later = due_at(
        calendar, due, Limit(days, "working_days" if unit == "working_days" else "calendar_days"), provisional=True
    )
    return Step("stop", due, later.at, days, unit, stop), later.provisional


def deadline(calendar: Calendar, started_at: datetime, limit: Limit, changes: Iterable[Change] = ()) -> Deadline:
    """The deadline of a clock that started at `started_at`, after its stops and extensions in order of time.

    Limits and extensions are counted as `calendars.rules.due_at` says. A stop gives back working time to the
    second where the limit is in hours, and whole days (`days_of`) where it is in days.
    """
    first = due_at(calendar, started_at, limit, provisional=True)
    now, guessed = first.at, first.provisional
    steps = [Step("limit", started_at, now, limit.amount, limit.unit)]
    for change in sorted(changes, key=lambda one: one.at):
        if isinstance(change, More):
            later = due_at(calendar, now, change.limit, provisional=True)
            step, unsure = (
                Step("more", now, later.at, change.limit.amount, change.limit.unit, change),
                later.provisional,
            )
        else:
            step, unsure = _stopped(calendar, now, change, limit.unit)
        steps.append(step)
        now, guessed = step.after, guessed or unsure
    return Deadline(now, guessed, tuple(steps))


def is_step_due(calendar: Calendar, *, due: datetime, at: datetime, working_hours: int, before: bool) -> bool:
    """Whether a rung of the ladder is reached: so many working hours before the deadline, or after it."""
    if before:
        return at < due and working_seconds_between(calendar, at, due) <= working_hours * 3600
    return at > due and working_seconds_between(calendar, due, at) >= working_hours * 3600


def distance_m(longitude: float, latitude: float, other_longitude: float, other_latitude: float) -> float:
    """Metres between two WGS-84 points by the haversine formula on a sphere of 6,371,008.8 m."""
    north, other_north = radians(latitude), radians(other_latitude)
    east = radians(other_longitude - longitude)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    return 2 * 6_371_008.8 * asin(min(1.0, sqrt(half)))
