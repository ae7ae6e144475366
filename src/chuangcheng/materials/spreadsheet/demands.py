"""材料要求表: what is asked for each standard. The code finds a demand again; without one it is a new demand."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.models import Edition, Indicator
from chuangcheng.kit.spreadsheets import Column, Planned, Preview, Row, Sheet, Writable, day, one_of, whole
from chuangcheng.materials import rules
from chuangcheng.materials.models import Demand
from chuangcheng.materials.spreadsheet.words import (
    KIND_WORDS,
    PART_WORDS,
    accepted,
    differences,
    is_twice,
    known_standards,
    known_units,
    leads_of,
    parts,
    table,
    writable,
)
from chuangcheng.units.models import Post, Unit

DEMAND_COLUMNS = (
    Column("standard_code", ("标准编码", "标准代码"), is_required=True, max_length=40),
    Column("standard_zh", ("测评标准",)),
    Column("code", ("要求编码",), max_length=50),
    Column("kind", ("材料类型", "类型"), is_required=True, read=one_of(accepted(KIND_WORDS, 统计表="figures"))),
    Column("title_zh", ("材料要求", "内容"), is_required=True, max_length=300),
    Column("count", ("份数", "数量"), read=whole),
    Column("caption", ("图注要素", "标注要素"), read=parts),
    Column("window_ends_on", ("材料时段截止", "时段截止"), read=day),
    Column("window_months", ("时段月数",), read=whole),
    Column("due_on", ("报送期限", "完成时限"), read=day),
    Column("unit", ("提供单位", "责任单位"), max_length=200),
    Column("unit_zh", ("提供单位名称",)),
    Column("post", ("责任岗位",), max_length=60),
)
WIDTHS = (12, 40, 14, 10, 40, 8, 20, 14, 10, 14, 12, 24, 16)
TERMS = ("kind", "title_zh", "count", "caption", "window_ends_on", "window_months", "due_on", "unit", "post")


def preview_demands(name: str, content: bytes, editions: Sequence[Edition]) -> Preview:
    """What a table would add and change; a demand that it leaves out stays. Refused: `no_table`."""
    sheet = table(name, content, DEMAND_COLUMNS)
    standards, units = known_standards(editions), known_units()
    posts = {post.code: post for post in Post.objects.filter(is_active=True).select_related("unit")}
    rows = Demand.objects.filter(standard__in=standards.values(), withdrawn_at=None)
    old = {demand.code: demand for demand in rows.select_related("unit", "post__unit")}
    leads = leads_of(standards)
    found, seen, taken = Preview(), dict[Any, int](), _numbers(standards)
    for row in sheet.rows:
        values = _values(sheet, row, standards, units, posts, leads)
        if values is None or (row["code"] and is_twice(sheet, row, "code 要求编码", row["code"], seen)):
            continue
        _plan(found, sheet, row, values, old, taken)
    found.errors = sorted(sheet.errors, key=lambda error: error.row)
    return found


def _numbers(standards: dict[str, Indicator]) -> dict[int, set[int]]:
    """Standard id -> the numbers given out, withdrawn ones included."""
    found: dict[int, set[int]] = {}
    for pk, number in Demand.objects.filter(standard__in=standards.values()).values_list("standard_id", "number"):
        found.setdefault(pk, set()).add(number)
    return found


def _values(
    sheet: Sheet,
    row: Row,
    standards: dict[str, Indicator],
    units: dict[str, Unit],
    posts: dict[str, Post],
    leads: dict[str, tuple[Unit, Post | None]],
) -> dict[str, Any] | None:
    """The terms of a row, or None when something of it cannot stand."""
    before = len(sheet.errors)
    standard = standards.get(row["standard_code"])
    if standard is None:
        said = _("there is no standard %(code)s in the editions in force") % {"code": row["standard_code"]}
        sheet.refuse(row.number, "standard_code 标准编码", said)
    count = 1 if row["count"] is None else row["count"]
    months = 12 if row["window_months"] is None else row["window_months"]
    if not 1 <= count <= 50:
        sheet.refuse(row.number, "count 份数", _("is not between 1 and 50"))
    if not 1 <= months <= rules.LONGEST_WINDOW:
        sheet.refuse(row.number, "window_months 时段月数", _("is not between 1 and 60"))
    unit, post = _supplier(sheet, row, units, posts, leads) if standard or row["unit"] else (None, None)
    if len(sheet.errors) > before or standard is None or unit is None:
        return None
    return {
        "standard": standard,
        "kind": row["kind"],
        "title_zh": row["title_zh"],
        "count": count,
        "caption": row["caption"] or [],
        "window_ends_on": row["window_ends_on"],
        "window_months": months,
        "due_on": row["due_on"],
        "unit": unit,
        "post": post,
    }


def _supplier(
    sheet: Sheet,
    row: Row,
    units: dict[str, Unit],
    posts: dict[str, Post],
    leads: dict[str, tuple[Unit, Post | None]],
) -> tuple[Unit | None, Post | None]:
    if not row["unit"]:
        lead = leads.get(row["standard_code"])
        if lead is None:
            sheet.refuse(row.number, "unit 提供单位", _("is blank, and nobody leads the standard"))
            return None, None
        return lead[0], posts.get(row["post"]) if row["post"] else lead[1]
    unit = units.get(row["unit"])
    if unit is None:
        sheet.refuse(row.number, "unit 提供单位", _("there is no unit %(code)s") % {"code": row["unit"]})
        return None, None
    post = posts.get(row["post"]) if row["post"] else None
    if row["post"] and (post is None or not post.unit.path.startswith(unit.path)):
        said = _("post %(code)s does not belong to the unit") % {"code": row["post"]}
        sheet.refuse(row.number, "post 责任岗位", said)
    return unit, post


def _plan(
    found: Preview, sheet: Sheet, row: Row, values: dict[str, Any], old: dict[str, Demand], taken: dict[int, set[int]]
) -> None:
    """Add the row to what would be written."""
    standard: Indicator = values["standard"]
    demand = old.get(row["code"])
    if demand is not None and demand.standard_id != standard.pk:
        sheet.refuse(row.number, "code 要求编码", _("belongs to another standard"))
        return
    if demand is None:
        own = taken.setdefault(standard.pk, set())
        number = _number(sheet, row, standard, own)
        if number is None:
            return
        own.add(number)
        code = f"{standard.code}-{number}"
        found.rows.append(Planned("added", code, values["title_zh"], {**values, "demand": None, "number": number}, []))
        return
    present = {name: getattr(demand, name) for name in TERMS}
    changes = differences(present, {name: values[name] for name in TERMS}, _shown)
    if not changes:
        found.unchanged_count += 1
        return
    written = {**values, "demand": demand, "number": demand.number}
    found.rows.append(Planned("changed", demand.code, demand.title_zh, written, changes))


def _number(sheet: Sheet, row: Row, standard: Indicator, taken: set[int]) -> int | None:
    """The number of a new demand: that of its code, or the next one."""
    if not row["code"]:
        return max(taken, default=0) + 1
    ending = row["code"].removeprefix(f"{standard.code}-")
    if not ending.isdecimal() or not 1 <= int(ending) <= 999:
        said = _("must be the standard's code with a number behind it, such as %(code)s-1") % {"code": standard.code}
        sheet.refuse(row.number, "code 要求编码", said)
        return None
    if int(ending) in taken:
        sheet.refuse(row.number, "code 要求编码", _("is taken or was withdrawn: leave the code out to ask anew"))
        return None
    return int(ending)


def _shown(value: Any) -> str:
    if isinstance(value, Unit | Post):
        return str(value.name_zh)
    if isinstance(value, list):
        return "、".join(PART_WORDS[part] for part in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else KIND_WORDS.get(str(value), str(value))


def demands_sheet(editions: Sequence[Edition], *, chinese: bool = False) -> Writable:
    """All demands of these editions."""
    return writable("材料要求", DEMAND_COLUMNS, _lines(editions), WIDTHS, chinese=chinese)


def _lines(editions: Sequence[Edition]) -> Iterator[list[Any]]:
    rows = Demand.objects.filter(standard__edition__in=editions, withdrawn_at=None)
    rows = rows.select_related("standard", "unit", "post").order_by(
        "standard__edition__kind", "standard__position", "number"
    )
    for one in rows.iterator(chunk_size=500):
        yield [
            one.standard.code, one.standard.name_zh, one.code, KIND_WORDS[one.kind], one.title_zh, one.count,
            [PART_WORDS[part] for part in one.caption], one.window_ends_on, one.window_months, one.due_on,
            one.unit.code, one.unit.name_zh, one.post.code if one.post else "",
        ]  # fmt: skip
