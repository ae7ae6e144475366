"""The year's plan as the office sees it: batches and what became of them, coverage to date, sites long unseen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from chuangcheng.inspections.access import may_see_year
from chuangcheng.inspections.models import (
    UNRATED,
    Batch,
    Frequency,
    Round,
    RoundState,
    Visit,
    VisitState,
    YearPlan,
)
from chuangcheng.inspections.queries.rounds import today
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Site, SiteType

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for “not yet seen” where rows are put in order."""


def year_plans(actor: Actor) -> QuerySet[YearPlan]:
    """All plans, for those who may see days to come."""
    return YearPlan.objects.all() if may_see_year(actor) else YearPlan.objects.none()


def get_year_plan_for(actor: Actor, pk: int) -> YearPlan:
    """The one door. NotFound for who may not see it."""
    found = year_plans(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("year_plan")
    return found


def frequency_of(plan: YearPlan, pk: int) -> Frequency:
    """A line of the plan. NotFound otherwise."""
    found = Frequency.objects.filter(plan=plan, pk=pk).select_related("site_type", "plan").first()
    if found is None:
        raise NotFound("frequency")
    return found


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch and what became of it: ahead, due, late, missed, planned, running, done. `round` serves it."""

    batch: Batch
    state: str
    round: Round | None


def batches(plan: YearPlan, at: datetime) -> list[BatchRow]:
    """The batches of all lines that stand, by day. Four queries; at most 53 for each type of site."""
    lines = plan.frequencies.filter(dropped_at=None)
    rows = Batch.objects.filter(frequency__in=lines).select_related("frequency__site_type")
    serving = _rounds_by_type(plan.year)
    found = []
    for batch in rows.order_by("starts_on", "pk"):
        held = [
            r for r in serving.get(batch.frequency.site_type_id, ()) if batch.opens_on <= r.opens_on <= batch.closes_on
        ]
        found.append(BatchRow(batch, _state(batch, held[0] if held else None, today(at)), held[0] if held else None))
    return found


def _rounds_by_type(year: int) -> dict[int, list[Round]]:
    """type of site -> rounds of the year that visit such sites, first opened first. A cancelled one serves nothing, nor
    does one that looks at somebody's own sites or cases."""
    rounds = Round.objects.filter(opens_on__year=year).exclude(state=RoundState.CANCELLED).exclude(kind__in=UNRATED)
    rounds = rounds.order_by("opens_on", "pk")
    by_pk = {one.pk: one for one in rounds.defer("purpose_zh")}
    pairs = Visit.objects.filter(round__in=by_pk).order_by().values_list("round_id", "site__site_type_id").distinct()
    found: dict[int, list[Round]] = {}
    for round_id, type_id in sorted(pairs, key=lambda pair: (by_pk[pair[0]].opens_on, pair[0])):
        found.setdefault(type_id, []).append(by_pk[round_id])
    return found


def _state(batch: Batch, serving: Round | None, day: date) -> str:
    if serving is not None:
        return {RoundState.PLANNED: "planned", RoundState.OPEN: "running"}.get(RoundState(serving.state), "done")
    if day > batch.closes_on:
        return "missed"
    if day > batch.starts_on:
        return "late"
    return "due" if batch.starts_on - day <= DUE_SOON else "ahead"


DUE_SOON = timedelta(days=14)
"""A draw wants a week or more between commitment and round: two weeks before its day a batch asks for it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A type of site in a year: N active sites, how many were seen, how often in all, and batches due and held."""

    site_type: SiteType
    site_count: int
    seen_count: int
    times: int
    planned_count: int
    due_count: int
    held_count: int

    @property
    def rate(self) -> float | None:
        return self.seen_count / self.site_count if self.site_count else None


def coverage(year: int, rows: Iterable[BatchRow], at: datetime) -> list[Coverage]:
    """Per type that has sites, in order of codes: three queries. Free visits and re-checks count as seen, too."""
    sites = dict(
        Site.objects.filter(is_active=True)
        .order_by()
        .values_list("site_type")
        .annotate(n=Count("pk"))
        .values_list("site_type", "n")
    )
    start, end = (datetime(y, 1, 1, tzinfo=at.tzinfo) for y in (year, year + 1))
    seen = Visit.objects.filter(visited_at__gte=start, visited_at__lt=end, state=VisitState.DONE, site__is_active=True)
    counted = (
        seen.order_by().values_list("site__site_type").annotate(times=Count("pk"), sites=Count("site", distinct=True))
    )
    by_type = {pk: (times, distinct) for pk, times, distinct in counted}
    planned: dict[int, list[BatchRow]] = {}
    for row in rows:
        planned.setdefault(row.batch.frequency.site_type_id, []).append(row)
    found = []
    for kind in SiteType.objects.filter(pk__in=sites).order_by("code"):
        times, distinct = by_type.get(kind.pk, (0, 0))
        own = planned.get(kind.pk, [])
        due = sum(row.batch.starts_on <= today(at) for row in own)
        held = sum(row.state in ("running", "done") for row in own)
        found.append(Coverage(kind, sites[kind.pk], distinct, times, len(own), due, held))
    return found


def unseen_sites(site_type: int | None = None, area_path: str = "", never: bool = False) -> QuerySet[Any]:
    """Active sites with `seen_at`, the moment of their last visit of any kind (1970 for none); order by it."""
    last = Visit.objects.filter(site=OuterRef("pk"), visited_at__isnull=False).order_by("-visited_at")
    seen_at = Coalesce(Subquery(last.values("visited_at")[:1]), Value(NEVER), output_field=DateTimeField())
    rows: QuerySet[Any] = Site.objects.filter(is_active=True).annotate(seen_at=seen_at)
    if site_type is not None:
        rows = rows.filter(site_type=site_type)
    if area_path:
        rows = rows.filter(area__path__startswith=area_path)
    if never:
        rows = rows.filter(seen_at=NEVER)
    return rows.select_related("site_type", "area").defer("area__boundary", "search_text")
