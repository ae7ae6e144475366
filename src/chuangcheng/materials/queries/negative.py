"""The negative list and the register of events."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.materials.access import EVENTS as SEE_EVENTS
from chuangcheng.materials.models import Effect, EventFile, EventState, NegativeEvent, NegativeItem
from chuangcheng.materials.workflow import EVENTS


def negative_items() -> QuerySet[NegativeItem]:
    """The lines of the list that are in use."""
    return NegativeItem.objects.filter(is_active=True)


def events_for(actor: Actor, state: str = "") -> QuerySet[NegativeEvent]:
    """The register, the latest event first."""
    rows = NegativeEvent.objects.select_related("item", "unit")
    if not actor.may_anywhere(SEE_EVENTS):
        return rows.none()
    return rows.filter(state=state) if state else rows


def event_counts(actor: Actor) -> dict[str, int]:
    """State -> how many."""
    rows = events_for(actor).order_by().values("state").annotate(count=Count("pk"))
    found = {row["state"]: row["count"] for row in rows}
    return {state: found.get(state, 0) for state in EventState.values}


def get_event_for(actor: Actor, pk: int) -> NegativeEvent:
    """An event with its line and its people. NotFound without the sight."""
    found = events_for(actor).select_related("reported_by", "examined_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("event")
    return found


def event_moves(actor: Actor, event: NegativeEvent) -> list[Move]:
    """What this actor may do next: the effect is decided by somebody who neither reported nor examined it."""
    took_part = actor.person_id in (event.reported_by_id, event.examined_by_id)
    own = took_part or (event.unit is not None and actor.belongs_to([event.unit.path]))
    return [
        move
        for move in EVENTS.leaving(event.state)
        if move.verb != "materials.lapse_event"
        and actor.may(move.verb)
        and not (move.verb == "materials.decide_effect" and own)
    ]


def event_files(event: NegativeEvent) -> list[EventFile]:
    """Its evidence."""
    return list(event.files.select_related("file"))


def event_file_for(actor: Actor, pk: int) -> EventFile:
    """A file of an event. NotFound without the sight."""
    found = EventFile.objects.select_related("file").filter(pk=pk).first() if actor.may_anywhere(SEE_EVENTS) else None
    if found is None:
        raise NotFound("file")
    return found


def counting_events(at: datetime) -> list[NegativeEvent]:
    """Events whose effect counts now: shown beside the score."""
    today = timezone.localdate(at)
    rows = NegativeEvent.objects.filter(state=EventState.DECIDED, counts_until__gte=today).exclude(effect=Effect.NONE)
    return list(rows.select_related("item", "unit")[:100])


def deducted(at: datetime) -> Decimal:
    """Points that count against the city now."""
    today = timezone.localdate(at)
    rows = NegativeEvent.objects.filter(state=EventState.DECIDED, counts_until__gte=today, effect=Effect.DEDUCT)
    return rows.aggregate(sum=Sum("points"))["sum"] or Decimal(0)


def to_lapse(at: datetime) -> list[NegativeEvent]:
    """Events whose window is over."""
    today: date = timezone.localdate(at)
    rows = NegativeEvent.objects.exclude(state=EventState.LAPSED).filter(counts_until__lt=today)
    return list(rows.select_related("item")[:500])
