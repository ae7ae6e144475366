"""The forecast as a distribution: wide where little is known, learning from results, scored afterwards."""

from dataclasses import replace
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.fixing import Cell, Target
from chuangcheng.scoring.forecasting import Assumptions, checked, coverage, crps, interval_score, learnt, predicted
from chuangcheng.scoring.forecasts import RULE_VERSION, computed, recomputed
from chuangcheng.scoring.models import Forecast

PLAIN = Assumptions(
    score=86, error=1.2, degrees=60, unknown=0, deducted=0, inspector=0, day=0, bias=0, bias_spread=0, occasion=0,
    years=0, line=85,
)  # fmt: skip
MARKETS = Target("C1", "ratio", {}, 20.0, (Cell(1, "P12", 60, 0.2, 4),))


def test_with_nothing_but_the_own_error_the_forecast_is_the_own_score() -> None:
    made = predicted(PLAIN)
    assert made.mean == pytest.approx(86, abs=0.1) and made.spread == pytest.approx(1.2, rel=0.08)
    assert 0.75 < made.chance < 0.85
    assert predicted(PLAIN) == made, "the seed is part of the assumptions"


def test_the_assessors_small_sample_widens_it() -> None:
    small, large = MARKETS, replace(MARKETS, cells=(Cell(1, "P12", 60, 0.2, 30),))
    assert predicted(PLAIN, [small]).spread > predicted(PLAIN, [large]).spread > predicted(PLAIN).spread
    exact = 20 * (0.2 * 0.8 / 4 * (1 - 4 / 60)) ** 0.5
    assert predicted(PLAIN, [small]).assessors == pytest.approx(exact, rel=0.05)
    census = replace(MARKETS, cells=(Cell(1, "P12", 60, 0.2, 60),))
    assert predicted(PLAIN, [census]).assessors == pytest.approx(0, abs=1e-9), "who sees all draws nothing"


CELLS = (Cell(1, "P12", 60, 0.1, 4), Cell(2, "P12", 60, 0.05, 4))
COUNTED = (
    ("binary", {}),
    ("grade", {"A": 1.0, "B": 0.6, "C": 0.0}),
    ("n_of_m", {"n": 2}),
    ("deduction", {"per_event": 1.0, "most": 4.0}),
)


def test_all_or_nothing_hangs_on_whether_the_small_sample_meets_a_failure() -> None:
    """4 of 60 without replacement, 6 of them failing: none is met with the chance C(54, 4) / C(60, 4)."""
    alone = Target("C2", "binary", {}, 5.0, (Cell(1, "P12", 60, 0.1, 4),))
    none = comb(54, 4) / comb(60, 4)
    exact = 5 * (none * (1 - none)) ** 0.5
    assert predicted(PLAIN, [alone]).assessors == pytest.approx(exact, rel=0.03)


@pytest.mark.parametrize(("style", "parameters"), COUNTED, ids=[style for style, _ in COUNTED])
def test_every_style_adds_its_scatter_and_a_census_adds_none(style: str, parameters: dict[str, float]) -> None:
    small = Target("C2", style, parameters, 5.0, CELLS)
    census = replace(small, cells=tuple(replace(cell, drawn=60) for cell in CELLS))
    clean = replace(small, cells=tuple(replace(cell, failing=0.0) for cell in CELLS))
    assert 0 < predicted(PLAIN, [small]).assessors <= 5
    assert predicted(PLAIN, [census]).assessors == predicted(PLAIN, [clean]).assessors == 0
    assert predicted(PLAIN, [small]).mean == pytest.approx(predicted(PLAIN).mean, abs=0.1), "scatter, no shift"


def test_a_forecast_of_before_is_recomputed_by_the_rules_of_then() -> None:
    targets = [MARKETS, Target("C2", "binary", {}, 5.0, CELLS)]
    before, now = computed(PLAIN, targets, "2026-1"), computed(PLAIN, targets)
    assert before["assessors"] < now["assessors"]
    for version, content in (("2026-1", before), (RULE_VERSION, now)):
        assert recomputed(Forecast(assumptions=PLAIN.as_data(), content=content, rule_version=version))
    assert not recomputed(Forecast(assumptions=PLAIN.as_data(), content=before, rule_version=RULE_VERSION))


def test_points_that_nobody_knows_lower_the_chance_to_be_sure_of_anything() -> None:
    made = predicted(replace(PLAIN, unknown=20))
    assert made.spread > 5 and made.quantiles[0] < 72 and made.quantiles[-1] > 86


def test_nothing_is_learnt_from_nothing_and_little_from_one_year() -> None:
    assert learnt([], prior=5, occasion=3).mean == 0 and learnt([], prior=5, occasion=3).spread == 5
    one = learnt([-4], prior=5, occasion=3)
    assert -4 < one.mean < -2 and one.spread < 5
    many = learnt([-4, -3.5, -4.5, -4, -4, -3.8], prior=5, occasion=3)
    assert many.mean == pytest.approx(-4, abs=0.4) and many.spread < one.spread and many.occasion < one.occasion


@given(st.lists(st.floats(-20, 20), max_size=8), st.floats(0.5, 10), st.floats(0.5, 10))
def test_what_is_learnt_lies_between_nought_and_the_mean(seen: list[float], prior: float, occasion: float) -> None:
    made = learnt(seen, prior=prior, occasion=occasion)
    mean = sum(seen) / len(seen) if seen else 0.0
    assert min(0, mean) - 1e-9 <= made.mean <= max(0, mean) + 1e-9 and made.spread <= prior + 1e-9


def test_a_forecast_is_scored_by_what_came() -> None:
    grid = tuple(np.linspace(80, 90, 199))
    near, far = checked(grid, 85), checked(grid, 97)
    assert near.in_half and near.in_nine_tenths and not far.in_nine_tenths
    assert near.crps < far.crps and near.interval_score < far.interval_score
    assert coverage([near, far]) == (0.5, 0.5) and coverage([]) is None


def test_the_rank_score_of_a_uniform_forecast_is_known_exactly() -> None:
    """X uniform on 0..1: E|X - y| - E|X - X'| / 2 = (y² + (1 - y)²) / 2 - 1 / 6."""
    grid = tuple((np.arange(2000) + 0.5) / 2000)
    for value in (0.0, 0.3, 1.0):
        assert crps(grid, value) == pytest.approx((value**2 + (1 - value) ** 2) / 2 - 1 / 6, abs=1e-4)
    assert interval_score(grid, 1.5) == pytest.approx(0.9 + 20 * 0.55, abs=0.02)
