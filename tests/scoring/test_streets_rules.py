"""Findings per visit of one street: what the interval rests on, and where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from chuangcheng.scoring.streets_rules import GoodRule, Result, Seen, Stratum, poisson, result

MAIN = Stratum("P01", 40, 8)


def street(*found: int, stratum: Stratum = MAIN) -> list[Seen]:
    """One visit in each round."""
    return [Seen(count, stratum, number) for number, count in enumerate(found)]


def test_a_street_nobody_visited_has_no_result() -> None:
    assert result([]) == Result()


def test_two_visits_have_a_figure_and_no_interval() -> None:
    assert result(street(1, 3)) == Result(2, 4, 2.0)


def test_visits_that_share_no_stratum_say_nothing_of_their_spread() -> None:
    seen = [Seen(n, Stratum(f"P0{n}", 10, 2), n) for n in range(4)]
    assert result(seen).high is None


def test_five_visits_of_one_stratum_by_hand() -> None:
    found = (0, 1, 2, 1, 1)
    one = result(street(*found))
    # five rounds with eight stops of forty; one of them on the street: n = 40, N = 200, weight 5
    weights, mean = 5.0, 1.0
    scores = [weights * (count - mean) / (weights * 5) for count in found] + [0.0] * 35
    variance = (1 - 40 / 200) * 40 / 39 * sum(score**2 for score in scores)
    reach = stats.t.ppf(0.975, 4) * variance**0.5
    assert (one.visits, one.found) == (5, 5)
    assert [one.per_visit, one.low, one.high] == pytest.approx([mean, max(0.0, mean - reach), mean + reach])


def test_visits_that_found_nothing_do_not_prove_that_there_is_nothing() -> None:
    one = result(street(0, 0, 0, 0, 0, 0))
    assert (one.per_visit, one.low) == (0, 0)
    assert one.high == pytest.approx(3.6889 / 6, abs=1e-4)


def test_a_round_that_drew_more_of_the_street_weighs_by_its_design() -> None:
    dense, sparse = Stratum("P01", 40, 20), Stratum("P01", 40, 4)
    seen = [Seen(3, dense, 1), Seen(0, sparse, 2), Seen(0, sparse, 3)]
    assert result(seen).per_visit == pytest.approx(3 * 2 / (2 + 10 + 10))


def test_the_exact_interval_of_a_count() -> None:
    assert list(poisson(0, 1)) == pytest.approx([0, 3.6889], abs=1e-4)
    assert list(poisson(10, 10)) == pytest.approx([0.4795, 1.8390], abs=1e-4)


@given(st.lists(st.integers(0, 9), min_size=3, max_size=25), st.integers(2, 60))
def test_the_figure_lies_in_its_interval_and_more_of_the_same_makes_it_no_wider(found: list[int], extra: int) -> None:
    stratum = Stratum("P01", 2 + extra, 2)
    one, twice = result(street(*found, stratum=stratum)), result(street(*found, *found, stratum=stratum))
    assert 0 <= one.low <= one.per_visit + 1e-9 <= one.high + 2e-9
    assert twice.high - twice.low <= one.high - one.low + 1e-9


def test_the_rule_of_good_streets_asks_for_the_upper_end() -> None:
    rule = GoodRule(5, 10)
    assert rule.holds(Result(5, 1, 0.2, 0.0, 0.9))
    assert not rule.holds(Result(5, 1, 0.2, 0.0, 1.0))
    assert not rule.holds(Result(4, 0, 0.0, 0.0, 0.5))
    assert not rule.holds(Result(9, 0, 0.0))
