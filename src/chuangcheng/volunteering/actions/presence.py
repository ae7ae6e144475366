"""Presence: by the code at the place, by the leader's list, by rule where a check-out was forgotten."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.volunteering import rules
from chuangcheng.volunteering.access import must_organise
from chuangcheng.volunteering.actions.counting import recount, withdraw_certificates
from chuangcheng.volunteering.actions.signing import own_volunteer
from chuangcheng.volunteering.models import (
    Correction,
    Service,
    ServiceState,
    Shift,
    ShiftState,
    SignUpState,
    Source,
    Volunteer,
)
from chuangcheng.volunteering.workflow import SERVICES, SHIFTS, check, moved

MOST_SENT_LATE = timedelta(hours=48)


def _must_be_there(shift: Shift, code: str, seen_at: datetime, at: datetime) -> None:
    """The code must be that of the moment it was seen at; what a telephone sends later must not be too old."""
    if shift.state != ShiftState.OPEN:
        raise Refused("not_open", _("This shift is over or cancelled."))
    if not at - MOST_SENT_LATE <= seen_at <= at + rules.SLOT:
        raise Refused("too_late", _("This was kept too long on the telephone. The leader can write it down."))
    if not rules.code_fits(code, shift.secret, seen_at, allows_print=shift.campaign.allows_print):
        raise Refused("wrong_code", _("This code is not valid now. Scan the one on the leader's screen."))


def check_in(
    *, by: Actor, at: datetime, shift: Shift, code: str, seen_at: datetime | None = None, client_id: uuid.UUID
) -> Service:
    """Who has a place is there. `client_id` is the telephone's own: sent twice, it is one record.

    Refused `not_open`, `wrong_code`, `too_late`, `too_early`, `no_place`, `already`.
    """
    by.must("volunteering.check_in")
    moment = seen_at or at
    with act("volunteering.check_in", by=by, at=at, device_at=seen_at, campaign=shift.campaign.name_zh) as record:
        volunteer = own_volunteer(by)
        known = Service.objects.filter(shift=shift, volunteer=volunteer).first()
        if known is not None and known.client_id == client_id:
            record.on(known)
            return known
        _must_be_there(shift, code, moment, at)
        if known is not None:
            raise Refused("already", _("You are written down already."))
        if not rules.may_check_in(shift.span, moment):
            raise Refused("too_early", _("Checking in is possible from half an hour before the shift until its end."))
        if not shift.sign_ups.filter(volunteer=volunteer, state=SignUpState.PLACED).exists():
            raise Refused("no_place", _("You have no place in this shift. Ask its leader to write you down."))
        made = _new(shift, volunteer, client_id=client_id, arrived_at=moment, source=Source.CODE, verb="check_in")
        record.on(made)
    return made


def _new(shift: Shift, volunteer: Volunteer, *, verb: str, **columns: Any) -> Service:
    move = check(SERVICES, f"volunteering.{verb}", None, {})
    try:
        with transaction.atomic():
            return Service.objects.create(shift=shift, volunteer=volunteer, state=move.target, **columns)
    except IntegrityError:
        raise Refused("already", _("This person is written down already.")) from None


def check_out(*, by: Actor, at: datetime, shift: Shift, code: str, seen_at: datetime | None = None) -> Service:
    """Leaving. Repeated, it is the same record. Refused `not_there`, `wrong_code`, `too_late`."""
    by.must("volunteering.check_out")
    moment = seen_at or at
    with act("volunteering.check_out", by=by, at=at, device_at=seen_at, campaign=shift.campaign.name_zh) as record:
        volunteer = own_volunteer(by)
        known = Service.objects.filter(shift=shift, volunteer=volunteer).first()
        if known is None:
            raise Refused("not_there", _("You have not checked in."))
        record.on(known)
        if known.state == ServiceState.RECORDED and known.source == Source.CODE:
            return known
        _must_be_there(shift, code, moment, at)
        if not rules.may_check_out(shift.span, moment):
            raise Refused("too_late", _("The shift ended more than an hour ago. The leader can write it down."))
        left_at = max(moment, known.arrived_at or moment)
        moved(known, check(SERVICES, "volunteering.check_out", known, {}), left_at=left_at)
        recount(volunteer)
        known.refresh_from_db()
    return known


def settle_forgotten(*, by: Actor, at: datetime, shift: Shift) -> int:
    """Whoever is still “there” an hour after the end left by the campaign's rule. Returns how many."""
    by.must("volunteering.settle_forgotten", unit_path=shift.campaign.unit.path)
    there = list(shift.services.filter(state=ServiceState.PRESENT).select_related("volunteer"))
    if at < shift.ends_at + rules.LATE or not there:
        return 0
    named: dict[str, Any] = {"campaign": shift.campaign.name_zh, "count": len(there)}
    with act("volunteering.settle_forgotten", by=by, at=at, on=shift, **named):
        for service in there:
            assert service.arrived_at is not None
            left_at = rules.planned_end(service.arrived_at, shift.span, shift.campaign.forgotten_rule)
            move = check(SERVICES, "volunteering.settle_forgotten", service, {})
            moved(service, move, left_at=left_at, source=Source.RULE)
            if service.volunteer is not None:
                recount(service.volunteer)
    return len(there)


def record_service(
    *, by: Actor, at: datetime, shift: Shift, volunteer: Volunteer, arrived_at: datetime, left_at: datetime
) -> Service:
    """The leader's list: who was there, from when to when. Refused `not_open`, `bad_order`, `ahead`, `already`,
    `yourself`: a leader does not write down their own hours."""
    must_organise(by, "volunteering.record_service", shift)
    check(SHIFTS, "volunteering.edit_shift", shift, {})
    _must_be_past(arrived_at, left_at, at)
    if by.citizen_id and by.citizen_id == volunteer.citizen_id:
        raise Refused("yourself", _("One's own hours are written down by somebody else, or by the code."))
    with act("volunteering.record_service", by=by, at=at, campaign=shift.campaign.name_zh) as record:
        times = {"arrived_at": arrived_at, "left_at": left_at, "source": Source.LIST}
        made = _new(shift, volunteer, verb="record_service", **times)
        recount(volunteer)
        made.refresh_from_db()
        record.on(made)
    return made


def _must_be_past(arrived_at: datetime, left_at: datetime, at: datetime) -> None:
    if left_at <= arrived_at:
        raise Refused("bad_order", _("Leaving comes after arriving."), field="left_at")
    if left_at > at:
        raise Refused("ahead", _("What has not been yet cannot be written down."), field="left_at")


def correct_service(
    *, by: Actor, at: datetime, service: Service, arrived_at: datetime, left_at: datetime, reason: str
) -> Service:
    """Other times, with a reason; what stood there is kept. A record that was vouched for must be vouched for again,
    by the organising unit, and only its staff may change it."""
    _must_correct(by, "volunteering.correct_service", service)
    move = check(SERVICES, "volunteering.correct_service", service, {"reason": reason.strip()})
    _must_be_past(arrived_at, left_at, at)
    shift = service.shift
    named: dict[str, Any] = {"campaign": shift.campaign.name_zh, "reason": reason.strip()[:300]}
    with act("volunteering.correct_service", by=by, at=at, on=service, **named):
        _keep_old(service, reason, at)
        times = {"arrived_at": arrived_at, "left_at": left_at, "source": Source.CORRECTION}
        moved(service, move, vouched_at=None, **times)
        if shift.state == ShiftState.SETTLED:
            moved(shift, check(SHIFTS, "volunteering.correct_service", shift, {}))
        _count_again(service, at)
    return service


def strike_service(*, by: Actor, at: datetime, service: Service, reason: str) -> Service:
    """It was not so: nothing counts, and the row stays with its reason."""
    _must_correct(by, "volunteering.strike_service", service)
    move = check(SERVICES, "volunteering.strike_service", service, {"reason": reason.strip()})
    named: dict[str, Any] = {"campaign": service.shift.campaign.name_zh, "reason": reason.strip()[:300]}
    with act("volunteering.strike_service", by=by, at=at, on=service, **named):
        _keep_old(service, reason, at)
        moved(service, move, vouched_at=None)
        _count_again(service, at)
    return service


def _must_correct(by: Actor, verb: str, service: Service) -> None:
    if service.volunteer_id is None:
        raise NotFound("service")
    if service.state == ServiceState.VOUCHED or service.shift.state == ShiftState.SETTLED:
        by.must(verb, unit_path=service.shift.campaign.unit.path)
        return
    must_organise(by, verb, service.shift)
    if by.citizen_id and service.volunteer and service.volunteer.citizen_id == by.citizen_id:
        raise Refused("yourself", _("One's own hours are written down by somebody else, or by the code."))


def _keep_old(service: Service, reason: str, at: datetime) -> None:
    Correction.objects.create(
        service=service,
        old_arrived_at=service.arrived_at,
        old_left_at=service.left_at,
        old_minutes=service.minutes,
        reason=reason.strip()[:300],
        made_at=at,
    )


def _count_again(service: Service, at: datetime) -> None:
    assert service.volunteer is not None
    recount(service.volunteer)
    withdraw_certificates(service, at)
    service.refresh_from_db()


def vouch_shift(*, by: Actor, at: datetime, shift: Shift) -> int:
    """The organising unit vouches for what it recorded (誰組織誰記錄、誰記錄誰證明). Refused `not_over`,
    `still_there`, `nothing`."""
    by.must("volunteering.vouch_shift", unit_path=shift.campaign.unit.path)
    move = check(SHIFTS, "volunteering.vouch_shift", shift, {})
    if at < shift.ends_at:
        raise Refused("not_over", _("The shift is not over yet."))
    if shift.services.filter(state=ServiceState.PRESENT).exists():
        raise Refused("still_there", _("Somebody has not checked out: settle that first."))
    recorded = shift.services.filter(state=ServiceState.RECORDED)
    with act("volunteering.vouch_shift", by=by, at=at, on=shift, campaign=shift.campaign.name_zh) as record:
        count = recorded.update(state=ServiceState.VOUCHED, vouched_at=at)
        if not count:
            raise Refused("nothing", _("Nothing is recorded yet."))
        moved(shift, move)
        record.note(count=count)
    return count
