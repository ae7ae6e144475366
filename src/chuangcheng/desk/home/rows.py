"""What the home page is made of."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings


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
