"""Before and after: what small counts can say, and what they cannot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.comparing import difference, ratio, share


def test_a_small_difference_is_open_and_a_large_one_is_not() -> None:
    before = share([(20, 5), (20, 4), (20, 6), (20, 5)] * 3)
    little = difference(before, share([(20, 4), (20, 5), (20, 3)]))
    much = difference(before, share([(20, 0), (20, 1), (20, 0), (20, 1)] * 3))
    assert little is not None and little.says == "open"
    assert much is not None and much.says == "fewer" and much.high is not None and much.high < -0.1
    assert difference(before, share([(20, 1)])) is None, "one visit has no interval"
    assert share([]).value is None and share([(0, 0)]).visits == 0


def test_nothing_found_is_not_nothing_wrong() -> None:
    clean = share([(10, 0)] * 4)
    assert (clean.value, clean.low) == (0, 0) and (clean.high or 0) > 0.3


def test_counts_by_week_against_the_conditional_binomial() -> None:
    """12 cases in six weeks, 2 in six weeks: 2 of 14, Clopper and Pearson 0.0178–0.4281, as odds 0.0181–0.7486."""
    found = ratio([2] * 6, [0, 1, 0, 0, 1, 0])
    assert found is not None and found.value == pytest.approx(1 / 6)
    assert (found.low, found.high) == pytest.approx((0.0181, 0.7486), abs=2e-4)
    assert found.says == "fewer"
    wild = ratio([12, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0])
    assert wild is not None and wild.says == "open", "weeks that scatter say less"
    none_before = ratio([0, 0], [3, 4])
    assert none_before is not None and none_before.value is None and none_before.high is None
    assert ratio([], [1]) is None and ratio([0], [0]) is None


visits = st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1)), min_size=2, max_size=12)


@given(visits, visits, st.randoms())
def test_order_does_not_matter_and_the_interval_holds_the_value(
    first: list[tuple[int, float]], second: list[tuple[int, float]], random: object
) -> None:
    then, now = ([(judged, round(judged * bad)) for judged, bad in rows] for rows in (first, second))
    found = difference(share(then), share(now))
    assert found is not None and found.high is not None and found.value is not None
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    mixed = list(then)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert share(mixed) == share(then)


def test_it_covers() -> None:
    """Two periods of equal truth, visits that scatter: “fewer” or “more” is said in at most one of twenty."""
    random, wrong = np.random.default_rng(2), 0
    for _ in range(400):
        periods = []
        for count in (8, 6):
            rates = random.beta(2, 14, count)
            periods.append(share([(15, int(random.binomial(15, rate))) for rate in rates]))
        found = difference(*periods)
        wrong += found is not None and found.says != "open"
    assert wrong / 400 <= 0.06
