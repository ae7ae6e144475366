"""What is asked, of whom, and how far each demand has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from chuangcheng.frameworks.models import Edition, Indicator, Level, Method
from chuangcheng.frameworks.queries import editions_in_force
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.materials import rules
from chuangcheng.materials.access import SEE, visible
from chuangcheng.materials.models import Demand, Document, DocumentState, Link
from chuangcheng.units.models import Unit

SOON = timedelta(days=14)
_COUNTS = Q(links__document__state=DocumentState.ACCEPTED, links__confirmed_at__isnull=False)
_WAITS = Q(links__document__state=DocumentState.SUBMITTED) | Q(
    links__document__state=DocumentState.ACCEPTED, links__confirmed_at=None
)
_BEGUN = Q(links__document__state__in=(DocumentState.DRAFT, DocumentState.RETURNED))


def demands(at: datetime, editions: Iterable[Edition] | None = None) -> QuerySet[Demand]:
    """What is asked now: of standards of the editions in force, not withdrawn."""
    among = editions_in_force(at) if editions is None else list(editions)
    return Demand.objects.filter(standard__edition__in=among, withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class DemandFilters:
    """What a list of demands is narrowed by. `show`: "" all, "missing", "waiting", "overdue", "complete"."""

    words: str = ""
    unit: Unit | None = None
    kind: str = ""
    show: str = ""
    standard: Indicator | None = None


def with_counts(rows: QuerySet[Demand]) -> Any:
    """Each demand with `accepted`, `waiting` and `begun`: how many documents answer it, by how far they have come."""
    return rows.annotate(
        accepted=Count("links", filter=_COUNTS),
        waiting=Count("links", filter=_WAITS),
        begun=Count("links", filter=_BEGUN),
    )


def demands_for(actor: Actor, filters: DemandFilters, at: datetime) -> QuerySet[Demand]:
    """Demands with their counts, as far as the actor sees any material: all of them are readable, so that a document
    can be offered for another unit's standard."""
    if not actor.may_anywhere(SEE):
        return Demand.objects.none()
    rows = demands(at).select_related("standard__edition", "unit", "post")
    if filters.words:
        rows = rows.filter(search_text__contains=search_text(filters.words))
    if filters.unit is not None:
        rows = rows.filter(unit=filters.unit)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.standard is not None:
        rows = rows.filter(standard=filters.standard)
    found: QuerySet[Demand] = _shown(with_counts(rows), filters.show, timezone.localdate(at))
    return found


def _shown(rows: Any, show: str, today: date) -> Any:
    if show == "complete":
        return rows.filter(accepted__gte=F("count"))
    if show == "waiting":
        return rows.filter(waiting__gt=0)
    if show in ("missing", "overdue"):
        rows = rows.filter(count__gt=F("accepted") + F("waiting"))
    return rows.filter(due_on__lt=today) if show == "overdue" else rows


def own_demands(actor: Actor, at: datetime) -> QuerySet[Demand]:
    """Demands of the units the actor answers for, with their counts: the gaps of a unit, or of the city."""
    rows = demands(at).filter(visible(actor)).select_related("standard", "unit", "post")
    found: QuerySet[Demand] = with_counts(rows)
    return found


def tally_of(demand: Demand) -> rules.Tally:
    """The counts of a demand that came through `with_counts`."""
    return rules.Tally(demand.count, demand.accepted, demand.waiting, demand.begun)  # type: ignore[attr-defined]


def tallies(rows: Iterable[Demand]) -> dict[int, rules.Tally]:
    """Demand id -> how far it has come. One query."""
    found = with_counts(Demand.objects.filter(pk__in=[row.pk for row in rows]))
    return {row.pk: tally_of(row) for row in found}


def get_demand_for(actor: Actor, pk: int) -> Demand:
    """A demand with its standard and supplier, withdrawn or not. NotFound without the sight."""
    rows = Demand.objects.select_related("standard__edition", "standard__parent", "unit", "post__unit")
    demand = rows.filter(pk=pk).first() if actor.may_anywhere(SEE) else None
    if demand is None:
        raise NotFound("demand")
    return demand


def answers_of(actor: Actor, demand: Demand) -> list[Link]:
    """The documents that answer a demand, as far as the actor may see them; at most a hundred."""
    rows = Link.objects.filter(visible(actor, "document__unit__path"), demand=demand)
    rows = rows.exclude(document__state=DocumentState.WITHDRAWN).select_related("document__unit")
    return list(rows.order_by("-document__made_at", "-pk")[:100])


@dataclass(frozen=True, slots=True)
class Sum:
    """How one unit, or the city, stands: demands, things wanted and accepted, gaps."""

    unit: Unit | None
    demands: int
    complete: int
    waiting: int
    missing: int
    overdue: int
    share: float | None


def sums_by_unit(actor: Actor, at: datetime) -> list[Sum]:
    """A row per supplying unit within reach, the most overdue first. One query over the demands in force."""
    today, found = timezone.localdate(at), dict[int, list[Demand]]()
    for demand in own_demands(actor, at):
        found.setdefault(demand.unit_id, []).append(demand)
    rows = [_sum(group[0].unit, group, today) for group in found.values()]
    return sorted(rows, key=lambda row: (-row.overdue, -row.missing, row.unit.path if row.unit else ""))


def whole_sum(rows: Iterable[Sum]) -> Sum:
    """All units together."""
    rows = list(rows)
    demands_, complete = sum(row.demands for row in rows), sum(row.complete for row in rows)
    share = complete / demands_ if demands_ else None
    return Sum(
        None,
        demands_,
        complete,
        sum(row.waiting for row in rows),
        sum(row.missing for row in rows),
        sum(row.overdue for row in rows),
        share,
    )


def _sum(unit: Unit, group: list[Demand], today: date) -> Sum:
    known = [(tally_of(one), one.due_on) for one in group]
    states = [tally.state(due, today) for tally, due in known]
    share = rules.share_complete(tally for tally, _due in known)
    return Sum(
        unit,
        len(group),
        states.count("complete"),
        sum(tally.waiting for tally, _due in known),
        sum(tally.missing for tally, _due in known),
        states.count("overdue"),
        None if share is None else float(share),
    )


def standards_without_demand(at: datetime) -> list[Indicator]:
    """Standards assessed by material for which nothing is asked yet: the gaps before the gaps."""
    editions = editions_in_force(at)
    asked = demands(at, editions).values_list("standard_id", flat=True)
    rows = Indicator.objects.filter(edition__in=editions, level=Level.STANDARD).exclude(pk__in=set(asked))
    return [row for row in rows.order_by("edition__kind", "position") if Method.MATERIAL in row.methods]


def to_remind(at: datetime) -> list[Demand]:
    """Demands due within two weeks or overdue, with something missing, whose unit was not told this week."""
    today = timezone.localdate(at)
    rows = with_counts(demands(at).filter(due_on__lte=today + SOON).select_related("unit", "standard"))
    untold = Q(reminded_on=None) | Q(reminded_on__lte=today - timedelta(days=7))
    return list(rows.filter(untold, count__gt=F("accepted") + F("waiting")).order_by("due_on", "pk")[:500])


def documents_answering(standard: Indicator) -> QuerySet[Document]:
    """Accepted documents whose use for this standard is confirmed."""
    return Document.objects.filter(
        state=DocumentState.ACCEPTED, links__demand__standard=standard, links__confirmed_at__isnull=False
    ).distinct()
