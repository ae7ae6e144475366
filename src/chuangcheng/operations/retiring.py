"""Whether an older key of the city may go: what is sealed has been moved, and nothing hashed under it serves any more.

A hash without a sealed value (who has voted, who objected) cannot be moved to a new key. It does not say which key made
it either: a row needs the key that was in use when it was made, which its own moment tells. So the key stays until the
last such row has run out; each room counts its own (`kit.resealing.depend`).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.resealing import dependents, tables
from chuangcheng.kit.sealed import key_marks
from chuangcheng.operations.models import KeyUse, SealWalk

WALKS = 2
BETWEEN_WALKS = timedelta(hours=24)
"""A process of before may still have sealed under the old key: a table is walked a second time a day later."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Why a key has to stay: a room, what it keeps, how many rows, until when (None: until somebody ends it)."""

    room: str
    what: Any
    count: int
    free_on: date | None


def bonds(mark: str, at: datetime) -> list[Bond]:
    """What still needs this key; empty if it may go. Refused: `no_key`, `newest_key`."""
    marks = key_marks()
    if mark not in marks:
        raise Refused("no_key", _("No key of the city has this mark."), field="mark")
    if mark == marks[0]:
        raise Refused("newest_key", _("This is the key in use."), field="mark")
    seen = KeyUse.objects.filter(mark=marks[marks.index(mark) - 1]).values_list("seen_at", flat=True).first()
    # A process that was started before may go on for a day under the key of then.
    before = (seen or at) + BETWEEN_WALKS
    found = _unmoved(marks[0], max(before, at))
    for one in dependents():
        needed = one.count(before, at)
        if needed.count:
            found.append(Bond(one.room, one.what, needed.count, needed.free_on))
    return found


def _unmoved(newest: str, since: datetime) -> list[Bond]:
    moved = set(SealWalk.objects.filter(key_mark=newest, times__gte=WALKS).values_list("table", flat=True))
    left = [table.label for table in tables() if table.label not in moved]
    day = timezone.localdate(since + BETWEEN_WALKS)
    return [Bond("operations", _("tables whose sealed values are still being moved"), len(left), day)] if left else []
