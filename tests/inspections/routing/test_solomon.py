"""Published problems by the command itself, and files that are not what they say."""

import json
import math
import re
from pathlib import Path

import pytest

from benchmarks.routes import measured
from chuangcheng.config.command import main
from chuangcheng.inspections.routing import lkh

HERE = Path(__file__).parent
BEST = {"R101.25.8.vrptw": 618.330, "RC101.25.4.vrptw": 462.156}


@pytest.mark.parametrize("name", BEST)
def test_the_command_comes_within_one_percent_of_the_best_known(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", "solve", str(HERE / name), "--seconds", "1.5"]) == 0
    answer = json.loads(capsys.readouterr().out)
    instance = lkh.read((HERE / name).read_text(encoding="utf-8"))
    assert math.isclose(answer["length"], measured(instance, answer["tours"]), rel_tol=1e-12)
    assert answer["length"] <= BEST[name] * 1.01


def changed(pattern: str, by: str) -> str:
    text = (HERE / "R101.25.8.vrptw").read_text(encoding="utf-8")
    found, count = re.subn(pattern, by, text, count=1, flags=re.MULTILINE)
    assert count == 1
    return found


@pytest.mark.parametrize(
    ("pattern", "by", "line", "words"),
    [
        (r"^1 35 35$", "1 35", 10, "3 values"),
        (r"^2 41 49$", "2 41 north", 11, "no number"),
        (r"^3 35 17$", "2 35 17", 12, "second time"),
        (r"^3 50 60$", "3 60 50", 66, "closes before"),
        (r"^2 10$", "2 -10", 38, "less than nothing"),
        (r"^VEHICLES : 8$", "", 0, "VEHICLES is missing"),
        (r"^VEHICLES : 8$", "VEHICLES : 2.5", 4, "whole number"),
        (r"^CAPACITY : 200$", "CAPACITY : -1", 5, "negative"),
        (r"^DIMENSION : 26$", "DIMENSION : 27", 3, "27 nodes"),
        (r"^EDGE_WEIGHT_TYPE : FLOOR_2D$", "EDGE_WEIGHT_TYPE : GEO", 8, "GEO is not read"),
        (r"^26 65 20$", "26 65 20\n27 nan 3", 36, "out of range"),
        (r"^26 6$", "", 0, "DEMAND_SECTION lacks node 26"),
        (r"^DEMAND_SECTION$", "COST_SECTION", 36, "unknown section"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    pattern: str, by: str, line: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed(pattern, by)
    with pytest.raises(lkh.BadFile, match=words) as refused:
        lkh.read(text)
    assert refused.value.line == line
    file = tmp_path / "broken.vrptw"
    file.write_text(text, encoding="utf-8")
    assert main(["route", "solve", str(file)]) == 1
    assert words in capsys.readouterr().err


def test_a_file_that_is_no_text_and_one_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.vrptw").write_bytes(b"\xff\xd8\xff\xe0")
    assert main(["route", "solve", str(tmp_path / "picture.vrptw")]) == 1
    assert main(["route", "solve", str(tmp_path / "nothing.vrptw")]) == 1
    assert "cannot open" in capsys.readouterr().err


def test_too_few_vehicles_are_said_and_not_hidden(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "few.vrptw"
    file.write_text(changed(r"^VEHICLES : 8$", "VEHICLES : 3"), encoding="utf-8")
    assert main(["route", "solve", str(file), "--seconds", "1"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "fit on no tour of 3 vehicles" in told.err
