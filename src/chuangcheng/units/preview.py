"""What an import would do, before it is done: added, changed, refused, with old and new values."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.spreadsheets import Planned, Preview, Row, Sheet
from chuangcheng.places.models import Area
from chuangcheng.units.models import Group, GroupKind, Unit, UnitKind

UNIT_FIELDS = ("name_zh", "name_zh_hant", "name_en", "short_name_zh", "kind", "is_commission_member")
GROUP_FIELDS = ("name_zh", "name_zh_hant", "name_en", "kind", "remit_zh")


def preview_units(sheet: Sheet) -> Preview:
    """Compare a unit list with the city's units. A parent may stand in the file or in the city."""
    standing = {unit.code: unit for unit in Unit.objects.select_related("parent", "area")}
    areas = set(Area.objects.values_list("code", flat=True))
    known = set(standing) | {row["code"] for row in sheet.rows}
    preview = Preview(errors=sheet.errors)
    refused: set[str] = set()
    for row in sheet.rows:
        parent = row["parent_code"]
        if parent and (parent not in known or parent in refused):
            sheet.refuse(row.number, "parent_code 上级单位编码", _("there is no such unit"))
            refused.add(row["code"])
        elif row["area_code"] and row["area_code"] not in areas:
            sheet.refuse(row.number, "area_code 区域编码", _("there is no such area"))
            refused.add(row["code"])
        else:
            _plan(preview, row, _unit_values(row, sheet, standing.get(row["code"])), standing, _unit_old)
    preview.errors.sort(key=lambda error: error.row)
    return preview


def _unit_values(row: Row, sheet: Sheet, unit: Unit | None) -> dict[str, Any]:
    values: dict[str, Any] = _unit_old(unit) if unit else {"kind": UnitKind.GOVERNMENT.value}
    for name in (*UNIT_FIELDS, "parent_code", "area_code"):
        if name in sheet.present and not (name == "kind" and not row[name]):
            values[name] = row[name]
    return values


def _unit_old(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in UNIT_FIELDS} | {
        "parent_code": unit.parent.code if unit.parent else "",
        "area_code": unit.area.code if unit.area else "",
    }


def preview_groups(sheet: Sheet) -> Preview:
    """Compare a list of groups with the city's groups. Lead and member units must stand in the city."""
    groups = Group.objects.select_related("lead_unit").prefetch_related("member_units")
    standing = {group.code: group for group in groups}
    units = set(Unit.objects.filter(is_active=True).values_list("code", flat=True))
    preview = Preview(errors=sheet.errors)
    for row in sheet.rows:
        missing = [code for code in row["member_units"] if code not in units]
        if row["lead_unit"] not in units:
            sheet.refuse(row.number, "lead_unit 牵头单位", _("there is no such unit"))
        elif missing:
            sheet.refuse(row.number, "member_units 成员单位", _("there is no such unit"))
        else:
            _plan(preview, row, _group_values(row, sheet, standing.get(row["code"])), standing, _group_old)
    preview.errors.sort(key=lambda error: error.row)
    return preview


def _group_values(row: Row, sheet: Sheet, group: Group | None) -> dict[str, Any]:
    guessed = GroupKind.SUPERVISION if "督导组" in row["name_zh"] else GroupKind.WORKING
    values: dict[str, Any] = _group_old(group) if group else {"kind": guessed.value}
    for name in (*GROUP_FIELDS, "lead_unit"):
        if name in sheet.present and not (name == "kind" and not row[name]):
            values[name] = row[name]
    if "member_units" in sheet.present:
        values["member_units"] = sorted(set(row["member_units"]) - {row["lead_unit"]})
    return values


def _group_old(group: Group) -> dict[str, Any]:
    return {name: getattr(group, name) for name in GROUP_FIELDS} | {
        "lead_unit": group.lead_unit.code,
        "member_units": sorted(unit.code for unit in group.member_units.all()),
    }


def _plan(
    preview: Preview,
    row: Row,
    values: dict[str, Any],
    standing: dict[str, Any],
    old_of: Callable[[Any], dict[str, Any]],
) -> None:
    present = standing.get(row["code"])
    if present is None:
        preview.rows.append(Planned("added", row["code"], row["name_zh"], values, []))
        return
    old = old_of(present)
    changes = [(name, old[name], value) for name, value in values.items() if old[name] != value]
    if changes:
        preview.rows.append(Planned("changed", row["code"], row["name_zh"], values, changes))
    else:
        preview.unchanged_count += 1
