"""Plans from uploaded files, and back to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.duties.queries.tables import unit_words
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    Row,
    RowError,
    Sheet,
    Writable,
    day,
    fit,
    lines,
    many,
    matches,
    one_of,
    read_tables,
    whole,
)
from chuangcheng.plans.particulars import CODE
from chuangcheng.plans.queries.rows import known_for
from chuangcheng.plans.rows import Change, PlanRow, changes, sift

KIND_WORDS = {"plan": "三年行动计划", "key_points": "年度工作要点", "scheme": "实施方案", "task": "任务"}
MARK = "@"


def _code(cell: str) -> str:
    if cell and not CODE.fullmatch(cell):
        raise ValueError(_("A code is letters, digits, dots and hyphens, 40 at most."))
    return cell


def _weight(cell: str) -> int:
    found = whole(cell)
    return 1 if found is None else found


def _milestones(cell: str) -> tuple[tuple[str, date], ...]:
    """`名称@2026-06-30`, one per line or parted by `|`."""
    found = []
    for line in lines(cell):
        name, mark, when = line.rpartition(MARK)
        on = day(when.strip()) if mark else None
        if not name.strip() or on is None:
            raise ValueError(_("is not written as name@2026-06-30"))
        found.append((name.strip()[:200], on))
    return tuple(found)


def _equipment(cell: str) -> tuple[tuple[str, str], ...]:
    """`attribute=value`, one per line or parted by `|`."""
    found = []
    for line in lines(cell):
        name, mark, value = line.partition("=")
        if not mark or not name.strip():
            raise ValueError(_("is not written as attribute=value"))
        found.append((name.strip(), value.strip()))
    return tuple(found)


def _due(cell: str) -> Any:
    return day(cell)


COLUMNS = (
    Column("code", ("编码", "编号"), is_required=True, read=_code, max_length=40),
    Column("kind", ("类别", "层级"), is_required=True,
           read=one_of({**{word: code for code, word in KIND_WORDS.items()}, **{c: c for c in KIND_WORDS},
                        "三年计划": "plan", "工作要点": "key_points", "方案": "scheme"})),
    Column("parent", ("上级编码",), read=_code, max_length=40),
    Column("name_zh", ("名称", "工作事项", "任务"), is_required=True, max_length=200),
    Column("name_en", ("英文名称",), max_length=300),
    Column("text_zh", ("内容", "工作内容", "任务内容"), max_length=4000),
    Column("unit", ("责任单位编码", "责任单位", "牵头单位"), is_required=True, max_length=60),
    Column("post", ("责任岗位编码", "责任岗位"), max_length=60),
    Column("theme", ("文明行动编码", "文明行动"), max_length=20),
    Column("standards", ("测评标准编码", "测评标准"), read=many),
    Column("weight", ("权重",), read=_weight),
    Column("starts_on", ("开始日期",), read=day),
    Column("due_on", ("完成时限", "截止日期"), is_required=True, read=_due),
    Column("milestones", ("节点", "时间节点"), read=_milestones),
    Column("upgrade", ("改造类别编码",), max_length=20),
    Column("facility", ("设施编码",), max_length=40),
    Column("site", ("点位编码",), max_length=40),
    Column("segment", ("路段编码",), max_length=40),
    Column("equipment", ("改造后设备",), read=_equipment),
)  # fmt: skip
STATUS = ("状态", "进度（%）")
REASONS: dict[str, Any] = {
    "twice": _("%(culprit)s stands in the table already"),
    "unknown_kind": _("this kind is not known"),
    "out_of_range": _("a weight is 1 to 1,000"),
    "bad_order": _("it cannot be due before it starts"),
    "unknown_unit": _("there is no unit %(culprit)s"),
    "other_unit": _("post %(culprit)s does not belong to the unit"),
    "unknown_theme": _("there is no theme %(culprit)s"),
    "unknown_standard": _("no edition knows %(culprit)s"),
    "too_many": _("at most 24 milestones"),
    "milestone_twice": _("two milestones have the same name"),
    "milestone_late": _("milestone %(culprit)s lies after the due date"),
    "unknown_place": _("there is no such place: %(culprit)s"),
    "unknown_upgrade": _("there is no kind of upgrade %(culprit)s"),
    "no_place": _("an upgrade needs the facility, the site or the street it is for"),
    "wrong_place": _("this kind of upgrade is not for %(culprit)s"),
    "bad_equipment": _("%(culprit)s"),
    "is_over": _("%(culprit)s is over, or waits for confirmation: it changes no more"),
    "stands_elsewhere": _("it stands elsewhere in the plan (under “%(culprit)s”)"),
    "fixed": _("it is confirmed with “%(culprit)s”: pass it on or postpone it on its page, with a reason"),
    "unknown_parent": _("what it belongs to does not exist or was refused: %(culprit)s"),
    "bad_parent": _("it cannot stand under “%(culprit)s”: a plan holds key points, these schemes, each of them tasks"),
    "after_parent": _("it would be due after %(culprit)s, to which it belongs"),
    "parent_over": _("%(culprit)s, to which it would belong, is over"),
    "too_deep": _("it would stand too deep in the tree"),
}
_HEADER = {column.name: f"{column.name} {column.aliases[0]}" for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """The rows that can stand, what they change, what is refused with sheet, row, column and reason."""

    rows: list[PlanRow]
    changes: list[Change]
    errors: list[RowError]

    def count(self, kind: str) -> int:
        """How many rows are added, changed or removed."""
        return sum(change.kind == kind for change in self.changes)


def preview_plan(name: str, content: bytes, *, replaces: bool = False) -> PlanPreview:
    """What a table of undertakings would change. Raises Refused for what is no such table."""
    sheet = _sheet(name, content, COLUMNS)
    words = unit_words()
    rows = [_row(one, words) for one in sheet.rows]
    known = known_for(rows)
    kept, problems = sift(rows, known)
    for problem in problems:
        reason = REASONS[problem.code] % {"culprit": problem.culprit}
        sheet.refuse(sheet.rows[problem.index].number, _HEADER[problem.column], reason)
    found = changes(known.standing, known.states, known.paths, kept, replaces=replaces and not sheet.errors)
    return PlanPreview(kept, found, sorted(sheet.errors, key=lambda error: error.row))


def _sheet(name: str, content: bytes, columns: Sequence[Column]) -> Sheet:
    tables = read_tables(content, name)
    chosen = next((one for one in tables if matches(one.header, columns)), tables[0] if tables else None)
    if chosen is None:
        raise Refused("unreadable", _("This file holds no table."), field="file")
    return fit(chosen.name, chosen.rows, columns)


def _row(row: Row, words: Mapping[str, str]) -> PlanRow:
    values = {**row, "unit": words.get(row["unit"], row["unit"]), "standards": tuple(row["standards"] or ())}
    values["milestones"], values["equipment"] = row["milestones"] or (), row["equipment"] or ()
    return PlanRow(**values)


def plan_sheet(rows: Iterable[tuple[PlanRow, str, int]], *, chinese: bool) -> Writable:
    """Rows with their state and progress (which an import passes over), as a sheet that imports back unchanged."""
    header = [column.aliases[0] if chinese else column.name for column in COLUMNS]
    header += list(STATUS) if chinese else ["state", "percent"]
    widths = [16, 14, 16, 40, 20, 50, 10, 14, 8, 18, 8, 12, 12, 40, 12, 12, 12, 12, 30, 10, 10]
    return Writable("工作事项", header, (_cells(*one) for one in rows), widths)


def _cells(row: PlanRow, state: str, percent: int) -> list[Any]:
    special = {
        "kind": KIND_WORDS[row.kind],
        "standards": "|".join(row.standards),
        "milestones": "\n".join(f"{name}{MARK}{on.isoformat()}" for name, on in row.milestones),
        "equipment": "\n".join(f"{code}={value}" for code, value in row.equipment),
    }
    return [special.get(column.name, getattr(row, column.name)) for column in COLUMNS] + [state, percent]
