"""Shifts: planned at a place, changed, cancelled, and given a leader."""

import secrets
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places.queries import Place
from chuangcheng.volunteering.actions.signing import move_up
from chuangcheng.volunteering.actions.telling import tell
from chuangcheng.volunteering.models import Campaign, CampaignState, Shift, SignUpState, Volunteer
from chuangcheng.volunteering.rules import LONGEST_SHIFT
from chuangcheng.volunteering.workflow import SHIFTS, check, moved


def _must_fit(starts_at: datetime, ends_at: datetime, capacity: int) -> None:
    if not starts_at < ends_at:
        raise Refused("bad_order", _("A shift ends after it begins."), field="ends_at")
    if ends_at - starts_at > LONGEST_SHIFT:
        raise Refused("too_long", _("Twelve hours at most."), field="ends_at")
    if not 1 <= capacity <= 100_000:
        raise Refused("out_of_range", _("A shift is for 1 to 100,000 people."), field="capacity")


def plan_shift(
    *,
    by: Actor,
    at: datetime,
    campaign: Campaign,
    place: Place,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int | None = None,
    meeting_zh: str = "",
) -> Shift:
    """A shift at a segment, site, facility or area. Refused `bad_order`, `too_long`, `out_of_range`, `over`."""
    by.must("volunteering.plan_shift", unit_path=campaign.unit.path)
    _must_fit(starts_at, ends_at, capacity or campaign.capacity)
    if campaign.state == CampaignState.ENDED:
        raise Refused("over", _("The campaign has ended."))
    named: dict[str, Any] = {
        "campaign": campaign.name_zh,
        "place": place.thing.name_zh,
        "starts": moment_text(starts_at, "numeric"),
    }
    with act("volunteering.plan_shift", by=by, at=at, **named) as record:
        made = Shift.objects.create(
            campaign=campaign,
            area=place.area,
            segment=place.segment,
            site=place.site,
            facility=place.facility,
            meeting_zh=meeting_zh.strip()[:200],
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=capacity or campaign.capacity,
            secret=secrets.token_urlsafe(32),
        )
        record.on(made)
    return made


def edit_shift(
    *, by: Actor, at: datetime, shift: Shift, starts_at: datetime, ends_at: datetime, capacity: int, meeting_zh: str
) -> Shift:
    """Other times or more places; never fewer than are taken, and no other time once somebody came."""
    by.must("volunteering.edit_shift", unit_path=shift.campaign.unit.path)
    move = check(SHIFTS, "volunteering.edit_shift", shift, {})
    _must_fit(starts_at, ends_at, capacity)
    is_moved = (starts_at, ends_at) != (shift.starts_at, shift.ends_at)
    if is_moved and shift.services.exists():
        raise Refused("begun", _("Somebody has come already: the time stays."), field="starts_at")
    named: dict[str, Any] = {"campaign": shift.campaign.name_zh, "place": shift.place.name_zh}
    with act("volunteering.edit_shift", by=by, at=at, on=shift, **named):
        if not Shift.objects.filter(pk=shift.pk, taken_count__lte=capacity).update(capacity=capacity):
            raise Refused("taken", _("More places than that are taken already."), field="capacity")
        shift.capacity = capacity
        moved(shift, move, starts_at=starts_at, ends_at=ends_at, meeting_zh=meeting_zh.strip()[:200])
        if is_moved:
            tell(at, shift, [SignUpState.PLACED, SignUpState.WAITING], "moved")
        while move_up(by=SYSTEM, at=at, shift=shift):
            continue
    return shift


def cancel_shift(*, by: Actor, at: datetime, shift: Shift, reason: str) -> Shift:
    """It does not take place; everybody who signed up is told. Refused `begun` once somebody came."""
    by.must("volunteering.cancel_shift", unit_path=shift.campaign.unit.path)
    move = check(SHIFTS, "volunteering.cancel_shift", shift, {"reason": reason.strip()})
    if shift.services.exists():
        raise Refused("begun", _("Somebody has come already."))
    named: dict[str, Any] = {"campaign": shift.campaign.name_zh, "place": shift.place.name_zh, "reason": reason.strip()}
    with act("volunteering.cancel_shift", by=by, at=at, on=shift, **named):
        moved(shift, move)
        tell(at, shift, [SignUpState.PLACED, SignUpState.WAITING], "cancelled")
    return shift


def name_leader(*, by: Actor, at: datetime, shift: Shift, volunteer: Volunteer | None) -> Shift:
    """Who keeps the list on the spot: one of those with a place. Refused `no_place`."""
    by.must("volunteering.name_leader", unit_path=shift.campaign.unit.path)
    placed = shift.sign_ups.filter(state=SignUpState.PLACED)
    if volunteer is not None and not placed.filter(volunteer=volunteer).exists():
        raise Refused("no_place", _("The leader must have a place in this shift."), field="leader")
    with act("volunteering.name_leader", by=by, at=at, on=shift, campaign=shift.campaign.name_zh):
        shift.leader = volunteer
        shift.save(update_fields=["leader"])
    return shift
