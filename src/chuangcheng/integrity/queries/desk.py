"""Entries as an actor may see them, and what can be done next."""

from datetime import datetime

from django.db.models import Q, QuerySet

from chuangcheng.integrity.access import SEE, within
from chuangcheng.integrity.models import Correction, Entry, EntryState, Field, Ground
from chuangcheng.integrity.rules import normalised
from chuangcheng.integrity.sealing import hashes_of
from chuangcheng.integrity.workflow import TABLE
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.proceedings.queries import public_rows

SETTLING = ("integrity.reject_correction", "integrity.take_down_entry")
MOST = 5000


def fields() -> list[Field]:
    """By code."""
    return list(Field.objects.select_related("lead_unit").order_by("code")[:200])


def grounds_for(actor: Actor) -> QuerySet[Ground]:
    """Grounds whose authority lies in a grant to enter."""
    reached = Q(pk__in=())
    for grant in actor.scopes("integrity.enter_entry"):
        reached |= Q(authority__path__startswith=grant.unit_path) if grant.unit_path else Q(pk__gt=0)
    return Ground.objects.filter(reached).select_related("field", "authority")


def entries_for(actor: Actor, *, kind: str = "", state: str = "", words: str = "", number: str = "") -> QuerySet[Entry]:
    """With ground, authority and proceeding. `words`: a document, a shown name, our number; `number`: a whole credit
    code or identity number, found by its hash."""
    rows = Entry.objects.filter(within(actor, SEE)).select_related("ground__field", "authority", "proceeding")
    if kind:
        rows = rows.filter(ground__kind=kind)
    if state in EntryState.values:
        rows = rows.filter(state=state)
    if words.strip():
        plain = search_text(words).strip()
        sought = Q(number=words.strip()) | Q(document_zh__icontains=words.strip())
        rows = rows.filter(sought | Q(shown_name__icontains=plain))
    if number.strip():
        rows = rows.filter(number_hash__in=hashes_of(normalised(number)))
    return rows


def get_entry_for(actor: Actor, pk: int) -> Entry:
    """The only door to one entry; raises NotFound."""
    found = entries_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("entry")
    return found


def entry_moves(actor: Actor, entry: Entry) -> list[Move]:
    """What this actor may do now. One query."""
    waiting = entry.corrections.filter(settled_at=None).first()
    running = entry.proceeding
    is_running = running is not None and running.over_at is None and running.outcome != "not_listed"
    found = []
    for move in TABLE.leaving(entry.state):
        if not actor.may(move.verb, unit_path=entry.authority.path):
            continue
        if move.verb in SETTLING and (waiting is None or actor.person_id in (entry.entered_by_id, waiting.asked_by_id)):
            continue
        if move.verb == "integrity.ask_correction" and waiting is not None:
            continue
        if move.verb == "integrity.record_repair" and not entry.failing_class:
            continue
        if move.verb == "integrity.discard_entry" and is_running:
            continue
        found.append(move)
    return found


def overdue_corrections(actor: Actor, at: datetime) -> list[Correction]:
    """Those past their service time, the oldest first."""
    entries = Entry.objects.filter(within(actor, SEE))
    rows = Correction.objects.filter(settled_at=None, due_at__lt=at, entry__in=entries)
    return list(rows.select_related("entry").order_by("due_at")[:100])


def published_entries(actor: Actor, at: datetime, kind: str = "") -> list[Entry]:
    """Published at a moment, as everybody may see: for the press list and the platform's file."""
    shown = public_rows(at).filter(published_from__lte=at)
    rows = entries_for(actor, kind=kind).filter(proceeding__in=shown, over_at=None)
    return list(rows.order_by("ground__kind", "ground__code", "pk")[:MOST])
