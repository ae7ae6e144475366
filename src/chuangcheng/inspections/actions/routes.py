"""The ways of a round's day: planned, and planned again when a stop falls out. Drawn stops must, re-checks may."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.actions.authorising import local_day
from chuangcheng.inspections.crews import together
from chuangcheng.inspections.daily import Crew, DayPlan, moment, plan_day, road_graph, route_rules
from chuangcheng.inspections.models import (
    Round,
    RoundState,
    Route,
    RouteMember,
    RouteRules,
    RouteStop,
    Visit,
    VisitInspector,
    VisitKind,
    VisitState,
)
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

MOST_RECHECKS = 30


def plan_routes(*, by: Actor, at: datetime, round: Round, day: date) -> list[Route]:  # noqa: A002
    """The day's ways of a round, one for each crew; standing ones are replaced, finished stops stay where they were.

    Refused: `wrong_state`, `bad_day` (outside the round, or over), `no_stops`.
    """
    by.must("inspections.plan_routes")
    today = local_day(at)
    if round.state not in (RoundState.PLANNED, RoundState.OPEN):
        raise Refused("wrong_state", _("The round is over: nothing is left to be visited."))
    if not round.opens_on <= day <= round.closes_on or day < today:
        raise Refused("bad_day", _("Choose a day of the round that is not over."), field="day")
    crews = _crews(round, day, today)
    standing = list(Route.objects.filter(round=round, day=day).prefetch_related("members").order_by("number"))
    if not crews and not standing:
        raise Refused("no_stops", _("No stop waits on this day."), field="day")
    rules = route_rules()
    graph = road_graph(rules.factor)
    since = (at - moment(today, 0)).total_seconds() / 60 if day == today and any(c.done for c in crews) else None
    plans = [(crew, plan_day(crew, day, rules, graph, since)) for crew in crews]
    with act("inspections.plan_routes", by=by, at=at, on=round) as record:
        made = _store(round, day, at, rules, plans, standing)
        placed = sum(len(found.placed) + len(crew.done) for crew, found in plans)
        left_out = sum(len(found.left_out) for _crew, found in plans)
        record.note(code=round.code, day=day, routes=len(made), placed=placed, left_out=left_out)
    return made


def _crews(round: Round, day: date, today: date) -> list[Crew]:  # noqa: A002
    """Who goes where: stops of this day, and stops without a day that no other day's route has taken."""
    elsewhere = RouteStop.objects.filter(
        route__round=round, route__day__gte=today, route__is_withdrawn=False, position__isnull=False
    ).exclude(route__day=day)
    there = Prefetch("inspectors", VisitInspector.objects.filter(left_at=None).order_by("position"), to_attr="going")
    ready = Visit.objects.select_related("site__facility").defer("site__search_text").prefetch_related(there)
    waits = Q(state=VisitState.PLANNED) & (Q(day=day) | Q(day=None))
    done = Q(state=VisitState.DONE, route_stops__route__day=day, route_stops__position__isnull=False)
    stops = ready.filter(round=round).filter(waits | done).exclude(pk__in=elsewhere.values("visit"))
    by_pk = {visit.pk: visit for visit in stops.order_by("position").distinct()}
    groups = together({pk: [one.post_id for one in _going(visit)] for pk, visit in by_pk.items()})
    rechecks = list(
        ready.filter(round=None, kind=VisitKind.RECHECK, state=VisitState.PLANNED)
        .filter(Q(day=None) | Q(day__lte=day))
        .filter(inspectors__post__in={post for posts, _keys in groups for post in posts})
        .exclude(pk__in=_taken(round, day, today))
        .distinct()
        .order_by("pk")[:MOST_RECHECKS]
    )
    return [_crew(posts, [by_pk[key] for key in keys], rechecks) for posts, keys in groups]


def _taken(round: Round, day: date, today: date) -> Sequence[int]:  # noqa: A002
    """Re-checks that another round's or another day's route has taken."""
    own = Q(route__round=round, route__day=day)
    rows = RouteStop.objects.filter(is_optional=True, position__isnull=False, route__day__gte=today).exclude(own)
    return list(rows.values_list("visit_id", flat=True))


def _going(visit: Visit) -> list[VisitInspector]:
    found: list[VisitInspector] = visit.going  # type: ignore[attr-defined]
    return found


def _crew(posts: tuple[int, ...], visits: list[Visit], rechecks: Sequence[Visit]) -> Crew:
    own = [one for one in rechecks if {who.post_id for who in _going(one)} <= set(posts)]
    waiting = [visit for visit in visits if visit.state == VisitState.PLANNED]
    done = sorted((v for v in visits if v.state == VisitState.DONE), key=lambda visit: (visit.visited_at, visit.pk))
    return Crew(posts, waiting, own, done)


def _store(
    round: Round,  # noqa: A002
    day: date,
    at: datetime,
    rules: RouteRules,
    plans: Sequence[tuple[Crew, DayPlan]],
    standing: Sequence[Route],
) -> list[Route]:
    free = {frozenset(member.post_id for member in route.members.all()): route for route in standing}
    number = Route.objects.filter(round=round, day=day).aggregate(last=Max("number"))["last"] or 0
    made = []
    for crew, found in plans:
        posts = frozenset(crew.post_ids)
        key = posts if posts in free else next((one for one in free if one & posts), None)
        route = free.pop(key) if key is not None else None
        if route is None:
            number += 1
            route = Route(round=round, day=day, number=number)
        made.append(_write(route, crew, found, at, rules))
    for route in free.values():
        route.stops.all().delete()
        Route.objects.filter(pk=route.pk).update(is_withdrawn=True, revision=route.revision + 1, planned_at=at)
    return made


def _write(route: Route, crew: Crew, found: DayPlan, at: datetime, rules: RouteRules) -> Route:
    route.revision = route.revision + 1 if route.pk else 0
    kept = (
        list(route.stops.filter(visit__in=crew.done, position__isnull=False).order_by("position")) if route.pk else []
    )
    if not kept:
        route.departs_at = found.departs_at
    route.is_withdrawn = False
    route.source, route.factor, route.speed_kmh = found.source, rules.factor, rules.speed_kmh
    route.metres = found.metres + sum(stop.metres for stop in kept)
    route.returns_at, route.lunch_at = found.returns_at, found.lunch_at or (route.lunch_at if kept else None)
    route.start_zh, (route.start_longitude, route.start_latitude) = rules.start_zh, found.start
    route.planned_at = at
    route.save()
    route.stops.exclude(pk__in=[stop.pk for stop in kept]).delete()
    for position, stop in enumerate(kept, start=1):
        RouteStop.objects.filter(pk=stop.pk).update(position=position)
    _write_stops(route, crew, found, len(kept))
    route.members.exclude(post__in=crew.post_ids).delete()
    there = set(route.members.values_list("post_id", flat=True))
    RouteMember.objects.bulk_create(
        RouteMember(route=route, post_id=post, position=position)
        for position, post in enumerate(crew.post_ids, start=1)
        if post not in there
    )
    return route


def _write_stops(route: Route, crew: Crew, found: DayPlan, before: int) -> None:
    optional = {visit.pk for visit in crew.rechecks}
    rows = [
        RouteStop(
            route=route,
            visit=one.visit,
            position=position,
            is_optional=one.visit.pk in optional,
            arrives_at=one.arrives_at,
            begins_at=one.begins_at,
            leaves_at=one.leaves_at,
            metres=one.metres,
        )
        for position, one in enumerate(found.placed, start=before + 1)
    ]
    rows += [
        RouteStop(route=route, visit=visit, is_optional=visit.pk in optional, left_out=reason)
        for visit, reason in found.left_out
    ]
    RouteStop.objects.bulk_create(rows, batch_size=200)
