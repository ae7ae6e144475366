"""The command right after install: no database, no settings; errors that name row and column."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from chuangcheng.config.command import main
from tests.triage.conftest import messages

OPTIONS = ["--text", "留言主题", "--text", "留言详情", "--label", "一级标签"]


def rows(count: int, seed: int = 1) -> list[list[str]]:
    texts, labels = messages(count, seed)
    return [["留言主题", "留言详情", "一级标签"], *([*text, label] for text, label in zip(texts, labels, strict=True))]


def as_csv(path: Path, table: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    path.write_bytes(text.getvalue().encode("gb18030"))
    return str(path)


def as_xlsx(path: Path, table: list[list[str]]) -> str:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return str(path)


def test_it_learns_and_measures_without_settings(tmp_path: Path) -> None:
    told = as_csv(tmp_path / "a.csv", rows(80))
    model = str(tmp_path / "model.npz")
    clean = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "chuangcheng.config.command", "triage"]
    done = subprocess.run(
        [*command, "train", told, *OPTIONS, "--out", model], env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    other = as_xlsx(tmp_path / "b.xlsx", rows(30, seed=5))
    measured = subprocess.run(
        [*command, "evaluate", other, *OPTIONS, "--model", model],
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(measured.stdout)
    assert found["accuracy"] == found["macro_f1"] == 1.0 and set(found["classes"]) == {"照明", "环卫"}


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["triage", *arguments]) == 1
    return capsys.readouterr().err


def test_faults_name_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--out", str(tmp_path / "m.npz")]
    table = rows(20)
    table[3][2], table[5][0], table[5][1] = "", "", ""
    told = refused(capsys, "train", as_csv(tmp_path / "a.csv", table), *OPTIONS, *out)
    assert "row 4, column 一级标签: no class" in told and "row 6, column 留言主题: no text" in told
    told = refused(capsys, "train", as_csv(tmp_path / "b.csv", rows(20)), *OPTIONS[:4], "--label", "类别", *out)
    assert "no column 类别; there are 留言主题, 留言详情, 一级标签" in told
    assert "cannot open" in refused(capsys, "train", str(tmp_path / "none.csv"), *OPTIONS, *out)
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04broken")
    assert "cannot be read" in refused(capsys, "train", str(tmp_path / "c.xlsx"), *OPTIONS, *out)
    assert "no rows" in refused(capsys, "train", as_csv(tmp_path / "d.csv", rows(0)), *OPTIONS, *out)
    (tmp_path / "bad.npz").write_bytes(b"nothing")
    told = refused(capsys, "evaluate", str(tmp_path / "b.csv"), *OPTIONS, "--model", str(tmp_path / "bad.npz"))
    assert "not a model file" in told


def test_topics_are_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = ["标题", "时间", "赞"]
    table = [header, *([f"丽景小区搅拌站噪音{n}", f"2026/11/{n:02} 08:00:00", str(n)] for n in range(1, 6))]
    path = as_csv(tmp_path / "t.csv", table)
    assert main(["triage", "topics", path, "--text", "标题", "--time", "时间", "--votes", "赞"]) == 0
    (topic,) = json.loads(capsys.readouterr().out)
    assert topic["place"] == "丽景小区" and topic["messages"] == ["2", "3", "4", "5", "6"] and topic["index"] == 100
    table[2][1] = "昨天"
    told = refused(capsys, "topics", as_csv(tmp_path / "u.csv", table), "--text", "标题", "--time", "时间")
    assert "row 3, column 时间: '昨天' is no time" in told
