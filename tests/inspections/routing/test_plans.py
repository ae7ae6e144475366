"""What a plan promises: windows kept, the break taken, the best order found, and every omission explained."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.inspections.routing import Edge, Lunch, RoadGraph, Team, earth_metres, plan, stretched

POINTS = st.tuples(st.floats(-50, 50, width=32), st.floats(-50, 50, width=32))
QUICK = {"seconds": 0.5, "patience": 60}
DAY = Team(starts=8.5 * 60, ends=17.5 * 60)


@st.composite
def days(draw: st.DrawFn) -> tuple[list[tuple[float, float]], list[tuple[float, float]], list[float]]:
    """Up to six places on a map of minutes, some of them open for an hour or two only."""
    count = draw(st.integers(1, 6))
    places = [(0.0, 0.0), *draw(st.lists(POINTS, min_size=count, max_size=count))]
    windows = [(0.0, 1440.0)]
    for _ in range(count):
        opens = draw(st.integers(480, 900))
        windows.append((float(opens), float(opens + draw(st.integers(30, 500)))))
    services = [0.0, *draw(st.lists(st.integers(5, 45).map(float), min_size=count, max_size=count))]
    return places, windows, services


@settings(max_examples=60, deadline=None)
@given(days(), st.integers(660, 780), st.integers(0, 120))
def test_every_tour_keeps_its_windows_and_its_break(day: tuple, start: int, length: int) -> None:
    places, windows, services = day
    lunch = Lunch(float(start), float(length))
    found = plan(places, None, windows, services, teams=[DAY], lunch=lunch, **QUICK)
    assert sorted([*(i for tour in found.tours for i in tour.indexes), *(one.index for one in found.unserved)]) == list(
        range(1, len(places))
    )
    for tour in found.tours:
        assert tour.departs >= DAY.starts - 1e-6
        assert tour.returns <= DAY.ends + 1e-6
        for stop in tour.stops:
            opens, closes = windows[stop.index]
            assert opens - 1e-6 <= stop.begins <= closes + 1e-6
            assert math.isclose(stop.leaves, stop.begins + services[stop.index])
            if tour.lunch_at is not None:  # nobody eats in the middle of a visit
                assert stop.leaves <= tour.lunch_at + 1e-6 or stop.begins >= tour.lunch_at + length - 1e-6
        if tour.departs <= lunch.start < tour.returns:
            assert tour.lunch_at is not None
            assert tour.lunch_at >= lunch.start


@settings(max_examples=25, deadline=None)
@given(st.lists(POINTS, min_size=1, max_size=5))
def test_the_shortest_of_all_orders_is_found(points: list[tuple[float, float]]) -> None:
    places = [(0.0, 0.0), *points]
    found = plan(places, **QUICK)
    best = min(
        sum(math.dist(places[a], places[b]) for a, b in itertools.pairwise([0, *order, 0]))
        for order in itertools.permutations(range(1, len(places)))
    )
    assert found.length == pytest.approx(best, abs=1e-4)


def test_what_does_not_fit_is_left_out_with_its_reason() -> None:
    places = [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0), (40.0, 0.0)]
    windows = [(0.0, 1440.0), (480.0, 1000.0), (300.0, 400.0), (480.0, 1000.0), (480.0, 1000.0)]
    away = np.abs(np.subtract.outer([p[0] for p in places], [p[0] for p in places]))
    away[4, :] = away[:, 4] = math.inf
    away[4, 4] = 0
    found = plan(
        places, [0, 1, 1, 9, 1], windows, [0.0, 30, 30, 30, 30], teams=[Team(480, 1000, 5)], distances=away, **QUICK
    )
    assert {one.index: one.reason for one in found.unserved} == {2: "closed", 3: "too_large", 4: "unreachable"}
    assert found.tours[0].indexes == [1]


def test_a_full_day_drops_what_it_must_and_keeps_what_must_be_visited() -> None:
    """Three drawn stops of two hours each, one re-check worth much: the shift holds three visits."""
    places = [(0.0, 0.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0), (0.0, -5.0)]
    found = plan(
        places,
        service_times=[0.0, 120, 120, 120, 120],
        teams=[Team(480, 480 + 3 * 120 + 45)],
        prizes=[None, None, None, None, 10_000.0],
        **QUICK,
    )
    assert [(one.index, one.reason) for one in found.unserved] == [(4, "not_worth")]
    shorter = plan(places, service_times=[0.0, 120, 120, 120, 120], teams=[Team(480, 480 + 2 * 120 + 45)], **QUICK)
    assert [one.reason for one in shorter.unserved] == ["no_time", "no_time"]


def test_a_prize_is_fetched_only_if_the_detour_is_worth_it() -> None:
    places = [(0.0, 0.0), (10.0, 0.0), (10.0, 3.0)]
    left = plan(places, prizes=[None, None, 1.0], **QUICK)
    taken = plan(places, prizes=[None, None, 20.0], **QUICK)
    assert [one.reason for one in left.unserved] == ["not_worth"]
    assert sorted(taken.tours[0].indexes) == [1, 2]


def test_a_site_open_only_during_the_break_is_closed_to_the_team() -> None:
    found = plan([(0, 0), (1, 0)], None, [(0, 1440), (730, 750)], [0, 5], teams=[DAY], lunch=Lunch(720, 60), **QUICK)
    assert [one.reason for one in found.unserved] == ["closed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"demands": [0]},
        {"time_windows": [(0, 1), (5, 2), (0, 1)]},
        {"service_times": [0, -1, 0]},
        {"depot": 3},
        {"distances": np.zeros((2, 2))},
        {"distances": np.full((3, 3), math.nan)},
        {"teams": []},
        {"teams": [Team(10, 5)]},
    ],
)
def test_arrays_that_do_not_fit_together_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError):
        plan([(0, 0), (1, 1), (2, 2)], **wrong)


def test_metres_on_the_earth() -> None:
    """One degree of the meridian is 111.2 km; at 60° north a degree of longitude is half of one at the equator."""
    metres = earth_metres([(98.0, 39.0), (98.0, 40.0), (98.0, 60.0), (99.0, 60.0)])
    assert metres[0, 1] == pytest.approx(111_195, abs=1)
    assert metres[2, 3] == pytest.approx(111_195 / 2, rel=1e-3)
    assert stretched([(98.0, 39.0), (98.0, 40.0)], 1.4)[0, 1] == pytest.approx(1.4 * 111_195, abs=2)
    with pytest.raises(ValueError):
        stretched([(98.0, 39.0)], 0.5)


def test_ways_follow_the_roads_and_one_way_streets() -> None:
    """A square of four streets, one of them one-way: there and back differ, and an island is out of reach."""
    a, b, c, d = (98.0, 39.0), (98.01, 39.0), (98.01, 39.01), (98.0, 39.01)
    square = [Edge(a, b, 900, is_one_way=True), Edge(b, c, 1100), Edge(c, d, 900), Edge(d, a, 1100)]
    island = Edge((99.0, 40.0), (99.01, 40.0), 800)
    graph = RoadGraph([*square, island])
    metres = graph.matrix([a, b, (99.0, 40.0)])
    assert metres[0, 1] == pytest.approx(900)
    assert metres[1, 0] == pytest.approx(3100)
    assert math.isinf(metres[0, 2])
    assert graph.junction_count == 6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 500)), min_size=1, max_size=20))
def test_shortest_ways_are_those_of_floyd_and_warshall(ways: list[tuple[int, int, int]]) -> None:
    spot = [(98.0 + n / 100, 39.0 + n / 50) for n in range(8)]
    best = np.full((8, 8), math.inf)
    np.fill_diagonal(best, 0)
    for start, end, metres in ways:
        best[start, end] = min(best[start, end], metres)
        best[end, start] = min(best[end, start], metres)
    for middle in range(8):
        best = np.minimum(best, best[:, [middle]] + best[[middle], :])
    used = sorted({n for start, end, _ in ways for n in (start, end)})
    found = RoadGraph([Edge(spot[a], spot[b], m) for a, b, m in ways]).matrix([spot[n] for n in used])
    assert np.allclose(found, best[np.ix_(used, used)])
