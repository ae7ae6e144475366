"""Alerts by their secret, those that are due, and what is news for one."""

from datetime import datetime

from django.db.models import Q, QuerySet

from chuangcheng.cases.rules import distance_m
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.tokens import token_hash
from chuangcheng.notices.queries import on_channel, push_key
from chuangcheng.participation.models import Alert, AlertKind, AlertWay, Report
from chuangcheng.participation.queries.public import box, public_reports
from chuangcheng.participation.rules import EMAIL_EVERY, PUSH_EVERY
from chuangcheng.places.queries import Area

MOST_NEWS = 20


def alert_by_token(token: str) -> Alert:
    """The alert behind a secret link. NotFound for an unknown or forgotten one."""
    found = Alert.objects.select_related("report", "area").filter(link_hash=token_hash(token)).first()
    if found is None:
        raise NotFound("alert")
    return found


def ways_of_alerts() -> tuple[bool, str]:
    """Whether the city sends e-mails, and the key for browsers ('' where push is off)."""
    return on_channel("email") is not None, push_key()


def public_subdistricts() -> QuerySet[Area]:
    """Areas that citizens may listen to."""
    return Area.objects.filter(level="subdistrict").order_by("path")


def due_alerts(at: datetime, most: int = 200) -> list[Alert]:
    """Confirmed alerts of areas and circles that may be told again, the longest untold first."""
    rows = Alert.objects.filter(kind__in=(AlertKind.AREA, AlertKind.CIRCLE), confirmed_at__isnull=False)
    late = Q(way=AlertWay.EMAIL, told_until__lte=at - EMAIL_EVERY) | Q(
        way=AlertWay.PUSH, told_until__lte=at - PUSH_EVERY
    )
    return list(rows.filter(late).select_related("area").order_by("told_until", "pk")[:most])


def alerts_of(report: Report) -> list[Alert]:
    """Who follows this report and said yes, at most a thousand."""
    return list(report.alerts.filter(confirmed_at__isnull=False).select_related("report").order_by("pk")[:1000])


def news_for(alert: Alert, at: datetime) -> list[Report]:
    """Public reports there that were let through or answered since it was told last, at most twenty. One query."""
    rows = public_reports("", alert.area if alert.kind == AlertKind.AREA else None)
    since = Q(published_at__gt=alert.told_until, published_at__lte=at)
    since |= Q(answered_at__gt=alert.told_until, answered_at__lte=at)
    if alert.kind == AlertKind.CIRCLE:
        return around_point(rows.filter(since), *_circle(alert))[:MOST_NEWS]
    return list(rows.filter(since).order_by("published_at", "pk")[:MOST_NEWS])


def _circle(alert: Alert) -> tuple[float, float, int]:
    return alert.longitude or 0.0, alert.latitude or 0.0, alert.radius_m or 0


def around_point(
    rows: QuerySet[Report], longitude: float, latitude: float, metres: int, most: int = 200
) -> list[Report]:
    """Of these reports those within so many metres, newest first. One query, bounded."""
    near = rows.filter(box(longitude, latitude, metres)).order_by("-published_at", "-pk")[:most]
    return [
        one
        for one in near
        if one.longitude is not None
        and one.latitude is not None
        and distance_m(longitude, latitude, one.longitude, one.latitude) <= metres
    ]
