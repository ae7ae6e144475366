"""Routes as pages, files and calendars show them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from chuangcheng.accounts.models import Person
from chuangcheng.inspections.access import visible_routes
from chuangcheng.inspections.models import (
    CalendarAddress,
    RoadMap,
    Round,
    RoundState,
    Route,
    RouteMember,
    RouteStop,
    Visit,
    VisitInspector,
    VisitState,
)
from chuangcheng.inspections.queries.rounds import today
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.feeds import open_addresses, opened_by
from chuangcheng.kit.refused import NotFound

CALENDAR_BACK = timedelta(days=60)
MOST_EVENTS = 500


def _routes() -> QuerySet[Route]:
    members = RouteMember.objects.select_related("post__unit").order_by("position")
    return Route.objects.select_related("round").prefetch_related(Prefetch("members", members))


def routes_for(actor: Actor, at: datetime) -> QuerySet[Route]:
    """Routes that stand and that the actor may see by now, with how many stops they have, are done, were left out."""
    placed = Q(stops__position__isnull=False)
    return (
        _routes()
        .filter(visible_routes(actor, today(at)), is_withdrawn=False)
        .annotate(
            stop_count=Count("stops", filter=placed, distinct=True),
            done_count=Count("stops", filter=placed & Q(stops__visit__state=VisitState.DONE), distinct=True),
            left_out_count=Count("stops", filter=~placed, distinct=True),
        )
    )


def get_route_for(actor: Actor, pk: int, at: datetime) -> Route:
    """The one door to a route; NotFound for what may not be seen yet."""
    found = routes_for(actor, at).filter(pk=pk).first()
    if found is None:
        raise NotFound("route")
    return found


def route_stops(route: Route) -> list[RouteStop]:
    """The stops in order, then what was left out, with what pages show of them. One query."""
    named = ("visit__site__site_type", "visit__site__area", "visit__case__area")
    heavy = ("visit__site__area__boundary", "visit__site__search_text")
    return list(RouteStop.objects.filter(route=route).select_related(*named).defer(*heavy))


@dataclass(frozen=True, slots=True)
class RouteDay:
    """A day of a round: stops that wait on it, and its routes."""

    day: date
    waiting_count: int
    route_count: int


def route_days(round: Round) -> tuple[list[RouteDay], int]:  # noqa: A002
    """The days of a round that have stops or routes, and how many stops wait without a day. Two queries."""
    waiting = Visit.objects.filter(round=round, state=VisitState.PLANNED).order_by()
    counts = dict(waiting.values_list("day").annotate(n=Count("pk")))
    standing = Route.objects.filter(round=round, is_withdrawn=False).order_by()
    routes = dict(standing.values_list("day").annotate(n=Count("pk")))
    days = sorted({day for day in counts if day is not None} | set(routes))
    return [RouteDay(day, counts.get(day, 0), routes.get(day, 0)) for day in days], counts.get(None, 0)


def days_to_plan_again(visit_id: int, at: datetime) -> tuple[Round, list[date]] | None:
    """The round of a visit and its days, from today on, whose routes this visit concerns. None if there are none."""
    visit = Visit.objects.select_related("round").filter(pk=visit_id, round__isnull=False).first()
    if visit is None or visit.round is None or visit.round.state not in (RoundState.PLANNED, RoundState.OPEN):
        return None
    concerned = Q(stops__visit=visit) | Q(stops__visit=visit.replaces_id) | Q(day=visit.day)
    rows = Route.objects.filter(concerned, round=visit.round, is_withdrawn=False, day__gte=today(at)).order_by("day")
    days = list(dict.fromkeys(rows.values_list("day", flat=True)))
    return (visit.round, days) if days else None


def newest_road_map() -> RoadMap | None:
    """The road graph in use, without its ways."""
    return RoadMap.objects.defer("edges").first()


def calendar_addresses(actor: Actor) -> list[CalendarAddress]:
    """The actor's own addresses that answer."""
    return list(open_addresses(CalendarAddress.objects.filter(person=actor.person_id or 0)))


def calendar_address(actor: Actor, pk: int) -> CalendarAddress:
    """One of the actor's own. NotFound otherwise."""
    found = CalendarAddress.objects.filter(person=actor.person_id or 0, pk=pk).first()
    if found is None:
        raise NotFound("calendar")
    return found


def calendar_owner(token: str) -> Person:
    """Whose calendar a token opens. NotFound for an unknown or revoked one, and for a closed account."""
    found = opened_by(CalendarAddress.objects.select_related("person").filter(person__is_active=True), token)
    if found is None:
        raise NotFound("calendar")
    return found.person


@dataclass(frozen=True, slots=True)
class CalendarStop:
    """A stop of a person as a calendar tells it. `site` is None while its place may not be seen yet."""

    uid: str
    revision: int
    changed_at: datetime
    begins_at: datetime
    ends_at: datetime
    site: Any
    visit_id: int | None
    round_name: str
    is_cancelled: bool


def calendar_of(actor: Actor, at: datetime) -> list[CalendarStop]:
    """The actor's stops of the last 60 days, and for days to come of open rounds only that there is work.

    Places appear when the round is open and the day has come, as everywhere. A stop that fell out or was handed to
    somebody else is told as cancelled, so that a calendar that had it strikes it out. Two queries.
    """
    first = today(at) - CALENDAR_BACK
    mine = Route.objects.filter(
        members__post__in=actor.post_ids, round__state__in=("open", "ended"), day__gte=first, is_withdrawn=False
    )
    found = [
        CalendarStop(
            f"route-{route.pk}", route.revision, route.planned_at, route.departs_at, route.returns_at,
            None, None, route.round.name_zh, is_cancelled=False,
        )
        for route in mine.filter(day__gt=today(at)).select_related("round").distinct().order_by("day")[:MOST_EVENTS]
        if route.departs_at and route.returns_at
    ]  # fmt: skip
    return found + _shown_stops(actor, at, first)


def _shown_stops(actor: Actor, at: datetime, first: date) -> list[CalendarStop]:
    stops = (
        RouteStop.objects.filter(
            position__isnull=False,
            route__day__range=(first, today(at)),
            route__round__state__in=("open", "ended"),
            visit__inspectors__post__in=actor.post_ids,
        )
        .select_related("route__round", "visit__site__area")
        .defer("visit__site__area__boundary")
        .distinct()
        .order_by("route__day", "position")[:MOST_EVENTS]
    )
    going = VisitInspector.objects.filter(post__in=actor.post_ids, left_at=None)
    mine = set(going.filter(visit__in=[stop.visit_id for stop in stops]).values_list("visit_id", flat=True))
    found = []
    for stop in stops:
        assert stop.begins_at is not None
        assert stop.leaves_at is not None
        is_cancelled = stop.visit.state == VisitState.NOT_POSSIBLE or stop.visit_id not in mine
        route = stop.route
        found.append(
            CalendarStop(
                f"visit-{stop.visit_id}", route.revision + is_cancelled, route.planned_at, stop.begins_at,
                stop.leaves_at, stop.visit.place, stop.visit_id, route.round.name_zh, is_cancelled,
            )
        )  # fmt: skip
    return found
