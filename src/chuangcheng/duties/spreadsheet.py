"""The 責任分解表, holders of places and remits of groups: from uploaded files, and back to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Generic

from django.utils.translation import gettext_lazy as _

from chuangcheng.duties.queries.tables import (
    PLACES,
    duty_rows,
    holding_rows,
    known_for_duties,
    known_for_holdings,
    known_for_remits,
    known_for_routing,
    remit_rows,
    routing_rows,
    unit_words,
)
from chuangcheng.duties.routing import EVERY_DAY
from chuangcheng.duties.rules import (
    AnyRow,
    Change,
    DutyRow,
    HoldingRow,
    Known,
    Problem,
    RemitRow,
    RoutingRow,
    changes,
    sift,
    with_standing_terms,
)
from chuangcheng.frameworks.models import Edition, Indicator
from chuangcheng.frameworks.spreadsheet import METHOD_WORDS
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    Row,
    RowError,
    Sheet,
    Writable,
    fit,
    many,
    matches,
    month_day,
    read_tables,
)
from chuangcheng.kit.spreadsheets import day as read_day
from chuangcheng.kit.spreadsheets import lines as lines_of


def weekdays(cell: str) -> tuple[int, ...]:
    """Days of the week such as `12345` or `1、2`, 1 Monday; blank: every day."""
    days = [character for character in cell if character not in " ,，、;；"]
    if not all(day in "1234567" for day in days):
        raise ValueError(_("write the days of the week as numbers from 1 (Monday) to 7"))
    return tuple(sorted({int(day) for day in days})) or EVERY_DAY


def clock(cell: str) -> time | None:
    """An hour such as 22:00; blank is none."""
    if not cell.strip():
        return None
    try:
        return datetime.strptime(cell.strip()[:5], "%H:%M").time()  # noqa: DTZ007 - an hour has no zone
    except ValueError:
        raise ValueError(_("write an hour such as 22:00")) from None


DUTY_COLUMNS = (
    Column("standard_code", ("标准编码", "标准代码", "编码"), is_required=True, max_length=40),
    Column("item_zh", ("测评项目",)),
    Column("content_zh", ("测评内容",)),
    Column("standard_zh", ("测评标准",)),
    Column("method", ("测评方法", "测评方式")),
    Column("lead_unit", ("牵头单位",), is_required=True, max_length=200),
    Column("lead_unit_zh", ("牵头单位名称",)),
    Column("lead_post", ("责任岗位", "牵头岗位", "责任人岗位"), max_length=60),
    Column("support_units", ("责任单位", "配合单位"), read=many),
    Column("support_posts", ("配合岗位",), read=many),
    Column("material_required_zh", ("材料要求", "申报材料"), max_length=4000),
    Column("due", ("完成时限", "时限"), read=month_day),
    Column("note", ("备注",), max_length=300),
)
HOLDING_COLUMNS = (
    Column("kind", ("类别", "地点类别")),
    Column("code", ("编码", "路段编码", "地点编码"), is_required=True, max_length=40),
    Column("name_zh", ("名称", "路段", "地点")),
    Column("holder_units", ("管护单位", "包保单位", "责任单位", "包街单位"), is_required=True, read=many),
    Column("holder_posts", ("责任岗位", "管护岗位", "包保岗位"), read=many),
    Column("since", ("起始日期", "自"), read=read_day),
    Column("agreed_on", ("签订日期", "约定日期"), read=read_day),
    Column("until", ("截止日期", "约定至", "到期日"), read=read_day),
    Column("kept", ("管护事项", "包街事项"), read=lines_of),
)
REMIT_COLUMNS = (
    Column("code", ("编码", "组编码"), is_required=True, max_length=20),
    Column("name_zh", ("名称", "组名")),
    Column("remit_contents", ("职责内容", "测评内容"), read=many),
    Column("remit_site_types", ("职责点位类型", "点位类型"), read=many),
    Column("remit_areas", ("职责区域", "区域"), read=many),
    Column("remit_units", ("职责单位", "督导单位"), read=many),
)
ROUTING_COLUMNS = (
    Column("area", ("区域编码", "区域"), max_length=40),
    Column("category", ("分类编码", "案件分类"), max_length=20),
    Column("weekdays", ("星期",), read=weekdays),
    Column("starts", ("起始时刻",), read=clock),
    Column("ends", ("结束时刻",), read=clock),
    Column("unit", ("承办单位", "责任单位", "单位"), is_required=True, max_length=200),
    Column("note", ("备注",), max_length=300),
)
KIND_WORDS = {"area": "区域", "segment": "路段", "site": "点位", "facility": "设施"}
REASONS: dict[str, Any] = {
    "duplicate": _("%(code)s stands in the table already"),
    "unknown_standard": _("there is no standard or content %(code)s in the editions in force"),
    "unknown_unit": _("there is no unit %(code)s"),
    "unit_twice": _("unit %(code)s is named twice"),
    "leads_and_supports": _("unit %(code)s cannot lead and support at once"),
    "post_of_other_unit": _("post %(code)s does not belong to the unit"),
    "unknown_place": _("there is no such place: %(code)s"),
    "unknown_group": _("there is no group %(code)s"),
    "unknown_content": _("there is no content or standard %(code)s"),
    "unknown_site_type": _("there is no site type %(code)s"),
    "unknown_area": _("there is no area %(code)s"),
    "bad_hours": _("both hours are needed, and not the same: %(code)s"),
    "for_everything": _("a rule for %(code)s needs an area, a category or a time"),
}
COLUMN_OF = {
    "standard": "standard_code 标准编码",
    "lead_unit": "lead_unit 牵头单位",
    "supports": "support_units 责任单位",
    "place": "code 编码",
    "unit": "unit 承办单位",
    "area": "area 区域编码",
    "starts": "starts 起始时刻",
    "holders": "holder_units 管护单位",
    "group": "code 编码",
    "contents": "remit_contents 职责内容",
    "site_types": "remit_site_types 职责点位类型",
    "areas": "remit_areas 职责区域",
    "units": "remit_units 职责单位",
}


@dataclass(frozen=True, slots=True)
class TablePreview(Generic[AnyRow]):
    """Rows that can stand, what they change, and what is refused with sheet, row, column and reason."""

    rows: list[AnyRow]
    changes: list[Change[AnyRow]]
    errors: list[RowError]

    def count(self, kind: str) -> int:
        """How many rows are added, changed or removed."""
        return sum(change.kind == kind for change in self.changes)


def preview_duties(
    name: str, content: bytes, editions: Sequence[Edition], *, replaces: bool = False
) -> TablePreview[DutyRow]:
    """What a 責任分解表 would change in the duties of these editions."""
    sheet = _sheet(name, content, DUTY_COLUMNS)
    units = unit_words()
    rows = [_duty(row, units, sheet.name) for row in sheet.rows]
    return _previewed(sheet, rows, known_for_duties(editions), duty_rows(editions), replaces=replaces)


def preview_holdings(name: str, content: bytes, at: datetime) -> TablePreview[HoldingRow]:
    """What a table of holders (segments unless the column `kind` says otherwise) would change."""
    sheet = _sheet(name, content, HOLDING_COLUMNS)
    units = unit_words()
    rows = [_holding(row, units, sheet.name) for row in sheet.rows]
    old = [row for kind in {row.kind for row in rows} & set(PLACES) for row in holding_rows(kind, at)]
    rows = with_standing_terms(rows, old)
    return _previewed(sheet, rows, known_for_holdings(rows), old)


def preview_remits(name: str, content: bytes) -> TablePreview[RemitRow]:
    """What a table of groups would change in their remits."""
    sheet = _sheet(name, content, REMIT_COLUMNS)
    units = unit_words()
    rows = [_remit(row, units, sheet.name) for row in sheet.rows]
    return _previewed(sheet, rows, known_for_remits(), remit_rows())


def preview_routing(name: str, content: bytes) -> TablePreview[RoutingRow]:
    """Which rules of a table would be proposed; those that stand already change nothing."""
    sheet = _sheet(name, content, ROUTING_COLUMNS)
    units = unit_words()
    rows = [
        RoutingRow(
            units.get(row["unit"], row["unit"]),
            row["area"],
            row["category"],
            row["weekdays"],
            row["starts"],
            row["ends"],
            row["note"],
            (sheet.name, row.number),
        )
        for row in sheet.rows
    ]
    return _previewed(sheet, rows, known_for_routing(), routing_rows())


def _sheet(name: str, content: bytes, columns: Sequence[Column]) -> Sheet:
    """The first sheet whose header (a title may stand above it) has the required columns."""
    tables = read_tables(content, name)
    for table in tables:
        for number, header in enumerate(table.rows[:6], start=1):
            if matches(header, columns):
                return fit(table.name, table.rows[number - 1 :], columns, header_row=number)
    if not tables:
        raise Refused("no_table", _("The file is empty."), field="file")
    return fit(tables[0].name, tables[0].rows, columns)


def _previewed(
    sheet: Sheet, rows: list[AnyRow], known: Known, old: list[AnyRow], *, replaces: bool = False
) -> TablePreview[AnyRow]:
    kept, faults = sift(rows, known)
    errors = [*sheet.errors]
    errors += [_told(fault) for fault in faults]
    errors.sort(key=_row_number)
    return TablePreview(kept, changes(old, kept, replaces=replaces), errors)


def _row_number(error: RowError) -> int:
    return error.row


def _told(problem: Problem) -> RowError:
    sheet, number = problem.row.origin
    return RowError(sheet, number, COLUMN_OF[problem.column], REASONS[problem.code] % dict(problem.words))


def _pairs(
    units: Sequence[str] | None, posts: Sequence[str] | None, words: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Units with their posts. Posts are written `unit:post`, so that a unit without one leaves no gap to count."""
    named = dict(part.split(":", 1) for part in posts or () if ":" in part)
    codes = [words.get(unit, unit) for unit in units or ()]
    return tuple((code, named.get(code, "")) for code in codes)


def _duty(row: Row, words: Mapping[str, str], sheet: str) -> DutyRow:
    return DutyRow(
        row["standard_code"],
        words.get(row["lead_unit"], row["lead_unit"]),
        row["lead_post"],
        _pairs(row["support_units"], row["support_posts"], words),
        row["material_required_zh"],
        row["due"],
        row["note"],
        (sheet, row.number),
    )


def _holding(row: Row, words: Mapping[str, str], sheet: str) -> HoldingRow:
    kinds = {**{word: kind for kind, word in KIND_WORDS.items()}, "": "segment"}
    return HoldingRow(
        kinds.get(row["kind"], row["kind"]),
        row["code"],
        _pairs(row["holder_units"], row["holder_posts"], words),
        row["agreed_on"],
        row["until"],
        tuple(row["kept"] or ()),
        row["since"],
        (sheet, row.number),
    )


def _remit(row: Row, words: Mapping[str, str], sheet: str) -> RemitRow:
    return RemitRow(
        row["code"],
        tuple(row["remit_contents"] or ()),
        tuple(row["remit_site_types"] or ()),
        tuple(row["remit_areas"] or ()),
        tuple(words.get(unit, unit) for unit in row["remit_units"] or ()),
        (sheet, row.number),
    )


# Back to files


def _writable(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, chinese: bool) -> Writable:
    headers = [column.aliases[0] if chinese else column.name for column in columns]
    return Writable(name, headers, rows, [18] * len(headers))


def duties_sheet(editions: Sequence[Edition], *, chinese: bool = False) -> Writable:
    """The 責任分解表 of these editions: the standards that somebody leads."""
    return _writable("责任分解表", DUTY_COLUMNS, _duty_lines(editions), chinese=chinese)


def _duty_lines(editions: Sequence[Edition]) -> Iterator[list[Any]]:
    rows = {row.standard: row for row in duty_rows(editions)}
    units = {code: word for word, code in unit_words().items() if word != code}
    standards = Indicator.objects.filter(edition__in=editions).select_related("parent__parent")
    for standard in standards.order_by("edition__kind", "position"):
        row = rows.get(standard.code)
        if row is not None:
            yield _duty_line(standard, row, units)


def _duty_line(standard: Indicator, row: DutyRow, units: Mapping[str, str]) -> list[Any]:
    content = standard.parent
    item = content.parent if content else None
    return [
        row.standard,
        item.name_zh if item else "",
        content.name_zh if content else "",
        standard.name_zh,
        [METHOD_WORDS[method] for method in standard.methods],
        row.lead_unit,
        units.get(row.lead_unit, ""),
        row.lead_post,
        [unit for unit, _post in row.supports],
        [f"{unit}:{post}" for unit, post in row.supports if post],
        row.material_zh,
        row.due,
        row.note,
    ]


def holdings_sheet(kind: str, at: datetime, *, chinese: bool = False) -> Writable:
    """Who holds the places of a kind."""
    names = dict(PLACES[kind]._default_manager.values_list("code", "name_zh"))
    lines = (
        [
            kind,
            row.place,
            names.get(row.place, ""),
            [unit for unit, _post in row.holders],
            [f"{unit}:{post}" for unit, post in row.holders if post],
            None,
            row.agreed_on,
            row.until,
            "\n".join(row.kept),
        ]
        for row in holding_rows(kind, at)
    )
    return _writable("管护责任", HOLDING_COLUMNS, lines, chinese=chinese)


def remits_sheet(group_names: Mapping[str, str], *, chinese: bool = False) -> Writable:
    """What each group looks after."""
    lines = (
        [row.group, group_names.get(row.group, ""), row.contents, row.site_types, row.areas, row.units]
        for row in remit_rows()
    )
    return _writable("工作组职责", REMIT_COLUMNS, lines, chinese=chinese)


def routing_sheet(*, chinese: bool = False) -> Writable:
    """The routing rules that are proposed or in force."""
    lines = (
        [
            row.area,
            row.category,
            "" if row.weekdays == EVERY_DAY else "".join(map(str, row.weekdays)),
            f"{row.starts:%H:%M}" if row.starts else "",
            f"{row.ends:%H:%M}" if row.ends else "",
            row.unit,
            row.note,
        ]
        for row in routing_rows()
    )
    return _writable("分派规则", ROUTING_COLUMNS, lines, chinese=chinese)
