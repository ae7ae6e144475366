"""Documents as an actor may see them, their files, what they lack, and what can be done next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.materials import rules
from chuangcheng.materials.access import visible
from chuangcheng.materials.models import (
    CaptionPart,
    Demand,
    Document,
    DocumentState,
    Link,
    Version,
    VersionFile,
    given,
)
from chuangcheng.materials.workflow import DOCUMENTS
from chuangcheng.units.models import Unit

FAULTS: dict[str, Any] = {
    "no_file": _("There is no file yet."),
    "kind": _("%(demand)s asks for another kind of material."),
    "no_picture": _("%(demand)s asks for a picture: none of the files is one."),
    "caption": _("%(demand)s asks for a caption with: %(part)s."),
    "window": _("Its date lies outside the months that %(demand)s asks for."),
}
REVIEWS = ("materials.accept_document", "materials.return_document")


def fault_sentence(fault: rules.Fault) -> Any:
    """What is wrong, for people."""
    part = CaptionPart(fault.part).label if fault.part else ""
    return FAULTS[fault.code] % {"demand": fault.demand, "part": part}


@dataclass(frozen=True, slots=True)
class DocumentFilters:
    """What a list of documents is narrowed by."""

    words: str = ""
    state: str = ""
    unit: Unit | None = None
    kind: str = ""
    further: bool = False
    """Only accepted ones with a further use that waits to be confirmed."""


def documents_for(actor: Actor, filters: DocumentFilters) -> QuerySet[Document]:
    """Documents of the units within reach, newest first."""
    rows = Document.objects.filter(visible(actor)).select_related("unit")
    if filters.words:
        rows = rows.filter(search_text__contains=search_text(filters.words))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.unit is not None:
        rows = rows.filter(unit=filters.unit)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.further:
        waiting = Link.objects.filter(confirmed_at=None, document__state=DocumentState.ACCEPTED)
        rows = rows.filter(pk__in=waiting.values("document"))
    return rows.prefetch_related("links__demand")


def state_counts(actor: Actor) -> dict[str, int]:
    """State -> how many documents within reach stand there."""
    rows = Document.objects.filter(visible(actor)).values("state").annotate(count=Count("pk")).order_by()
    found = {row["state"]: row["count"] for row in rows}
    return {state: found.get(state, 0) for state in DocumentState.values}


def get_document_for(actor: Actor, pk: int) -> Document:
    """A document with its unit and the people of its moves. NotFound for what may not be seen."""
    related = ("unit", "source_case", "made_by", "submitted_by", "decided_by")
    found = Document.objects.select_related(*related).filter(visible(actor), pk=pk).first()
    if found is None:
        raise NotFound("material")
    return found


def document_moves(actor: Actor, document: Document) -> list[Move]:
    """What this actor may do next; a reviewer of the supplying unit, or who handed it in, may not review."""
    path = document.unit.path
    own = actor.belongs_to([path]) or actor.person_id in (document.submitted_by_id, document.made_by_id)
    return [
        move
        for move in DOCUMENTS.leaving(document.state)
        if actor.may(move.verb, unit_path=path) and not (move.verb in REVIEWS and own)
    ]


def links_of(document: Document) -> list[Link]:
    """What a document answers, with standards and suppliers."""
    return list(document.links.select_related("demand__standard", "demand__unit"))


def get_link_for(actor: Actor, pk: int) -> Link:
    """A link with both its ends. NotFound for what may not be seen."""
    related = ("document__unit", "demand__standard", "demand__unit")
    found = Link.objects.select_related(*related).filter(visible(actor, "document__unit__path"), pk=pk).first()
    if found is None:
        raise NotFound("link")
    return found


def versions_of(document: Document) -> list[Version]:
    """Newest first, with files and who added them."""
    return list(document.versions.select_related("added_by").prefetch_related("files__file"))


def newest_files(document: Document) -> list[VersionFile]:
    """The files that count: those of the newest version."""
    rows = VersionFile.objects.filter(version__document=document, version__number=document.version_count)
    return list(rows.select_related("file", "version"))


def file_for(actor: Actor, pk: int) -> VersionFile:
    """A file of some version of a document within reach. NotFound otherwise."""
    rows = VersionFile.objects.select_related("file", "version__document")
    found = rows.filter(visible(actor, "version__document__unit__path"), pk=pk).first()
    if found is None:
        raise NotFound("file")
    return found


def faults_for(document: Document, demands: Iterable[Demand]) -> list[rules.Fault]:
    """What stands in the way of this document answering these demands."""
    kinds = [row.file.kind for row in newest_files(document)]
    return rules.faults(given(document, kinds), [demand.asked for demand in demands])


def faults_of(document: Document) -> list[rules.Fault]:
    """What stands in the way of submitting it: for every demand it is linked to. Two queries."""
    return faults_for(document, [link.demand for link in document.links.select_related("demand")])


def offers_for(actor: Actor, demand: Demand) -> QuerySet[Document]:
    """The actor's units' documents of a fitting kind that could answer this demand too, accepted ones first."""
    rows = Document.objects.filter(visible(actor)).exclude(state=DocumentState.WITHDRAWN).exclude(links__demand=demand)
    fitting = Q() if demand.kind == rules.ANY_KIND else Q(kind=demand.kind)
    if demand.window is not None:
        fitting &= Q(thing_on__gte=demand.window.starts_on, thing_on__lte=demand.window.ends_on)
    return rows.filter(fitting).select_related("unit").order_by("state", "-made_at", "-pk")
