"""The feedback of an assessment from above, as it comes: item, cause, measure, deadline. And the register as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import Category
from chuangcheng.duties.queries.tables import unit_words
from chuangcheng.frameworks.models import Indicator
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    Planned,
    Preview,
    Row,
    Writable,
    day,
    decimal,
    fit,
    matches,
    read_tables,
    whole,
)
from chuangcheng.places.models import Facility, Segment, Site
from chuangcheng.plans.models import Shortfall

MOST_POINTS = Decimal(1000)
FEEDBACK_COLUMNS = (
    Column("number", ("序号", "编号"), read=whole),
    Column("item", ("整改项目", "存在问题", "问题", "反馈问题"), is_required=True, max_length=2000),
    Column("cause", ("整改原因", "原因分析", "问题原因"), max_length=2000),
    Column("measure", ("整改举措", "整改措施"), max_length=4000),
    Column("due_on", ("整改期限", "整改时限", "限期", "完成时限"), is_required=True, read=day),
    Column("standard", ("测评标准编码", "测评标准", "指标编码"), max_length=40),
    Column("points", ("扣分", "失分", "扣分值"), read=decimal),
    Column("unit", ("责任单位", "责任单位编码", "牵头单位"), max_length=200),
    Column("place", ("点位编码", "地点编码"), max_length=40),
    Column("category", ("案件类别编码", "案件类别"), max_length=40),
)
_HEADER = {column.name: f"{column.name} {column.aliases[0]}" for column in FEEDBACK_COLUMNS}
REGISTER_HEADER = (
    "序号", "整改项目", "整改原因", "整改举措", "整改期限", "测评标准编码", "扣分", "责任单位",
    "案件编号", "案件状态", "整改结果",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShortfallRow:
    """One entry. Everything named by its code; the place by kind and id (`site:12`), blank for the whole city."""

    number: int
    item: str
    due_on: date
    cause: str = ""
    measure: str = ""
    standard: str = ""
    points: Decimal | None = None
    unit: str = ""
    place: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    units: Mapping[str, str]
    standards: frozenset[str]
    categories: Mapping[str, str]
    places: Mapping[str, str]
    standing: Mapping[int, str]


def preview_feedback(name: str, content: bytes, code: str, received_on: date) -> Preview:
    """What a file would add to the feedback of this code. Entries that are in the register already are passed over;
    one that says something else under the same number is refused. Raises Refused for what is no such table."""
    tables = read_tables(content, name)
    chosen = next((one for one in tables if matches(one.header, FEEDBACK_COLUMNS)), tables[0] if tables else None)
    if chosen is None:
        raise Refused("unreadable", _("This file holds no table."), field="file")
    sheet = fit(chosen.name, chosen.rows, FEEDBACK_COLUMNS)
    known = _known(sheet.rows, code)
    preview, seen = Preview(), set[int]()
    for index, row in enumerate(sheet.rows, start=1):
        number = row["number"] if row["number"] is not None else index
        faults = list(_faults(row, number, seen, known, received_on))
        seen.add(number)
        for column, reason in faults:
            sheet.refuse(row.number, _HEADER[column], reason)
        if number in known.standing and not faults:
            preview.unchanged_count += 1
        elif not faults:
            made = _entry(row, number, known)
            preview.rows.append(Planned("added", str(number), made.item[:80], {"row": made}, []))
    preview.errors = sorted(sheet.errors, key=lambda error: error.row)
    return preview


def _known(rows: Iterable[Row], code: str) -> _Known:
    codes = sorted({row["place"] for row in rows if row["place"]})
    places: dict[str, str] = {}
    for kind, model in (("segment", Segment), ("facility", Facility), ("site", Site)):
        for start in range(0, len(codes), 400):
            some = model._default_manager.filter(code__in=codes[start : start + 400])
            places |= {one: f"{kind}:{pk}" for one, pk in some.values_list("code", "pk")}
    categories: dict[str, str] = {}
    for one, name_zh in Category.objects.filter(is_active=True).values_list("code", "name_zh"):
        categories |= {name_zh: one, one: one}
    return _Known(
        unit_words(),
        frozenset(Indicator.objects.values_list("code", flat=True).distinct().order_by()),
        categories,
        places,
        dict(Shortfall.objects.filter(feedback__code=code).values_list("number", "item_zh")),
    )


def _faults(row: Row, number: int, seen: set[int], known: _Known, received_on: date) -> Iterable[tuple[str, Any]]:
    """(column, reason) of everything that is wrong with a row."""
    if number < 1 or number > 1_000_000:
        yield "number", _("is not a number from 1")
    if number in seen:
        yield "number", _("number %(number)s stands in the table already") % {"number": number}
    if known.standing.get(number, row["item"]) != row["item"]:
        yield "number", _("entry %(number)s of this feedback says something else") % {"number": number}
    if row["due_on"] < received_on and number not in known.standing:
        yield "due_on", _("lies before the day on which the feedback was received")
    if row["points"] is not None and not 0 <= row["points"] <= MOST_POINTS:
        yield "points", _("points lost are 0 to 1,000")
    for column, names in (("unit", known.units), ("category", known.categories), ("place", known.places)):
        if row[column] and row[column] not in names:
            yield column, _("there is no “%(code)s”") % {"code": row[column]}
    if row["standard"] and row["standard"] not in known.standards:
        yield "standard", _("no edition knows %(culprit)s") % {"culprit": row["standard"]}


def _entry(row: Row, number: int, known: _Known) -> ShortfallRow:
    return ShortfallRow(
        number=number,
        item=row["item"],
        due_on=row["due_on"],
        cause=row["cause"],
        measure=row["measure"],
        standard=row["standard"],
        points=row["points"],
        unit=known.units.get(row["unit"], ""),
        place=known.places.get(row["place"], ""),
        category=known.categories.get(row["category"], ""),
    )


def register_sheet(rows: Iterable[tuple[Shortfall, str]], name: str) -> Writable:
    """The register with what became of each entry; it imports back without adding anything."""
    cells = (
        [
            one.number,
            one.item_zh,
            one.cause_zh,
            one.measure_zh,
            one.due_on,
            one.standard_code,
            one.points_lost,
            one.unit.name_zh if one.unit else "",
            one.case.number,
            one.case.get_state_display(),
            became,
        ]
        for one, became in rows
    )
    return Writable(name, REGISTER_HEADER, cells, [6, 50, 40, 50, 12, 14, 8, 24, 14, 14, 16])
