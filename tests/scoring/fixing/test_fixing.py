"""What repairs bring, and the choice among them: exact where linear, never worse than what one would guess."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.scoring.fixing import Cell, Item, Target, choose, expected, gain_of
from chuangcheng.scoring.fixing.choosing import greedy

MARKETS = Cell(1, "P12", 60, 0.20, 8)
STREETS = Cell(2, "P01", 40, 0.10, 8)
PARAMETERS = {
    "ratio": {"target": 0.95},
    "points": {},
    "binary": {},
    "grade": {"A": 1.0, "B": 0.6, "C": 0.0},
    "n_of_m": {"n": 1, "m": 2},
    "deduction": {"per_event": 0.5, "most": 4},
}
cells = st.builds(Cell, st.integers(1, 3), st.just("P12"), st.floats(1, 500), st.floats(0, 1), st.integers(1, 20))
targets = st.builds(
    lambda style, points, own: Target("C1", style, PARAMETERS[style], points, tuple(own)),
    st.sampled_from(sorted(PARAMETERS)),
    st.floats(0.1, 10),
    st.lists(cells, min_size=1, max_size=4),
)
items = st.lists(st.tuples(st.integers(1, 3), st.floats(0, 5), st.floats(0.2, 6)), min_size=1, max_size=4).map(
    lambda rows: [Item(str(n), count, worth, hours) for n, (count, worth, hours) in enumerate(rows)]
)


def test_a_linear_repair_brings_weight_times_stratum_share_times_failing_share_fixed() -> None:
    """Half of the markets' faults gone: 4 points × 60 of 100 judgements × 20 % failing × one half."""
    target = Target("C1.1.1", "points", {}, 4.0, (MARKETS,))
    both = Target("C1.1.1", "points", {}, 4.0, (MARKETS, Cell(2, "P01", 40, 0.0, 8)))
    assert gain_of(target, 6).gain == pytest.approx(4 * 1.0 * 0.20 * 0.5)
    assert gain_of(both, 6).gain == pytest.approx(4 * 0.6 * 0.20 * 0.5)
    assert gain_of(both, 10**6).then == pytest.approx(4)


def test_beyond_the_target_a_repair_brings_nothing() -> None:
    target = Target("C1.1.1", "ratio", {"target": 0.8}, 4.0, (STREETS,))
    assert expected(target) == 4 and gain_of(target, 3).gain == 0


def test_all_or_nothing_pays_only_when_nearly_everything_is_in_order() -> None:
    target = Target("C1.1.1", "binary", {}, 4.0, (MARKETS,))
    few, many = gain_of(target, 2).gain, gain_of(target, 12)
    assert few < 0.5 and many.then == 4
    assert expected(target, seed=3) == expected(target, seed=3)
    assert expected(target) == pytest.approx(4 * 0.8**8, abs=0.25)


@given(targets, st.floats(0, 1000))
def test_no_repair_ever_costs_points(target: Target, repairs: float) -> None:
    assert gain_of(target, repairs).gain >= -1e-9


@settings(max_examples=60)
@given(items, st.integers(0, 14))
def test_the_choice_is_the_best_there_is(given_items: list[Item], capacity: int) -> None:
    made = choose(given_items, capacity)
    assert made.hours <= capacity
    best = 0.0
    for numbers in product(*(range(one.count + 1) for one in given_items)):
        hours = sum(max(1, -int(-(one.hours - 1e-9) // 1)) * n for one, n in zip(given_items, numbers, strict=True))
        if hours <= capacity:
            best = max(best, sum(one.worth * n for one, n in zip(given_items, numbers, strict=True)))
    assert made.worth == pytest.approx(best)
    assert made.worth >= greedy(given_items, capacity).worth - 1e-9


def test_the_knapsack_sees_what_the_greedy_misses() -> None:
    """Ten hours: one repair of six hours worth 7, two of five hours worth 5 each."""
    there = [Item("bridge", 1, 7, 6), Item("lamps", 2, 5, 5)]
    assert choose(there, 10).taken == {"lamps": 2} and choose(there, 10).worth == 10
    assert greedy(there, 10).worth == 7
