"""A scheme of patrol: set up, changed, switched on with its lawful purpose, switched off."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.patrols.models import Scheme
from chuangcheng.patrols.workflow import SCHEMES, check, moved
from chuangcheng.places.queries import Place
from chuangcheng.units.models import Unit

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,29}")
LONGEST = timedelta(days=366)
MOST_KEPT = 90
LONGEST_WARNING = 720


def must(by: Actor, verb: str, scheme: Scheme) -> None:
    """Raise NotAllowed unless one grant covers the verb at the scheme's unit and area."""
    by.must(verb, unit_path=scheme.unit.path, area_path=scheme.area.path)


def define_scheme(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    place: Place,
    unit: Unit,
    purpose_zh: str = "",
    basis_zh: str = "",
    ends_on: date | None = None,
    warn_minutes: int = 20,
    keep_days: int = 30,
    name_en: str = "",
) -> Scheme:
    """A draft for a market (a site) or an area. Refused: `missing`, `bad_code`, `code_taken`, `bad_place`,
    `out_of_range`. Purpose, basis and last day may still lack; it cannot be switched on without."""
    by.must("patrols.define_scheme", unit_path=unit.path, area_path=place.area.path)
    code = code.strip()
    check(SCHEMES, "patrols.define_scheme", None, {"code": code, "name": name_zh.strip()})
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits and hyphens, 30 at most."), field="code")
    if Scheme.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another patrol scheme has this code."), field="code")
    if place.kind not in ("site", "area"):
        raise Refused("bad_place", _("A patrol scheme is of a site or an area."), field="place")
    _check_numbers(warn_minutes, keep_days)
    with act("patrols.define_scheme", by=by, at=at, code=code) as record:
        scheme = Scheme.objects.create(
            code=code,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            site=place.site if place.kind == "site" else None,
            area=place.area,
            unit=unit,
            purpose_zh=purpose_zh.strip(),
            basis_zh=basis_zh.strip(),
            ends_on=ends_on,
            warn_minutes=warn_minutes,
            keep_days=keep_days,
        )
        record.on(scheme, unit=unit.code)
    return scheme


def _check_numbers(warn_minutes: int, keep_days: int) -> None:
    if not 0 <= warn_minutes <= LONGEST_WARNING:
        raise Refused("out_of_range", _("The warning comes 0 to 720 minutes before the end."), field="warn_minutes")
    if not 1 <= keep_days <= MOST_KEPT:
        raise Refused("out_of_range", _("Scans are kept for 1 to 90 days."), field="keep_days")


def edit_scheme(
    *,
    by: Actor,
    at: datetime,
    scheme: Scheme,
    name_zh: str,
    purpose_zh: str,
    basis_zh: str,
    ends_on: date | None,
    warn_minutes: int = 20,
    keep_days: int = 30,
    name_en: str = "",
) -> Scheme:
    """Only while it is not on: what a running scheme was switched on for does not change. Refused: `wrong_state`."""
    must(by, "patrols.edit_scheme", scheme)
    move = check(SCHEMES, "patrols.edit_scheme", scheme, {})
    _check_numbers(warn_minutes, keep_days)
    if not name_zh.strip():
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Name")}, field="name_zh")
    with act("patrols.edit_scheme", by=by, at=at, on=scheme, code=scheme.code):
        changes: dict[str, Any] = {
            "name_zh": name_zh.strip(),
            "name_en": name_en.strip(),
            "purpose_zh": purpose_zh.strip(),
            "basis_zh": basis_zh.strip(),
            "ends_on": ends_on,
            "warn_minutes": warn_minutes,
            "keep_days": keep_days,
        }
        moved(scheme, move, **changes)
    return scheme


def switch_on(*, by: Actor, at: datetime, scheme: Scheme) -> Scheme:
    """From now on scans are taken, until the last day. Refused: `missing` without lawful purpose, basis or last day;
    `bad_end` when that is over or more than a year away; `nothing_to_patrol` without a point or a team."""
    must(by, "patrols.switch_on", scheme)
    carried = {"purpose": scheme.purpose_zh, "basis": scheme.basis_zh, "until": scheme.ends_on}
    move = check(SCHEMES, "patrols.switch_on", scheme, carried)
    today = timezone.localdate(at)
    if scheme.ends_on is None or not today <= scheme.ends_on <= today + LONGEST:
        raise Refused("bad_end", _("The last day lies between today and a year from today."), field="ends_on")
    if not scheme.points.filter(is_active=True).exists() or not scheme.teams.filter(is_active=True).exists():
        raise Refused("nothing_to_patrol", _("Set up at least one patrol point and one team first."))
    with act("patrols.switch_on", by=by, at=at, on=scheme, code=scheme.code) as record:
        moved(scheme, move, switched_on_at=at, switched_off_at=None)
        record.note(until=scheme.ends_on, purpose=scheme.purpose_zh, basis=scheme.basis_zh)
    return scheme


def switch_off(*, by: Actor, at: datetime, scheme: Scheme, reason: str) -> Scheme:
    """No more scans are taken. Refused: `missing`, `wrong_state`."""
    must(by, "patrols.switch_off", scheme)
    reason = reason.strip()
    move = check(SCHEMES, "patrols.switch_off", scheme, {"reason": reason})
    with act("patrols.switch_off", by=by, at=at, on=scheme, code=scheme.code, reason=reason):
        moved(scheme, move, switched_off_at=at)
    return scheme


def must_be_on(scheme: Scheme, moment: datetime) -> None:
    """Refused `not_on` unless the scheme was on at that moment: one that was sent late counts as of its own."""
    if not scheme.was_on_at(moment):
        raise Refused("not_on", _("This patrol scheme is not switched on, or it has ended: nothing is recorded."))
