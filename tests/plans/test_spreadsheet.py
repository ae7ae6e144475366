"""A plan as a file: out and in again unchanged, faults by row and column, five thousand rows, formulas as texts."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Writable, read_rows, write_xlsx
from chuangcheng.places.models import Facility
from chuangcheng.plans import queries
from chuangcheng.plans.actions import edit_undertaking, import_undertakings, report_progress
from chuangcheng.plans.models import Undertaking
from chuangcheng.plans.rows import Known, PlanRow, changes, plain, sift
from chuangcheng.plans.spreadsheet import plan_sheet, preview_plan
from chuangcheng.plans.spreadsheet.plan import COLUMNS, _row
from tests.plans.conftest import Office

HEADER = [column.aliases[0] for column in COLUMNS]


def _file(sheet: Writable) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, [sheet])
    return target.getvalue()


def _exported(chinese: bool = True) -> bytes:
    rows = queries.plan_rows(Undertaking.objects.all())
    return _file(plan_sheet(((row, "草拟", 0) for row in rows), chinese=chinese))


def _typed(**rows: str) -> list[str]:
    names = [column.name for column in COLUMNS]
    return [rows.get(name, "") for name in names]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="|｜@=＝"),
    min_size=1,
    max_size=12,
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def rows(draw: st.DrawFn) -> list[PlanRow]:
    """A plan with tasks below, one row of any content each."""
    made = [PlanRow("P1", "plan", draw(WORDS), "DW05", date(2026, 12, 31), text_zh=draw(WORDS))]
    for index in range(draw(st.integers(0, 6))):
        stones = draw(st.dictionaries(WORDS, DAYS, max_size=3))
        made.append(
            plain(
                PlanRow(
                    f"T-{index}",
                    "task",
                    draw(WORDS),
                    draw(st.sampled_from(["DW05", "DW26"])),
                    date(2026, 12, 31),
                    parent=draw(st.sampled_from([one.code for one in made])),
                    name_en=draw(st.sampled_from(["", "=cmd|calc", "+1", "-2", "@x", "Signs"])).replace("|", ""),
                    weight=draw(st.integers(1, 1000)),
                    starts_on=draw(st.none() | DAYS),
                    milestones=tuple(stones.items()),
                    standards=tuple(draw(st.sets(st.sampled_from(["C1.1.1", "C2.2.2"])))),
                    theme=draw(st.sampled_from(["", "T01"])),
                )
            )
        )
    return made


@settings(max_examples=40)
@given(rows(), st.booleans())
def test_what_is_written_reads_back_unchanged(made: list[PlanRow], chinese: bool) -> None:
    content = _file(plan_sheet(((row, "", 0) for row in made), chinese=chinese))
    sheet = read_rows(content, "plan.xlsx", COLUMNS)
    assert not sheet.errors
    assert [plain(_row(row, {})) for row in sheet.rows] == [plain(row) for row in made]


@given(rows())
def test_sifting_keeps_parents_before_children_whatever_the_order(made: list[PlanRow]) -> None:
    known = Known(
        units={"DW05": "DW05/", "DW26": "DW26/"},
        themes=frozenset({"T01"}),
        standards=frozenset({"C1.1.1", "C2.2.2"}),
    )
    kept, problems = sift(made[::-1], known)
    assert not problems and len(kept) == len(made)
    seen: set[str] = set()
    for row in kept:
        assert not row.parent or row.parent in seen
        seen.add(row.code)
    standing, states = {row.code: row for row in kept}, {row.code: "drafted" for row in kept}
    assert not changes(standing, states, {}, kept, replaces=False)


def test_a_circle_and_a_row_named_twice_are_refused() -> None:
    known = Known(units={"DW05": "DW05/"})
    task = PlanRow("A", "task", "甲", "DW05", date(2026, 6, 1), parent="B")
    kept, problems = sift([task, replace(task, code="B", parent="A"), task], known)
    assert not kept
    assert {problem.code for problem in problems} == {"unknown_parent", "twice"}


def test_the_plan_of_the_city_out_and_in_again(office: Office, at: datetime) -> None:
    lin_yue = office.actor("lin_yue")
    edit_undertaking(
        by=lin_yue, at=at, undertaking=office["RW2026-01"], milestones=[("招标", date(2026, 3, 1))], text_zh="一\n二",
        name_zh="=1+1", post=office.city.posts["ma_jun"],
    )  # fmt: skip
    kind = queries.upgrade_kinds().get()
    where = Facility.objects.get(code="GC0001")
    office.draft("GZ-01", "task", "FA2026-1", "DW26", upgrade=kind, facility=where)
    office.confirm("RW2026-02")
    for chinese in (True, False):
        found = preview_plan("plan.xlsx", _exported(chinese), replaces=True)
        assert not found.errors and not found.changes and len(found.rows) == 7
    book = load_workbook(io.BytesIO(_exported()))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=1+1" for cell in cells)


def test_a_table_of_faults_names_row_and_column(office: Office, at: datetime) -> None:
    lines = [
        _typed(code="RW-1", kind="任务", parent="FA2026-1", name_zh="甲", unit="交通局", due_on="2026-06-30"),
        _typed(code="RW-2", kind="任务", parent="NN", name_zh="乙", unit="DW26", due_on="2026-06-30"),
        _typed(code="RW-3", kind="任务", parent="FA2026-1", name_zh="丙", unit="城管局", due_on="2026-06-30"),
        _typed(code="RW-4", kind="任务", parent="FA2026-1", name_zh="丁", unit="DW26", due_on="六月底"),
        _typed(code="RW-5", kind="任务", parent="FA2026-1", name_zh="戊", unit="DW26", due_on="2027-01-01"),
        _typed(
            code="RW-6",
            kind="任务",
            parent="FA2026-1",
            name_zh="己",
            unit="DW26",
            due_on="2026-06-30",
            milestones="招标",
        ),
        _typed(code="RW-7", kind="任务", parent="RW-3", name_zh="庚", unit="DW26", due_on="2026-06-30"),
        _typed(code="FA2026-1", kind="实施方案", parent="YD2026", name_zh="方案", unit="DW26", due_on="2026-12-31"),
        _typed(code="RW-1", kind="任务", parent="FA2026-1", name_zh="辛", unit="DW26", due_on="2026-06-30"),
    ]
    found = preview_plan("plan.xlsx", _file(Writable("计划", HEADER, lines)))
    faults = {(error.row, error.column.split(" ")[0]) for error in found.errors}
    assert faults == {
        (3, "parent"), (4, "unit"), (5, "due_on"), (6, "due_on"), (7, "milestones"), (8, "parent"), (9, "unit"),
        (10, "code"),
    }  # fmt: skip
    assert [row.code for row in found.rows] == ["RW-1"] and found.rows[0].unit == "DW26"
    assert found.count("added") == 1


def test_added_changed_and_removed_are_written_in_one_act(office: Office, at: datetime) -> None:
    lin_yue = office.actor("lin_yue")
    edit = preview_plan("p.xlsx", _exported())
    kept = [row for row in edit.rows if row.code not in ("RW2026-03",)]
    kept = [replace(row, name_zh="补齐全部标识牌", weight=5) if row.code == "RW2026-01" else row for row in kept]
    stones = (("动工", date(2026, 4, 1)),)
    new = PlanRow("RW2026-08", "task", "新增", "DW35", date(2026, 9, 30), parent="FA2026-1", milestones=stones)
    child = PlanRow("RW2026-08-1", "task", "分项", "DW35", date(2026, 9, 1), parent="RW2026-08", theme="T02")
    counts = import_undertakings(by=lin_yue, at=at, rows=[child, *kept, new], replaces=True)
    assert counts == {"added": 2, "changed": 1, "removed": 1}
    assert not Undertaking.objects.filter(code="RW2026-03").exists()
    made = office["RW2026-08-1"]
    assert (made.parent, made.state, made.path.count("/")) == (office["RW2026-08"], "drafted", 5)
    assert office["RW2026-01"].weight == 5
    assert list(queries.undertakings_for(lin_yue, queries.Filters(words="全部标识牌"), at)) == [office["RW2026-01"]]
    again = preview_plan("p.xlsx", _exported(), replaces=True)
    assert not again.changes and not again.errors


def test_what_was_confirmed_is_neither_removed_nor_moved_by_a_file(office: Office, at: datetime) -> None:
    office.confirm("RW2026-01")
    report_progress(by=office.actor("ma_jun"), at=at, undertaking=office["RW2026-01"], percent=30, text="三成")
    every = [row for row in preview_plan("p.xlsx", _exported()).rows if row.code != "RW2026-01"]
    counts = import_undertakings(by=office.actor("lin_yue"), at=at, rows=every, replaces=True)
    assert counts["removed"] == 0 and office["RW2026-01"].percent == 30
    row = next(row for row in queries.plan_rows(Undertaking.objects.filter(code="RW2026-01")))
    with pytest.raises(Refused, match="cannot_stand"):
        import_undertakings(by=office.actor("lin_yue"), at=at, rows=[replace(row, due_on=date(2026, 7, 1))])


def test_five_thousand_rows_are_previewed_in_five_seconds(office: Office, at: datetime) -> None:
    lines = [
        _typed(
            code=f"R-{number:05d}", kind="任务", parent="FA2026-1", name_zh=f"任务{number}", unit="DW26",
            due_on=(date(2026, 1, 1) + timedelta(days=number % 360)).isoformat(), theme="T01", weight="2",
            milestones="中期@2026-01-01" if number % 3 == 0 else "",
        )
        for number in range(5000)
    ]  # fmt: skip
    content = _file(Writable("计划", HEADER, lines))
    began = perf_counter()
    found = preview_plan("plan.xlsx", content)
    assert perf_counter() - began < 5
    assert found.count("added") == 5000 and not found.errors
