"""A day's ways: who goes where in which order, what does not fit, and what happens when a stop falls out."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import accept_case, close_case, submit_case
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import (
    Ruled,
    finish_visit,
    import_road_graph,
    mark_not_possible,
    open_round,
    plan_recheck,
    plan_round,
    plan_routes,
    replace_inspector,
    set_route_rules,
)
from chuangcheng.inspections.models import Round, Route, RouteStop, Visit
from chuangcheng.inspections.queries import days_to_plan_again, get_route_for, route_days, route_stops, routes_for
from chuangcheng.inspections.roads import read_roads
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.reactions.jobs import plan_ways_again
from tests.inspections.conftest import inspector_of, photo, record_all
from tests.stories import City

pytestmark = pytest.mark.django_db


def placed(route: Route) -> list[RouteStop]:
    return [stop for stop in route_stops(route) if stop.position is not None]


@pytest.fixture
def today(at: datetime) -> date:
    return at.date()


@pytest.fixture
def routes(city: City, at: datetime, opened: Round, today: date) -> list[Route]:
    """The office plans today's ways of the open round."""
    return plan_routes(by=city.actor("lin_yue"), at=at, round=opened, day=today)


def test_every_stop_is_on_one_way_with_its_own_inspectors(opened: Round, routes: list[Route]) -> None:
    visits = {visit.pk: visit for visit in Visit.objects.filter(round=opened)}
    stops = [stop for route in routes for stop in route_stops(route)]
    assert sorted(stop.visit_id for stop in stops) == sorted(visits)
    for route in routes:
        members = {member.post_id for member in route.members.all()}
        for stop in placed(route):
            assert {one.post_id for one in stop.visit.inspectors.all()} <= members
    people = [member.post_id for route in routes for member in route.members.all()]
    assert len(people) == len(set(people))  # nobody goes two ways on one day


def test_times_follow_shift_lunch_and_the_length_of_a_stop(at: datetime, routes: list[Route]) -> None:
    route = routes[0]
    stops = placed(route)
    assert route.departs_at.astimezone(at.tzinfo).time() >= time(8, 30)
    assert route.returns_at.astimezone(at.tzinfo).time() <= time(17, 30)
    assert all(stop.leaves_at - stop.begins_at == timedelta(minutes=30) for stop in stops)
    assert all(a.leaves_at <= b.arrives_at for a, b in zip(stops, stops[1:], strict=False))
    assert route.metres >= sum(stop.metres for stop in stops)


def test_a_site_is_visited_while_it_is_open_and_a_closed_one_is_explained(
    city: City, at: datetime, opened: Round, today: date
) -> None:
    first, second = Visit.objects.filter(round=opened).order_by("position")[:2]
    type(first.site).objects.filter(pk=first.site_id).update(opens_at=time(15), closes_at=time(16))
    type(second.site).objects.filter(pk=second.site_id).update(opens_at=time(19), closes_at=time(23))
    routes = plan_routes(by=city.actor("lin_yue"), at=at, round=opened, day=today)
    stops = {stop.visit_id: stop for route in routes for stop in route_stops(route)}
    assert time(15) <= stops[first.pk].begins_at.astimezone(at.tzinfo).time() <= time(15, 30)
    assert (stops[second.pk].position, stops[second.pk].left_out) == (None, "closed")


def test_a_short_shift_keeps_what_fits_and_says_what_does_not(
    city: City, at: datetime, opened: Round, today: date
) -> None:
    office = city.actor("lin_yue")
    set_route_rules(
        by=office, at=at, rules=Ruled(shift_starts=time(9), shift_ends=time(10), start=(98.283, 39.77), stop_minutes=40)
    )
    routes = plan_routes(by=office, at=at, round=opened, day=today)
    stops = [stop for route in routes for stop in route_stops(route)]
    assert all(len(placed(route)) == 1 for route in routes)
    assert {stop.left_out for stop in stops if stop.position is None} == {"no_time"}
    entry = Entry.objects.get(verb="inspections.plan_routes")
    assert entry.payload["left_out"] == len(stops) - len(routes)


def test_a_site_without_a_point_cannot_be_reached(city: City, at: datetime, opened: Round, today: date) -> None:
    visit = Visit.objects.filter(round=opened).order_by("position").first()
    type(visit.site).objects.filter(pk=visit.site_id).update(longitude=None, latitude=None)
    plan_routes(by=city.actor("lin_yue"), at=at, round=opened, day=today)
    assert RouteStop.objects.get(visit=visit).left_out == "no_point"


def test_when_a_stop_falls_out_the_day_is_planned_again_around_what_is_done(
    city: City, at: datetime, opened: Round, routes: list[Route], settings: Any
) -> None:
    """One stop finished, the next one closed: its reserve joins the way, the finished one keeps its place."""
    route = max(routes, key=lambda one: len(placed(one)))
    done, closed, *_ = [stop.visit for stop in placed(route)]
    inspector = inspector_of(city, done)
    record_all(inspector, at, done)
    finish_visit(by=inspector, at=at + timedelta(minutes=40), visit=done)
    reserve = mark_not_possible(
        by=inspector_of(city, closed), at=at + timedelta(minutes=60), visit=closed, reason="拆迁停业"
    )
    settings.CLOCK_SHIFT_SECONDS += 3700
    plan_ways_again.call(closed.pk)
    again = Route.objects.get(pk=route.pk)
    stops = placed(again)
    assert again.revision == 1
    assert (stops[0].visit_id, stops[0].position) == (done.pk, 1)
    assert closed.pk not in {stop.visit_id for stop in stops}
    assert reserve.pk in {stop.visit_id for stop in RouteStop.objects.filter(route__round=opened)}
    assert all(stop.begins_at >= at + timedelta(minutes=60) for stop in stops[1:])
    assert [stop.position for stop in stops] == list(range(1, len(stops) + 1))


def test_a_replacement_goes_the_way_and_a_crew_without_stops_is_withdrawn(
    city: City, at: datetime, opened: Round, routes: list[Route], today: date
) -> None:
    office = city.actor("lin_yue")
    for visit in Visit.objects.filter(round=opened, state="planned"):
        mark_not_possible(by=inspector_of(city, visit), at=at, visit=visit, reason="停业")
    again = plan_routes(by=office, at=at, round=opened, day=today)
    for visit in Visit.objects.filter(round=opened, state="planned"):
        mark_not_possible(by=inspector_of(city, visit), at=at, visit=visit, reason="停业")
    assert plan_routes(by=office, at=at, round=opened, day=today) != again or not again
    while waiting := list(Visit.objects.filter(round=opened, state="planned")):
        for visit in waiting:
            mark_not_possible(by=inspector_of(city, visit), at=at, visit=visit, reason="停业")
    assert plan_routes(by=office, at=at, round=opened, day=today) == []
    assert set(Route.objects.values_list("is_withdrawn", flat=True)) == {True}
    assert not routes_for(office, at).exists()


def test_who_comes_instead_makes_the_way_anew(city: City, at: datetime, opened: Round, routes: list[Route]) -> None:
    visit = next(one for one in Visit.objects.filter(round=opened) if one.site.site_type.code == "P01")
    team = list(visit.inspectors.select_related("post"))
    pool = [city.posts[key] for key in ("su_qing", "bai_lu", "gao_yuan", "lin_yue")]
    joining = next(post for post in pool if post.pk not in {one.post_id for one in team})
    replace_inspector(
        by=city.actor("lin_yue"), at=at, visit=visit, leaving=team[0].post, joining=joining, reason="病假"
    )
    round_, days = days_to_plan_again(visit.pk, at)
    assert (round_.pk, days) == (opened.pk, [at.date()])
    plan_ways_again.call(visit.pk)
    stop = RouteStop.objects.get(visit=visit)
    assert joining.pk in set(stop.route.members.values_list("post_id", flat=True))


def test_a_recheck_is_fetched_when_it_is_worth_the_detour(
    city: City, at: datetime, opened: Round, sites: dict[str, Any], today: date
) -> None:
    """A closed case near the way is re-checked; with no worth it is left out, and the page says why."""
    office = city.actor("lin_yue")
    stop = next(one for one in Visit.objects.filter(round=opened) if one.site.site_type.code == "P01")
    inspector = inspector_of(city, stop)
    record_all(inspector, at, stop, P01_01="fail")
    finish_visit(by=inspector, at=at, visit=stop)
    case = stop.findings.get().case
    accept_case(by=SYSTEM, at=at, case=case)
    submit_case(by=SYSTEM, at=at, case=case, cause="清扫不及时", measure="已清扫", photos=[photo(at, "green")])
    close_case(by=SYSTEM, at=at, case=case)
    team = next(v for v in Visit.objects.filter(round=opened, state="planned"))
    recheck = plan_recheck(by=office, at=at, case=case, posts=[one.post for one in team.inspectors.all()])
    plan_routes(by=office, at=at, round=opened, day=today)
    assert RouteStop.objects.get(visit=recheck).is_optional
    assert RouteStop.objects.get(visit=recheck).position is not None
    set_route_rules(by=office, at=at, rules=Ruled(recheck_worth_m=0))
    plan_routes(by=office, at=at, round=opened, day=today)
    assert RouteStop.objects.get(visit=recheck).left_out == "not_worth"


def test_only_who_goes_sees_the_way_and_only_on_its_day(
    city: City, at: datetime, planned: Round, today: date, edition: Edition
) -> None:
    office = city.actor("lin_yue")
    tomorrow = today + timedelta(days=1)
    routes = plan_routes(by=office, at=at, round=planned, day=tomorrow)
    keys = {city.posts[key].pk: key for key in ("su_qing", "bai_lu")}
    member, route = next(
        (keys[one.post_id], route) for route in routes for one in route.members.all() if one.post_id in keys
    )
    next_day = at + timedelta(days=1)

    def sees(key: str, moment: datetime) -> bool:
        try:
            return get_route_for(city.actor(key), route.pk, moment).pk == route.pk
        except NotFound:
            return False

    assert sees("lin_yue", at)  # who plans rounds
    assert not any(sees(key, next_day) for key in (member, "deng_hai", "ma_jun"))  # the round is not open yet
    open_round(by=office, at=at, round=planned)
    assert not any(sees(key, at) for key in (member, "deng_hai", "ma_jun"))  # open, but its day has not come
    assert [sees(key, next_day) for key in (member, "deng_hai", "ma_jun")] == [True, True, False]


def test_a_stop_that_another_day_has_taken_is_not_taken_twice(
    city: City, at: datetime, opened: Round, routes: list[Route], today: date
) -> None:
    with pytest.raises(Refused) as refused:
        plan_routes(by=city.actor("lin_yue"), at=at, round=opened, day=today + timedelta(days=1))
    assert refused.value.code == "no_stops"


def test_a_spread_round_has_its_stops_day_by_day(
    city: City, at: datetime, draw: Draw, edition: Edition, today: date
) -> None:
    office = city.actor("lin_yue")
    spread = plan_round(
        by=office, at=at, code="S", name_zh="分日考察", draw=draw, edition=edition,
        opens_on=today, closes_on=today + timedelta(days=1), is_spread=True,
    )  # fmt: skip
    days, without = route_days(spread)
    assert ([day.waiting_count for day in days], without) == ([3, 2], 0)
    for day in days:
        plan_routes(by=office, at=at, round=spread, day=day.day)
    assert RouteStop.objects.filter(route__round=spread).count() == 5


@pytest.mark.parametrize("days", [-1, 11])
def test_days_outside_the_round_are_refused(city: City, at: datetime, opened: Round, today: date, days: int) -> None:
    with pytest.raises(Refused) as refused:
        plan_routes(by=city.actor("lin_yue"), at=at, round=opened, day=today + timedelta(days=days))
    assert refused.value.code == "bad_day"


def test_only_the_office_plans(city: City, at: datetime, opened: Round, today: date) -> None:
    with pytest.raises(NotAllowed):
        plan_routes(by=city.actor("su_qing"), at=at, round=opened, day=today)


ROADS = """from_lon,from_lat,to_lon,to_lat,metres,one_way
98.280,39.77,98.285,39.77,2000,否
98.285,39.77,98.290,39.77,2000,
98.290,39.77,98.291,39.77,9,
98.290,390.77,98.291,39.77,900,
98.290,39.77,98.290,39.77,900,
"""


def test_roads_are_read_with_their_faults_and_routes_follow_them(
    city: City, at: datetime, opened: Round, today: date
) -> None:
    office = city.actor("lin_yue")
    file = read_roads(ROADS.encode(), "roads.csv")
    assert (len(file.edges), [error.row for error in file.errors]) == (2, [4, 5, 6])
    made = import_road_graph(by=office, at=at, file=file)
    assert import_road_graph(by=office, at=at, file=file).pk == made.pk  # the same file again changes nothing
    routes = plan_routes(by=office, at=at, round=opened, day=today)
    straight = Route.objects.filter(source="straight").count()
    assert straight == 0
    assert {route.source for route in routes} == {"roads"}


GEOJSON = """{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"oneway":"yes"},"geometry":{"type":"LineString","coordinates":[[98.28,39.77],[98.29,39.77],[98.29,39.78]]}},
 {"type":"Feature","properties":null,"geometry":{"type":"MultiLineString","coordinates":[[[98.3,39.7],[98.3,39.8]]]}},
 {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[98.3,39.7]}},
 {"type":"Feature","properties":{},"geometry":null}]}"""


def test_geojson_lines_are_roads_and_other_things_are_named() -> None:
    file = read_roads(GEOJSON.encode(), "roads.geojson")
    assert [edge.is_one_way for edge in file.edges] == [True, True, False]
    assert file.edges[0].metres == pytest.approx(854, abs=3)
    assert [error.row for error in file.errors] == [3, 4]
    moved = read_roads(GEOJSON.encode(), "roads.geojson", "gcj02")
    assert moved.edges[0].start != file.edges[0].start


@pytest.mark.parametrize("content", [b"{", b'{"features": 5}', b"{}"])
def test_what_is_no_geojson_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_roads(content, "x.geojson")
    assert refused.value.code == "bad_file"


def test_a_file_without_roads_and_senseless_rules_are_refused(city: City, at: datetime) -> None:
    office = city.actor("lin_yue")
    with pytest.raises(Refused) as refused:
        import_road_graph(by=office, at=at, file=read_roads(ROADS.splitlines()[0].encode(), "roads.csv"))
    assert refused.value.code == "no_roads"
    for rules, field in (
        (Ruled(factor=0.5), "factor"),
        (Ruled(speed_kmh=float("nan")), "speed_kmh"),
        (Ruled(shift_ends=time(8)), "shift_ends"),
        (Ruled(start=(500.0, 0.0)), "start_longitude"),
    ):
        with pytest.raises(Refused) as refused:
            set_route_rules(by=SYSTEM, at=at, rules=rules)
        assert (refused.value.code, refused.value.field) == ("bad_rules", field)
