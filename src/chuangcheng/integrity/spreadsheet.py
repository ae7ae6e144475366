"""Entries as a sheet, with what is wrong in every row; fields and grounds as sheets; the file for the platform."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.integrity.giving import Given, must_be_sound
from chuangcheng.integrity.models import Entry, FailingClass, Ground, ListKind, PartyKind, PlatformColumn
from chuangcheng.integrity.rules import normalised
from chuangcheng.integrity.sealing import party_of
from chuangcheng.kit.chosen_columns import chosen_columns
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Column, Planned, Preview, Writable, day, one_of, read_rows
from chuangcheng.proceedings.rules import masked
from chuangcheng.units.models import Unit

PARTY_WORDS = {"firm": "firm", "单位": "firm", "企业": "firm", "person": "person", "个人": "person", "自然人": "person"}
ENTRY_COLUMNS = (
    Column("ground", ("事由编码",), is_required=True, max_length=20),
    Column("party", ("对象类型",), is_required=True, read=one_of(PARTY_WORDS)),
    Column("name", ("名称", "姓名"), is_required=True, max_length=200),
    Column("number", ("号码", "统一社会信用代码", "身份号码"), is_required=True, max_length=40),
    Column("document", ("文书号",), is_required=True, max_length=120),
    Column("decided_on", ("认定日期",), is_required=True, read=day),
    Column("started_on", ("起算日期",), read=day),
    Column("start_event", ("起算事件",), max_length=200),
    Column("why_published", ("公示必要性",), max_length=300),
)


def preview_entries(name: str, content: bytes, today: date, may: Callable[[Unit], bool]) -> Preview:
    """What a sheet would enter, names masked; rows of authorities that are not the reader's own are refused."""
    sheet = read_rows(content, name, ENTRY_COLUMNS)
    grounds = {ground.code: ground for ground in Ground.objects.select_related("authority", "field")}
    found, seen = Preview(), set[tuple[str, str, str]]()
    for row in sheet.rows:
        ground = grounds.get(row["ground"])
        if ground is None or not may(ground.authority):
            sheet.refuse(row.number, "ground 事由编码", _("is no ground that you may enter for"))
            continue
        given = Given(
            ground,
            row["party"],
            row["name"],
            row["number"],
            row["document"],
            row["decided_on"],
            row["started_on"],
            row["start_event"],
            row["why_published"],
        )
        key = (ground.code, normalised(given.number), given.document_zh)
        try:
            must_be_sound(given, today)
        except Refused as refused:
            sheet.refuse(row.number, refused.field or "", refused.message)
            continue
        if key in seen:
            sheet.refuse(row.number, "number 号码", _("stands twice in the sheet"))
            continue
        seen.add(key)
        label = masked("name", given.name) if given.party_kind == PartyKind.PERSON else given.name
        found.rows.append(Planned("added", ground.code, label, {"given": given}, []))
    found.errors = sorted(sheet.errors, key=lambda error: error.row)
    return found


def pattern() -> Writable:
    """An empty sheet to fill in."""
    return Writable("红黑榜", [column.aliases[0] for column in ENTRY_COLUMNS], [], (12, 10, 30, 24, 24, 14, 14, 24, 30))


def _number(entry: Entry) -> str:
    """A firm's number in full, a person's masked: whoever needs the latter has it from the authority."""
    return party_of(entry)[1] if entry.party_kind == PartyKind.FIRM else entry.shown_number


SOURCES: dict[str, tuple[Any, Callable[[Entry], Any]]] = {
    "name": (_("Name (of persons masked)"), lambda one: one.shown_name),
    "number": (_("Number (of persons masked)"), _number),
    "party": (_("Firm or person"), lambda one: "法人和非法人组织" if one.party_kind == PartyKind.FIRM else "自然人"),
    "list": (pgettext_lazy("honesty", "List"), lambda one: "红名单" if one.kind == ListKind.RED else "黑名单"),
    "field": (_("Field"), lambda one: one.ground.field.name_zh),
    "ground": (_("Ground"), lambda one: one.ground.ground_zh),
    "basis": (_("Legal basis"), lambda one: one.ground.legal_basis),
    "authority": (_("Authority"), lambda one: one.authority.name_zh),
    "document": (pgettext_lazy("honesty", "Document"), lambda one: one.document_zh),
    "decided_on": (_("Decided on"), lambda one: one.decided_on),
    "failing": (
        _("Class of the failing"),
        lambda one: {"": "", "minor": "轻微", "general": "一般", "serious": "严重"}[one.failing_class],
    ),
    "repair_from": (_("Repair possible from"), lambda one: one.repair_possible_from),
    "until": (_("Public until"), lambda one: one.publish_until),
    "proceeding": (_("Number of the proceeding"), lambda one: one.proceeding.number if one.proceeding else ""),
}
DEFAULT_COLUMNS = (
    ("名单类型", "list"),
    ("主体类别", "party"),
    ("主体名称", "name"),
    ("主体代码", "number"),
    ("列入事由", "ground"),
    ("法律依据", "basis"),
    ("认定单位", "authority"),
    ("文书号", "document"),
    ("认定日期", "decided_on"),
    ("失信程度", "failing"),
    ("公示截止期", "until"),
)


def platform_columns() -> list[tuple[str, str]]:
    """(header, source) as the city set them; ours until it has."""
    return chosen_columns(PlatformColumn, DEFAULT_COLUMNS)


def platform_sheet(entries: Iterable[Entry]) -> Writable:
    """The file for the provincial platform."""
    columns = platform_columns()
    return Writable("信用信息", [header for header, _source in columns], _lines(entries, columns), (18,) * len(columns))


def _lines(entries: Iterable[Entry], columns: list[tuple[str, str]]) -> Iterator[list[Any]]:
    for entry in entries:
        yield [SOURCES[source][1](entry) for _header, source in columns]


FIELD_COLUMNS = (
    Column("code", ("编码",), is_required=True, max_length=20),
    Column("name_zh", ("名称",), is_required=True, max_length=200),
    Column("name_en", ("英文名称",), max_length=300),
    Column("lead_unit", ("牵头单位",), max_length=20),
)
GROUND_COLUMNS = (
    Column("code", ("编码",), is_required=True, max_length=20),
    Column(
        "kind", ("榜别",), is_required=True, read=one_of({"red": "red", "红": "red", "black": "black", "黑": "black"})
    ),
    Column("field_code", ("领域",), is_required=True, max_length=20),
    Column("ground_zh", ("事由",), is_required=True, max_length=300),
    Column("legal_basis", ("法律依据",), is_required=True, max_length=300),
    Column(
        "failing_class",
        ("失信程度",),
        read=one_of(
            {"": "", **{one: one for one in FailingClass.values}, "轻微": "minor", "一般": "general", "严重": "serious"}
        ),
    ),
    Column("authority_unit", ("认定单位",), is_required=True, max_length=20),
    Column("max_publication_months", ("最长公示月数",), is_required=True, max_length=3),
)


def read_grounds(fields: bytes, grounds: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Both tables as rows for `import_grounds`. Refused: `bad_rows` with the first fault."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    rows = [
        {
            "code": row["code"],
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "lead_unit": units.get(row["lead_unit"]),
        }
        for row in _rows(fields, FIELD_COLUMNS)
    ]
    more = []
    for row in _rows(grounds, GROUND_COLUMNS):
        if row["authority_unit"] not in units or not row["max_publication_months"].isdecimal():
            raise Refused(
                "bad_rows", _t("Row %(row)s: unit or months are wrong.") % {"row": row.number}, field="grounds"
            )
        months = int(row["max_publication_months"])
        more.append({**row, "authority": units[row["authority_unit"]], "most_months": months})
    return rows, more


def _rows(content: bytes, columns: tuple[Column, ...]) -> Any:
    sheet = read_rows(content, "table.csv", columns)
    if sheet.errors:
        first = sheet.errors[0]
        said = _t("Row %(row)s, %(column)s: %(reason)s") % {
            "row": first.row,
            "column": first.column,
            "reason": first.reason,
        }
        raise Refused("bad_rows", said)
    return sheet.rows
