"""What a person may scan now, as a member of a team. Nothing here writes down who asks."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.patrols.access import SCAN
from chuangcheng.patrols.models import Point, Scheme, SchemeState, Team, Window, WindowPoint
from chuangcheng.patrols.queries.schemes import point_signs
from chuangcheng.places.models import Sign
from chuangcheng.places.queries import SignKind

TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
SOON = timedelta(hours=12)
MOST_POINTS = 500


@dataclass(frozen=True, slots=True)
class PatrolWindow:
    """A window of one's own team with its points."""

    window: Window
    points: list[WindowPoint]
    is_now: bool

    @property
    def seen_count(self) -> int:
        return sum(one.seen >= self.window.looks for one in self.points)


def teams_of(actor: Actor, scheme: Scheme | None = None) -> QuerySet[Team]:
    """Teams in use that the actor's posts belong to."""
    if not actor.may_anywhere(SCAN) or not actor.post_ids:
        return Team.objects.none()
    rows = Team.objects.filter(posts__in=actor.post_ids, is_active=True)
    return (rows.filter(scheme=scheme) if scheme else rows).distinct().order_by("pk")


def may_scan(actor: Actor, team: Team) -> bool:
    """True if the actor's posts are of the team."""
    return teams_of(actor).filter(pk=team.pk).exists()


def point_of_token(token: str) -> Point:
    """The point whose sign bears this token. NotFound for an unknown or revoked sign, or a point out of use."""
    sign = Sign.objects.filter(token=token, revoked_at=None).first() if TOKEN.fullmatch(token) else None
    if sign is None:
        raise NotFound("sign")
    return point_of_sign(sign)


def point_of_sign(sign: Sign) -> Point:
    """The point of a sign of kind patrol point, with its scheme and place."""
    if sign.kind != SignKind.PATROL_POINT or sign.revoked_at is not None:
        raise NotFound("sign")
    rows = Point.objects.select_related("scheme__site", "scheme__area", "scheme__unit")
    point = rows.filter(code=sign.place_code, is_active=True).first()
    if point is None:
        raise NotFound("patrol point")
    return point


def window_at(point: Point, team: Team | None, moment: datetime) -> WindowPoint | None:
    """The window in which this point is looked at, at a moment: the team's own first, else another's of the scheme."""
    rows = WindowPoint.objects.filter(
        point=point, window__starts_at__lte=moment, window__ends_at__gte=moment, window__cancelled_at=None
    )
    found = list(rows.select_related("window").order_by("window__starts_at"))
    own = [one for one in found if team is not None and one.window.team_id == team.pk]
    return next(iter(own or found), None)


def patrols_of(actor: Actor, at: datetime) -> list[PatrolWindow]:
    """What the actor's teams look at now and in the next twelve hours. Three queries."""
    teams = list(teams_of(actor).values_list("pk", flat=True))
    if not teams:
        return []
    rows = Window.objects.filter(team__in=teams, cancelled_at=None, ends_at__gt=at, starts_at__lt=at + SOON)
    rows = rows.filter(scheme__state=SchemeState.ON, scheme__ends_on__gte=timezone.localdate(at))
    windows = rows.select_related("scheme__site", "scheme__area", "team").order_by("starts_at", "pk")
    found = windows.prefetch_related("points__point")
    return [PatrolWindow(one, list(one.points.all()), one.starts_at <= at) for one in found]


@dataclass(frozen=True, slots=True)
class SignedPoint:
    """A point in use with the token of its sign and the name of its place."""

    point: Point
    token: str
    place: str


def signed_points(actor: Actor) -> list[SignedPoint]:
    """The points whose signs the actor's teams may scan. Three queries."""
    schemes = list(teams_of(actor).values_list("scheme", flat=True))
    if not schemes:
        return []
    rows = Point.objects.filter(scheme__in=schemes, scheme__state=SchemeState.ON, is_active=True)
    points = list(rows.select_related("scheme__site", "scheme__area").order_by("pk")[:MOST_POINTS])
    signs = point_signs([point.code for point in points])
    return [
        SignedPoint(point, signs[point.code].token, point.scheme.place.name) for point in points if point.code in signs
    ]


def team_for(actor: Actor, point: Point, moment: datetime) -> Team | None:
    """The actor's team that a scan of this point counts for: the one whose window it is, else the first; None if the
    actor belongs to none of the scheme's teams."""
    own = list(teams_of(actor, point.scheme))
    windows = (window_at(point, team, moment) for team in own)
    at_work = {due.window.team_id for due in windows if due is not None}
    return next((team for team in own if team.pk in at_work), own[0] if own else None)
