"""The case goes to a unit, is taken back, disputed, decided on. The clock starts at dispatch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases import queries
from chuangcheng.cases.actions.authorising import must
from chuangcheng.cases.actions.clock import end_pause, start_pause
from chuangcheng.cases.actions.open import open_case
from chuangcheng.cases.models import Case, PauseKind
from chuangcheng.cases.queries.deadlines import limit_of
from chuangcheng.cases.queries.responsibility import AFTER_DISPUTE, chosen
from chuangcheng.cases.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Post, Unit

NO_CLOCK: dict[str, Any] = {
    "unit": None,
    "post": None,
    "dispatch_reason": {},
    "dispatched_at": None,
    "accepted_at": None,
    "limit": "",
    "due_at": None,
    "is_due_provisional": False,
    "overdue_since": None,
    "reminder_level": 0,
    "escalation_level": 0,
}
"""What a case looks like that nobody has been given yet."""


def _fresh_clock(case: Case, at: datetime, limit: Limit | None = None) -> dict[str, Any]:
    limit = limit or limit_of(case)
    due = deadline(at, limit)
    return {
        **NO_CLOCK,
        "dispatched_at": at,
        "limit": str(limit),
        "due_at": due.at,
        "is_due_provisional": due.provisional,
        "wanted_at": due.at,
    }


def _chosen_unit(case: Case, at: datetime, unit: Unit | None, post: Post | None, reason: str) -> dict[str, Any]:
    """Unit, post and reason: the first candidate, or the unit given with its reason."""
    if unit is not None and reason:
        return {"unit": unit, "post": post, "dispatch_reason": chosen(reason)}
    for candidate in queries.candidates(case, at):
        if unit is None or candidate.unit.pk == unit.pk:
            found = {"unit": candidate.unit, "post": post or candidate.post}
            return {**found, "dispatch_reason": queries.reason_of(candidate)}
    if unit is None:
        raise Refused(
            "nobody_responsible",
            _("Nobody holds this place, leads this standard or is named by the category. Choose a unit."),
            field="unit",
        )
    raise Refused(
        "missing", _("Nothing in the table of duties points at this unit: say why it is chosen."), field="reason"
    )


def dispatch_case(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    unit: Unit | None = None,
    post: Post | None = None,
    reason: str = "",
    limit: Limit | None = None,
) -> Case:
    """Give the case to a unit; its clock starts. Without a unit the first candidate of `responsible_for` gets it.

    `limit`: the time that somebody above has set; else the category's.
    Refused: `nobody_responsible`, or `missing` where a unit outside the candidates is chosen without a reason.
    """
    must(by, "cases.dispatch_case", case)
    move = check("cases.dispatch_case", case.state, {"unit": unit or "first"})
    if unit is not None and not unit.is_active:
        raise Refused("retired_unit", _("This unit is no longer in use."), field="unit")
    target = _chosen_unit(case, at, unit, post, reason.strip())
    with act("cases.dispatch_case", by=by, at=at, on=case, number=case.number) as record:
        moved(case, move, **{**_fresh_clock(case, at, limit), **target})
        _settle_group(case)
        record.note(**_told(case))
    return case


def _settle_group(case: Case) -> None:
    """The unit may bring the case into a group's remit where nothing else did."""
    if case.group_id is None and (group := queries.group_of(case)):
        case.group = group
        case.save(update_fields=["group"])


def _told(case: Case) -> dict[str, Any]:
    """What the journal keeps of a dispatch."""
    assert case.unit is not None
    return {
        "unit": case.unit.name_zh,
        "unit_code": case.unit.code,
        "limit": case.limit,
        "due_at": case.due_at,
        "reason": case.dispatch_reason,
    }


def take_back_case(*, by: Actor, at: datetime, case: Case, reason: str) -> Case:
    """A wrong dispatch is undone until it is accepted."""
    must(by, "cases.take_back_case", case)
    reason = reason.strip()
    move = check("cases.take_back_case", case.state, {"reason": reason})
    with act("cases.take_back_case", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        record.note(unit=case.unit.name_zh if case.unit else "", unit_id=case.unit_id)
        moved(case, move, **{**NO_CLOCK, "wanted_at": at})
    return case


def dispute_case(*, by: Actor, at: datetime, case: Case, proposed_unit: Unit, reason: str) -> Case:
    """ "Not ours": names the unit that it belongs to. The clock stands still until the office decides."""
    must(by, "cases.dispute_case", case)
    reason = reason.strip()
    move = check("cases.dispute_case", case.state, {"proposed_unit": proposed_unit, "reason": reason})
    if proposed_unit.pk == case.unit_id:
        raise Refused("same_unit", _("Name another unit than your own."), field="proposed_unit")
    with act("cases.dispute_case", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        moved(case, move, wanted_at=at)
        start_pause(case, PauseKind.DISPUTE, at)
        record.note(
            unit=case.unit.name_zh if case.unit else "",
            proposed=proposed_unit.name_zh,
            proposed_id=proposed_unit.pk,
        )
    return case


def uphold_dispute(*, by: Actor, at: datetime, case: Case, unit: Unit, reason: str, post: Post | None = None) -> Case:
    """The unit was right: the case goes to another one, whose clock starts now."""
    must(by, "cases.uphold_dispute", case)
    reason = reason.strip()
    move = check("cases.uphold_dispute", case.state, {"unit": unit, "reason": reason})
    if unit.pk == case.unit_id:
        raise Refused("same_unit", _("To leave it with this unit, reject the dispute."), field="unit")
    with act("cases.uphold_dispute", by=by, at=at, on=case, number=case.number) as record:
        end_pause(case, at)
        target = {"unit": unit, "post": post, "dispatch_reason": chosen(reason, AFTER_DISPUTE)}
        record.note(former_id=case.unit_id)
        moved(case, move, **{**_fresh_clock(case, at), **target})
        record.note(**{**_told(case), "reason": reason})
    return case


def reject_dispute(*, by: Actor, at: datetime, case: Case, reason: str) -> Case:
    """It stays with the unit, and the time of the dispute counts: the deadline is where it was."""
    must(by, "cases.reject_dispute", case)
    reason = reason.strip()
    move = check("cases.reject_dispute", case.state, {"reason": reason})
    with act("cases.reject_dispute", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        end_pause(case, at, gives_time_back=False)
        moved(case, move, wanted_at=case.due_at)
        record.note(unit=case.unit.name_zh if case.unit else "", due_at=case.due_at)
    return case


def split_case(*, by: Actor, at: datetime, case: Case, units: Sequence[Unit], reason: str = "") -> list[Case]:
    """Several units must act: one child case each, dispatched at once; the whole closes with the last of them."""
    must(by, "cases.split_case", case)
    move = check("cases.split_case", case.state, {"units": list(units)})
    if len({unit.pk for unit in units}) < 2:
        raise Refused("one_unit", _("Name at least two units; for one, dispatch the case."), field="units")
    with act("cases.split_case", by=by, at=at, on=case, number=case.number) as record:
        end_pause(case, at)
        moved(case, move, **{**NO_CLOCK, "wanted_at": at})
        parts = [_part(by, at, case, unit, reason.strip()) for unit in units]
        names = "、".join(unit.name_zh for unit in units)
        record.note(units=names, parts=[part.number for part in parts], reason=reason.strip())
    return parts


def _part(by: Actor, at: datetime, case: Case, unit: Unit, reason: str) -> Case:
    place = queries.place_of_case(case)
    if place is None:
        raise Refused("no_place", _("Say first where it is."), field="place")
    part = open_case(
        by=by,
        at=at,
        source=case.source,
        description=case.description,
        place=place,
        category=case.category,
        standard=case.standard,
        check_point=case.check_point,
        severity=case.severity,
        photos=[photo.file for photo in case.photos.filter(kind="before").select_related("file")],
        found_at=case.found_at,
        parent=case,
    )
    return dispatch_case(
        by=by, at=at, case=part, unit=unit, reason=reason or str(_("part of case %(number)s") % {"number": case.number})
    )
