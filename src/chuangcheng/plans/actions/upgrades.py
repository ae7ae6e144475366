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
from chuangcheng.plans.queries.undertakings import project_of
from chuangcheng.recurrences.actions import finish_upgrade
from chuangcheng.recurrences.models import Recurrence, UpgradeState

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


def must_await_project(card: Recurrence) -> None:
    """Refused: `not_taken_up`, `project_already`: an accepted proposal becomes one project."""
    if card.state != UpgradeState.TAKEN_UP:
        raise Refused("not_taken_up", _("Only a proposal that was taken up becomes a project."))
    standing = project_of(card)
    if standing is not None:
        said = _("“%(code)s” carries this proposal out already.") % {"code": standing.code}
        raise Refused("project_already", said)


def finish_card(undertaking: Undertaking, at: datetime, text: str) -> None:
    """The place is upgraded: the card of its recurring fault, if one stands, is finished and counting begins anew.

    The product writes it on behalf of the confirmed project, like the equipment.
    """
    card = undertaking.recurrence
    if card is not None and card.state == UpgradeState.TAKEN_UP:
        result = (
            f"{undertaking.code} {undertaking.name_zh}：{text}" if text else f"{undertaking.code} {undertaking.name_zh}"
        )
        finish_upgrade(by=SYSTEM, at=at, recurrence=card, result=result)


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
