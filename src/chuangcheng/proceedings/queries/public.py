"""What everybody may see at a moment: computed from the rows each time it is read, never stored, never cached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.kit.names import localised, search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.proceedings.kinds import pictures_about
from chuangcheng.proceedings.models import Objection, Proceeding
from chuangcheng.proceedings.queries.desk import course_of, kind_in_force
from chuangcheng.proceedings.rules import Kind, Phase, public_phase, shown

FEED_SIZE = 200
TOMBSTONES_FOR = timedelta(days=400)
"""How long the feed still says that a number is gone. A reader that comes less often drops what it does not find."""


def _on_notice(at: datetime) -> Q:
    runs = Q(kind__notice="public", served_at__lte=at, notice_until__gt=at)
    return runs & (Q(decided_at=None) | Q(decided_at__gt=at))


def _published(at: datetime) -> Q:
    waiting = Objection.objects.filter(proceeding=OuterRef("pk"), counts=True, filed_at__lte=at)
    waiting = waiting.filter(Q(answered_at=None) | Q(answered_at__gt=at))
    runs = Q(published_from__lte=at) & (Q(published_until=None) | Q(published_until__gt=at))
    return runs & ~Q(Q(kind__suspends=True), Exists(waiting))


def public_rows(at: datetime, kinds: Iterable[str] = ()) -> QuerySet[Proceeding]:
    """On public notice or published at a moment: the rules `is_on_notice` and `is_public` in SQL."""
    rows = Proceeding.objects.filter(Q(over_at=None) | Q(over_at__gt=at), _on_notice(at) | _published(at))
    codes = list(kinds)
    return rows.filter(kind_code__in=codes) if codes else rows


def public_at(at: datetime, kind_code: str = "") -> list[Proceeding]:
    """What is published at a moment, at most 500, newest first. Notices that run are not among it."""
    rows = public_rows(at, [kind_code] if kind_code else []).filter(published_from__lte=at)
    return list(rows.select_related("unit").order_by("-published_from", "-pk")[:500])


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What a public page says: masked facts with their names, basis, period, and who may object until when."""

    number: str
    kind: Kind
    phase: Phase
    fields: tuple[tuple[str, str], ...]
    starts_at: datetime | None
    ends_at: datetime | None
    subject_kind: str
    subject_key: str
    pictures: tuple[str, ...] = ()
    """Addresses of covered copies; on the page of one only, never in a list or a feed."""

    @property
    def kind_name(self) -> str:
        return localised(self.kind.name_zh, "", self.kind.name_en)[0]

    @property
    def heading(self) -> str:
        """The first of the masked facts."""
        return self.fields[0][1] if self.fields else self.number

    @property
    def anyone_objects(self) -> bool:
        return self.kind.objectors == "anyone"

    @property
    def party_objects(self) -> bool:
        return self.kind.objectors == "party"


def _named(kind: Kind, facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    names = {code: localised(zh, "", en)[0] for code, _mask, zh, en in kind.published}
    return tuple((names[code], facts[code]) for code in names if facts.get(code))


def preview(kind_code: str, facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(name, what everybody would read) before it goes out, under the kind that is in force."""
    kind = kind_in_force(kind_code)
    return _named(kind, shown(kind.published, facts))


def public_page(row: Proceeding, at: datetime) -> PublicPage:
    """A public row as its page says it. No query."""
    kind = row.rules
    is_notice = row.published_from is None or row.published_from > at
    return PublicPage(
        row.number,
        kind,
        "notice" if is_notice else "publication",
        _named(kind, row.shown),
        row.served_at if is_notice else row.published_from,
        row.notice_until if is_notice else row.published_until,
        row.subject_kind,
        row.subject_key,
    )


def get_public(number: str, at: datetime) -> PublicPage:
    """The only door of the public to one of them. NotFound for what is not, not yet or no longer public."""
    row = Proceeding.objects.filter(number=number).prefetch_related("objections").first()
    if row is None or not public_phase(row.rules, course_of(row, row.objections.all()), at):
        raise NotFound("proceeding")
    tokens = tuple(one.token for one in pictures_about(row.subject_kind, row.subject_key) if one.token)
    return replace(public_page(row, at), pictures=tokens)


def public_pages(at: datetime, *, kinds: Iterable[str] = (), words: str = "") -> QuerySet[Proceeding]:
    """Rows for a public list, found by what everybody may read of them only. Order and page them by keyset."""
    rows = public_rows(at, kinds)
    sought = search_text(words).strip()
    return rows.filter(search_text__contains=sought) if sought else rows


def kinds_shown(at: datetime) -> list[Kind]:
    """Kinds of which something is public at a moment, by code."""
    return [kind_in_force(code) for code in sorted(set(public_rows(at).order_by().values_list("kind_code", flat=True)))]


def feed(at: datetime, after: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Entries and tombstones by their order of coming, and where to go on (0: the end).

    Whoever was public and is not any more is a tombstone: number and kind, nothing else.
    """
    was_public = Q(kind__notice="public", served_at__lte=at) | Q(published_from__lte=at)
    still_told = Q(over_at=None) | Q(over_at__gt=at - TOMBSTONES_FOR)
    rows = Proceeding.objects.filter(was_public, still_told, pk__gt=after).order_by("pk")
    found = list(rows.prefetch_related("objections")[: FEED_SIZE + 1])
    entries = [_entry(row, at) for row in found[:FEED_SIZE]]
    return entries, found[FEED_SIZE - 1].pk if len(found) > FEED_SIZE else 0


def _entry(row: Proceeding, at: datetime) -> dict[str, Any]:
    kind = row.rules
    if not public_phase(kind, course_of(row, row.objections.all()), at):
        return {"number": row.number, "kind": kind.code, "gone": True}
    page = public_page(row, at)
    return {
        "number": row.number,
        "kind": kind.code,
        "phase": page.phase,
        "fields": row.shown,
        "basis": kind.basis_zh,
        "from": page.starts_at.isoformat() if page.starts_at else None,
        "until": page.ends_at.isoformat() if page.ends_at else None,
    }


def public_fields(row: Proceeding) -> tuple[tuple[str, str], ...]:
    """(name, masked value) of what everybody reads, or would read, of a proceeding. No query."""
    return _named(row.rules, row.shown)
