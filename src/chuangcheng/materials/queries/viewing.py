"""Packs and links for those who make them; and what somebody sees who opens a link."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from chuangcheng.evidence.models import FileState
from chuangcheng.frameworks.models import Indicator, Level
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.tokens import token_hash
from chuangcheng.materials.access import READINESS
from chuangcheng.materials.models import (
    Demand,
    Document,
    DocumentState,
    Link,
    Pack,
    PackState,
    VersionFile,
    ViewLink,
    ViewOpening,
)
from chuangcheng.materials.queries.packing import accepted_links, files_of


def packs_for(actor: Actor) -> QuerySet[Pack]:
    """All packs, newest first."""
    rows = Pack.objects.select_related("edition", "asked_by")
    return rows if actor.may_anywhere(READINESS) else rows.none()


def get_pack_for(actor: Actor, pk: int) -> Pack:
    """A pack. NotFound without the sight."""
    found = packs_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("pack")
    return found


def pack_to_load(actor: Actor, pk: int) -> Pack:
    """A pack that is ready. NotFound otherwise."""
    found = get_pack_for(actor, pk)
    if found.state != PackState.READY:
        raise NotFound("pack")
    return found


def view_links_for(actor: Actor) -> QuerySet[ViewLink]:
    """All links for assessors, newest first."""
    rows = ViewLink.objects.select_related("edition", "made_by")
    return rows if actor.may_anywhere(READINESS) else rows.none()


def get_view_link_for(actor: Actor, pk: int) -> ViewLink:
    """A link. NotFound without the sight."""
    found = view_links_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("link")
    return found


def openings_of(link: ViewLink) -> QuerySet[ViewOpening]:
    """What was opened under a link, the latest first."""
    return link.openings.select_related("standard", "file__file", "file__version__document").order_by()


def opened_things(link: ViewLink) -> tuple[int, int]:
    """How many different standards and different files were opened at least once."""
    counted = link.openings.order_by().aggregate(
        standards=Count("standard", distinct=True), files=Count("file", distinct=True)
    )
    return counted["standards"], counted["files"]


def view_link_of(token: str, at: datetime) -> ViewLink:
    """The link that a token opens. NotFound for an unknown, expired or revoked one: nobody learns which."""
    rows = ViewLink.objects.select_related("edition")
    found = rows.filter(token_hash=token_hash(token), revoked_at=None, expires_at__gt=at).first()
    if found is None:
        raise NotFound("link")
    return found


@dataclass(frozen=True, slots=True)
class ViewedStandard:
    """A standard of the link's edition with how many documents were accepted for it."""

    standard: Indicator
    count: int


def viewed_standards(link: ViewLink) -> list[ViewedStandard]:
    """The standards with accepted material, in the edition's order. Two queries."""
    counts = dict(
        accepted_links(link.edition)
        .order_by()
        .values_list("demand__standard")
        .annotate(count=Count("document", distinct=True))
    )
    rows = Indicator.objects.filter(pk__in=counts, level=Level.STANDARD).select_related("parent__parent")
    return [ViewedStandard(row, counts[row.pk]) for row in rows.order_by("position")]


@dataclass(frozen=True, slots=True)
class ViewedDemand:
    """What was asked, and each document with its files."""

    demand: Demand
    documents: list[tuple[Document, list[VersionFile]]]


def viewed_standard(link: ViewLink, pk: int) -> tuple[Indicator, list[ViewedDemand]]:
    """One standard with what was accepted for it. NotFound if the link does not show it. Three queries."""
    standard = Indicator.objects.select_related("parent__parent").filter(edition=link.edition_id, pk=pk).first()
    links: list[Link] = list(accepted_links(link.edition).filter(demand__standard=pk)[:300]) if standard else []
    if standard is None or not links:
        raise NotFound("standard")
    files = files_of(one.document for one in links)
    found: dict[int, ViewedDemand] = {}
    for one in links:
        shown = found.setdefault(one.demand_id, ViewedDemand(one.demand, []))
        shown.documents.append((one.document, files.get(one.document_id, [])))
    return standard, list(found.values())


def viewed_file(link: ViewLink, pk: int) -> tuple[VersionFile, str]:
    """A file that the link shows, with the name under which it is saved. NotFound otherwise."""
    related = ("file", "version__document")
    row = VersionFile.objects.select_related(*related).filter(pk=pk, file__state=FileState.CLEARED).first()
    if row is None or row.version.number != row.version.document.version_count:
        raise NotFound("file")
    document = row.version.document
    shown = Q(document=document, document__state=DocumentState.ACCEPTED)
    if not accepted_links(link.edition).filter(shown).exists():
        raise NotFound("file")
    return row, f"{document.number}-{row.position}"
