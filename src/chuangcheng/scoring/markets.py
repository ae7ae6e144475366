"""A market over its assessments, with an interval, and against the other markets of the same rounds.

Visits are the sample: what one assessment found says how the day was, several say how the market is. One day has an
interval only as far as its check points are taken to fail each for itself.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from chuangcheng.inspections.models import DESIGNED, FIRST, Observation, RoundKind, Verdict, VisitState
from chuangcheng.places.queries import Site
from chuangcheng.scoring.comparing import Change, Share, difference, share
from chuangcheng.scoring.survey.intervals import Interval, korn_graubard

RECENT = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class MarketResult:
    """The shares not met of this market and of all others in the same rounds of two years, and their difference."""

    own: Share
    others: Share
    change: Change | None


def market_result(site: Site, at: datetime) -> MarketResult:
    """One query."""
    rows = Observation.objects.filter(
        visit__round__kind=RoundKind.MARKET,
        visit__kind__in=DESIGNED,
        visit__state=VisitState.DONE,
        visit__visited_at__gte=at - RECENT,
        visit__visited_at__lte=at,
        reading=FIRST,
        verdict__in=(Verdict.PASS, Verdict.FAIL),
    )
    grouped = rows.order_by().values_list("visit__round", "visit__site")
    counted = grouped.annotate(judged=Count("pk"), failed=Count("pk", filter=Q(verdict=Verdict.FAIL)))
    by_round: dict[int | None, dict[int | None, tuple[int, int]]] = defaultdict(dict)
    for round_id, site_id, judged, failed in counted:
        by_round[round_id][site_id] = (judged, failed)
    mine = [visits for visits in by_round.values() if site.pk in visits]
    own = share([visits[site.pk] for visits in mine])
    others = share([counts for visits in mine for key, counts in visits.items() if key != site.pk])
    return MarketResult(own, others, difference(others, own))


def of_one_day(judged: int, failed: int) -> Interval | None:
    """The interval of the share met on one day (Clopper and Pearson); None where nothing was judged."""
    if not judged:
        return None
    return korn_graubard(1 - failed / judged, 0.0, judged, judged, judged - 1)
