"""The field score and how sure it is, on invented cities whose truth is known."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.scoring.estimating import Row, Standard, Stratum, figure_of, narrowing, rates, read, resampled
from chuangcheng.scoring.rules import earned_share, total, weighted
from chuangcheng.scoring.survey import Design, ratio

MARKETS, PARKS = Stratum(1, 1, "market", 14, 4), Stratum(1, 2, "park", 12, 3)
BINS = Standard("C6.1.2", "ratio", {}, 2.0, (1, 2))
SIGNS = Standard("C1.3.2", "binary", {}, 1.0, (3,))


def visited(failing: set[tuple[int, int]], *, strata: tuple[Stratum, ...] = (MARKETS, PARKS)) -> list[Row]:
    """Three check points at each visited site; `failing` names (visit, point)."""
    found = []
    for one in strata:
        for number in range(one.visited):
            visit = one.round * 1000 + one.ordinal * 100 + number
            found += [
                Row(one.round, one.ordinal, visit, point, 1, int((visit, point) not in failing), (point,))
                for point in (1, 2, 3)
            ]
    return found


def test_the_rate_and_its_error_are_those_of_the_survey_estimators() -> None:
    rows = visited({(1100, 1), (1101, 1), (1101, 2), (1200, 2)})
    mine = rates(read([MARKETS, PARKS], rows), [0] * len(rows))[0]
    sizes = {1: MARKETS, 2: PARKS}
    table = {
        "stratum": [row.ordinal for row in rows],
        "site": [row.visit for row in rows],
        "weight": [sizes[row.ordinal].population / sizes[row.ordinal].visited for row in rows],
        "sites": [sizes[row.ordinal].population for row in rows],
        "passed": [row.passed for row in rows],
        "judged": [row.observed for row in rows],
    }
    import pandas as pd

    design = Design(strata="stratum", clusters="site", weights="weight", population="sites")
    theirs = ratio(pd.DataFrame(table), "passed", "judged", design)
    assert mine.value == pytest.approx(theirs.value, abs=1e-12)
    assert mine.standard_error == pytest.approx(theirs.standard_error, abs=1e-12)
    assert (mine.low, mine.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert (mine.degrees, mine.sites, mine.observed, mine.passed) == (5, 7, 21, 17)


def test_where_all_passed_some_doubt_is_left_unless_everything_was_seen() -> None:
    sample = rates(read([MARKETS], visited(set(), strata=(MARKETS,))), [0] * 12)[0]
    assert (sample.value, sample.standard_error, sample.high) == (1.0, 0.0, 1.0)
    assert 0.1 < sample.low < 0.9
    whole = Stratum(1, 1, "market", 4, 4)
    census = rates(read([whole], visited({(1100, 1)}, strata=(whole,))), [0] * 12)[0]
    assert census.low == census.value == census.high == 11 / 12


def test_strata_with_one_visit_are_joined_and_keep_their_weights() -> None:
    lonely = [Stratum(1, 1, "cinema", 5, 1), Stratum(1, 2, "station", 3, 1), Stratum(1, 3, "market", 14, 4)]
    sample = read(lonely, visited({(1100, 1)}, strata=tuple(lonely)))
    assert sample.joined == 1 and sample.degrees == 4
    assert sample.weights.tolist() == [5, 3, 3.5, 3.5, 3.5, 3.5]
    assert rates(sample, [0] * 18)[0].standard_error > 0
    single = [Stratum(1, 1, "cinema", 5, 1), MARKETS_2]
    assert read(single, visited(set(), strata=tuple(single))).degrees == 4


MARKETS_2 = Stratum(1, 2, "market", 14, 4)


def test_rows_of_a_stratum_that_nobody_visited_are_refused() -> None:
    with pytest.raises(ValueError, match="stratum 2 of round 1 has observations but no visited site"):
        read([MARKETS], visited(set()))
    with pytest.raises(ValueError, match="4 sites have observations, 3 were visited"):
        read([Stratum(1, 1, "market", 14, 3), PARKS], visited(set()))


def sample_share(one: Standard, rows: list[Row], strata: tuple[Stratum, ...]) -> float | None:
    """`earned_share` of the page, computed the page's way."""
    sizes = {(stratum.round, stratum.ordinal): stratum for stratum in strata}
    tallies = []
    for point in one.points:
        parts = [row for row in rows if row.point == point]
        tallies.append(
            total(
                weighted(
                    row.observed,
                    row.passed,
                    population=sizes[row.round, row.ordinal].population,
                    visited=sizes[row.round, row.ordinal].visited,
                )
                for row in parts
            )
        )
    return earned_share(one.style, one.parameters, tallies, one.available)


STYLES = st.sampled_from(
    [
        ("ratio", {}),
        ("ratio", {"target": 0.9}),
        ("points", {}),
        ("binary", {}),
        ("grade", {"A": 1.0, "B": 0.7, "C": 0.2}),
        ("n_of_m", {"n": 2}),
        ("deduction", {"per_event": 0.3}),
        ("deduction", {"per_event": 0.3, "most": 0.8}),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    STYLES, st.sets(st.tuples(st.sampled_from([1100, 1101, 1102, 1103, 1200, 1201, 1202]), st.sampled_from([1, 2, 3])))
)
def test_a_census_has_no_variance_and_every_style_is_the_page_s_own(
    style: tuple[str, dict[str, float]], failing: set[tuple[int, int]]
) -> None:
    """Resampling a census changes nothing, so each replicate is `earned_share` itself."""
    strata = (Stratum(1, 1, "market", 4, 4), Stratum(1, 2, "park", 3, 3))
    rows = visited(failing, strata=strata)
    one = Standard("C1", style[0], style[1], 2.0, (1, 2, 3))
    made = resampled(read(strata, rows), [one], replicates=20)
    expected = sample_share(one, rows, strata)
    assert expected is not None
    assert np.allclose(made.shares, expected, atol=1e-12)
    figure = figure_of(made, {"C1"}, 5)
    assert figure.standard_error < 1e-9 and figure.value == pytest.approx(2 * expected)


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from([1100, 1101, 1102, 1103, 1200, 1201, 1202]), st.sampled_from([1, 2, 3]))),
    st.randoms(),
)
def test_the_order_of_rows_does_not_matter(failing: set[tuple[int, int]], chance: random.Random) -> None:
    rows = visited(failing)
    mixed = list(rows)
    chance.shuffle(mixed)
    one, other = read([MARKETS, PARKS], rows), read([PARKS, MARKETS], mixed)
    a, b = (resampled(each, [BINS, SIGNS], replicates=50, seed=7) for each in (one, other))
    assert np.array_equal(a.shares, b.shares)
    assert rates(one, [row[0] for row in one.domains]) == rates(other, [row[0] for row in other.domains])


def test_the_whole_is_the_sum_of_its_lines() -> None:
    rows = visited({(1100, 1), (1202, 3), (1201, 2)})
    made = resampled(read([MARKETS, PARKS], rows), [BINS, SIGNS], replicates=400)
    earned = {one.code: one.available * (sample_share(one, rows, (MARKETS, PARKS)) or 0) for one in (BINS, SIGNS)}
    whole = figure_of(made, set(earned), 5)
    lines = [figure_of(made, {code}, 5) for code in earned]
    assert [line.value for line in lines] == pytest.approx(list(earned.values()))
    assert whole.value == pytest.approx(sum(line.value for line in lines))
    assert whole.judged == 3.0 and 0 <= whole.low <= whole.value <= whole.high <= 3


def test_the_bootstrap_agrees_with_linearisation_and_says_where_to_look_next() -> None:
    """Markets differ much, parks not at all: more visits to markets narrow the score, more to parks do nothing."""
    markets, parks = Stratum(1, 1, "market", 100, 12), Stratum(1, 2, "park", 100, 12)
    failing = {(1100 + number, point) for number in range(6) for point in (1, 2, 3)}
    rows = visited(failing, strata=(markets, parks))
    sample = read([markets, parks], rows)
    made = resampled(sample, [BINS], replicates=2000, seed=3)
    figure = figure_of(made, {"C6.1.2"}, sample.degrees)
    first, second = narrowing(sample, [BINS], more=12)
    assert figure.standard_error == pytest.approx(first.now, rel=0.08)
    assert (first.kind, second.kind) == ("market", "park")
    assert first.share == pytest.approx(1) and second.then == pytest.approx(second.now)
    assert first.then == pytest.approx(first.now * math.sqrt((1 / 24 - 1 / 100) / (1 / 12 - 1 / 100)))


def test_the_interval_covers_a_city_whose_truth_is_known() -> None:
    """Draw 300 samples from one city; the interval of the whole holds the true points in at least 90 of 100."""
    chance = np.random.default_rng(5)
    size, visits = 120, 20
    truth = {kind: chance.random((size, 3)) < rate for kind, rate in ((1, 0.8), (2, 0.9))}
    strata = (Stratum(1, 1, "market", size, visits), Stratum(1, 2, "park", size, visits))
    one = Standard("C1", "points", {}, 10.0, (1, 2, 3))
    true = 10 * np.mean([truth[1], truth[2]])
    held = 0.0
    for _ in range(300):
        rows = []
        for stratum in strata:
            for site in chance.choice(size, visits, replace=False):
                passed = truth[stratum.ordinal][site]
                rows += [
                    Row(1, stratum.ordinal, stratum.ordinal * 1000 + int(site), point, 1, int(passed[point - 1]))
                    for point in (1, 2, 3)
                ]
        sample = read(strata, rows)
        figure = figure_of(resampled(sample, [one], replicates=200), {"C1"}, sample.degrees)
        held += figure.low <= true <= figure.high
    assert int(held) >= 270
