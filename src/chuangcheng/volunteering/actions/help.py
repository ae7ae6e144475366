"""Calls for help, least recently asked first, and reminders."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.volunteering.actions.signing import must_fit
from chuangcheng.volunteering.actions.telling import tell, tell_citizens
from chuangcheng.volunteering.models import Call, Shift, SignUpState, Volunteer

MOST_ASKED = 500
LOOKED_AT = 5000


def call_for_help(*, by: Actor, at: datetime, shift: Shift, text: str, count: int) -> Call:
    """Ask so many of those who could come, whoever was asked longest ago first. Refused `missing`, `out_of_range`."""
    by.must("volunteering.call_for_help", unit_path=shift.campaign.unit.path)
    if not text.strip():
        raise Refused("missing", _("Say in a few words what is needed."), field="text")
    if not 1 <= count <= MOST_ASKED:
        raise Refused("out_of_range", _("1 to 500 people at once."), field="count")
    with act("volunteering.call_for_help", by=by, at=at, on=shift, campaign=shift.campaign.name_zh) as record:
        asked = _who_could_come(shift, at, count)
        Volunteer.objects.filter(pk__in=[one.pk for one in asked]).update(asked_at=at)
        tell_citizens(at, shift, [one.citizen_id for one in asked], "call", text.strip()[:120])
        record.note(count=len(asked))
        return Call.objects.create(shift=shift, text_zh=text.strip()[:120], made_at=at, asked_count=len(asked))


def _who_could_come(shift: Shift, at: datetime, count: int) -> list[Volunteer]:
    known = shift.sign_ups.exclude(state=SignUpState.WITHDRAWN).values_list("volunteer", flat=True)
    rows = Volunteer.objects.filter(takes_calls=True).exclude(pk__in=known)
    found: list[Volunteer] = []
    for one in rows.order_by(F("asked_at").asc(nulls_first=True), "number")[:LOOKED_AT]:
        try:
            must_fit(one, shift, at)
        except Refused:
            continue
        found.append(one)
        if len(found) == count:
            break
    return found


def remind_shift(*, by: Actor, at: datetime, shift: Shift) -> int:
    """Once, on the day before. Returns how many were told."""
    by.must("volunteering.remind_shift", unit_path=shift.campaign.unit.path)
    with act("volunteering.remind_shift", by=by, at=at, on=shift, campaign=shift.campaign.name_zh) as record:
        if not Shift.objects.filter(pk=shift.pk, reminded_at=None).update(reminded_at=at):
            record.note(count=0)
            return 0
        count = tell(at, shift, [SignUpState.PLACED], "reminder")
        record.note(count=count, day=timezone.localdate(shift.starts_at))
    return count
