"""Tables of demands, figures and the negative list: out, in again unchanged, and every bad row named."""

import io
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from chuangcheng.frameworks.queries import editions_in_force
from chuangcheng.kit.spreadsheets import Writable, write_csv, write_xlsx
from chuangcheng.materials import queries
from chuangcheng.materials.actions import import_demands, import_figures, import_negative_list
from chuangcheng.materials.models import Demand, DepartmentFigure, NegativeItem
from chuangcheng.materials.spreadsheet import (
    demands_sheet,
    figures_sheet,
    negative_sheet,
    preview_demands,
    preview_figures,
    preview_negative_list,
)
from tests.materials.conftest import Paper

DEMANDS = """标准编码,要求编码,材料类型,材料要求,份数,图注要素,材料时段截止,时段月数,报送期限,提供单位
C1.1.1,,照片,站点实景照片,4,时间|地点|主题,2026-11-30,12,2026-12-05,
C1.1.2,C1.1.2-3,统计表,公厕改造统计表,,,2026年11月30日,,2026-12-05,交通局
C2.1.1,,方案,=年度计划,1,,,,,DW35
"""
BAD = """标准编码,要求编码,材料类型,材料要求,份数,图注要素,提供单位
C9.9.9,,照片,没有这个标准,1,,
C1.1.1,,录像,没有这个类型,1,,
C1.1.1,,照片,太多,51,,
C1.1.1,,照片,没有这个单位,1,,水务局
C1.1.1,,照片,没有这个要素,1,天气,
C2.1.2,,方案,无人牵头,1,,
C1.1.1,C1.1.2-1,照片,别的标准的编码,1,,
C1.1.1,C1.1.1-7,照片,好的,1,,
C1.1.1,C1.1.1-7,照片,又一次,1,,
"""


def as_xlsx(sheet: Writable) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, [sheet])
    return target.getvalue()


def taken(paper: Paper, text: str = DEMANDS) -> None:
    found = preview_demands("材料要求.csv", text.encode(), editions_in_force(paper.at))
    assert not found.errors, found.errors
    import_demands(by=paper.by("lin_yue"), at=paper.at, rows=found.values)


def test_demands_come_in_and_go_out_unchanged(paper: Paper) -> None:
    taken(paper)
    rows = {one.code: one for one in Demand.objects.select_related("unit")}
    assert sorted(rows) == ["C1.1.1-1", "C1.1.2-3", "C2.1.1-1"]
    assert rows["C1.1.1-1"].caption == ["time", "place", "theme"] and rows["C1.1.1-1"].unit.code == "DW26"
    assert rows["C1.1.2-3"].window_ends_on == date(2026, 11, 30) and rows["C2.1.1-1"].unit.code == "DW35"
    editions = editions_in_force(paper.at)
    for chinese in (True, False):
        for name, content in (
            ("again.xlsx", as_xlsx(demands_sheet(editions, chinese=chinese))),
            ("again.csv", "".join(write_csv(demands_sheet(editions, chinese=chinese))).encode()),
        ):
            again = preview_demands(name, content, editions)
            assert (again.rows, again.errors, again.unchanged_count) == ([], [], 3), name
    assert "'=年度计划" in "".join(write_csv(demands_sheet(editions)))


def test_a_change_in_the_table_is_a_change_of_the_demand(paper: Paper) -> None:
    taken(paper)
    text = "".join(write_csv(demands_sheet(editions_in_force(paper.at), chinese=True)))
    text = text.replace("2026-12-05", "2026-12-20", 1)
    changed = preview_demands("x.csv", text.encode(), editions_in_force(paper.at))
    assert [(row.kind, row.code, row.changes) for row in changed.rows] == [
        ("changed", "C1.1.1-1", [("due_on", "2026-12-05", "2026-12-20")])
    ]
    import_demands(by=paper.by("lin_yue"), at=paper.at, rows=changed.values)
    assert Demand.objects.get(code="C1.1.1-1").due_on == date(2026, 12, 20)


def test_every_bad_row_is_named_with_its_column_and_the_good_one_stands(paper: Paper) -> None:
    paper.asked("C1.1.2")
    found = preview_demands("坏表.csv", BAD.encode(), editions_in_force(paper.at))
    assert [error.row for error in found.errors] == [2, 3, 4, 5, 6, 7, 8, 10]
    assert [row.code for row in found.rows] == ["C1.1.1-7"]
    columns = [error.column.split(" ")[0] for error in found.errors]
    assert columns == ["standard_code", "kind", "count", "unit", "caption", "unit", "code", "code"]
    assert all(str(error.reason) for error in found.errors)


def test_five_thousand_rows_are_previewed_in_a_moment(paper: Paper) -> None:
    lines = [f"C1.1.1,C1.1.1-{number % 999 + 1},照片,要求{number},1,时间,DW26" for number in range(5_000)]
    text = "标准编码,要求编码,材料类型,材料要求,份数,图注要素,提供单位\n" + "\n".join(lines)
    began = time.perf_counter()
    found = preview_demands("many.csv", text.encode(), editions_in_force(paper.at))
    assert time.perf_counter() - began < 5
    assert len(found.rows) == 999 and len(found.errors) == 5_000 - 999


FIGURES = """标准编码,数据编码,数据名称,统计期,计量单位,达标条件,达标值,提供单位,报送期限,数值,来源文件
C2.1.1,C2.1.1-D1,注册志愿者占比,2026,%,不低于,13,,2026-12-01,13.4,统计公报〔2026〕3号
C2.1.1,C2.1.1-D2,区域环境噪声,2026-10,dB(A),不高于,60,DW35,,,
"""


def test_figures_come_in_with_their_values_and_go_out_unchanged(paper: Paper) -> None:
    found = preview_figures("部门数据.csv", FIGURES.encode(), editions_in_force(paper.at))
    assert not found.errors, found.errors
    import_figures(by=paper.by("lin_yue"), at=paper.at, rows=found.values)
    first = DepartmentFigure.objects.get(code="C2.1.1-D1")
    assert first.state == "reported" and first.value == Decimal("13.4") and first.is_met is True
    assert DepartmentFigure.objects.get(code="C2.1.1-D2").state == "asked"
    rows = list(queries.figures_for(paper.by("lin_yue"), queries.FigureFilters(), paper.at))
    for content in (as_xlsx(figures_sheet(rows, chinese=True)), as_xlsx(figures_sheet(rows))):
        again = preview_figures("again.xlsx", content, editions_in_force(paper.at))
        assert (again.rows, again.errors, again.unchanged_count) == ([], [], 2)


def test_a_confirmed_figure_is_not_overwritten_by_a_table(paper: Paper) -> None:
    found = preview_figures("a.csv", FIGURES.encode(), editions_in_force(paper.at))
    import_figures(by=paper.by("lin_yue"), at=paper.at, rows=found.values)
    DepartmentFigure.objects.filter(code="C2.1.1-D1").update(state="confirmed")
    again = preview_figures("a.csv", FIGURES.replace("13.4", "15").encode(), editions_in_force(paper.at))
    assert again.rows == [] and [(error.row, error.column) for error in again.errors] == [(2, "value 数值")]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("2026-10", "2026-13", "period"),
        ("不高于,60", "不高于,", "threshold"),
        ("13.4,统计公报〔2026〕3号", "13.4,", "source_zh"),
        ("13.4,", "abc,", "value"),
        ("C2.1.1,C2.1.1-D2", "C8,C2.1.1-D2", "standard_code"),
        ("DW35", "DW99", "unit"),
    ],
)
def test_a_bad_figure_is_named(paper: Paper, old: str, new: str, column: str) -> None:
    assert old in FIGURES
    found = preview_figures("a.csv", FIGURES.replace(old, new).encode(), editions_in_force(paper.at))
    assert [error.column.split(" ")[0] for error in found.errors] == [column] and len(found.rows) == 1


def test_the_shared_negative_list_comes_in_and_goes_out_unchanged(paper: Paper, shared: Path) -> None:
    content = (shared / "data/sample/negative-list.csv").read_bytes()
    found = preview_negative_list("negative-list.csv", content)
    assert not found.errors and len(found.rows) == 30
    import_negative_list(by=paper.by("lin_yue"), at=paper.at, rows=found.values)
    assert NegativeItem.objects.get(code="NL02").points == 5
    for chinese in (True, False):
        again = preview_negative_list("x.xlsx", as_xlsx(negative_sheet(queries.negative_items(), chinese=chinese)))
        assert (again.rows, again.errors, again.unchanged_count) == ([], [], 30)


@pytest.mark.parametrize("effect", ["deduct", "deduct:0", "suspend:3", "罚站", "deduct:101"])
def test_an_effect_that_is_none_is_named(db: Any, effect: str) -> None:
    text = f"code,event_zh,actor,window_months,effect\nX1,事项,any_city,12,{effect}\n"
    assert [error.row for error in preview_negative_list("x.csv", text.encode()).errors] == [2]
