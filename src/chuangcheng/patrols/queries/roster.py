"""A week's roster, day by day, with what lacks cover."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.patrols.access import SEE, within
from chuangcheng.patrols.models import Scheme, Window
from chuangcheng.patrols.queries.cover import find_gaps
from chuangcheng.patrols.queries.schemes import NEIGHBOURS
from chuangcheng.patrols.rules import Gap

WEEK = 7


@dataclass(frozen=True, slots=True)
class RosterWindow:
    """A window with how many of its points have been looked at often enough, and what it lacks."""

    window: Window
    point_count: int
    seen_count: int
    gap: Gap | None
    phase: str
    """`ahead`, `now` or `over`."""

    @property
    def tone(self) -> str:
        if self.window.cancelled_at:
            return "muted"
        if self.gap:
            return "alarm" if self.gap in (Gap.NOBODY, Gap.DOUBLE) else "warn"
        if self.phase == "over":
            return "done" if self.seen_count == self.point_count else "alarm"
        return "progress" if self.phase == "now" else "neutral"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the roster."""

    on: date
    windows: list[RosterWindow]


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def day_bounds(first: date, days: int) -> tuple[datetime, datetime]:
    """Midnight of the first day, and midnight after the last, in the city's zone."""
    begin = timezone.make_aware(datetime.combine(first, time()))
    return begin, timezone.make_aware(datetime.combine(first + timedelta(days=days), time()))


def counted(rows: QuerySet[Window]) -> QuerySet[Window]:
    """Windows with `point_count` and `seen_count`."""
    is_seen = Q(points__seen__gte=F("looks"))
    return rows.annotate(point_count=Count("points"), seen_count=Count("points", filter=is_seen))


def week(scheme: Scheme, monday: date, at: datetime) -> list[Day]:
    """Seven days of windows. Three queries, whatever their number."""
    begin, end = day_bounds(monday, WEEK)
    rows = Window.objects.filter(scheme=scheme, starts_at__gte=begin, starts_at__lt=end)
    found = list(counted(rows).select_related("team", "shift").order_by("starts_at", "pk"))
    gaps = find_gaps([window for window in found if not window.cancelled_at], at)
    by_day: dict[date, list[RosterWindow]] = defaultdict(list)
    for window in found:
        by_day[timezone.localdate(window.starts_at)].append(_row(window, gaps, at))
    return [Day(on, by_day[on]) for on in (monday + timedelta(days=number) for number in range(WEEK))]


def _row(window: Window, gaps: dict[int, Gap], at: datetime) -> RosterWindow:
    phase = "over" if window.ends_at <= at else "now" if window.starts_at <= at else "ahead"
    return RosterWindow(window, window.point_count, window.seen_count, gaps.get(window.pk), phase)  # type: ignore[attr-defined]


def get_window_for(actor: Actor, pk: int) -> Window:
    """One window with its scheme and team, or NotFound."""
    rows = Window.objects.filter(within(actor, SEE, "scheme__"))
    related = (*(f"scheme__{name}" for name in NEIGHBOURS), "team__unit", "shift")
    found = rows.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise NotFound("window")
    return found
