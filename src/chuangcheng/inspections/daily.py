"""A crew's day: from visits and rules to a tour, by the solver. Reads no clock and writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

from chuangcheng.inspections.crews import minutes, opening
from chuangcheng.inspections.models import LeftOut, RoadMap, RouteRules, RouteSource, Visit
from chuangcheng.inspections.routing import Edge, Lunch, Plan, RoadGraph, Team, plan, stretched

SECONDS = 1.5
"""At most so long for one crew; a day's dozen stops take a few hundredths."""
PATIENCE = 400
MINUTE_WORTH_M = 100
"""A minute of waiting or driving weighs as much as a detour of so many metres."""
MOST_STOPS = 120
"""Stops of one crew that are looked at for one day; a shift holds perhaps twenty."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Crew:
    """Posts that go together, what they must visit, and re-checks that they may."""

    post_ids: tuple[int, ...]
    drawn: Sequence[Visit]
    rechecks: Sequence[Visit] = ()
    done: Sequence[Visit] = ()

    @property
    def visits(self) -> list[Visit]:
        return [*self.drawn, *self.rechecks]


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit on the way, with its moments and the metres from the stop before."""

    visit: Visit
    arrives_at: datetime
    begins_at: datetime
    leaves_at: datetime
    metres: int


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a crew does on a day, and what it leaves out and why."""

    placed: Sequence[Placed]
    left_out: Sequence[tuple[Visit, str]]
    start: Point
    source: str
    metres: int = 0
    departs_at: datetime | None = None
    returns_at: datetime | None = None
    lunch_at: datetime | None = None


def route_rules() -> RouteRules:
    """The city's rules, or the defaults."""
    return RouteRules.objects.first() or RouteRules()


@lru_cache(maxsize=1)
def _graph(pk: int, factor: float) -> RoadGraph:
    rows = RoadMap.objects.get(pk=pk).edges
    return RoadGraph([Edge((a, b), (c, d), metres, bool(one)) for a, b, c, d, metres, one in rows], factor=factor)


def road_graph(factor: float) -> RoadGraph | None:
    """The newest road graph, if one was uploaded. Kept in memory under its id; any process can build it again."""
    newest = RoadMap.objects.values_list("pk", flat=True).first()
    return _graph(newest, factor) if newest else None


def moment(day: date, minute: float) -> datetime:
    """A minute of a day as a moment in the city's zone, to the second."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))
    return midnight + timedelta(seconds=round(minute * 60))


def plan_day(crew: Crew, day: date, rules: RouteRules, graph: RoadGraph | None, since: float | None = None) -> DayPlan:
    """The crew's way on a day. `since`: the minute of the day from which it goes on, after its last finished stop."""
    lost = [(visit, LeftOut.NO_POINT.value) for visit in crew.visits if _point(visit) is None]
    visits = [visit for visit in crew.visits if _point(visit) is not None][:MOST_STOPS]
    start = _start(rules, [*visits, *crew.done])
    source = RouteSource.ROADS.value if graph is not None else RouteSource.STRAIGHT.value
    if not visits or start is None:
        return DayPlan((), lost, start or (0.0, 0.0), source)
    found = _solved(visits, {visit.pk for visit in crew.rechecks}, start, rules, graph, _here(crew), since)
    lost += [(visits[one.index - 1], one.reason) for one in found.unserved]
    if not found.tours:
        return DayPlan((), lost, start, source)
    tour = found.tours[0]
    placed = [
        Placed(
            visits[stop.index - 1],
            moment(day, stop.arrives),
            moment(day, stop.begins),
            moment(day, stop.leaves),
            round(stop.way),
        )
        for stop in tour.stops
    ]
    lunch_at = moment(day, tour.lunch_at) if tour.lunch_at is not None and rules.lunch_minutes else None
    ends = (moment(day, tour.departs), moment(day, tour.returns))
    back = max(0.0, tour.length - sum(stop.way for stop in tour.stops))
    whole = sum(one.metres for one in placed) + round(back)  # of what is shown, so that the legs add up to it
    return DayPlan(placed, lost, start, source, whole, *ends, lunch_at)


def _point(visit: Visit) -> Point | None:
    longitude, latitude = visit.point
    return (longitude, latitude) if longitude is not None and latitude is not None else None


def _start(rules: RouteRules, visits: Sequence[Visit]) -> Point | None:
    """Where the city's teams set out; without such a place the middle of the stops."""
    if rules.start_longitude is not None and rules.start_latitude is not None:
        return rules.start_longitude, rules.start_latitude
    points = [point for visit in visits if (point := _point(visit)) is not None]
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _here(crew: Crew) -> Point | None:
    """Where the crew is now: at the last stop it finished."""
    return next((point for visit in reversed(crew.done) if (point := _point(visit)) is not None), None)


def _solved(
    visits: Sequence[Visit],
    optional: set[int],
    start: Point,
    rules: RouteRules,
    graph: RoadGraph | None,
    here: Point | None,
    since: float | None,
) -> Plan:
    points = [start, *(point for visit in visits if (point := _point(visit)) is not None)]
    points += [here] if here is not None else []
    metres = graph.matrix(points) if graph is not None else stretched(points, rules.factor)
    if here is not None:  # the way begins at the last stop and ends at the start: only the first row differs
        metres[0, :-1] = metres[-1, :-1]
        metres[0, 0] = 0
        metres = metres[:-1, :-1]
    starts, ends = minutes(rules.shift_starts), minutes(rules.shift_ends)
    begins = min(max(starts, since), ends) if since is not None else starts
    windows = [(0.0, 1440.0), *(_window(visit, rules.stop_minutes) for visit in visits)]
    return plan(
        points[: len(visits) + 1],
        time_windows=windows,
        service_times=[0.0, *[float(rules.stop_minutes)] * len(visits)],
        teams=[Team(begins, ends)],
        distances=metres,
        durations=metres / (rules.speed_kmh * 1000 / 60),
        prizes=[None, *(float(rules.recheck_worth_m) if visit.pk in optional else None for visit in visits)],
        lunch=Lunch(minutes(rules.lunch_starts), float(rules.lunch_minutes)) if rules.lunch_minutes else None,
        time_cost=MINUTE_WORTH_M,
        seconds=SECONDS,
        patience=PATIENCE,
    )


def _window(visit: Visit, stop_minutes: int) -> tuple[float, float]:
    """When a stop may begin: while the site is open, and so that it ends before it closes."""
    site, facility = visit.site, visit.place.facility
    opens, closes = opening(
        site.opens_at if site else None, site.closes_at if site else None, facility.hours_zh if facility else ""
    )
    return opens, max(opens, closes - stop_minutes)
