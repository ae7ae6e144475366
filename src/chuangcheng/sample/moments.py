"""When things happen in the sample city: in working hours, on working days, never later than now."""

from datetime import date, datetime, time, timedelta
from random import Random

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import add_working_seconds
from chuangcheng.frameworks.queries import Edition

HISTORY = timedelta(days=420)
"""How long before today the city was founded."""
WAKING = (time(7, 0), 14 * 60)
"""Citizens write between 7:00 and 21:00: from when, for how many minutes."""


def founded(now: datetime) -> datetime:
    """When the city was founded. A build that was interrupted goes on with the same day."""
    return now - HISTORY


def present(now: datetime) -> datetime:
    """The now of the whole build: that of its first run, so that what goes on later fits to what is there."""
    first = Edition.objects.order_by("published_at").values_list("published_at", flat=True).first()
    return first + HISTORY if first else now


def after(start: datetime, hours: float) -> datetime:
    """The moment by which so many working hours have passed."""
    return add_working_seconds(city_calendar(), start, max(60, int(hours * 3600)), provisional=True)[0]


def at_clock(day: datetime, hour: int, minute: int = 0) -> datetime:
    """That time of the local day on which a moment lies."""
    calendar = city_calendar()
    return calendar.moment(datetime.combine(calendar.local(day).date(), time(hour, minute)))


def opening(moment: datetime) -> datetime:
    """When working hours begin on that local day, or on the next one that is worked."""
    calendar = city_calendar()
    day = calendar.local(moment).date()
    while not calendar.day(day, provisional=True).is_workday:
        day += timedelta(days=1)
    return calendar.moment(next(calendar.spans(day))[0])


def opening_before(moment: datetime) -> datetime:
    """When working hours began on the last working day before that local day."""
    calendar = city_calendar()
    day = calendar.local(moment).date() - timedelta(days=1)
    while not calendar.day(day, provisional=True).is_workday:
        day -= timedelta(days=1)
    return calendar.moment(next(calendar.spans(day))[0])


def in_working_hours(moment: datetime, random: Random) -> datetime:
    """Some time in the working hours of that day, or of the next one that is worked."""
    return after(opening(moment), random.uniform(0.1, 7.3))


def in_waking_hours(moment: datetime, random: Random) -> datetime:
    """Some time of that day at which citizens are up."""
    start, minutes = WAKING
    return at_clock(moment, start.hour) + timedelta(minutes=random.randrange(minutes))


def local_date(moment: datetime) -> date:
    """The city's date at a moment."""
    return city_calendar().local(moment).date()


class NotYet(Exception):
    """The next step would lie in the future: the story stops here for now."""


class Clock:
    """Moments of one case that only go on, in working hours' steps, never beyond now."""

    def __init__(self, start: datetime, now: datetime, random: Random) -> None:
        self.at, self.now, self.random = start, now, random

    def later(self, hours: float) -> datetime:
        """About so many working hours later. Raises NotYet where that is not past yet."""
        return self.sharply(hours * self.random.uniform(0.3, 1.4))

    def sharply(self, hours: float) -> datetime:
        """Exactly so many working hours later. Raises NotYet where that is not past yet."""
        at = after(self.at, hours)
        if at >= self.now:
            raise NotYet
        self.at = at
        return at
