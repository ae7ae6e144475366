"""Schemes with their points, teams, shifts and alarms, as far as an actor may see them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.patrols.access import SEE, within
from chuangcheng.patrols.models import Alarm, AlarmPoint, Point, Scheme, SchemeState, Shift, Team
from chuangcheng.places.models import Sign, Site
from chuangcheng.places.queries import SignKind, valid_signs

NEIGHBOURS = ("site", "area", "unit")


def _in_state(state: str, today: date) -> Q:
    is_over = Q(state=SchemeState.ON, ends_on__lt=today)
    if state == SchemeState.ENDED:
        return is_over
    return Q(state=SchemeState.ON, ends_on__gte=today) if state == SchemeState.ON else Q(state=state)


def schemes_for(actor: Actor, at: datetime, state: str = "") -> QuerySet[Scheme]:
    """Schemes that an actor may see, with place and unit; `state` as it is today, ended ones included."""
    rows = Scheme.objects.filter(within(actor, SEE)).select_related(*NEIGHBOURS)
    return rows.filter(_in_state(state, timezone.localdate(at))) if state in SchemeState.values else rows


def scheme_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """State -> how many schemes; one query, schemes are hundreds at most."""
    today = timezone.localdate(at)
    counts = dict.fromkeys(SchemeState.values, 0)
    for scheme in Scheme.objects.filter(within(actor, SEE)).only("state", "ends_on"):
        counts[scheme.state_on(today)] += 1
    return counts


def get_scheme_for(actor: Actor, pk: int) -> Scheme:
    """The only door to a scheme; raises NotFound."""
    found = Scheme.objects.filter(within(actor, SEE)).select_related(*NEIGHBOURS).filter(pk=pk).first()
    if found is None:
        raise NotFound("patrol scheme")
    return found


def schemes_at(actor: Actor, site: Site) -> QuerySet[Scheme]:
    """Schemes of a market."""
    return Scheme.objects.filter(within(actor, SEE), site=site).select_related(*NEIGHBOURS)


def points(scheme: Scheme) -> QuerySet[Point]:
    """Points by code, those out of use last."""
    return Point.objects.filter(scheme=scheme).order_by("-is_active", "code")


def point_signs(codes: Iterable[str]) -> dict[str, Sign]:
    """code of a point -> its sign that is not revoked."""
    return {sign.place_code: sign for sign in valid_signs(SignKind.PATROL_POINT, list(codes))}


def teams(scheme: Scheme) -> QuerySet[Team]:
    """Teams with their posts."""
    return Team.objects.filter(scheme=scheme).select_related("unit").prefetch_related("posts").order_by("pk")


def shifts(scheme: Scheme) -> QuerySet[Shift]:
    """Shifts in order of the day, with their points and the turns of teams."""
    rows = Shift.objects.filter(scheme=scheme).order_by("-is_active", "starts", "pk")
    return rows.prefetch_related("points", "turns__team")


def alarms_for(actor: Actor, *, is_open: bool | None = None) -> QuerySet[Alarm]:
    """Alarms of the schemes an actor may see, with place and points."""
    rows = Alarm.objects.filter(within(actor, SEE, "window__scheme__"))
    if is_open is not None:
        rows = rows.filter(acknowledged_at__isnull=is_open)
    related = rows.select_related(*(f"window__scheme__{name}" for name in NEIGHBOURS))
    return related.prefetch_related(Prefetch("points", AlarmPoint.objects.select_related("point")))


def get_alarm_for(actor: Actor, pk: int) -> Alarm:
    """One alarm, or NotFound."""
    found = alarms_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("alarm")
    return found
