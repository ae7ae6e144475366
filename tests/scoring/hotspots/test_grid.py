"""Gi* against hand-computed and published figures; the corrections; hot places found, quiet cities left alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.hotspots.gistar import false_discovery, freeman_tukey, gi_star
from chuangcheng.scoring.hotspots.grid import Event, Survey, outline_of, slot_of, surveyed

NEIGHBOURS = [[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]]


def test_gi_star_by_hand() -> None:
    """Four places in a row, values 0, 0, 0, 4: mean 1, deviation √3. The last with its neighbour: sum 4, 2 expected;
    √3 · √((4·2 - 4) / 3) = 2, so z = 1. The one before it: sum 4, 3 expected, √3 · √((12 - 9) / 3) = √3, z = 1/√3."""
    z = gi_star([0, 0, 0, 4], [[1], [0, 2], [1, 3], [2]])
    assert z == pytest.approx([-1, -np.sqrt(3), 1 / np.sqrt(3), 1])


def test_gi_star_as_published() -> None:
    """Six points, neighbours within 15, binary weights: the figures in the tests of the library esda (PySAL)."""
    z = gi_star([2, 3, 3.2, 5, 8, 7], NEIGHBOURS)
    published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert z == pytest.approx(published, abs=1e-8)


def test_where_all_are_equal_nothing_stands_out() -> None:
    assert list(gi_star([3, 3, 3], [[1], [2], [0]])) == [0, 0, 0]
    assert list(gi_star([1, 5], [[1], [0]])) == [0, 0], "a neighbourhood that is everything"
    assert list(gi_star([1], [[]])) == [0]


def test_corrections_as_in_benjamini_and_hochberg() -> None:
    """Their example of fifteen p-values (1995, §3.2): four are called out at 5 %."""
    p = np.array(
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1,
        ]
    )
    lenient = false_discovery(p, any_dependence=False)
    assert (lenient <= 0.05).sum() == 4
    strict = false_discovery(p, any_dependence=True)
    assert strict == pytest.approx(np.minimum(1, lenient * (1 / np.arange(1, 16)).sum()), abs=0.02)
    assert (strict <= 0.05).sum() == 3
    assert len(false_discovery(np.zeros(0), any_dependence=True)) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_corrected_is_never_smaller(values: list[float]) -> None:
    p = np.array(values)
    lenient, strict = (false_discovery(p, any_dependence=kind) for kind in (False, True))
    assert (lenient >= p - 1e-12).all() and (strict >= lenient - 1e-12).all() and (strict <= 1).all()


def test_the_deviate_has_about_the_same_spread_whatever_was_expected() -> None:
    random = np.random.default_rng(1)
    for expected in (1.0, 5.0, 50.0):
        deviates = freeman_tukey(random.poisson(expected, 20_000).astype(float), np.full(20_000, expected))
        assert abs(deviates.mean()) < 0.12
        assert 0.8 < deviates.std() < 1.1


def quiet_city(seed: int, worse: float = 1.0) -> list[Event]:
    """Places all over town, looked at very unevenly; near the market evenings are `worse` times as bad."""
    random, events = np.random.default_rng(seed), []
    for _ in range(500):
        longitude, latitude = 98.22 + random.random() * 0.12, 39.72 + random.random() * 0.1
        expected, hour = random.gamma(1, 2), int(random.integers(8, 22))
        is_there = abs(longitude - 98.28) < 0.008 and abs(latitude - 39.77) < 0.006 and hour >= 18
        events.append(
            Event(longitude, latitude, hour, int(random.poisson(expected * (worse if is_there else 1))), expected)
        )
    return events


def _called(made: Survey) -> list[str]:
    return [one.tone for one in made.spots if one.tone]


def test_a_quiet_city_is_left_alone() -> None:
    """In at most one of twenty cities where nothing stands out is anything called out at all."""
    alarms = sum("hot" in _called(surveyed(quiet_city(seed), 8)) for seed in range(60))
    assert alarms / 60 <= 0.05


def test_a_bad_evening_market_is_found_in_the_evening() -> None:
    random = np.random.default_rng(5)
    more = [Event(98.28 + random.normal(0, 0.004), 39.77 + random.normal(0, 0.003), 20, 6, 1.5) for _ in range(20)]
    made = surveyed([*quiet_city(3), *more], 8)
    hot = [one for one in made.spots if one.tone == "hot"]
    assert hot and {one.slot for one in hot} >= {slot_of(20)}
    assert all(abs(outline_of([one.cell])["coordinates"][0][0][0] - 98.28) < 0.04 for one in hot)
    assert not [one for one in made.spots if one.tone and one.slot == slot_of(9)]


def test_the_order_of_events_does_not_matter_and_few_places_are_no_survey() -> None:
    events = quiet_city(9)
    assert surveyed(events, 8) == surveyed(list(reversed(events)), 8)
    assert surveyed(events[:3], 8) == Survey((), 0)
