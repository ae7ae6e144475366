"""Assessments of markets over time: what each site's last rounds of assessment found, and when the next is due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from chuangcheng.inspections.models import (
    DESIGNED,
    FIRST,
    AssessmentPeriod,
    Observation,
    RoundKind,
    Verdict,
    Visit,
    VisitState,
)
from chuangcheng.kit.actor import Actor
from chuangcheng.places.models import Site
from chuangcheng.places.queries import sites_for

ANSWERED = (Verdict.PASS, Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One visit, of an assessment or a review: how many check points were answered, how many of them not met."""

    visit: Visit
    answered: int
    failed: int

    @property
    def share(self) -> float | None:
        """Met of answered, 0 to 1; None where nothing was answered. Its interval is in `scoring.markets`."""
        return (self.answered - self.failed) / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class Due:
    """A site, its last assessment and the day by which the next is wanted (None before the first)."""

    last: Assessment | None
    due_on: date | None
    days: int
    today: date

    @property
    def is_due(self) -> bool:
        return self.due_on is None or self.due_on <= self.today


def assessment_periods() -> QuerySet[AssessmentPeriod]:
    """Types of sites that are assessed, with their period."""
    return AssessmentPeriod.objects.select_related("site_type")


def assessed_sites(actor: Actor) -> QuerySet[Site]:
    """Sites in use of assessed types, as far as the actor may see places."""
    types = AssessmentPeriod.objects.values("site_type")
    return sites_for(actor).filter(is_active=True, site_type__in=types)


def _made() -> QuerySet[Visit]:
    return Visit.objects.filter(round__kind=RoundKind.MARKET, state=VisitState.DONE, kind__in=DESIGNED)


def assessments_of(site: Site, limit: int = 12) -> list[Assessment]:
    """The last assessments of a site, newest first. Two queries."""
    visits = list(_made().filter(site=site).select_related("round").order_by("-visited_at")[:limit])
    return answered_at(visits)


def answered_at(visits: Sequence[Visit]) -> list[Assessment]:
    """What was answered at each of these visits, in their order. One query."""
    rows = (
        Observation.objects.filter(visit__in=[visit.pk for visit in visits], reading=FIRST, verdict__in=ANSWERED)
        .order_by()
        .values_list("visit")
        .annotate(answered=Count("pk"), failed=Count("pk", filter=Q(verdict=Verdict.FAIL)))
    )
    counts = {visit: (answered, failed) for visit, answered, failed in rows}
    return [Assessment(visit, *counts.get(visit.pk, (0, 0))) for visit in visits]


def assessments_due(sites: Sequence[Site], at: datetime) -> dict[int, Due]:
    """site id -> its last assessment and when the next is due, for one page of sites. Three queries."""
    today = timezone.localdate(at)
    days = dict(AssessmentPeriod.objects.values_list("site_type", "days"))
    newest: dict[int, datetime] = dict(
        _made().filter(site__in=[site.pk for site in sites]).order_by().values_list("site").annotate(Max("visited_at"))
    )
    visits = _made().filter(site__in=list(newest), visited_at__in=list(newest.values())).select_related("round")
    last: dict[int | None, list[Assessment]] = defaultdict(list)
    for one in answered_at(list(visits)):
        last[one.visit.site_id].append(one)
    found = {}
    for site in sites:
        mine = [one for one in last[site.pk] if one.visit.visited_at == newest.get(site.pk)]
        period = days.get(site.site_type_id, 0)
        due_on = timezone.localdate(newest[site.pk]) + timedelta(days=period) if mine else None
        found[site.pk] = Due(mine[0] if mine else None, due_on, period, today)
    return found


def overdue_assessments(actor: Actor, at: datetime) -> QuerySet[Site]:
    """Assessed sites whose period has passed since their last assessment, or that never had one."""
    today = timezone.localdate(at)
    wanted = Q(pk__in=())
    for period in AssessmentPeriod.objects.all():
        since = timezone.make_aware(datetime.combine(today - timedelta(days=period.days - 1), datetime.min.time()))
        fresh = _made().filter(visited_at__gte=since).values("site")
        wanted |= Q(site_type=period.site_type_id) & ~Q(pk__in=fresh)
    return assessed_sites(actor).filter(wanted)
