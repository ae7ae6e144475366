"""A trouble spot before, during and after its treatment: counts and rates by week, and how far they differ.

Cases depend on how much is looked and reported; the rate of designed visits (drawn and reserve stops) does not. Both
are shown side by side, for the surface of the spot, compared with intervals (`comparing`). A place that was chosen
because it was bad gets better by chance alone: the page says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import shapely
from django.db.models import Count, Q
from django.utils import timezone
from shapely.geometry import shape

from chuangcheng.cases.models import Case, State
from chuangcheng.inspections.models import DESIGNED, FIRST, Observation, Verdict, VisitState
from chuangcheng.patrols.models import TroubleSpot
from chuangcheng.scoring.comparing import Change, Share, difference, ratio, share

WEEK = timedelta(days=7)
WEEKS_BEFORE = 12
MOST_WEEKS = 78
NO_CASE = (State.REFUSED, State.MERGED)


class Phase(StrEnum):
    """In which part of the spot's life a week begins."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday: cases opened inside, check points judged at designed visits inside, those not met.

    `visits`: (judged, not met) of each of the visits.
    """

    starts_on: date
    phase: Phase
    cases: int
    judged: int
    failed: int
    visits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseSum:
    """The weeks of one phase together."""

    phase: Phase
    weeks: int
    cases: int
    judged: int
    failed: int
    share: Share

    @property
    def cases_per_week(self) -> float | None:
        """None before the phase has a week."""
        return self.cases / self.weeks if self.weeks else None

    @property
    def failed_share(self) -> float | None:
        """Not met of judged, 0 to 1, unweighted; None where nothing was judged."""
        return self.failed / self.judged if self.judged else None


def weekly(spot: TroubleSpot, at: datetime) -> list[Week]:
    """From twelve weeks before the treatment (or before now) until now, at most 78 weeks. Two queries.

    A week belongs to the phase in which it begins; the week in which the treatment began is the first of `during`.
    """
    mondays = _mondays(spot, at)
    opened = _by_week(moment for moment in _cases(spot, _midnight(mondays[0]), at))
    visits: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for moment, count, bad in _visits(spot, _midnight(mondays[0]), at):
        visits[_monday(moment)].append((count, bad))
    return [_week(spot, on, opened.get(on, 0), visits[on]) for on in mondays]


def _week(spot: TroubleSpot, on: date, cases: int, visits: Sequence[tuple[int, int]]) -> Week:
    judged, failed = sum(one for one, _bad in visits), sum(bad for _one, bad in visits)
    return Week(on, _phase(spot, on), cases, judged, failed, tuple(sorted(visits)))


@dataclass(frozen=True, slots=True)
class Compared:
    """A phase against the weeks before: the ratio of cases per week, and the difference of the shares not met."""

    phase: Phase
    cases: Change | None
    share: Change | None


def compared(weeks: Sequence[Week]) -> list[Compared]:
    """During and after, each against before; phases without a week are left out."""
    by_phase = {phase: [week for week in weeks if week.phase == phase] for phase in Phase}
    shares = {one.phase: one.share for one in sums(weeks)}
    before = [week.cases for week in by_phase[Phase.BEFORE]]
    return [
        Compared(
            phase,
            ratio(before, [week.cases for week in by_phase[phase]]),
            difference(shares[Phase.BEFORE], shares[phase]),
        )
        for phase in (Phase.DURING, Phase.AFTER)
        if by_phase[phase]
    ]


def sums(weeks: Sequence[Week]) -> list[PhaseSum]:
    """Before, during, after; the week that is running is left out of none."""
    return [
        PhaseSum(
            phase,
            len(own := [week for week in weeks if week.phase == phase]),
            sum(week.cases for week in own),
            sum(week.judged for week in own),
            sum(week.failed for week in own),
            share([visit for week in own for visit in week.visits]),
        )
        for phase in Phase
    ]


def _monday(moment: datetime) -> date:
    day = timezone.localdate(moment)
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _mondays(spot: TroubleSpot, at: datetime) -> list[date]:
    last = _monday(at)
    first = max(_monday(spot.started_at or at) - WEEKS_BEFORE * WEEK, last - (MOST_WEEKS - 1) * WEEK)
    return [first + number * WEEK for number in range((last - first) // WEEK + 1)]


def _phase(spot: TroubleSpot, monday: date) -> Phase:
    if spot.started_at is None or monday < _monday(spot.started_at):
        return Phase.BEFORE
    return Phase.DURING if spot.treated_at is None or monday <= _monday(spot.treated_at) else Phase.AFTER


def _by_week(moments: Iterable[datetime]) -> dict[date, int]:
    found: dict[date, int] = {}
    for moment in moments:
        monday = _monday(moment)
        found[monday] = found.get(monday, 0) + 1
    return found


def _inside(spot: TroubleSpot, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows whose first two columns (longitude, latitude) lie in the surface: the box has been asked before."""
    if not rows:
        return []
    surface = shape(spot.boundary)
    shapely.prepare(surface)
    within = shapely.intersects_xy(surface, [row[0] for row in rows], [row[1] for row in rows])
    return [row for row, is_in in zip(rows, within, strict=True) if is_in]


def _cases(spot: TroubleSpot, since: datetime, until: datetime) -> list[datetime]:
    rows = Case.objects.filter(
        latitude__gte=spot.south,
        latitude__lte=spot.north,
        longitude__gte=spot.west,
        longitude__lte=spot.east,
        opened_at__gte=since,
        opened_at__lte=until,
    ).exclude(state__in=NO_CASE)
    found = list(rows.order_by().values_list("longitude", "latitude", "opened_at"))
    return [row[2] for row in _inside(spot, found)]


def _visits(spot: TroubleSpot, since: datetime, until: datetime) -> list[tuple[datetime, int, int]]:
    """(when, judged, not met) of each designed visit inside."""
    rows = Observation.objects.filter(
        visit__site__latitude__gte=spot.south,
        visit__site__latitude__lte=spot.north,
        visit__site__longitude__gte=spot.west,
        visit__site__longitude__lte=spot.east,
        reading=FIRST,
        visit__state=VisitState.DONE,
        visit__kind__in=DESIGNED,
        visit__visited_at__gte=since,
        visit__visited_at__lte=until,
        verdict__in=(Verdict.PASS, Verdict.FAIL),
    )
    columns = ("visit__site__longitude", "visit__site__latitude", "visit__visited_at", "visit")
    counted = rows.order_by().values_list(*columns)
    found = list(counted.annotate(judged=Count("pk"), failed=Count("pk", filter=Q(verdict=Verdict.FAIL))))
    return [(row[2], row[4], row[5]) for row in _inside(spot, found)]
