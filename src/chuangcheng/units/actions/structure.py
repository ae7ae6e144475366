"""The tree of units."""

from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Area
from chuangcheng.units import rules
from chuangcheng.units.models import Post, Unit, UnitKind


def define_unit(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    name_zh_hant: str = "",
    name_en: str = "",
    short_name_zh: str = "",
    kind: str = UnitKind.GOVERNMENT,
    parent: Unit | None = None,
    area: Area | None = None,
    is_commission_member: bool = False,
) -> Unit:
    """Set up a unit or change the one with this code; its subtree moves with it. No row if nothing changes."""
    path = rules.path_of(code, parent.path if parent else "")
    by.must("units.define_unit", unit_path=path)
    unit = Unit.objects.filter(code=code).first()
    wanted = {
        "name_zh": name_zh.strip(),
        "name_zh_hant": name_zh_hant.strip(),
        "name_en": name_en.strip(),
        "short_name_zh": short_name_zh.strip(),
        "kind": kind,
        "parent_id": parent.pk if parent else None,
        "area_id": area.pk if area else None,
        "is_commission_member": is_commission_member,
        "is_active": True,
        "path": path,
    }
    if unit is None:
        changed = wanted
    else:
        by.must("units.define_unit", unit_path=unit.path)
        changed = {name: value for name, value in wanted.items() if getattr(unit, name) != value}
        if not changed:
            return unit
    with act("units.define_unit", by=by, at=at, code=code, label=wanted["name_zh"], changed=changed) as record:
        _check_unit(code, wanted, unit, parent)
        unit = _written(unit, code, wanted)
        record.on(unit)
    return unit


def _check_unit(code: str, wanted: dict[str, Any], unit: Unit | None, parent: Unit | None) -> None:
    if not rules.is_code(code):
        raise Refused("bad_code", _("A code has letters, digits, dots and dashes only."), field="code")
    if not wanted["name_zh"]:
        raise Refused("name_missing", _("Give the unit's name in Chinese."), field="name_zh")
    if wanted["kind"] not in UnitKind.values:
        raise Refused("unknown_kind", _("This kind of unit is not known."), field="kind")
    if unit is not None and parent is not None and parent.path.startswith(unit.path):
        raise Refused("circle", _("A unit cannot stand under itself."), field="parent")


def _written(unit: Unit | None, code: str, wanted: dict[str, Any]) -> Unit:
    old_path = unit.path if unit else ""
    unit = unit or Unit(code=code)
    for name, value in wanted.items():
        setattr(unit, name, value)
    unit.search_text = search_text(code, unit.name_zh, unit.short_name_zh, unit.name_zh_hant, unit.name_en)
    unit.save()
    if old_path and old_path != unit.path:
        _move_subtree(old_path, unit.path)
    return unit


def _move_subtree(old: str, new: str) -> None:
    below = Unit.objects.filter(path__startswith=old).exclude(path=old)
    below.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))


def retire_unit(*, by: Actor, at: datetime, unit: Unit) -> Unit:
    """Take a unit out of use. Refused while it has units below it or posts in use."""
    by.must("units.retire_unit", unit_path=unit.path)
    with act("units.retire_unit", by=by, at=at, on=unit, code=unit.code, label=unit.name_zh):
        if Unit.objects.filter(parent=unit, is_active=True).exists():
            raise Refused("has_units_below", _("Retire or move the units below it first."))
        if Post.objects.filter(unit=unit, is_active=True).exists():
            raise Refused("has_posts", _("Retire its posts first: what they hold needs a new holder."))
        if not Unit.objects.filter(pk=unit.pk, is_active=True).update(is_active=False):
            raise Refused("already_retired", _("This unit is retired already."))
        unit.is_active = False
    return unit
