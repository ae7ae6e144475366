"""Every figure equals the one that R's package survey gives, to more digits than it prints."""

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from chuangcheng.scoring.survey import Design, Estimate, mean, post_stratify, rake, ratio, total
from tests.scoring.survey.frames import references, visits

KINDS = {"market": 90, "school": 120, "street": 150}
ZONES = {"east": 200, "west": 160}
ONE_STAGE = Design(strata="stratum", clusters="district", weights="weight", population="districts")
DESIGNS = {
    "rows": Design(weights="weight"),
    "strata": Design(strata="stratum", weights="weight"),
    "one stage": Design(strata="stratum", clusters="district", weights="weight"),
    "one stage finite": ONE_STAGE,
    "two stages": Design(strata="stratum", clusters=["district", "site"], population=["districts", "sites"]),
    "two stages weighted": Design(
        strata="stratum", clusters=["district", "site"], population=["districts", "sites"], weights="weight"
    ),
}


def close(found: Estimate, case: str) -> None:
    value, error = references()[case]
    assert found.value == pytest.approx(value, rel=1e-9), case
    assert found.standard_error == pytest.approx(error, rel=1e-8, abs=1e-9), case


def without_lonely() -> pd.DataFrame:
    return visits()[visits()["stratum"] != "C"]


@pytest.mark.parametrize("name", DESIGNS)
def test_designs(name: str) -> None:
    frame, design = without_lonely(), DESIGNS[name]
    close(mean(frame, "score", design), f"{name}/mean")
    close(total(frame, "passed", design), f"{name}/total")
    close(ratio(frame, "passed", "judged", design), f"{name}/ratio")
    for key, found in mean(frame, "score", design, by="kind"):
        close(found, f"{name}/mean by kind:{key[0]}")
    for key, found in total(frame, "passed", design, by="zone"):
        close(found, f"{name}/total by zone:{key[0]}")
    for key, found in ratio(frame, "passed", "judged", design, by="kind"):
        close(found, f"{name}/ratio by kind:{key[0]}")


@pytest.mark.parametrize("name", ["post-stratified", "raked"])
def test_known_totals(name: str) -> None:
    frame = without_lonely()
    met = (
        post_stratify(frame, ONE_STAGE, "kind", KINDS)
        if name == "post-stratified"
        else rake(frame, ONE_STAGE, {"kind": KINDS, "zone": ZONES})
    )
    close(met.mean("score"), f"{name}/mean")
    close(met.total("passed"), f"{name}/total")
    close(met.ratio("passed", "judged"), f"{name}/ratio")
    for key, found in met.mean("score", by="kind"):
        close(found, f"{name}/mean by kind:{key[0]}")
    for key, found in met.total("passed", by="zone"):
        close(found, f"{name}/total by zone:{key[0]}")
    for key, found in met.ratio("passed", "judged", by="kind"):
        close(found, f"{name}/ratio by kind:{key[0]}")


@pytest.mark.parametrize("lonely", ["remove", "certainty", "adjust", "average"])
def test_lonely_strata(lonely: Any) -> None:
    design = Design(strata="stratum", clusters="district", weights="weight", population="districts", lonely=lonely)
    close(mean(visits(), "score", design), f"{lonely}/mean")
    close(total(visits(), "passed", design), f"{lonely}/total")
    close(ratio(visits(), "passed", "judged", design), f"{lonely}/ratio")


def test_proportion_of_clusters() -> None:
    low, high = references()["korn-graubard"]
    found = mean(without_lonely(), "met", ONE_STAGE)
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-8), pytest.approx(high, rel=1e-8))


def test_any_kind_of_table() -> None:
    frame = without_lonely()
    expected = ratio(frame, "passed", "judged", ONE_STAGE, by=["kind", "zone"])
    for other in (pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        assert ratio(other, "passed", "judged", ONE_STAGE, by=["kind", "zone"]).records() == expected.records()


@pytest.fixture
def schools(shared: Path) -> Path:
    folder = shared / "data" / "survey"
    if not folder.is_dir():
        pytest.skip("the survey data are not among the shared sources")
    return folder


def test_californian_schools(schools: Path) -> None:
    """The figures printed in the documentation of R's package survey."""
    strata = pd.read_csv(schools / "apistrat.csv")
    design = Design(strata="stype", weights="pw", population="fpc")
    found = mean(strata, "api00", design)
    assert (round(found.value, 2), round(found.standard_error, 4)) == (662.29, 9.4089)
    found = total(strata, "enroll", design)
    assert (round(found.value), round(found.standard_error)) == (3687178, 114642)
    simple = pd.read_csv(schools / "apisrs.csv")
    for one in (Design(weights="pw", population="fpc"), Design(population="fpc")):
        found = mean(simple, "api00", one)
        assert (round(found.value, 3), round(found.standard_error, 4)) == (656.585, 9.2497)
