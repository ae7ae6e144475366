"""Kinds of facility upgrade as data, and what a finished project changes at its facility."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.actions import assess_facility, define_facility
from chuangcheng.places.fields import sound_equipment
from chuangcheng.places.models import Condition, FacilityKind
from chuangcheng.plans.models import Undertaking, UpgradeKind
from chuangcheng.plans.particulars import CODE

KEPT = (
    "code",
    "kind",
    "name_zh",
    "name_zh_hant",
    "name_en",
    "area",
    "segment",
    "longitude",
    "latitude",
    "address_zh",
    "hours_zh",
    "is_active",
)
"""What a facility keeps while its equipment changes."""


def define_upgrade_kind(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    facility_kinds: Iterable[str] = (),
    equipment: Mapping[str, Any] | None = None,
    name_en: str = "",
    is_active: bool = True,
) -> UpgradeKind:
    """Make or change a kind of upgrade. Refused: `bad_code`, `name_needed`, `unknown_facility_kind`, and what `places`
    says of equipment that none of these kinds of facility has."""
    by.must("plans.define_upgrade_kind")
    if not CODE.fullmatch(code.strip()) or len(code.strip()) > 20:
        raise Refused("bad_code", _("A code is letters, digits, dots and hyphens, 20 at most."), field="code")
    if not name_zh.strip():
        raise Refused("name_needed", _("A Chinese name is required."), field="name_zh")
    wanted = list(dict.fromkeys(facility_kinds))
    kinds = list(FacilityKind.objects.filter(code__in=wanted).order_by("code"))
    if missing := set(wanted) - {kind.code for kind in kinds}:
        said = _("There is no kind of facility “%(code)s”.") % {"code": min(missing)}
        raise Refused("unknown_facility_kind", said, field="facility_kinds")
    given = dict(equipment or {})
    if given and not kinds:
        raise Refused("no_kind", _("Equipment needs the kind of facility it belongs to."), field="equipment")
    for kind in kinds:
        sound_equipment(kind, given)
    with act("plans.define_upgrade_kind", by=by, at=at, code=code.strip(), name=name_zh.strip()) as record:
        made, _new = UpgradeKind.objects.update_or_create(
            code=code.strip(),
            defaults={
                "name_zh": name_zh.strip(),
                "name_en": name_en.strip(),
                "facility_kinds": wanted,
                "equipment": given,
                "is_active": is_active,
            },
        )
        record.on(made)
    return made


def carry_over(undertaking: Undertaking, at: datetime) -> dict[str, Any]:
    """Write what stands at the facility now through its own room, and that it was found in order; returns what changed.

    The product writes it on behalf of the confirmed project: whoever confirms need not keep places.
    """
    facility = undertaking.facility
    assert facility is not None
    after = {**facility.equipment, **undertaking.equipment_after}
    changed = {code: value for code, value in after.items() if facility.equipment.get(code) != value}
    values = {name: getattr(facility, name) for name in KEPT}
    written = define_facility(by=SYSTEM, at=at, **values, equipment=after)
    today = timezone.localdate(at)
    source = f"{undertaking.code} {undertaking.name_zh}"[:100]
    assess_facility(by=SYSTEM, at=at, facility=written, condition=Condition.GOOD, source=source, on=today)
    return changed
