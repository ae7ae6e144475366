"""What drawn visits found on adopted streets: findings per visit with an interval, and the list of good streets.

Only stops that a draw chose count; free visits and a unit's own checks never do. A finding is a check point that was
not met, also where it was put right on the spot; what was noted beside the checklist is no part of it, because it
depends on who looks. Streets and units are named, never persons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from chuangcheng.duties.queries import Cover, adopted, covers, threshold
from chuangcheng.inspections.models import DESIGNED, FIRST, RoundState, Verdict, Visit, VisitState
from chuangcheng.inspections.queries import strata
from chuangcheng.places.queries import Segment
from chuangcheng.scoring.streets_rules import GoodRule, Result, Seen, Stratum, result
from chuangcheng.units.queries import Unit

USUAL_DAYS = 365
MOST_STREETS = 2000
"""Adopted streets that the list of good ones looks at."""


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first: date
    last: date

    @property
    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time()))

    @property
    def ends_at(self) -> datetime:
        """The moment after its last one."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time()))


def usual_period(at: datetime, days: int = USUAL_DAYS) -> Period:
    """The last so many days until today."""
    today = timezone.localdate(at)
    return Period(today - timedelta(days=days - 1), today)


@dataclass(frozen=True, slots=True)
class StreetResult:
    """One street with who holds it now; `first_visit_at` of those counted."""

    cover: Cover
    result: Result
    first_visit_at: datetime | None = None

    @property
    def segment(self) -> Segment:
        return self.cover.segment


def _visits(period: Period, segments: Iterable[int] | None = None) -> QuerySet[Visit]:
    rows = Visit.objects.filter(
        kind__in=DESIGNED,
        state=VisitState.DONE,
        visited_at__gte=period.starts_at,
        visited_at__lt=period.ends_at,
        site__segment__isnull=False,
    ).exclude(round__state=RoundState.CANCELLED)
    return rows if segments is None else rows.filter(site__segment__in=list(segments))


def visited(segments: QuerySet[Segment], period: Period) -> QuerySet[Segment]:
    """Those of the streets on which a drawn stop was visited in the period."""
    return segments.filter(pk__in=_visits(period).values("site__segment"))


_FAILED = Count("observations", filter=Q(observations__verdict=Verdict.FAIL, observations__reading=FIRST))
_JUDGED = Count(
    "observations",
    filter=Q(observations__verdict__in=(Verdict.PASS, Verdict.FAIL), observations__reading=FIRST),
)


def street_results(segments: Sequence[Segment], period: Period, at: datetime) -> list[StreetResult]:
    """Results in the order of the streets: seven queries, however many there are."""
    seen, first = _seen(period, [segment.pk for segment in segments])
    return [
        StreetResult(cover, result(seen.get(cover.segment.pk, [])), first.get(cover.segment.pk))
        for cover in covers(segments, at)
    ]


def _seen(period: Period, segments: Iterable[int] | None) -> tuple[dict[int, list[Seen]], dict[int, datetime]]:
    """segment id -> its visits with their design; segment id -> when the first of them was made."""
    columns = ("site__segment", "round", "stratum_ordinal", "visited_at")
    rows = list(_visits(period, segments).order_by().values_list("pk", *columns).annotate(found=_FAILED))
    designs = {
        (one.round_id, one.ordinal): Stratum(one.code, one.population_count, one.visited)
        for one in strata({row[2] for row in rows})
    }
    seen: dict[int, list[Seen]] = {}
    first: dict[int, datetime] = {}
    for _pk, segment, round_id, ordinal, visited_at, found in sorted(rows):
        seen.setdefault(segment, []).append(Seen(found, designs[round_id, ordinal], round_id))
        first[segment] = min(first.get(segment, visited_at), visited_at)
    return seen, first


def visits_behind(segment: Segment, period: Period) -> QuerySet[Visit]:
    """The visits behind a street's result, to be paged by id, with what each judged and found. Without inspectors."""
    rows = _visits(period, [segment.pk]).annotate(found_count=_FAILED, judged_count=_JUDGED)
    return rows.select_related("site__site_type", "round")


def good_rule() -> GoodRule:
    """The city's own rule."""
    return GoodRule(threshold("good_street_visits"), threshold("good_street_findings"))


@dataclass(frozen=True, slots=True)
class GoodUnit:
    """A unit with the good streets that it leads."""

    unit: Unit
    streets: tuple[StreetResult, ...]


def good_streets(period: Period, at: datetime) -> list[GoodUnit]:
    """紅榜: units by their code with the streets that meet the rule. No order of merit: a list, not a ranking.

    A unit earns it itself: it has led the street since the first of the visits that count.
    """
    rule = good_rule()
    visited = _visits(period).order_by().values_list("site__segment").annotate(n=Count("pk")).filter(n__gte=rule.visits)
    wanted = adopted(at).filter(pk__in=[pk for pk, _count in visited])
    found: dict[int, list[StreetResult]] = {}
    units: dict[int, Unit] = {}
    for one in street_results(list(wanted.order_by("code")[:MOST_STREETS]), period, at):
        lead = one.cover.lead
        if lead is None or not rule.holds(one.result) or _came_later(lead, one.first_visit_at):
            continue
        units[lead.unit_id] = lead.unit
        found.setdefault(lead.unit_id, []).append(one)
    ordered = sorted(units.values(), key=lambda unit: unit.code)
    return [GoodUnit(unit, tuple(found[unit.pk])) for unit in ordered]


def _came_later(lead: Any, first_visit_at: datetime | None) -> bool:
    return first_visit_at is not None and bool(lead.starts_at > first_visit_at)
