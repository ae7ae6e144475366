"""The lists as everybody sees them: by field, from what proceedings show at this moment."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from chuangcheng.integrity.kinds import LIST_KINDS, SUBJECT
from chuangcheng.integrity.models import Entry, Field
from chuangcheng.kit.refused import NotFound
from chuangcheng.proceedings.queries import Proceeding, public_pages


def _kinds(which: str) -> list[str]:
    return [code for (kind, _party), code in LIST_KINDS.items() if which in ("", kind)]


def public_entries(
    at: datetime, *, which: str = "", field: Field | None = None, words: str = ""
) -> QuerySet[Proceeding]:
    """On notice or published now. Words are sought in what is shown: a whole number finds nothing."""
    rows = public_pages(at, kinds=_kinds(which), words=words).filter(subject_kind=SUBJECT)
    return rows.filter(shown__field=field.name_zh) if field else rows


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How many stand on the lists of a field now."""

    field: Field
    red: int
    black: int


def field_counts(at: datetime, fields: Iterable[Field]) -> list[FieldCount]:
    """One query."""
    black = set(_kinds("black"))
    found: Counter[tuple[str, bool]] = Counter()
    for code, shown in public_entries(at).values_list("kind_code", "shown__field")[:20_000]:
        found[shown, code in black] += 1
    return [FieldCount(one, found[one.name_zh, False], found[one.name_zh, True]) for one in fields]


def repair_of(subject_key: str) -> tuple[date | None, str]:
    """(first day of repair, authority) of a public black entry; (None, authority) for a red one. Raises NotFound."""
    if not subject_key.isdecimal():
        raise NotFound("entry")
    entry = Entry.objects.filter(pk=int(subject_key)).select_related("authority").first()
    if entry is None:
        raise NotFound("entry")
    return entry.repair_possible_from, entry.authority.name_zh
