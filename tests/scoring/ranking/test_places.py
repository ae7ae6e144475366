"""Places that hold together: what is certain stays certain, and equals may take each other's places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.ranking import Judged, Places, joint_level, needed, places, ranked

UNITS, RUNS = 99, 100
KINDS, POINTS = 6, 5


def test_whoever_lies_wholly_below_is_better() -> None:
    assert places([0.1, 0.3, 0.35], [0.2, 0.4, 0.5]) == [Places(1, 1), Places(2, 3), Places(2, 3)]
    assert places([0.1, 0.2], [0.2, 0.3]) == [Places(1, 2), Places(1, 2)], "touching ends overlap"
    assert places([], []) == []


def test_the_level_of_each_interval_makes_them_hold_together() -> None:
    assert joint_level(1) == pytest.approx(0.95)
    assert joint_level(99) ** 99 == pytest.approx(0.95)


interval = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(st.lists(interval, min_size=1, max_size=40))
def test_every_order_of_true_values_inside_the_intervals_is_held(intervals: list[list[float]]) -> None:
    """The promise of Klein, Wright and Wieczorek: intervals that hold give sets that hold."""
    lows, highs = zip(*intervals, strict=True)
    sets = places(lows, highs)
    for share in (0.0, 0.3, 1.0):
        truth = np.array(lows) + share * (np.array(highs) - np.array(lows))
        for one, value in zip(sets, truth, strict=True):
            assert one.first <= 1 + (truth < value).sum()
            assert one.last >= (truth <= value).sum()


@given(st.lists(interval, min_size=2, max_size=20), st.randoms())
def test_the_order_of_the_rows_does_not_matter(intervals: list[list[float]], random: object) -> None:
    order = list(range(len(intervals)))
    random.shuffle(order)  # type: ignore[attr-defined]
    plain = places(*zip(*intervals, strict=True))
    mixed = places(*zip(*(intervals[place] for place in order), strict=True))
    assert [plain[place] for place in order] == mixed


def city_of_equals(seed: int) -> list[Judged]:
    """99 units that keep their places equally well, each with its own mix of kinds of places, visited 3 to 29 times.

    Kinds differ (2 to 30 % not met) and days scatter (a bad day is bad at all check points of a visit).
    """
    random = np.random.default_rng(seed)
    failing = np.linspace(0.02, 0.3, KINDS * POINTS).reshape(KINDS, POINTS)
    rows, visit = [], 0
    for unit in range(UNITS):
        mix = random.dirichlet(np.ones(KINDS))
        for _ in range(random.integers(3, 30)):
            visit += 1
            kind, day = int(random.choice(KINDS, p=mix)), random.gamma(3, 1 / 3)
            for point in range(POINTS):
                failed = int(random.binomial(2, min(0.95, failing[kind, point] * day)))
                rows.append(Judged(visit, unit, kind * POINTS + point, 2, failed))
    return rows


def test_of_99_equal_units_every_set_holds_the_true_rank_in_95_of_100_runs() -> None:
    """Equal units: any of 99 places is the true one of any of them, so every set must be 1–99, all at once."""
    held = 0
    for run in range(RUNS):
        made = ranked(city_of_equals(run))
        assert made.count == UNITS
        held += all(one.places == Places(1, UNITS) for one in made.standings)
    assert held / RUNS >= 0.95


def test_a_unit_that_is_much_worse_is_told_apart() -> None:
    """Every other visit of the most visited unit finds nothing in order."""
    rows = city_of_equals(1)
    worst = max(range(UNITS), key=lambda unit: len({row.visit for row in rows if row.key == unit}))
    made = {
        one.key: one
        for one in ranked(
            Judged(row.visit, row.key, row.point, row.judged, row.judged if is_bad else row.failed)
            for row in rows
            for is_bad in [row.key == worst and row.visit % 2 == 0]
        ).standings
    }
    assert made[worst].places is not None and made[worst].places.first > 1
    others = [one.places for key, one in made.items() if key != worst and one.places]
    assert sum(places.last < UNITS for places in others) == made[worst].places.first - 1
    other = made[(worst + 1) % UNITS]
    apart = needed(made[worst], other, UNITS)
    assert apart.pair is not None and apart.ranking is not None and apart.ranking >= apart.pair


def test_harder_questions_are_no_fault() -> None:
    """A and B fail as the city does at each kind; A is asked the hard one more often. Their adjusted rates are one."""
    rows, visit = [], 0
    for key, hard, easy in (("A", 40, 10), ("B", 10, 40), ("C", 25, 25)):
        for point, count, step in ((1, hard, 2), (2, easy, 10)):
            for number in range(count):
                visit += 1
                rows.append(Judged(visit, key, point, 1, int(number % step == 0)))
    made = {one.key: one for one in ranked(rows).standings}
    plain = {key: made[key].failed / made[key].judged for key in made}
    assert plain["A"] > 1.8 * plain["B"]
    assert made["A"].rate == pytest.approx(made["B"].rate, rel=0.06)


def test_what_only_one_was_asked_says_nothing() -> None:
    rows = [Judged(visit, "A" if visit % 2 else "B", 1, 4, visit % 3) for visit in range(12)]
    made = ranked([*rows, *(Judged(visit, "A", 9, 4, 4) for visit in range(12))])
    assert made.alone == (9,)
    assert made.standings == ranked(rows).standings


def test_few_visits_have_no_place_and_nothing_found_is_not_nothing_wrong() -> None:
    rows = [Judged(visit, "A", 1, 5, 1) for visit in range(10)]
    rows += [Judged(100 + visit, "B", 1, 5, 0) for visit in range(4)]
    rows += [Judged(200 + visit, "C", 1, 5, 0) for visit in range(2)]
    made = {one.key: one for one in ranked(rows).standings}
    assert made["C"].places is None and made["C"].rate is None
    assert made["B"].rate == 0 and (made["B"].high or 0) > made["A"].rate > 0  # type: ignore[operator]
    assert made["A"].places == made["B"].places == Places(1, 2)
    with pytest.raises(ValueError, match="ranked"):
        needed(made["A"], made["C"], 2)


judgements = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from("ABCD"), st.integers(0, 4), st.integers(1, 3), st.integers(0, 3)),
    min_size=1,
    max_size=60,
    unique_by=lambda row: row[:3],
)


@given(judgements, st.randoms())
def test_rows_in_any_order_give_the_same_digits(rows: list[tuple[int, str, int, int, int]], random: object) -> None:
    made = [Judged(visit, key, point, judged, min(judged, bad)) for visit, key, point, judged, bad in rows]
    mixed = list(made)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert ranked(made) == ranked(mixed)
    for one in ranked(made).standings:
        if one.rate is not None:
            assert one.low is not None and one.high is not None and one.places is not None
            assert 0 <= one.low <= one.rate <= one.high
            assert 1 <= one.places.first <= one.places.last <= ranked(made).count


def test_nobody_was_looked_at() -> None:
    assert ranked([]).standings == ()
