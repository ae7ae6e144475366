"""The forecast as a distribution: wide where little is known, learning from results, scored afterwards."""

from dataclasses import replace
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.fixing import Cell, Target
from chuangcheng.scoring.forecasting import Assumptions, checked, coverage, crps, interval_score, learnt, predicted
from chuangcheng.scoring.forecasting.simulating import sampled
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


PARAMETERS: dict[str, dict[str, float]] = {**dict(COUNTED), "points": {}, "ratio": {"target": 0.9}}
STYLES = st.sampled_from(sorted(PARAMETERS))
WHOLE = st.integers(1, 300)
SHARES = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.05, 0.95))


@st.composite
def samples(draw: st.DrawFn, styles: st.SearchStrategy[str] = STYLES, most: int = 4) -> Target:
    """A standard of any style: check points at kinds of site, with so many judgements, failing, drawn."""
    own = st.builds(Cell, st.integers(1, 3), st.sampled_from(["P12", "P01"]), WHOLE, SHARES, st.integers(0, 400))
    style = draw(styles)
    cells = draw(st.lists(own, min_size=1, max_size=most))
    return Target("C3", style, PARAMETERS[style], draw(st.floats(0.1, 40)), tuple(cells))


PINNED = {
    "2026-1": [86.13466486117046, 3.9974301068735993, 0.6315, 3.814475462473225, 86.1462276769339],
    "2026-2": [86.13846884756634, 4.716580392198437, 0.6245, 4.565519729831207, 86.7461552121636],
}
"""Mean, spread, chance, the assessors' part, median."""


def away(target: Target, seed: int, draws: int = 500) -> np.ndarray:
    return sampled([target], draws, np.random.default_rng(seed))


@given(samples(), st.integers(0, 2**32 - 1))
def test_no_small_sample_moves_a_standard_by_more_than_its_points(target: Target, seed: int) -> None:
    made = away(target, seed)
    assert np.ptp(made) <= target.available * (1 + 1e-9) and np.all(np.abs(made) <= target.available * (1 + 1e-9))
    assert np.array_equal(made, away(target, seed)), "the seed gives the same draws"


@given(samples(), st.integers(0, 2**32 - 1))
def test_who_sees_every_place_adds_no_scatter_nor_does_a_city_without_faults(target: Target, seed: int) -> None:
    everywhere = replace(target, cells=tuple(replace(one, drawn=int(one.population)) for one in target.cells))
    clean = replace(target, cells=tuple(replace(one, failing=0.0) for one in target.cells))
    for one in (everywhere, clean):
        assert np.allclose(away(one, seed), 0, atol=1e-9)


@given(samples(st.just("points")), st.integers(0, 2**32 - 1))
def test_points_scatter_as_the_formula_of_the_finite_population_says(target: Target, seed: int) -> None:
    """Var = Σ (a w)² (1 - n / N) q (1 - q) / n over cells; the mean is nought. Seven standard errors are let pass."""
    variance = fourth = 0.0
    for one in target.cells:
        drawn, failing = max(1, min(one.drawn, one.population)), one.failing * (1 - one.failing)
        weight = target.available * one.population / target.population * (1 - drawn / one.population) ** 0.5
        own = weight**2 * failing / drawn
        variance += own
        fourth += weight**4 * failing * (1 - 6 * failing) / drawn**3
    draws = 4000
    made = away(target, seed, draws)
    assert abs(made.mean()) <= 7 * (variance / draws) ** 0.5 + 1e-12
    tolerated = 7 * (max(0.0, fourth + 2 * variance**2) / draws) ** 0.5 + 49 * variance / draws
    assert abs(made.var() - variance) <= tolerated + 1e-12


@given(samples(st.just("points")), st.integers(2, 50))
def test_more_visits_of_the_assessors_never_widen_a_standard_that_follows_rates(target: Target, times: int) -> None:
    more = replace(target, cells=tuple(replace(one, drawn=max(1, one.drawn) * times) for one in target.cells))
    few, many = (away(one, 7, 4000).std() for one in (target, more))
    assert many <= few * 0.95 + 1e-12, "twice as many at least: by the formula no more than 0.71 of it"


@given(st.lists(samples(), max_size=5), st.floats(0, 100), st.floats(0, 6), st.floats(0, 60), st.floats(0, 100))
def test_every_forecast_is_a_distribution_of_points_of_a_hundred(
    targets: list[Target], score: float, error: float, unknown: float, line: float
) -> None:
    made = predicted(replace(PLAIN, score=score, error=error, unknown=unknown, line=line), targets, draws=300)
    assert list(made.quantiles) == sorted(made.quantiles) and made.quantiles[0] >= 0 and made.quantiles[-1] <= 100
    assert 0 <= made.chance <= 1 and 0 <= made.mean <= 100
    stricter = predicted(replace(PLAIN, score=score, error=error, unknown=unknown, line=line + 5), targets, draws=300)
    assert stricter.chance <= made.chance and stricter.quantiles == made.quantiles, "a line judges, it moves nothing"


def test_the_digits_of_both_rule_versions_stand() -> None:
    """Whoever changes the simulation must give it a new version: these are the digits of those that exist."""
    targets = [MARKETS, Target("C2", "binary", {}, 5.0, CELLS), Target("C4", "points", {}, 3.0, CELLS)]
    said = {version: computed(PLAIN, targets, version) for version in ("2026-1", "2026-2")}
    digits = {
        version: [content["mean"], content["spread"], content["chance"], content["assessors"], content["quantiles"][99]]
        for version, content in said.items()
    }
    assert digits["2026-1"] == pytest.approx(PINNED["2026-1"], rel=1e-12)
    assert digits["2026-2"] == pytest.approx(PINNED["2026-2"], rel=1e-12)


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
