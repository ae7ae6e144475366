"""Tables of a year as values: made from listed days, checked against what every year has, compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chuangcheng.calendars.rules import Day, DayKind, YearTable

# Days off in every year whatever the notice says (全国年节及纪念日放假办法): a table without them is incomplete.
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One row of a table as somebody lists it."""

    is_workday: bool
    name: str = ""

    def is_plain(self, on: date) -> bool:
        """True for a weekday that is worked and a weekend that is not, without a name: it says nothing."""
        return self.is_workday == (on.weekday() < 5) and not (self.name and not self.is_workday)


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def table_of(year: int, listed: Mapping[date, ListedDay], *, is_uploaded: bool = True) -> YearTable:
    """The table that these days make; plain days among them are left out."""
    special = {on: day for on, day in sorted(listed.items()) if not day.is_plain(on)}
    return YearTable(
        year,
        off={on: day.name for on, day in special.items() if not day.is_workday},
        worked={on: day.name for on, day in special.items() if day.is_workday},
        is_uploaded=is_uploaded,
    )


def is_cut_off(year: int, listed: Mapping[date, ListedDay]) -> bool:
    """True if plain days are listed but not all of them: then days are missing that nobody meant to leave out."""
    return any(day.is_plain(on) for on, day in listed.items()) and any(on not in listed for on in days_of(year))


def missing_days_off(table: YearTable) -> list[date]:
    """Days that are off in every year, but would be worked by this table."""
    fixed = [date(table.year, month, day) for month, day in ALWAYS_OFF]
    return [day for day in fixed if day in table.worked or (day.weekday() < 5 and day not in table.off)]


def days_off_count(table: YearTable) -> int:
    """Weekdays that are off."""
    return sum(day.weekday() < 5 for day in table.off)


def differences(old: YearTable | None, new: YearTable) -> list[tuple[Day, Day]]:
    """(as it was, as it will be) for every day that is worked or named differently."""
    before = old or YearTable(new.year, {}, {})
    pairs = [(_day(before, on), _day(new, on)) for on in days_of(new.year)]
    return [(was, will) for was, will in pairs if (was.kind, was.name) != (will.kind, will.name)]


def _day(table: YearTable, on: date) -> Day:
    if on in table.worked:
        return Day(on, DayKind.MAKEUP, table.worked[on])
    if on in table.off:
        return Day(on, DayKind.HOLIDAY, table.off[on])
    return Day(on, DayKind.WEEKEND if on.weekday() >= 5 else DayKind.WORKDAY)
