"""Decided violations as the police system exports them, with what is wrong in every row; kinds as a table."""

import re
from datetime import datetime
from typing import Any

from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chuangcheng.exposures.models import Violation, ViolationKind, ViolationState
from chuangcheng.exposures.rules import GROUPS, is_plate, normalised
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    Planned,
    Preview,
    Writable,
    day,
    decimal,
    one_of,
    read_rows,
    truth,
)
from chuangcheng.proceedings.rules import masked

_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?")


def _moment(cell: str) -> datetime:
    found = _MOMENT.fullmatch(cell.strip())
    try:
        if found:
            return datetime(*(int(part) for part in found.groups()), tzinfo=get_current_timezone())  # type: ignore[misc,arg-type]
    except ValueError:
        pass
    raise ValueError(_("is not a moment such as 2026-11-02 08:15"))


VIOLATION_COLUMNS = (
    Column("decision_no", ("决定书编号",), is_required=True, max_length=60),
    Column("kind", ("违法代码",), is_required=True, max_length=20),
    Column("happened_at", ("违法时间",), is_required=True, read=_moment),
    Column("place", ("违法地点",), is_required=True, max_length=200),
    Column("longitude", ("经度",), read=decimal),
    Column("latitude", ("纬度",), read=decimal),
    Column("plate", ("号牌号码",), is_required=True, max_length=20),
    Column("address", ("送达地址",), max_length=200),
    Column("decided_on", ("决定日期",), is_required=True, read=day),
    Column("is_final", ("已生效",), is_required=True, read=truth),
    Column("is_annulled", ("已撤销",), read=truth),
)


def preview_violations(name: str, content: bytes, at: datetime) -> Preview:
    """What a sheet adds and changes. Of what is known already only "final" and "annulled" can change."""
    sheet = read_rows(content, name, VIOLATION_COLUMNS)
    kinds = {kind.code: kind for kind in ViolationKind.objects.all()}
    wanted = [row["decision_no"] for row in sheet.rows]
    known = {one.decision_no: one for one in Violation.objects.filter(decision_no__in=wanted)}
    found, seen = Preview(), set[str]()
    for row in sheet.rows:
        fault = _fault(row, kinds, seen, at)
        if fault is not None:
            sheet.refuse(row.number, *fault)
            continue
        seen.add(row["decision_no"])
        old = known.get(row["decision_no"])
        values = {**row, "kind": kinds[row["kind"]]}
        label = f"{row['decision_no']} {masked('plate', row['plate'])}"
        changes = _changes(old, values) if old else []
        if old is None or changes:
            found.rows.append(Planned("changed" if old else "added", row["kind"], label, values, changes))
        else:
            found.unchanged_count += 1
    found.errors = sorted(sheet.errors, key=lambda error: error.row)
    return found


def _fault(row: Any, kinds: Any, seen: set[str], moment: datetime) -> tuple[str, Any] | None:
    if row["kind"] not in kinds:
        return "kind 违法代码", _("is no kind of violation")
    if not is_plate(normalised(row["plate"])):
        return "plate 号牌号码", _("is no number plate")
    if row["happened_at"] > moment or row["decided_on"] > localdate(moment):
        return "decided_on 决定日期", _("lies in the future")
    if (row["longitude"] is None) != (row["latitude"] is None):
        return "longitude 经度", _("needs both coordinates or none")
    if row["longitude"] is not None and not (abs(row["longitude"]) <= 180 and abs(row["latitude"]) <= 90):
        return "longitude 经度", _("is not on this earth")
    return ("decision_no 决定书编号", _("stands twice in the sheet")) if row["decision_no"] in seen else None


def _changes(old: Violation, values: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    found = []
    if old.is_final != values["is_final"]:
        found.append(("已生效", old.is_final, values["is_final"]))
    if values["is_annulled"] and old.state != ViolationState.ANNULLED:
        found.append(("已撤销", False, True))
    return found


def pattern() -> Writable:
    """An empty sheet to fill in."""
    return Writable("交通违法", [column.aliases[0] for column in VIOLATION_COLUMNS], [], (24, 10, 18, 30))


KIND_COLUMNS = (
    Column("code", ("编码",), is_required=True, max_length=20),
    Column("group", ("类别",), is_required=True, read=one_of({group: group for group in GROUPS})),
    Column("name_zh", ("名称",), is_required=True, max_length=200),
    Column("legal_basis", ("法律依据",), is_required=True, max_length=300),
    Column("exposure_allowed_default", ("可曝光",), is_required=True, read=truth),
)


def read_kinds(name: str, content: bytes) -> list[dict[str, Any]]:
    """Rows for `define_violation_kinds`. Refused: `bad_rows` with the first fault."""
    sheet = read_rows(content, name, KIND_COLUMNS)
    if sheet.errors:
        first = sheet.errors[0]
        said = {"row": first.row, "column": first.column, "reason": first.reason}
        raise Refused("bad_rows", _t("Row %(row)s, %(column)s: %(reason)s") % said, field="file")
    return [{**row, "may_be_exposed": row["exposure_allowed_default"]} for row in sheet.rows]
