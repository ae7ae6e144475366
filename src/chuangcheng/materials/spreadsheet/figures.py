"""部門數據表: what figures are asked for, and the values where they are known. A unit fills in value and source."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.models import Edition, Indicator
from chuangcheng.kit.spreadsheets import Column, Planned, Preview, Row, Sheet, Writable, day, decimal, one_of
from chuangcheng.materials import rules
from chuangcheng.materials.models import DepartmentFigure, FigureState
from chuangcheng.materials.spreadsheet.words import (
    COMPARISON_WORDS,
    STATE_WORDS,
    Leads,
    accepted,
    differences,
    is_twice,
    known_standards,
    known_units,
    leads_of,
    table,
    writable,
)
from chuangcheng.units.models import Unit

FIGURE_COLUMNS = (
    Column("standard_code", ("标准编码",), is_required=True, max_length=40),
    Column("code", ("数据编码",), max_length=50),
    Column("name_zh", ("数据名称", "指标名称"), is_required=True, max_length=200),
    Column("period", ("统计期",), is_required=True, max_length=20),
    Column("measure_zh", ("计量单位",), is_required=True, max_length=30),
    Column("comparison", ("达标条件",), read=one_of(accepted(COMPARISON_WORDS))),
    Column("threshold", ("达标值", "阈值"), read=decimal),
    Column("unit", ("提供单位",), max_length=200),
    Column("due_on", ("报送期限",), read=day),
    Column("value", ("数值",), read=decimal),
    Column("source_zh", ("来源文件",), max_length=300),
    Column("state", ("状态",)),
)
WIDTHS = (12, 14, 40, 10, 10, 10, 10, 12, 14, 14, 40, 10)
TERMS = ("name_zh", "measure_zh", "comparison", "threshold", "unit", "due_on")
REPORTABLE = (FigureState.ASKED, FigureState.RETURNED, FigureState.REPORTED)


def preview_figures(name: str, content: bytes, editions: Sequence[Edition]) -> Preview:
    """What a table would ask for, change and report. A confirmed value is refused where the table says another."""
    sheet = table(name, content, FIGURE_COLUMNS)
    standards, units = known_standards(editions), known_units()
    leads = leads_of(standards)
    rows = DepartmentFigure.objects.filter(standard__in=standards.values()).select_related("unit")
    old = {(row.standard_id, row.code, row.period): row for row in rows}
    found, seen = Preview(), dict[Any, int]()
    for row in sheet.rows:
        values = _values(sheet, row, standards, units, leads)
        if values is None:
            continue
        key = (values["standard"].pk, values["code"], values["period"])
        if not is_twice(sheet, row, "code 数据编码", key, seen):
            _plan(found, sheet, row, values, old.get(key))
    found.errors = sorted(sheet.errors, key=lambda error: error.row)
    return found


def _values(
    sheet: Sheet, row: Row, standards: dict[str, Indicator], units: dict[str, Unit], leads: Leads
) -> dict[str, Any] | None:
    before = len(sheet.errors)
    standard = standards.get(row["standard_code"])
    if standard is None:
        said = _("there is no standard %(code)s in the editions in force") % {"code": row["standard_code"]}
        sheet.refuse(row.number, "standard_code 标准编码", said)
    if not rules.PERIOD.fullmatch(row["period"]):
        sheet.refuse(row.number, "period 统计期", _("is not a period such as 2026, 2026-Q3 or 2026-10"))
    comparison = row["comparison"] or "none"
    if comparison != "none" and row["threshold"] is None:
        sheet.refuse(row.number, "threshold 达标值", _("is blank"))
    for column in ("threshold", "value"):
        if row[column] is not None and abs(row[column]) >= Decimal(10) ** 13:
            sheet.refuse(row.number, column, _("is too large"))
    if row["value"] is not None and not row["source_zh"]:
        sheet.refuse(row.number, "source_zh 来源文件", _("is blank though a value is given"))
    unit = _supplier(sheet, row, units, leads) if standard or row["unit"] else None
    if len(sheet.errors) > before or standard is None:
        return None
    return {
        "standard": standard,
        "code": row["code"] or standard.code,
        "name_zh": row["name_zh"],
        "period": row["period"],
        "measure_zh": row["measure_zh"],
        "comparison": comparison,
        "threshold": row["threshold"] if comparison != "none" else None,
        "unit": unit,
        "due_on": row["due_on"],
    }


def _supplier(sheet: Sheet, row: Row, units: dict[str, Unit], leads: Leads) -> Unit | None:
    """The unit that the row names, else the lead of its standard."""
    if row["unit"]:
        unit = units.get(row["unit"])
        if unit is None:
            sheet.refuse(row.number, "unit 提供单位", _("there is no unit %(code)s") % {"code": row["unit"]})
        return unit
    if row["standard_code"] not in leads:
        sheet.refuse(row.number, "unit 提供单位", _("is blank, and nobody leads the standard"))
        return None
    return leads[row["standard_code"]][0]


def _plan(found: Preview, sheet: Sheet, row: Row, values: dict[str, Any], old: DepartmentFigure | None) -> None:
    report = {"value": row["value"], "source_zh": row["source_zh"]} if row["value"] is not None else None
    label = f"{values['name_zh']} {values['period']}"
    if old is None:
        written = {**values, "figure": None, "terms_change": True, "report": report}
        found.rows.append(Planned("added", values["code"], label, written, []))
        return
    terms = differences({name: getattr(old, name) for name in TERMS}, {name: values[name] for name in TERMS}, _shown)
    told = {"value": old.value, "source_zh": old.source_zh}
    reported = differences(told, report, _shown) if report else []
    if reported and old.state not in REPORTABLE:
        sheet.refuse(row.number, "value 数值", _("has been confirmed: return it before it changes"))
        return
    if not terms and not reported:
        found.unchanged_count += 1
        return
    written = {**values, "figure": old, "terms_change": bool(terms), "report": report if reported else None}
    found.rows.append(Planned("changed", values["code"], label, written, [*terms, *reported]))


def _shown(value: Any) -> str:
    if isinstance(value, Unit):
        return value.name_zh
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else COMPARISON_WORDS.get(str(value), str(value))


def figures_sheet(rows: Iterable[DepartmentFigure], *, chinese: bool = False) -> Writable:
    """These figures as a table."""
    return writable("部门数据", FIGURE_COLUMNS, _lines(rows), WIDTHS, chinese=chinese)


def _lines(rows: Iterable[DepartmentFigure]) -> Iterator[list[Any]]:
    for one in rows:
        yield [
            one.standard.code, one.code, one.name_zh, one.period, one.measure_zh, COMPARISON_WORDS[one.comparison],
            one.plain_threshold, one.unit.code, one.due_on, one.plain_value, one.source_zh, STATE_WORDS[one.state],
        ]  # fmt: skip
