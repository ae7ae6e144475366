"""What must hold whatever the figures are."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.survey import Design, Part, SurveyError, bootstrap, composite, mean, rake, ratio, total
from chuangcheng.scoring.survey.intervals import hypergeometric, korn_graubard
from tests.scoring.survey.frames import visits

ONE_STAGE = Design(strata="stratum", clusters="district", weights="weight", population="districts", lonely="remove")


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(source: object) -> None:
    frame = visits()
    order = list(range(len(frame)))
    source.shuffle(order)
    one, other = ratio(frame, "passed", "judged", ONE_STAGE), ratio(frame.iloc[order], "passed", "judged", ONE_STAGE)
    assert other.value == pytest.approx(one.value, rel=1e-12)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-9)


@given(
    value=st.floats(0, 1),
    variance=st.floats(0, 0.25) | st.sampled_from([0.0, 1e-40, 1e-34, 1e-20]),
    rows=st.integers(1, 10_000),
    units=st.integers(1, 200),
    degrees=st.integers(0, 200),
)
def test_an_interval_of_a_share_is_one(value: float, variance: float, rows: int, units: int, degrees: int) -> None:
    """Also where rounding leaves next to nothing of the variance: 0 ≤ low ≤ high ≤ 1, never a number that is none."""
    found = korn_graubard(value, variance, rows, units, degrees)
    assert 0 <= found.low <= found.high <= 1


def test_a_census_has_no_uncertainty() -> None:
    frame = pd.DataFrame({"site": range(40), "all": 40, "met": [1] * 31 + [0] * 9})
    found = mean(frame, "met", Design(population="all"))
    assert (found.standard_error, found.low, found.high) == (0, 31 / 40, 31 / 40)


@given(population=st.integers(2, 400), share=st.floats(0.01, 0.99))
def test_all_passed_is_no_certainty_unless_all_were_seen(population: int, share: float) -> None:
    drawn = max(1, min(population - 1, round(population * share)))
    frame = pd.DataFrame({"all": [population] * drawn, "met": [1] * drawn})
    found = mean(frame, "met", Design(population="all", lonely="remove"))
    assert found.value == 1 and found.low < 1 and found.high == 1


def test_all_passed_in_every_cluster_is_no_certainty() -> None:
    frame = visits().assign(met=1)
    found = mean(frame, "met", ONE_STAGE)
    assert found.value == 1 and found.low < 0.9 and found.high == 1


@given(population=st.integers(1, 60), data=st.data())
def test_the_exact_interval_covers(population: int, data: st.DataObject) -> None:
    """For every share there is, the samples whose interval misses it are rarer than one in twenty."""
    from scipy.stats import hypergeom

    drawn = data.draw(st.integers(1, population))
    passing = data.draw(st.integers(0, population))
    seen = range(max(0, drawn - (population - passing)), min(drawn, passing) + 1)
    covered = 0.0
    for passed in seen:
        interval = hypergeometric(passed, drawn, population)
        if interval.low - 1e-12 <= passing / population <= interval.high + 1e-12:
            covered += hypergeom.pmf(passed, population, passing, drawn)
    assert covered >= 0.95 - 1e-9


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=4, max_size=40))
def test_a_failure_more_never_raises_the_rate(rows: list[tuple[int, bool]]) -> None:
    frame = pd.DataFrame({"kind": [kind for kind, _ in rows], "met": [int(met) for _, met in rows]})
    worse = frame.assign(met=[0, *frame["met"][1:]])
    assert mean(worse, "met", Design()).value <= mean(frame, "met", Design()).value


def test_domains_add_up_to_the_total() -> None:
    parts = total(visits(), "passed", ONE_STAGE, by=["kind", "zone"])
    assert sum(one.value for _, one in parts) == pytest.approx(total(visits(), "passed", ONE_STAGE).value)


def test_a_composite_of_one_part_is_that_part() -> None:
    one = composite(visits(), [Part("passed", "judged")], ONE_STAGE)
    other = ratio(visits(), "passed", "judged", ONE_STAGE)
    assert one.value == pytest.approx(other.value)
    assert one.standard_error == pytest.approx(other.standard_error)


def test_parts_that_cancel_leave_no_error() -> None:
    """The same ratio taken away from itself: an estimator that added the parts' errors would see some."""
    found = composite(visits(), [Part("passed", "judged", 2.0), Part("passed", "judged", -2.0)], ONE_STAGE)
    assert found.value == pytest.approx(0) and found.standard_error == pytest.approx(0)


def test_bootstrap_agrees_with_linearisation() -> None:
    source = np.random.default_rng(5)
    frame = pd.DataFrame({"stratum": np.repeat(["A", "B", "C"], 60), "all": np.repeat([120, 300, 900], 60)})
    frame["judged"] = source.integers(3, 9, len(frame))
    frame["passed"] = source.binomial(frame["judged"], 0.8)
    design = Design(strata="stratum", population="all")
    line = ratio(frame, "passed", "judged", design)

    def rate(table: pd.DataFrame, weights: np.ndarray) -> float:
        return float((table["passed"] * weights).sum() / (table["judged"] * weights).sum())

    found = bootstrap(frame, rate, design, replicates=800, seed=7)
    assert found.value == pytest.approx(line.value)
    assert found.standard_error == pytest.approx(line.standard_error, rel=0.1)
    assert found == bootstrap(frame, rate, design, replicates=800, seed=7)


def test_raked_weights_meet_every_margin() -> None:
    kinds, zones = {"market": 90, "school": 120, "street": 150}, {"east": 200, "west": 160}
    met = rake(visits(), ONE_STAGE, {"kind": kinds, "zone": zones})
    frame = visits().assign(weight=met.weights)
    assert frame.groupby("kind")["weight"].sum().to_dict() == pytest.approx(kinds)
    assert frame.groupby("zone")["weight"].sum().to_dict() == pytest.approx(zones)


@pytest.mark.parametrize(
    ("change", "design", "said"),
    [
        ({}, Design(strata="district_name"), "district_name: there is no such column"),
        ({"score": "good"}, Design(), "score: not a column of numbers"),
        ({"districts": 1}, ONE_STAGE, "districts: 'A' has 4 units drawn of only 1"),
        ({"weight": -1}, Design(weights="weight"), "weight: row 1 is below nought"),
        ({}, Design(strata="stratum", clusters="district"), "only one unit was drawn in 'C': choose how to treat it"),
    ],
)
def test_what_cannot_be_estimated_from_is_named(change: dict[str, object], design: Design, said: str) -> None:
    with pytest.raises(SurveyError) as caught:
        mean(visits().assign(**change), "score", design)
    assert str(caught.value) == said


def test_an_empty_cell_is_named() -> None:
    frame = visits().copy()
    frame.loc[4, "kind"] = None
    with pytest.raises(SurveyError, match=r"^kind: row 5 is empty$"):
        mean(frame, "score", Design(), by="kind")


def test_designs_that_contradict_themselves() -> None:
    with pytest.raises(SurveyError, match="1 columns for 2 stages"):
        Design(clusters=["district", "site"], population="districts")
    with pytest.raises(SurveyError, match="none of fail, remove"):
        Design(lonely="ignore")
    with pytest.raises(SurveyError, match="their sums differ"):
        rake(visits(), ONE_STAGE, {"kind": {"market": 1, "school": 1, "street": 1}, "zone": {"east": 9, "west": 1}})
