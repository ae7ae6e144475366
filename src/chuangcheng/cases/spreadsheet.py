"""Case categories as a spreadsheet: bytes to rows, with every fault named, and what an import would change."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.cases.categories import CategoryRow, faults
from chuangcheng.cases.models import Category
from chuangcheng.kit.spreadsheets import Column, Row, RowError, Sheet, Writable, many, read_rows, truth
from chuangcheng.units.models import Unit


def _questions(cell: str) -> list[dict[str, Any]]:
    if not cell:
        return []
    try:
        questions = json.loads(cell)
    except ValueError:
        raise ValueError(_("is no JSON list of questions")) from None
    if not isinstance(questions, list) or not all(isinstance(question, dict) for question in questions):
        raise ValueError(_("is no JSON list of questions"))
    return questions


COLUMNS = (
    Column("code", ("编码", "分类编码", "代码"), is_required=True, max_length=20),
    Column("parent_code", ("上级编码", "大类编码"), max_length=20),
    Column("name_zh", ("名称", "分类名称"), is_required=True, max_length=200),
    Column("name_zh_hant", ("繁体名称",), max_length=200),
    Column("name_en", ("英文名称",), max_length=300),
    Column("standard_code", ("测评标准编码", "标准编码"), max_length=40),
    Column("default_lead_unit", ("首派单位编码", "默认责任单位", "责任单位编码"), max_length=40),
    Column("limit", ("时限", "处置时限"), is_required=True, max_length=30),
    Column("keywords_zh", ("关键词",), read=many),
    Column("public", ("公众可选", "是否公开"), read=truth),
    Column("extra_questions_zh", ("补充问题",), read=_questions),
)
LIMIT_WORDS = (
    ("工作时", "working_hours"),
    ("工作日", "working_days"),
    ("自然日", "calendar_days"),
    ("天", "calendar_days"),
)


def limit_of_cell(cell: str) -> str:
    """`4 working_hours`, also from `4个工作时`, `3 工作日`."""
    for word, unit in LIMIT_WORDS:
        if cell.endswith(word):
            return f"{cell.removesuffix(word).strip().removesuffix('个').strip()} {unit}"
    return cell


@dataclass(slots=True)
class Preview:
    """What an import would change: rows to write, and for each whether it is new, changed or the same."""

    rows: list[CategoryRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    added_count: int = 0
    changed_count: int = 0
    removed_count: int = 0

    @property
    def refused_count(self) -> int:
        """Rows of the file that cannot be taken."""
        return len({error.row for error in self.errors})


def category_row(row: Row) -> CategoryRow:
    """The value of one line of the file."""
    return CategoryRow(
        code=row["code"],
        parent_code=row["parent_code"],
        name_zh=row["name_zh"],
        name_zh_hant=row["name_zh_hant"],
        name_en=row["name_en"],
        standard_code=row["standard_code"],
        default_unit_code=row["default_lead_unit"],
        limit=limit_of_cell(row["limit"]),
        keywords=tuple(row["keywords_zh"]),
        is_public=row["public"],
        extra_questions=tuple(row["extra_questions_zh"]),
    )


def read_categories(content: bytes, filename: str, *, standards: frozenset[str] | None = None) -> Preview:
    """Rows of the file compared with what is stored; nothing is written. Refused where it is no spreadsheet."""
    sheet = read_rows(content, filename, COLUMNS)
    preview = Preview(errors=list(sheet.errors))
    numbers = {row["code"]: row.number for row in sheet.rows}
    rows = [category_row(row) for row in sheet.rows]
    stored = {one.code: one for one in Category.objects.select_related("parent", "default_unit")}
    known = {code: one.parent.code if one.parent else "" for code, one in stored.items()}
    units = dict(Unit.objects.values_list("code", "pk"))
    wrong = faults(rows, units=units, known=known, standards=standards)
    preview.errors += [_error(sheet, numbers, fault.code, fault.column, fault.reason) for fault in wrong]
    preview.changes = [change for row in rows if (change := _change(row, stored.get(row.code)))]
    preview.added_count = sum(1 for change in preview.changes if change["kind"] == "added")
    preview.changed_count = len(preview.changes) - preview.added_count
    preview.rows = rows
    return preview


def _error(sheet: Sheet, numbers: dict[str, int], code: str, column: str, reason: str) -> RowError:
    return RowError(sheet.name, numbers.get(code, 1), column, reason)


def row_of(category: Category) -> CategoryRow:
    """A stored category as a row, for export and comparison."""
    return CategoryRow(
        code=category.code,
        name_zh=category.name_zh,
        parent_code=category.parent.code if category.parent else "",
        name_zh_hant=category.name_zh_hant,
        name_en=category.name_en,
        standard_code=category.standard_code,
        default_unit_code=category.default_unit.code if category.default_unit else "",
        limit=category.limit,
        keywords=tuple(category.keywords),
        is_public=category.is_public,
        extra_questions=tuple(category.extra_questions),
    )


def _change(row: CategoryRow, stored: Category | None) -> dict[str, Any] | None:
    if stored is None:
        return {"kind": "added", "code": row.code, "label": row.name_zh, "changes": []}
    before = row_of(stored)
    changes = [
        (name, _cell(getattr(before, name)), _cell(getattr(row, name)))
        for name in CategoryRow.__dataclass_fields__
        if getattr(before, name) != getattr(row, name)
    ]
    return {"kind": "changed", "code": row.code, "label": row.name_zh, "changes": changes} if changes else None


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value and isinstance(value[0], dict) else "|".join(value)
    return value


def write_categories(categories: Iterable[Category]) -> Writable:
    """The sheet that reads back unchanged."""
    return Writable("categories", [column.name for column in COLUMNS], _lines(categories))


def _lines(categories: Iterable[Category]) -> Iterator[list[Any]]:
    for category in categories:
        row = row_of(category)
        questions = json.dumps(list(row.extra_questions), ensure_ascii=False) if row.extra_questions else ""
        yield [
            row.code,
            row.parent_code,
            row.name_zh,
            row.name_zh_hant,
            row.name_en,
            row.standard_code,
            row.default_unit_code,
            row.limit,
            "|".join(row.keywords),
            _cell(row.is_public),
            questions,
        ]
