"""Pure rules of the year's plan: windows of working days, and the day that a sealed secret chooses from each."""

import hashlib
from collections.abc import Sequence
from datetime import date

from chuangcheng.draws.rules import key_string, select

MOST_TIMES = {"year": 52, "quarter": 13, "month": 4}
MONTHS = {"year": 12, "quarter": 3, "month": 1}


def windows(year: int, period: str, times: int, working_days: Sequence[date]) -> list[list[date]]:
    """The year's working days cut into windows: each period into `times` runs as equal as can be, in order.

    A period with fewer working days than times gives windows without a day; they are left out by the caller.
    Raises ValueError for a number of times that `MOST_TIMES` does not allow.
    """
    if period not in MONTHS or not 1 <= times <= MOST_TIMES[period]:
        raise ValueError("so many times do not fit into such a period")
    found = []
    for first in range(1, 13, MONTHS[period]):
        days = [d for d in working_days if d.year == year and first <= d.month < first + MONTHS[period]]
        edges = [number * len(days) // times for number in range(times + 1)]
        found += [days[edges[number] : edges[number + 1]] for number in range(times)]
    return found


def commitment(secret: bytes) -> str:
    """SHA-256 of the secret in hex: journalled before any day is drawn."""
    return hashlib.sha256(secret).hexdigest()


def drawn_day(secret: bytes, year: int, ordinal: int, number: int, allowed: Sequence[date]) -> date:
    """The day that chance chose for a batch: RFC 3797 over the allowed days, in order.

    The key is made of the batch's number, the secret, the year and the frequency's ordinal, so that anyone can
    repeat it once the secret is published. Raises ValueError without a day to choose from.
    """
    if not allowed:
        raise ValueError("there is no day to choose from")
    key = key_string([[str(number)]], secret, year, ordinal)
    return sorted(allowed)[select(key, len(allowed), 1)[0] - 1]
