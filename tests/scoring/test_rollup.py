"""Many cities: what a city exports gives the same score elsewhere; what was changed on the way is refused."""

import csv
import json
import shutil
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from chuangcheng.config.command import main
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.scoring import rollup
from chuangcheng.scoring.actions import store_estimate
from chuangcheng.scoring.exporting import OBSERVATIONS, export_observations
from chuangcheng.scoring.queries import report, scope_of
from tests.scoring.test_stories import cycle, visited  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(visited: Round, at: datetime, tmp_path: Path) -> Path:  # noqa: F811
    """Xiongguan's export, with the estimate of the same visits, in a folder of a province."""
    later = at + timedelta(hours=1)
    store_estimate(by=SYSTEM, at=later, scope=scope_of(later))
    export_observations(tmp_path / "province" / "xiongguan", city="雄关市", at=later)
    return tmp_path / "province"


def test_the_score_elsewhere_is_the_score_at_home(exported: Path, at: datetime) -> None:
    home = report(scope_of(at + timedelta(hours=1)))
    (one,) = rollup.rollup(rollup.found_in(exported))
    assert one.whole.earned == pytest.approx(home.whole.earned, abs=1e-9)
    assert one.whole.judged == pytest.approx(home.whole.judged, abs=1e-9)
    expected = {branch.indicator.code: branch.score for branch in home.standards}
    assert {row["standard"] for row, _score in one.lines} >= expected.keys()
    for row, score in one.lines:
        if row["standard"] not in expected:
            assert score.share is None, "on paper only: the field says nothing of it"
            continue
        assert score.share == pytest.approx(expected[row["standard"]].share, abs=1e-9)
        assert score.tally.observed == expected[row["standard"]].tally.observed
    assert one.low < one.whole.earned < one.high


def test_two_cities_are_kept_apart(exported: Path) -> None:
    other = exported / "jinquan"
    shutil.copytree(exported / "xiongguan", other)
    for name in ("observations.parquet", "standards.parquet"):
        table = pq.read_table(other / name)
        place = table.schema.get_field_index("city")
        names = ["金泉市"] * table.num_rows
        if name == OBSERVATIONS:
            passed = [0] * table.num_rows
            table = table.set_column(table.schema.get_field_index("passed"), "passed", [passed])
        pq.write_table(table.set_column(place, "city", [names]), other / name)
    manifest = json.loads((other / "manifest.json").read_text())
    manifest["city"] = "金泉市"
    (other / "manifest.json").write_text(json.dumps(manifest))
    found = {one.city: one for one in rollup.rollup(rollup.found_in(exported, check=False))}
    assert found["金泉市"].whole.earned == 0 and found["雄关市"].whole.earned > 30
    assert found["金泉市"].low is None, "its own interval belongs to other judgements"


def test_what_was_changed_on_the_way_is_refused(exported: Path) -> None:
    path = exported / "xiongguan" / OBSERVATIONS
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(rollup.Fault, match="hash differs"):
        rollup.found_in(exported)


def test_one_city_twice_an_empty_folder_and_a_strange_manifest_are_refused(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(exported / "xiongguan", exported / "again")
    with pytest.raises(rollup.Fault, match="exported twice"):
        rollup.found_in(exported)
    (exported / "again" / "manifest.json").write_text('{"format": 9, "city": "x", "files": {}}')
    with pytest.raises(rollup.Fault, match="format 9"):
        rollup.found_in(exported)
    (tmp_path / "empty").mkdir()
    with pytest.raises(rollup.Fault, match="no export"):
        rollup.found_in(tmp_path / "empty")


def test_the_export_names_nobody_and_carries_the_design(exported: Path) -> None:
    table = pq.read_table(exported / "xiongguan" / OBSERVATIONS)
    assert table.num_rows == 11
    first = table.to_pylist()[0]
    assert first["weight"] == pytest.approx(first["population"] / first["visited"])
    words = json.dumps([{**row, "day": str(row["day"])} for row in table.to_pylist()], ensure_ascii=False)
    assert not any(name in words for name in ("苏晴", "白露", "高原", "督查员"))


def test_a_folder_with_something_in_it_is_left_alone(exported: Path, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        export_observations(exported / "xiongguan", city="雄关市", at=at)
    assert refused.value.code == "not_empty"
    with pytest.raises(Refused) as refused:
        export_observations(exported / "new", city=" ", at=at)
    assert refused.value.code == "no_name"


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_the_command_writes_a_table(exported: Path, capsys: Any, ending: str) -> None:
    out = exported / f"scores.{ending}"
    assert main(["rollup", str(exported), "--out", str(out)]) == 0
    assert "雄关市 city-2026: 36.67" in capsys.readouterr().out
    if ending == "csv":
        with out.open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        assert rows[0]["standard"] == "" and float(rows[0]["earned"]) == pytest.approx(20 * 5 / 6 + 20)


def test_the_command_says_what_is_wrong(exported: Path, capsys: Any) -> None:
    assert main(["rollup", str(exported), "--out", str(exported / "scores.txt")]) == 1
    assert "must end in" in capsys.readouterr().err


def test_without_spark_the_engine_says_how_to_get_it(exported: Path) -> None:
    if find_spec("pyspark") is None:
        with pytest.raises(rollup.Fault, match=r"chuangcheng\[spark\]"):
            rollup.rollup(rollup.found_in(exported), "pyspark")
        return
    shutil.copytree(exported / "xiongguan", exported / "again [2]" / "xiongguan")
    shutil.rmtree(exported / "xiongguan")
    by_spark = rollup.lines_of(rollup.rollup(rollup.found_in(exported), "pyspark"))
    by_duckdb = rollup.lines_of(rollup.rollup(rollup.found_in(exported), "duckdb"))
    for mine, yours in zip(by_spark, by_duckdb, strict=True):
        assert mine == pytest.approx(yours, abs=1e-9), "Spark may add floats in another order, nothing else"


def test_an_engine_nobody_knows_is_named(exported: Path) -> None:
    with pytest.raises(rollup.Fault, match="unknown engine 'abacus': choose one of duckdb, pyspark"):
        rollup.rollup(rollup.found_in(exported), "abacus")
