"""Where the events come from: a table, so that another room's reports join by one line.

Each source says how much was looked. Where nobody knows (who reports what he happens to see?) the city's count is
spread over the cells by the number of places in them: that is said on the page, and it is weaker than a draw.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case, Source, State
from chuangcheng.exposures.queries import located
from chuangcheng.inspections.models import Verdict
from chuangcheng.patrols.models import WindowPoint
from chuangcheng.places.queries import Site
from chuangcheng.scoring.hotspots.grid import SLOTS, Event, slot_of
from chuangcheng.scoring.standings import judgements
from chuangcheng.scoring.streets import Period

NO_CASE = (State.REFUSED, State.MERGED)
FROM_VISITS = (Source.INSPECTION,)
"""Cases of drawn visits are counted there, with how much was looked."""


@dataclass(frozen=True, slots=True)
class EventSource:
    """One source: `read` gives its events of a period until a moment; `exposure` says how expectation is reckoned."""

    code: str
    label: Any
    exposure: Any
    read: Callable[[Period, datetime], Iterator[Event]]


def _hour(moment: datetime) -> int:
    return timezone.localtime(moment).hour


def visits(period: Period, until: datetime) -> Iterator[Event]:
    """Check points judged at drawn visits: expected is the city's rate of each check point. One query."""
    columns = ("visit__site__longitude", "visit__site__latitude", "visit__visited_at", "check_point_id")
    rows = judgements(period, until).filter(visit__site__longitude__isnull=False, visit__site__latitude__isnull=False)
    grouped = rows.order_by().values_list(*columns)
    counted = list(grouped.annotate(n=Count("pk"), bad=Count("pk", filter=Q(verdict=Verdict.FAIL))).iterator(5000))
    city: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for _lon, _lat, _at, point, n, bad in counted:
        city[point][0] += n
        city[point][1] += bad
    for lon, lat, at, point, n, bad in counted:
        yield Event(lon, lat, _hour(at), bad, n * city[point][1] / city[point][0])


def patrols(period: Period, until: datetime) -> Iterator[Event]:
    """Patrol points that were not looked at, of the looks that were due. One query."""
    rows = WindowPoint.objects.filter(
        window__cancelled_at=None,
        window__checked_at__isnull=False,
        window__ends_at__gte=period.starts_at,
        window__ends_at__lt=min(period.ends_at, until),
        point__longitude__isnull=False,
        point__latitude__isnull=False,
    )
    columns = ("point__longitude", "point__latitude", "window__starts_at", "seen", "window__looks")
    counted = list(rows.order_by().values_list(*columns).iterator(5000))
    due = sum(looks for *_place, looks in counted)
    missed = sum(max(0, looks - seen) for *_place, seen, looks in counted)
    for lon, lat, at, seen, looks in counted:
        yield Event(lon, lat, _hour(at), max(0, looks - seen), looks * missed / due if due else 0.0)


def cases(period: Period, until: datetime) -> Iterator[Event]:
    """Cases of every origin but drawn visits: the city's count of each slot, spread over its places. Two queries."""
    rows = Case.objects.filter(
        opened_at__gte=period.starts_at,
        opened_at__lte=min(period.ends_at, until),
        longitude__isnull=False,
        latitude__isnull=False,
    ).exclude(Q(state__in=NO_CASE) | Q(source__in=FROM_VISITS))
    found = [
        (lon, lat, _hour(at), 1)
        for lon, lat, at in rows.order_by().values_list("longitude", "latitude", "opened_at").iterator(5000)
    ]
    yield from _spread(found)


def violations(period: Period, until: datetime) -> Iterator[Event]:
    """Decided violations in traffic, without identities and to a hundred metres: spread as cases are. Two queries."""
    yield from _spread(list(located(period.starts_at, min(period.ends_at, until))))


def _spread(found: list[tuple[Any, Any, int, int]]) -> Iterator[Event]:
    """Events at (longitude, latitude, hour, count); expected is the city's count of each slot, over its places."""
    where = Site.objects.filter(is_active=True, longitude__isnull=False, latitude__isnull=False)
    places: list[tuple[Any, ...]] = list(where.order_by("pk").values_list("longitude", "latitude"))
    for lon, lat, hour, n in found:
        yield Event(lon, lat, hour, n, 0.0)
    slots = range(1, len(SLOTS) + 1)
    counts = [sum(n for *_place, hour, n in found if slot_of(hour) == slot) for slot in slots]
    for lon, lat in places:
        for (first, _last), count in zip(SLOTS, counts, strict=True):
            if count:
                yield Event(lon, lat, first, 0, count / len(places))


SOURCES: tuple[EventSource, ...] = (
    EventSource("visits", _("Drawn visits"), _("check points judged, at the city's rate of each"), visits),
    EventSource("patrols", _("Patrols not made"), _("looks that were due, at the city's rate"), patrols),
    EventSource("cases", _("Cases of other origin"), _("the city's count, spread over its places"), cases),
    EventSource("violations", _("Violations in traffic"), _("the city's count, spread over its places"), violations),
)
ALL = "all"
