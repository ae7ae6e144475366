"""Properties that any score must have, whatever the city."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.rules import StandardScore, Tally, earned_share, gathered, summed, total, weighted

STYLES = {
    "binary": {},
    "ratio": {"target": 0.9},
    "points": {},
    "grade": {"A": 1.0, "B": 0.6, "C": 0.0},
    "n_of_m": {"n": 2, "m": 3},
    "deduction": {"per_event": 0.2, "most": 1.0},
}


@st.composite
def strata(draw: st.DrawFn) -> Tally:
    """A stratum with its observations."""
    visited = draw(st.integers(1, 30))
    population = draw(st.integers(visited, 500))
    observed = draw(st.integers(1, 90))
    return weighted(observed, draw(st.integers(0, observed)), population=population, visited=visited)


@given(st.lists(strata(), min_size=1, max_size=8), st.randoms())
def test_the_order_of_rows_does_not_matter(tallies: list[Tally], random: object) -> None:
    shuffled = list(tallies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total(shuffled).rate == pytest.approx(total(tallies).rate)


@given(st.sampled_from(sorted(STYLES)), st.lists(strata(), min_size=1, max_size=5), st.integers(0, 4))
def test_a_score_never_rises_when_one_observation_turns_from_met_to_not_met(
    style: str, tallies: list[Tally], which: int
) -> None:
    which %= len(tallies)
    hit = tallies[which]
    if hit.passed == 0:
        return
    weight = hit.weighted_observed / hit.observed
    worse = Tally(hit.observed, hit.passed - 1, hit.weighted_observed, hit.weighted_passed - weight)
    before = earned_share(style, STYLES[style], tallies, 2.0)
    after = earned_share(style, STYLES[style], [*tallies[:which], worse, *tallies[which + 1 :]], 2.0)
    assert before is not None and after is not None
    assert after <= before + 1e-12
    assert -1e-12 <= after <= 1 + 1e-12


@given(st.sampled_from(sorted(STYLES)), st.lists(st.integers(1, 40), min_size=3, max_size=6))
def test_where_everything_was_met_everything_is_earned(style: str, counts: list[int]) -> None:
    tallies = [weighted(count, count, population=100, visited=10) for count in counts]
    assert earned_share(style, STYLES[style], tallies, 2.0) == pytest.approx(1)


def test_nothing_judged_is_unknown_and_not_zero() -> None:
    assert earned_share("ratio", {}, [Tally()], 1.0) is None
    assert summed([StandardScore("C1", Fraction(1), Tally(), None)]).rate is None


def test_a_small_sample_of_a_large_stratum_weighs_as_the_stratum_does() -> None:
    """100 markets of which 2 were seen (1 bad), 10 squares of which all were seen (all good)."""
    markets = weighted(2, 1, population=100, visited=2)
    squares = weighted(10, 10, population=10, visited=10)
    assert (markets + squares).rate == pytest.approx((50 + 10) / 110)


def test_grades_by_the_pattern_of_2011() -> None:
    good, bad = weighted(4, 4, population=4, visited=4), weighted(4, 3, population=4, visited=4)
    grades = {"A": 1.0, "B": 0.6, "C": 0.0}
    assert earned_share("grade", grades, [good, good, good], 3) == 1.0
    assert earned_share("grade", grades, [good, bad, good], 3) == 0.6
    assert earned_share("grade", grades, [good, bad, bad], 3) == 0.0


def test_deductions_stop_at_the_most_that_can_be_lost() -> None:
    bad = weighted(10, 0, population=10, visited=10)
    assert earned_share("deduction", {"per_event": 0.5, "most": 1.0}, [bad], 4.0) == pytest.approx(0.75)
    assert earned_share("deduction", {}, [bad], 4.0) == 0.0


@given(st.lists(st.tuples(st.integers(1, 9), st.floats(0, 1) | st.none()), max_size=20))
def test_the_score_is_the_sum_of_its_lines(lines: list[tuple[int, float | None]]) -> None:
    scores = [StandardScore(str(i), Fraction(points), Tally(), share) for i, (points, share) in enumerate(lines)]
    sums = summed(scores)
    assert sums.earned == pytest.approx(sum(score.earned or 0 for score in scores))
    assert sums.judged <= sums.available == pytest.approx(sum(points for points, _ in lines))


@given(st.lists(st.tuples(st.integers(5, 90), st.integers(1, 5), st.sampled_from("ab"), st.integers(0, 30))))
def test_groups_are_gathered_as_their_tallies_add_up(groups: list[tuple[int, int, str, int]]) -> None:
    found = gathered(
        (population, visited, key, observed, observed // 2) for population, visited, key, observed in groups
    )
    for key in {one[2] for one in groups}:
        parts = [weighted(n, n // 2, population=p, visited=v) for p, v, other, n in groups if other == key]
        assert found[key] == total(parts)
