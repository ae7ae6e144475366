"""Signing up: a place is taken by compare-and-set, the waiting list moves up by itself, nobody is in two places."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.volunteering.actions.telling import tell_citizens
from chuangcheng.volunteering.models import CampaignState, Shift, ShiftState, SignUp, SignUpState, Volunteer
from chuangcheng.volunteering.rules import age_on, conflict, is_minor
from chuangcheng.volunteering.sealing import born_on
from chuangcheng.volunteering.workflow import SIGN_UPS, check, moved

WHY_NOT = {
    "overlap": _("You have a place in another shift at the same time."),
    "rest": _("That would leave too little rest between two shifts."),
    "day_full": _("That would be more hours in a day than this campaign allows."),
}
NEAR = timedelta(days=2)


def own_volunteer(by: Actor) -> Volunteer:
    """The acting citizen as a volunteer, locked: two sign-ups of one person wait for each other. NotFound for none."""
    found = Volunteer.objects.select_for_update().filter(citizen_id=by.citizen_id or 0).first()
    if found is None:
        raise NotFound("volunteer")
    return found


def must_fit(volunteer: Volunteer, shift: Shift, at: datetime) -> None:
    """Refused `not_open`, `begun`, `too_young`, `no_consent`, `skills`, `overlap`, `rest`, `day_full`."""
    campaign, day = shift.campaign, timezone.localdate(shift.starts_at)
    if shift.state != ShiftState.OPEN or campaign.state != CampaignState.OPEN:
        raise Refused("not_open", _("This shift takes no sign-ups."))
    if shift.starts_at <= at:
        raise Refused("begun", _("This shift has begun. Its leader can write you down on the spot."))
    born = born_on(volunteer)
    if age_on(born, day) < campaign.youngest:
        said = _("This campaign is for people of {age} and more.").format(age=campaign.youngest)
        raise Refused("too_young", said)
    if is_minor(born, day) and volunteer.consented_at is None:
        raise Refused("no_consent", _("Your guardian has not agreed yet."))
    if lacking := [skill for skill in campaign.skills if skill not in volunteer.skills]:
        said = _("This needs: {skills}. Add it to your skills if you have it.").format(skills="、".join(lacking))
        raise Refused("skills", said)
    held = [one.span for one in _held(volunteer, shift)]
    rest, most = timedelta(minutes=campaign.rest_minutes), timedelta(minutes=campaign.most_minutes_a_day)
    if why := conflict(shift.span, held, rest, most):
        raise Refused(why, WHY_NOT[why])


def _held(volunteer: Volunteer, shift: Shift) -> list[Shift]:
    near = Shift.objects.filter(
        sign_ups__volunteer=volunteer,
        sign_ups__state=SignUpState.PLACED,
        state=ShiftState.OPEN,
        starts_at__range=(shift.starts_at - NEAR, shift.starts_at + NEAR),
    )
    return list(near.exclude(pk=shift.pk))


def take_place(shift: Shift) -> bool:
    """One place, if one is left at this very moment."""
    free = Shift.objects.filter(pk=shift.pk, state=ShiftState.OPEN, taken_count__lt=F("capacity"))
    return bool(free.update(taken_count=F("taken_count") + 1))


def sign_up(*, by: Actor, at: datetime, shift: Shift) -> SignUp:
    """A place in the shift. Refused `full`, and what `must_fit` says."""
    by.must("volunteering.sign_up")
    with act("volunteering.sign_up", by=by, at=at, campaign=shift.campaign.name_zh) as record:
        volunteer = own_volunteer(by)
        must_fit(volunteer, shift, at)
        known = _known(volunteer, shift)
        check(SIGN_UPS, "volunteering.sign_up", known, {})
        if not take_place(shift):
            raise Refused("full", _("All places are taken. You can wait for one."))
        made = _stand(volunteer, shift, known, SignUpState.PLACED, at)
        record.on(made)
    return made


def wait_for_place(*, by: Actor, at: datetime, shift: Shift) -> SignUp:
    """On the waiting list of a full shift. Refused `not_full`, and what `must_fit` says."""
    by.must("volunteering.wait_for_place")
    with act("volunteering.wait_for_place", by=by, at=at, campaign=shift.campaign.name_zh) as record:
        volunteer = own_volunteer(by)
        must_fit(volunteer, shift, at)
        known = _known(volunteer, shift)
        check(SIGN_UPS, "volunteering.wait_for_place", known, {})
        if Shift.objects.filter(pk=shift.pk, taken_count__lt=F("capacity")).exists():
            raise Refused("not_full", _("There is a place: sign up at once."))
        made = _stand(volunteer, shift, known, SignUpState.WAITING, at)
        record.on(made)
    return made


def _known(volunteer: Volunteer, shift: Shift) -> SignUp | None:
    return SignUp.objects.filter(shift=shift, volunteer=volunteer).first()


def _stand(volunteer: Volunteer, shift: Shift, known: SignUp | None, state: str, at: datetime) -> SignUp:
    """The row in its new state; who comes again stands at the end of the list."""
    if known is None:
        return SignUp.objects.create(shift=shift, volunteer=volunteer, state=state, asked_at=at)
    known.state, known.asked_at = state, at
    known.save(update_fields=["state", "asked_at"])
    return known


def move_up(*, by: Actor, at: datetime, shift: Shift) -> SignUp | None:
    """The first on the waiting list who can still come takes a free place and is told; None where nobody can."""
    by.must("volunteering.move_up")
    with transaction.atomic():
        # Two who leave at once must not both let the same person in.
        shift = Shift.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=shift.pk)
        waiting = shift.sign_ups.filter(state=SignUpState.WAITING).select_related("volunteer")
        first = next((one for one in waiting[:200] if _still_fits(one.volunteer, shift, at)), None)
        if first is None or not take_place(shift):
            return None
        with act("volunteering.move_up", by=by, at=at, on=first, campaign=shift.campaign.name_zh):
            moved(first, check(SIGN_UPS, "volunteering.move_up", first, {}))
            tell_citizens(at, shift, [first.volunteer.citizen_id], "moved_up")
    return first


def _still_fits(volunteer: Volunteer, shift: Shift, at: datetime) -> bool:
    try:
        must_fit(volunteer, shift, at)
    except Refused:
        return False
    return True


def withdraw(*, by: Actor, at: datetime, shift: Shift) -> SignUp:
    """One's own sign-up; the place goes to the first who waits. Refused `came` for who is there already."""
    by.must("volunteering.withdraw")
    with act("volunteering.withdraw", by=by, at=at, campaign=shift.campaign.name_zh) as record:
        volunteer = own_volunteer(by)
        known = _known(volunteer, shift)
        if known is None:
            raise NotFound("sign_up")
        if shift.services.filter(volunteer=volunteer).exists():
            raise Refused("came", _("You have been there: nothing to withdraw from."))
        _let_go(known, at)
        record.on(known)
    return known


def _let_go(known: SignUp, at: datetime) -> None:
    had_place = known.state == SignUpState.PLACED
    moved(known, check(SIGN_UPS, "volunteering.withdraw", known, {}))
    shift = known.shift
    if shift.leader_id == known.volunteer_id:
        Shift.objects.filter(pk=shift.pk).update(leader=None)
    if had_place:
        Shift.objects.filter(pk=shift.pk).update(taken_count=F("taken_count") - 1)
        move_up(by=SYSTEM, at=at, shift=shift)


def free_places(volunteer: Volunteer, at: datetime) -> None:
    """Everything ahead of somebody who leaves for good: places go to those who wait."""
    ahead: dict[str, Any] = {"shift__starts_at__gt": at, "shift__state": ShiftState.OPEN}
    rows = volunteer.sign_ups.filter(**ahead).exclude(state=SignUpState.WITHDRAWN)
    for known in rows.select_related("shift__campaign"):
        _let_go(known, at)
