"""The one arithmetic of hours, who may take which shift, codes of presence, and numbers. Values in, values out."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

ADULT = 18
YOUNGEST = 8
"""Below it nobody volunteers alone: children under eight cannot act for themselves (Civil Code, art. 20)."""
SLOT = timedelta(minutes=5)
EARLY, LATE = timedelta(minutes=30), timedelta(minutes=60)
LONGEST_SHIFT = timedelta(hours=12)
MOST_PROPOSED = 4
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when. Nothing where the end is not after the start."""

    starts_at: datetime
    ends_at: datetime

    def within(self, other: "Span") -> "Span":
        """The part that lies in the other."""
        starts_at = max(self.starts_at, other.starts_at)
        return Span(starts_at, max(starts_at, min(self.ends_at, other.ends_at)))

    def meets(self, other: "Span") -> bool:
        """True if both share a moment's length."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody was there `present`, for a shift planned `planned`. `key` tells the record."""

    key: int
    present: Span
    planned: Span


@dataclass(frozen=True, slots=True)
class Busy:
    """Hours of the day, from 7 until 9, and how much happens then."""

    from_hour: int
    until_hour: int
    count: int


def proposed_hours(counts: Mapping[int, int]) -> list[Busy]:
    """Shifts to propose from counts by hour of the day, the busiest first: each busiest hour that is left, with the
    busier of its neighbours, so that one shift covers the crowd and not half of it. At most four, two hours each."""
    left: dict[int, int] = dict(counts)
    found: list[Busy] = []
    while left and len(found) < MOST_PROPOSED:
        peak = max(left, key=lambda hour: (left[hour], -hour))
        beside = max((peak - 1, peak + 1), key=lambda hour: left.get(hour, 0))
        hours = sorted({peak, beside} & left.keys())
        found.append(Busy(hours[0], hours[-1] + 1, sum(left.pop(hour) for hour in hours)))
    return sorted(found, key=lambda one: (-one.count, one.from_hour))


def credited_minutes(records: Iterable[Presence]) -> dict[int, int]:
    """key -> whole minutes of service. The only place where hours are made; every page and file adds these up.

    Service is presence at the place within the planned time: the way there and back and early arrival do not count.
    A moment that two records of one person cover counts once, for the record that began first (then the lower key),
    so that the parts always add up to the whole. Seconds short of a minute are dropped per record.
    """
    clipped = [(one.present.within(one.planned), one.key) for one in records]
    counted: dict[int, int] = {}
    covered_until: datetime | None = None
    for span, key in sorted(clipped, key=lambda pair: (pair[0].starts_at, pair[1])):
        begins = span.starts_at if covered_until is None else max(span.starts_at, covered_until)
        counted[key] = max(0, int((span.ends_at - begins).total_seconds() // 60))
        covered_until = span.ends_at if covered_until is None else max(covered_until, span.ends_at)
    return counted


def hours_text(minutes: int) -> str:
    """Hours with two digits after the point, cut and never rounded up: 95 minutes are 1.58."""
    hundredths = minutes * 100 // 60
    return f"{hundredths // 100}.{hundredths % 100:02}"


def conflict(wanted: Span, held: Sequence[Span], rest: timedelta, most_a_day: timedelta) -> str:
    """Why somebody who holds these shifts cannot take another one: `overlap`, `rest`, `day_full`, or ''."""
    if any(wanted.meets(one) for one in held):
        return "overlap"
    wide = Span(wanted.starts_at - rest, wanted.ends_at + rest)
    if any(wide.meets(one) for one in held):
        return "rest"
    day = timedelta(days=1)
    near = [one for one in held if abs(one.starts_at - wanted.starts_at) < day]
    total = sum((one.ends_at - one.starts_at for one in [*near, wanted]), timedelta())
    return "day_full" if total > most_a_day else ""


def age_on(born_on: date, day: date) -> int:
    """Whole years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_minor(born_on: date, day: date) -> bool:
    return age_on(born_on, day) < ADULT


def planned_end(arrived_at: datetime, planned: Span, rule: str) -> datetime:
    """When somebody who forgot to check out is taken to have left, by the campaign's rule: at the planned end, halfway,
    or at once (which counts nothing until the leader writes what was)."""
    begun = max(arrived_at, planned.starts_at)
    if rule == "planned_end":
        return max(begun, planned.ends_at)
    if rule == "half":
        return begun + max(timedelta(), planned.ends_at - begun) / 2
    return arrived_at


def code_of(secret: str, at: datetime) -> str:
    """The code that the leader's telephone shows now. It changes every five minutes."""
    slot = int(at.timestamp() // SLOT.total_seconds())
    return f"{slot:x}-{_mark(secret, f'{slot}')}"


def printed_code(secret: str) -> str:
    """The code of a printed sign at the place, for campaigns that allow it."""
    return f"p-{_mark(secret, 'printed')}"


def _mark(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:16]


def code_fits(code: str, secret: str, at: datetime, *, allows_print: bool) -> bool:
    """True for the code of this moment, of five minutes before or after, and for the sign where it is allowed."""
    if allows_print and hmac.compare_digest(code.encode(), printed_code(secret).encode()):
        return True
    near = (code_of(secret, at + SLOT * step) for step in (-1, 0, 1))
    return any(hmac.compare_digest(code.encode(), one.encode()) for one in near)


def may_check_in(planned: Span, at: datetime) -> bool:
    """From half an hour before until the end."""
    return planned.starts_at - EARLY <= at < planned.ends_at


def may_check_out(planned: Span, at: datetime) -> bool:
    """Until an hour after the end; what comes later is for the leader's list."""
    return planned.starts_at - EARLY <= at < planned.ends_at + LATE


def volunteer_number(year: int, number: int) -> str:
    """Says when somebody joined and nothing else of them: ZY2026-000123."""
    return f"ZY{year}-{number:06}"


def plain_code(text: str) -> str:
    """A certificate's code as it may be typed, without signs between."""
    return "".join(sign for sign in text.upper() if sign in ALPHABET)


def shown_code(code: str) -> str:
    """As it is printed: ABCD-EFGH-JKLM."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def masked_name(name: str) -> str:
    """The first character and a star for each other one: enough to compare with the paper in one's hand."""
    return name[:1] + "*" * max(0, len(name) - 1)
