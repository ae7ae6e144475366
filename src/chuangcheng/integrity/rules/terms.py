"""How long an entry may be public and from when it can be repaired. Pure.

信用修復管理辦法 (Order 36 of the NDRC, in force since 1 April 2026): a minor failing is not published, or for 3 months
at most where that is needed; a general one for 3 months at least and a year at most; a serious one for a year at least
and 3 years at most.
"""

import calendar
from dataclasses import dataclass
from datetime import date

MINOR, GENERAL, SERIOUS = "minor", "general", "serious"
LIMITS = {MINOR: (0, 3), GENERAL: (3, 12), SERIOUS: (12, 36)}
"""Months: at least, at most."""
LONGEST_RED = 36


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Term:
    """`repair_from`: the first day on which repair is possible (None: no failing); `until`: the first day after."""

    repair_from: date | None
    until: date


def longest(failing_class: str, months: int) -> int:
    """Months a ground may publish: what it says, never above the limit of its class."""
    most = LIMITS[failing_class][1] if failing_class else LONGEST_RED
    return min(months, most)


def is_sound(failing_class: str, months: int) -> bool:
    """Whether a ground's longest publication lies within its class."""
    if not failing_class:
        return 1 <= months <= LONGEST_RED
    least, most = LIMITS[failing_class]
    return max(least, 1) <= months <= most


def term(failing_class: str, months: int, started_on: date) -> Term:
    """The periods of an entry, from the event they run from."""
    until = months_after(started_on, longest(failing_class, months))
    if not failing_class:
        return Term(None, until)
    return Term(months_after(started_on, LIMITS[failing_class][0]), until)
