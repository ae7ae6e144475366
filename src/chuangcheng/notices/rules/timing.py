"""When a piece of news leaves: quiet hours, daily digests, pauses between attempts. Moments carry their zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

AT_ONCE, DIGEST, NEVER = "at_once", "digest", "never"
WAYS = ("email", "sms", "push")
"""The ways to one person; robots and webhooks speak to groups and systems."""
PAUSES = (30, 120, 480, 1800, 7200, 21600, 43200)
"""Seconds between attempts: a receiver that is down for a day and a half still gets its news."""
MOST_ATTEMPTS = len(PAUSES) + 1
REST_AFTER = 5
"""So many failures in a row, and the channel rests: its other news are not tried one by one."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's or unit's day: quiet from one time to another (over midnight too; none if equal), digest at."""

    quiet_from: time = time(22)
    quiet_until: time = time(7)
    digest_at: time = time(8, 30)


def leaves_at(at: datetime, when: str, hours: Hours, zone: tzinfo, *, is_urgent: bool) -> datetime:
    """The moment at which news of `at` leaves: now, when quiet hours end, or with the next digest.

    Urgent news is never held.
    """
    if is_urgent:
        return at
    if when == DIGEST:
        return _next(at, hours.digest_at, zone)
    return quiet_ends(at, hours, zone) or at


def quiet_ends(at: datetime, hours: Hours, zone: tzinfo) -> datetime | None:
    """When the quiet hours that hold this moment end; None if it is not quiet."""
    clock = at.astimezone(zone).time()
    begin, end = hours.quiet_from, hours.quiet_until
    is_quiet = begin <= clock < end if begin <= end else clock >= begin or clock < end
    return _next(at, end, zone) if is_quiet else None


def _next(at: datetime, clock: time, zone: tzinfo) -> datetime:
    """The next moment, strictly later, at which the city's clock shows this time."""
    local = at.astimezone(zone)
    found = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return found if found > local else found + timedelta(days=1)


def pause_after(failures: int, chance: float, asked: int = 0) -> timedelta:
    """Until the next attempt: longer each time, spread by a fifth either way (`chance` from 0 to 1), so that
    receivers that come back are not all asked at once; never shorter than the receiver asked for (a day at most)."""
    base = PAUSES[min(failures, len(PAUSES)) - 1]
    return timedelta(seconds=max(base * (0.8 + 0.4 * chance), min(asked, 86400)))


def rest_after(streak: int) -> timedelta | None:
    """How long a channel rests after so many failures in a row: a minute, doubled up to an hour; None: not at all."""
    if streak < REST_AFTER:
        return None
    return timedelta(seconds=min(60 * 2 ** min(streak - REST_AFTER, 10), 3600))
