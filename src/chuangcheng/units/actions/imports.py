"""Importing the lists of units and groups: one act for the whole file; what the file leaves out stays."""

from datetime import datetime
from typing import Any

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.spreadsheets import Planned, Preview, Sheet
from chuangcheng.places.models import Area
from chuangcheng.units.actions.groups import define_group
from chuangcheng.units.actions.structure import define_unit
from chuangcheng.units.models import Unit
from chuangcheng.units.preview import preview_groups, preview_units


def import_units(*, by: Actor, at: datetime, sheet: Sheet) -> Preview:
    """Write the good rows of a unit list (from `spreadsheet.read_units`); returns what was done and refused."""
    by.must("units.import_units")
    with act("units.import_units", by=by, at=at) as record:
        preview = preview_units(sheet)
        units = {unit.code: unit for unit in Unit.objects.all()}
        areas = {area.code: area for area in Area.objects.all()}
        for row in preview.rows:
            units[row.code] = define_unit(by=by, at=at, **_unit_arguments(row, units, areas))
        record.note(added=preview.added_count, changed=preview.changed_count, refused=preview.refused_count)
    return preview


def _unit_arguments(row: Planned, units: dict[str, Unit], areas: dict[str, Area]) -> dict[str, Any]:
    values = dict(row.values)
    parent, area = values.pop("parent_code", ""), values.pop("area_code", "")
    return {"code": row.code, "parent": units[parent] if parent else None, "area": areas.get(area), **values}


def import_groups(*, by: Actor, at: datetime, sheet: Sheet) -> Preview:
    """Write the good rows of a list of groups (from `spreadsheet.read_groups`)."""
    by.must("units.import_groups")
    with act("units.import_groups", by=by, at=at) as record:
        preview = preview_groups(sheet)
        units = {unit.code: unit for unit in Unit.objects.filter(is_active=True)}
        for row in preview.rows:
            values = dict(row.values)
            lead, members = units[values.pop("lead_unit")], values.pop("member_units", [])
            group_members = [units[code] for code in members if code in units]
            define_group(by=by, at=at, code=row.code, lead_unit=lead, member_units=group_members, **values)
        record.note(added=preview.added_count, changed=preview.changed_count, refused=preview.refused_count)
    return preview
