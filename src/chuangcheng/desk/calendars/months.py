"""A year as twelve small months, ready to be drawn."""

import calendar as months_of
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuangcheng.calendars.queries import holiday_name
from chuangcheng.calendars.rules import Calendar, Day, DayKind
from chuangcheng.kit.display import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_ZH_HANS, is_chinese, moment_text


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number, the mark it carries, and what a reader or a hovering pointer is told."""

    number: int
    kind: str
    mark: str
    title: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; days of other months are None."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]


def weekday_heads() -> list[tuple[str, str]]:
    """(short, long) heads of the seven columns."""
    if is_chinese():
        return [(name, _("weekday %(name)s") % {"name": name}) for name in WEEKDAYS_ZH_HANS]
    return [(name[:2], name) for name in WEEKDAYS_EN]


def months(calendar: Calendar, year: int, today: date) -> list[Month]:
    """The twelve months; a year without a table is drawn by plain weekdays."""
    weeks_of = months_of.Calendar().monthdayscalendar
    return [
        Month(
            f"{month}月" if is_chinese() else MONTHS_EN[month - 1],
            tuple(
                tuple(_cell(calendar, date(year, month, number), today) if number else None for number in week)
                for week in weeks_of(year, month)
            ),
        )
        for month in range(1, 13)
    ]


def _cell(calendar: Calendar, on: date, today: date) -> Cell:
    day = calendar.day(on, provisional=True)
    return Cell(on.day, day.kind.value, _mark(day), f"{moment_text(on, 'day')}{_said(day)}", on == today)


def _mark(day: Day) -> str:
    if day.kind is DayKind.HOLIDAY:
        return pgettext("calendar", "off")
    return pgettext("calendar", "work") if day.kind is DayKind.MAKEUP else ""


def _said(day: Day) -> str:
    if day.kind is DayKind.MAKEUP:
        return " · " + _("make-up working day")
    return f" · {holiday_name(day.name)}" if day.name else ""
