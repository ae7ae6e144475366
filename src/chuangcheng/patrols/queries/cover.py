"""What lacks cover while it can still be mended, and how well places were covered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.patrols.access import SEE, within
from chuangcheng.patrols.models import Alarm, Scheme, SchemeState, Team, Window, WindowPoint
from chuangcheng.patrols.rules import Gap, Planned, Span, gaps
from chuangcheng.units.queries import holders_of

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cover:
    """Points due in the windows that have ended (point × window), and how many were looked at often enough."""

    due: int
    seen: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where nothing was due."""
        return self.seen / self.due if self.due else None


def held_posts(teams: Iterable[int], at: datetime) -> dict[int, int]:
    """team -> how many different people hold its posts at a moment. Two queries."""
    posts = Team.posts.through.objects.filter(team_id__in=set(teams)).values_list("team_id", "post_id")
    of_team: dict[int, list[int]] = defaultdict(list)
    for team, post in posts:
        of_team[team].append(post)
    holders = holders_of({post for own in of_team.values() for post in own}, at) if of_team else {}
    return {team: len({holders[post].person_id for post in own if post in holders}) for team, own in of_team.items()}


def find_gaps(windows: Sequence[Window], at: datetime) -> dict[int, Gap]:
    """window id -> what lacks, for windows that have not ended."""
    planned = [Planned(one.pk, Span(one.starts_at, one.ends_at), one.team_id) for one in windows]
    return gaps(planned, held_posts([one.team for one in planned if one.team is not None], at), at)


def _running(at: datetime, prefix: str = "scheme__") -> Q:
    """Of schemes that are on today."""
    return Q(**{f"{prefix}state": SchemeState.ON, f"{prefix}ends_on__gte": timezone.localdate(at)})


def gaps_ahead(scheme: Scheme, at: datetime) -> list[tuple[Window, Gap]]:
    """Windows of the next seven days that lack cover, the nearest first."""
    rows = Window.objects.filter(scheme=scheme, cancelled_at=None, ends_at__gt=at, starts_at__lt=at + AHEAD)
    found = list(rows.select_related("team").order_by("starts_at"))
    lacking = find_gaps(found, at)
    return [(window, lacking[window.pk]) for window in found if window.pk in lacking]


def schemes_with_gaps(actor: Actor, at: datetime) -> dict[int, int]:
    """scheme -> how many windows of the next seven days have no team, of schemes that are on. One query."""
    rows = Window.objects.filter(within(actor, SEE, "scheme__"), _running(at), cancelled_at=None, team=None)
    found: dict[int, int] = defaultdict(int)
    for scheme in rows.filter(ends_at__gt=at, starts_at__lt=at + AHEAD).values_list("scheme", flat=True):
        found[scheme] += 1
    return dict(found)


def first_gaps(schemes: Iterable[int], at: datetime) -> dict[int, datetime]:
    """scheme -> when its next window without a team begins. One query."""
    rows = Window.objects.filter(scheme__in=list(schemes), cancelled_at=None, team=None, ends_at__gt=at)
    return dict(rows.order_by().values_list("scheme").annotate(first=Min("starts_at")))


def open_alarms(actor: Actor) -> QuerySet[Alarm]:
    """Alarms that nobody has acknowledged."""
    return Alarm.objects.filter(within(actor, SEE, "window__scheme__"), acknowledged_at=None)


def cover(schemes: Iterable[int], since: datetime, until: datetime) -> dict[int, Cover]:
    """scheme -> cover of the windows that ended between two moments and were not cancelled. One query."""
    rows = WindowPoint.objects.filter(
        window__scheme__in=list(schemes),
        window__cancelled_at=None,
        window__starts_at__gte=since - timedelta(days=1),
        window__ends_at__gte=since,
        window__ends_at__lt=until,
    ).annotate(looks=F("window__looks"))
    due: dict[int, int] = defaultdict(int)
    seen: dict[int, int] = defaultdict(int)
    for scheme, count, looks in rows.values_list("window__scheme", "seen", "looks"):
        due[scheme] += 1
        seen[scheme] += count >= looks
    return {scheme: Cover(due[scheme], seen[scheme]) for scheme in due}
