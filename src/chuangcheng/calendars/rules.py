"""Working days, working hours and the deadlines counted in them. Plain values: no database, no clock.

Days are counted as the Civil Code counts them: the day of the event does not count and the last day ends when
working hours end (art. 201); a period that ends on a day off ends on the next working day (art. 203).
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal, cast, get_args
from zoneinfo import ZoneInfo

from chuangcheng.kit.refused import Refused

Unit = Literal["working_hours", "working_days", "calendar_days"]
Span = tuple[time, time]
MOST_DAYS = 3660
MOST_HOURS = 20000
DAY = timedelta(days=1)
NOTHING = timedelta(0)


class UnknownYear(Refused):
    """A day was asked of a year that has no table: working days are published, never guessed."""

    def __init__(self, year: int) -> None:
        super().__init__("unknown_year", f"There is no table of working days for {year}: upload one for that year.")
        self.year = year


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of working hours, working days or calendar days; at least one, at most about ten years."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise ValueError(f"unknown unit of time: {self.unit!r}")
        if not 1 <= self.amount <= (MOST_HOURS if self.unit == "working_hours" else MOST_DAYS):
            raise ValueError(f"a limit of {self.amount} {self.unit} is out of range")

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """The limit written as `4 working_hours`; ValueError for anything else."""
        amount, _, unit = text.strip().partition(" ")
        if not (amount.isascii() and amount.isdigit()):
            raise ValueError(f"not a limit: {text!r} (write for example '4 working_hours')")
        return cls(int(amount), cast(Unit, unit.strip()))


@dataclass(frozen=True, slots=True)
class Season:
    """Working hours from a day of every year until the next season's day."""

    month: int
    day: int
    spans: tuple[Span, ...]
    name_zh: str = ""

    def __post_init__(self) -> None:
        date(2001, self.month, self.day)  # ValueError for the 30th of February, and for the 29th too
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(a >= b for a, b in itertools.pairwise(edges)):
            raise ValueError("working hours must be given, in order and without overlap")

    @property
    def starts(self) -> tuple[int, int]:
        return (self.month, self.day)


DEFAULT_SEASONS = (Season(1, 1, ((time(8, 30), time(12)), (time(14, 30), time(18)))),)


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days of one year that differ from plain weekdays, each with its holiday's name ('' if none is given).

    `off` are days off (weekends inside a holiday may be named here too), `worked` the make-up working days.
    """

    year: int
    off: Mapping[date, str]
    worked: Mapping[date, str]
    is_uploaded: bool = False


class DayKind(StrEnum):
    """What a day is to somebody who counts working days."""

    WORKDAY = "workday"
    MAKEUP = "makeup"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar. `is_known` is false where the year has no table and weekdays stood in."""

    on: date
    kind: DayKind
    name: str = ""
    is_known: bool = True

    @property
    def is_workday(self) -> bool:
        return self.kind in (DayKind.WORKDAY, DayKind.MAKEUP)


@dataclass(frozen=True)
class Calendar:
    """Tables by year, seasons of working hours, and the zone in which days begin and end."""

    tables: Mapping[int, YearTable]
    seasons: tuple[Season, ...] = DEFAULT_SEASONS
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))

    def __post_init__(self) -> None:
        starts = [season.starts for season in self.seasons]
        if not starts or starts != sorted(set(starts)):
            raise ValueError("seasons of working hours must be given, each on a day of its own, in order")

    def local(self, moment: datetime) -> datetime:
        """The moment as the city's wall clock shows it, without zone. ValueError if it has none to begin with."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone")
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def moment(self, local: datetime) -> datetime:
        """A wall clock time of the city as a moment with zone."""
        return local.replace(tzinfo=self.zone)

    def day(self, on: date, *, provisional: bool = False) -> Day:
        """What this day is. UnknownYear without a table, unless `provisional` lets plain weekdays stand in."""
        table = self.tables.get(on.year)
        if table is None:
            if not provisional:
                raise UnknownYear(on.year)
            return Day(on, DayKind.WEEKEND if on.weekday() >= 5 else DayKind.WORKDAY, is_known=False)
        if on in table.worked:
            return Day(on, DayKind.MAKEUP, table.worked[on])
        if on in table.off:
            return Day(on, DayKind.HOLIDAY if table.off[on] or on.weekday() < 5 else DayKind.WEEKEND, table.off[on])
        return Day(on, DayKind.WEEKEND if on.weekday() >= 5 else DayKind.WORKDAY)

    def season(self, on: date) -> Season:
        """The season in force on a day; before the first of a year the last one of the year before lasts."""
        begun = [season for season in self.seasons if season.starts <= (on.month, on.day)]
        return (begun or self.seasons)[-1]

    def spans(self, on: date) -> Iterator[tuple[datetime, datetime]]:
        """The working hours of a working day, as wall clock times."""
        for begin, end in self.season(on).spans:
            yield datetime.combine(on, begin), datetime.combine(on, end)

    def closing(self, on: date) -> datetime:
        """When working hours end on a day, as wall clock time."""
        return datetime.combine(on, self.season(on).spans[-1][1])


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with what it was counted from. Provisional: a year without a table was taken by plain weekdays."""

    at: datetime
    provisional: bool
    start: datetime
    limit: Limit


class _Walk:
    """Looks at day after day and remembers whether one of them was only guessed."""

    def __init__(self, calendar: Calendar, *, provisional: bool) -> None:
        self.calendar, self.provisional, self.guessed = calendar, provisional, False

    def works(self, on: date) -> bool:
        day = self.calendar.day(on, provisional=self.provisional)
        self.guessed = self.guessed or not day.is_known
        return day.is_workday

    def working_day(self, on: date) -> date:
        """This day, or the next one that is worked (Civil Code art. 203)."""
        while not self.works(on):
            on += DAY
        return on

    def after_days(self, on: date, count: int) -> date:
        """The count-th working day after this day (the day itself does not count: art. 201)."""
        for _ in range(count):
            on = self.working_day(on + DAY)
        return on

    def after_hours(self, moment: datetime, amount: timedelta) -> datetime:
        """The wall clock time by which this much working time has passed."""
        on = self.working_day(moment.date())
        while True:
            for begin, end in self.calendar.spans(on):
                begin = max(begin, moment)
                if amount <= end - begin:
                    return begin + amount
                amount -= max(end - begin, NOTHING)
            on = self.working_day(on + DAY)


def due_at(calendar: Calendar, start: datetime, limit: Limit, *, provisional: bool = False) -> Due:
    """When the limit, counted from `start`, has run out. UnknownYear as `Calendar.day` says."""
    walk = _Walk(calendar, provisional=provisional)
    local = calendar.local(start)
    try:
        if limit.unit == "working_hours":
            end = walk.after_hours(local, timedelta(hours=limit.amount))
        elif limit.unit == "working_days":
            end = calendar.closing(walk.after_days(local.date(), limit.amount))
        else:
            end = calendar.closing(walk.working_day(local.date() + timedelta(days=limit.amount)))
    except OverflowError:
        raise UnknownYear(date.max.year + 1) from None
    return Due(calendar.moment(end), walk.guessed, start, limit)


def add_working_seconds(
    calendar: Calendar, start: datetime, seconds: int, *, provisional: bool = False
) -> tuple[datetime, bool]:
    """(the moment by which so many working seconds have passed, whether it is provisional): for stopped clocks."""
    if seconds <= 0:
        return start, False
    walk = _Walk(calendar, provisional=provisional)
    end = walk.after_hours(calendar.local(start), timedelta(seconds=seconds))
    return calendar.moment(end), walk.guessed


def working_seconds_between(calendar: Calendar, a: datetime, b: datetime, *, provisional: bool = True) -> int:
    """Working time from a to b in seconds, 0 when b is not after a.

    Time that has passed is measured, not promised: unknown years count by plain weekdays unless told otherwise.
    """
    begin, end = calendar.local(a), calendar.local(b)
    total, on = NOTHING, begin.date()
    while on <= end.date() and begin < end:
        if calendar.day(on, provisional=provisional).is_workday:
            for opens, closes in calendar.spans(on):
                total += max(min(closes, end) - max(opens, begin), NOTHING)
        on += DAY
    return int(total.total_seconds())


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days in a row that were not counted, with the names of the holidays among them (none: a plain weekend)."""

    first: date
    last: date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What lies between a start and a deadline: enough for a page to say in words why it is that day."""

    working_days: int
    days_off: tuple[DaysOff, ...]
    makeup_days: tuple[Day, ...]
    unknown_years: tuple[int, ...]

    @property
    def holidays(self) -> tuple[DaysOff, ...]:
        """The runs of days off that are more than a weekend."""
        return tuple(run for run in self.days_off if run.names)


def explain(calendar: Calendar, start: datetime, end: datetime) -> Explanation:
    """The days from `start` to `end`: off in a row with holiday names, make-up working days, years without a table.

    The day of `start` is not among the counted working days, but is named where it is a day off.
    """
    first, last = calendar.local(start).date(), calendar.local(end).date()
    days = [calendar.day(first + DAY * n, provisional=True) for n in range(max((last - first).days, 0) + 1)]
    counted = [day for day in days if day.on > first and day.is_workday]
    return Explanation(
        working_days=len(counted),
        days_off=tuple(_runs(days)),
        makeup_days=tuple(day for day in counted if day.kind is DayKind.MAKEUP),
        unknown_years=tuple(sorted({day.on.year for day in days if not day.is_known})),
    )


def _runs(days: list[Day]) -> Iterator[DaysOff]:
    """Days off in a row, joined."""
    run: list[Day] = []
    for day in [*days, None]:
        if day is not None and not day.is_workday:
            run.append(day)
        elif run:
            names = tuple(dict.fromkeys(one.name for one in run if one.name))
            yield DaysOff(run[0].on, run[-1].on, names)
            run = []
