"""The lists of units and of groups as spreadsheets: columns, reading, and rows to write. Reads back unchanged."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.spreadsheets import Column, Sheet, Writable, many, one_of, read_rows, truth
from chuangcheng.units import rules
from chuangcheng.units.models import Group, GroupKind, Unit, UnitKind

KIND_WORDS = {
    "党委部门": UnitKind.PARTY,
    "政府部门": UnitKind.GOVERNMENT,
    "司法机关": UnitKind.JUDICIAL,
    "军事机关": UnitKind.MILITARY,
    "群团组织": UnitKind.MASS,
    "新闻媒体": UnitKind.MEDIA,
    "中央和省属单位": UnitKind.CENTRAL_PROVINCIAL,
    "街道": UnitKind.SUBDISTRICT,
    "乡镇": UnitKind.TOWN,
    "社区": UnitKind.COMMUNITY,
    "事业单位": UnitKind.INSTITUTION,
    "学校": UnitKind.SCHOOL,
    "医院": UnitKind.HOSPITAL,
    "企业": UnitKind.ENTERPRISE,
    "公用事业": UnitKind.UTILITY,
    "交通运输": UnitKind.TRANSPORT,
    "通信": UnitKind.TELECOM,
    "银行": UnitKind.BANK,
}
GROUP_KIND_WORDS = {"督导组": GroupKind.SUPERVISION, "工作组": GroupKind.WORKING}

UNIT_COLUMNS = (
    Column("code", ("单位编码", "编码"), is_required=True, max_length=40),
    Column("name_zh", ("单位名称", "名称"), is_required=True, max_length=200),
    Column("short_name_zh", ("简称",), max_length=60),
    Column("name_en", ("英文名称",), max_length=300),
    Column("kind", ("单位类别", "类别"), read=one_of({**{str(k): str(k) for k in UnitKind.values}, **KIND_WORDS})),
    Column("parent_code", ("上级单位编码", "上级单位"), max_length=40),
    Column("is_commission_member", ("是否文明委成员", "文明委成员"), read=truth),
    Column("working_groups", ("所在工作组",), read=many),
    Column("name_zh_hant", ("繁体名称", "繁體名稱"), max_length=200),
    Column("area_code", ("区域编码", "所属区域"), max_length=40),
)
GROUP_COLUMNS = (
    Column("code", ("组别编码", "编码"), is_required=True, max_length=20),
    Column("name_zh", ("组别名称", "名称"), is_required=True, max_length=200),
    Column("remit_zh", ("职责", "职责范围")),
    Column("lead_unit", ("牵头单位",), is_required=True, max_length=40),
    Column("member_units", ("成员单位",), read=many),
    Column("kind", ("组别类别", "类别"), read=one_of({**{k: k for k in GroupKind.values}, **GROUP_KIND_WORDS})),
    Column("name_en", ("英文名称",), max_length=300),
    Column("name_zh_hant", ("繁体名称", "繁體名稱"), max_length=200),
)


def read_units(content: bytes, filename: str) -> Sheet:
    """The unit list of a file; codes must be sound and stand once, and nobody stands under themselves."""
    sheet = read_rows(content, filename, UNIT_COLUMNS)
    _refuse_codes(sheet)
    parents = {row["code"]: row["parent_code"] for row in sheet.rows}
    while True:
        try:
            order = rules.nested_order(parents)
        except ValueError as error:
            code = error.args[0]
            number = next(row.number for row in sheet.rows if row["code"] == code)
            sheet.refuse(number, "parent_code 上级单位编码", _("the unit would stand under itself"))
            sheet.rows = [row for row in sheet.rows if row["code"] != code]
            del parents[code]
        else:
            break
    place = {code: index for index, code in enumerate(order)}
    sheet.rows.sort(key=lambda row: place[row["code"]])
    return sheet


def read_groups(content: bytes, filename: str) -> Sheet:
    """The list of groups of a file."""
    sheet = read_rows(content, filename, GROUP_COLUMNS)
    _refuse_codes(sheet)
    return sheet


def _refuse_codes(sheet: Sheet) -> None:
    seen: dict[str, int] = {}
    good = []
    for row in sheet.rows:
        code = row["code"]
        if not rules.is_code(code):
            sheet.refuse(row.number, "code 编码", _("may have letters, digits, dots and dashes only"))
        elif code in seen:
            sheet.refuse(row.number, "code 编码", _("stands in this file twice"))
        else:
            seen[code] = row.number
            good.append(row)
    sheet.rows = good


def unit_rows(units: Iterable[Unit], groups: Iterable[Group]) -> Iterator[list[Any]]:
    """Rows of the unit list in the order of its columns. `groups` with their member units prefetched."""
    within: dict[int, list[str]] = {}
    for group in groups:
        for pk in {group.lead_unit_id, *(unit.pk for unit in group.member_units.all())}:
            within.setdefault(pk, []).append(group.code)
    for unit in units:
        yield [
            unit.code,
            unit.name_zh,
            unit.short_name_zh,
            unit.name_en,
            unit.kind,
            unit.parent.code if unit.parent else "",
            unit.is_commission_member,
            sorted(within.get(unit.pk, [])),
            unit.name_zh_hant,
            unit.area.code if unit.area else "",
        ]


def group_rows(groups: Iterable[Group]) -> Iterator[list[Any]]:
    """Rows of the list of groups in the order of its columns."""
    for group in groups:
        members = sorted(unit.code for unit in group.member_units.all())
        yield [
            group.code,
            group.name_zh,
            group.remit_zh,
            group.lead_unit.code,
            members,
            group.kind,
            group.name_en,
            group.name_zh_hant,
        ]


def units_sheet(units: Iterable[Unit], groups: Iterable[Group], *, is_chinese: bool) -> Writable:
    """The unit list ready to write, under our column names or the Chinese headers."""
    return Writable("单位", headers(UNIT_COLUMNS, is_chinese=is_chinese), unit_rows(units, groups), (10, 36, 14, 40))


def groups_sheet(groups: Iterable[Group], *, is_chinese: bool) -> Writable:
    """The list of groups ready to write."""
    return Writable("工作组", headers(GROUP_COLUMNS, is_chinese=is_chinese), group_rows(groups), (8, 24, 60, 12, 40))


def headers(columns: Iterable[Column], *, is_chinese: bool) -> list[str]:
    """Header cells: the Chinese header where there is one, else our own name."""
    return [column.aliases[0] if is_chinese and column.aliases else column.name for column in columns]
