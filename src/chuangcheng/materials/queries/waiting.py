"""What of the material waits for an actor: what the own unit owes, what is to be reviewed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.materials.access import visible
from chuangcheng.materials.models import Demand, DepartmentFigure, Document, DocumentState, FigureState, Link
from chuangcheng.materials.queries.demands import demands, with_counts
from chuangcheng.materials.queries.figures import OPEN, FigureFilters, figures_for


def owed(actor: Actor, at: datetime, limit: int = 20) -> list[Demand]:
    """Demands on the actor's own units that lack something, the nearest deadline first; those named for one of the
    actor's posts, or for no post."""
    if not actor.may_anywhere("materials.hand_in_document") or not actor.unit_ids:
        return []
    mine = Q(unit__in=actor.unit_ids) & (Q(post=None) | Q(post__in=actor.post_ids))
    rows = with_counts(demands(at).filter(mine).select_related("standard", "unit"))
    lacking = rows.filter(count__gt=F("accepted") + F("waiting"), due_on__isnull=False)
    return list(lacking.order_by("due_on", "pk")[:limit])


def returned(actor: Actor, limit: int = 20) -> list[Document]:
    """The own units' documents that came back."""
    if not actor.may_anywhere("materials.submit_document") or not actor.unit_ids:
        return []
    rows = Document.objects.filter(unit__in=actor.unit_ids, state=DocumentState.RETURNED).select_related("unit")
    return list(rows.order_by("-decided_at", "-pk")[:limit])


def _not_own(actor: Actor, path: str) -> Q:
    own = Q(pk__in=())
    for unit_path in actor.unit_paths:
        own |= Q(**{path: unit_path})
    return ~own


def to_review(actor: Actor, limit: int = 20) -> list[Document]:
    """Documents that wait for a review by this actor: of other units, handed in by others; the longest wait first."""
    if not actor.may_anywhere("materials.accept_document"):
        return []
    rows = Document.objects.filter(visible(actor), _not_own(actor, "unit__path"), state=DocumentState.SUBMITTED)
    rows = rows.exclude(submitted_by=actor.person_id).exclude(made_by=actor.person_id)
    return list(rows.select_related("unit").order_by("submitted_at", "pk")[:limit])


def links_to_confirm(actor: Actor, limit: int = 20) -> list[Link]:
    """Further uses of accepted documents that wait for this reviewer."""
    if not actor.may_anywhere("materials.confirm_link"):
        return []
    rows = Link.objects.filter(
        visible(actor, "document__unit__path"),
        _not_own(actor, "document__unit__path"),
        confirmed_at=None,
        document__state=DocumentState.ACCEPTED,
    )
    return list(rows.exclude(linked_by=actor.person_id).select_related("document__unit", "demand")[:limit])


def figures_owed(actor: Actor, at: datetime, limit: int = 20) -> list[DepartmentFigure]:
    """Figures that the actor's own units still have to report."""
    if not actor.may_anywhere("materials.report_figure") or not actor.unit_ids:
        return []
    rows = figures_for(actor, FigureFilters(), at).filter(unit__in=actor.unit_ids, state__in=OPEN)
    return list(rows.filter(due_on__isnull=False).order_by("due_on", "pk")[:limit])


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, to be counted; None where it is not this actor's work."""

    to_review: QuerySet[Document] | None
    figures_to_confirm: QuerySet[DepartmentFigure] | None


def waiting(actor: Actor, at: datetime) -> Waiting:
    """Two lists for the home page's counts, unordered."""
    review = figures = None
    if actor.may_anywhere("materials.accept_document"):
        review = Document.objects.filter(visible(actor), _not_own(actor, "unit__path"), state=DocumentState.SUBMITTED)
    if actor.may_anywhere("materials.confirm_figure"):
        reported = figures_for(actor, FigureFilters(state=FigureState.REPORTED), at)
        figures = reported.filter(_not_own(actor, "unit__path"))
    return Waiting(review, figures)
