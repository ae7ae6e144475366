"""Lists of documents: the office's, the register of numbers, and what a unit has received."""

from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from chuangcheng.documents.access import ACKNOWLEDGE, OUT, SEE, addressed
from chuangcheng.documents.models import Document, Kind, Recipient, State
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.plans.models import Meeting
from chuangcheng.units.models import Unit

HEAVY = ("blocks", "frozen")
NEIGHBOURS = (
    "unit",
    "edition",
    "drafted_by",
    "sent_by",
    "approved_by",
    "issued_by",
    "docx",
    "pdf",
    "sheet",
    "replaces",
    "meeting",
)


def visible(actor: Actor) -> Q:
    """Documents that the actor may open: the office all; a unit what was issued to it. Drafts are the office's."""
    if actor.may_anywhere(SEE):
        return Q()
    own = Recipient.objects.filter(addressed(actor), document=OuterRef("pk"))
    return Q(Exists(own), state__in=OUT)


def documents_for(actor: Actor, state: str = "", kind: str = "") -> QuerySet[Document]:
    """To be paged by `-drafted_at`."""
    rows = Document.objects.filter(visible(actor)).select_related("unit", "drafted_by").defer(*HEAVY)
    if state in State.values:
        rows = rows.filter(state=state)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    return rows


def documents_of_meeting(actor: Actor, meeting: Meeting) -> QuerySet[Document]:
    """The minutes that were made of a meeting, newest first; what was discarded left out."""
    return documents_for(actor).filter(meeting=meeting).exclude(state=State.DISCARDED).order_by("-drafted_at", "-pk")


def counts_by_state(actor: Actor) -> dict[str, int]:
    """How many stand in each state: one query."""
    rows = Document.objects.filter(visible(actor)).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def get_document_for(actor: Actor, pk: int) -> Document:
    """The only door to one document; NotFound for what may not be seen."""
    found = Document.objects.filter(visible(actor), pk=pk).select_related(*NEIGHBOURS).first()
    if found is None:
        raise NotFound("document")
    return found


def register(actor: Actor, year: int, series: str) -> QuerySet[Document]:
    """Every number of a series and year, those withdrawn or replaced included, to be paged by `serial`."""
    return Document.objects.filter(visible(actor), year=year, series_zh=series, serial__isnull=False).defer(*HEAVY)


def series_of_year(actor: Actor) -> list[tuple[int, str, int, int]]:
    """(year, series, highest number, how many numbers), newest year first. Both are equal: numbers have no gaps."""
    rows = (
        Document.objects.filter(visible(actor), serial__isnull=False, year__isnull=False)
        .order_by()
        .values_list("year", "series_zh")
        .annotate(last=Max("serial"), count=Count("pk"))
        .order_by("-year", "series_zh")
    )
    return [(year or 0, series, last, count) for year, series, last, count in rows]


def received_by(actor: Actor, unit: Unit | None = None) -> QuerySet[Recipient]:
    """What was issued to the actor's units, or to one unit, to be paged by `-issued_at`."""
    rows = Recipient.objects.filter(issued_at__isnull=False)
    if not actor.may_anywhere(SEE):
        rows = rows.filter(addressed(actor))
    elif unit is None:
        rows = rows.filter(unit__in=actor.unit_ids)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.select_related("document", "unit", "acknowledged_by").defer("document__blocks", "document__frozen")


def received_row(actor: Actor, document: Document, pk: int) -> Recipient:
    """A recipient whose unit the actor may acknowledge for. NotFound otherwise."""
    rows = Recipient.objects.filter(addressed(actor, ACKNOWLEDGE), document=document, pk=pk)
    found = rows.select_related("unit", "document").first()
    if found is None:
        raise NotFound("recipient")
    return found


def waiting_for_approver(actor: Actor, most: int = 20) -> list[Document]:
    """Documents that wait for a yes from this actor (never one's own)."""
    if not actor.may_anywhere("documents.approve_document"):
        return []
    rows = Document.objects.filter(state=State.WAITING).exclude(drafted_by=actor.person_id)
    return list(rows.exclude(sent_by=actor.person_id).defer(*HEAVY).order_by("sent_at")[:most])


def waiting_for_units(actor: Actor, at: datetime, most: int = 20) -> list[Recipient]:
    """What the actor's own units have not acknowledged yet."""
    if not actor.unit_ids or not actor.may_anywhere(ACKNOWLEDGE):
        return []
    rows = Recipient.objects.filter(
        addressed(actor, ACKNOWLEDGE), unit__in=actor.unit_ids, issued_at__lte=at, acknowledged_at=None
    )
    still = rows.filter(document__state=State.ISSUED).select_related("document", "unit")
    return list(still.defer("document__blocks", "document__frozen").order_by("issued_at")[:most])
