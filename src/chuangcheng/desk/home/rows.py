"""What the home page is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """One row: what, where, until when, and the one button that moves it on."""

    title: Any
    detail: Any
    url: str
    button: Any
    due_at: datetime | None = None
    has_deadline: bool = True
    state: str = ""
    state_label: Any = ""
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Work of one kind: at most a few rows of it stand on the page, the others behind the link. `is_urgent`: it stands
    among what has a deadline even where it has none of its own."""

    label: Any
    url: str
    lines: list[Work]
    is_urgent: bool = False
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """What of a group is not shown: how many (at least, if capped), and where."""

    label: Any
    count: int
    url: str
    is_capped: bool = False


def folded(groups: Iterable[Group], each: int) -> tuple[list[Work], list[More]]:
    """The most urgent rows of every group in one order, what runs out first on top, and what was left out.

    What only waits comes after what has a deadline: it may have waited for long without anything running out.
    """
    kept: list[tuple[tuple[bool, datetime], Work]] = []
    more: list[More] = []
    for group in groups:
        rows = sorted(group.lines, key=_due)
        for line in rows[:each]:
            kept.append(((not (line.has_deadline or group.is_urgent), _due(line)), line))
        if len(rows) > each:
            more.append(More(group.label, len(rows) - each, group.url, group.is_capped))
    return [line for _key, line in sorted(kept, key=lambda pair: pair[0])], more


def _due(line: Work) -> datetime:
    return line.due_at or FAR


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens the rows behind it."""

    label: Any
    value: int
    url: str
    tone: str = ""
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of the season that a person should know, with the way to mend it."""

    text: Any
    url: str
    button: Any
    tone: str = "warn"


def end_of(day: date) -> datetime:
    """Until the end of that day of the city."""
    return datetime.combine(day, time(23, 59), ZoneInfo(settings.TIME_ZONE))
