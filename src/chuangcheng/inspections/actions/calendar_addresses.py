"""Private calendar addresses: whoever knows one reads its owner's stops, so it can be revoked at any time."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import Person
from chuangcheng.inspections.models import CalendarAddress
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.feeds import close_address, new_address
from chuangcheng.kit.refused import Refused


def make_calendar_address(*, by: Actor, at: datetime) -> tuple[CalendarAddress, str]:
    """(the address, its token). The token is shown this once, its hash kept. Refused `too_many`, `needs_person`."""
    by.must("inspections.make_calendar_address")
    if by.person_id is None:
        raise Refused("needs_person", _("Only a person has a calendar."))
    with act("inspections.make_calendar_address", by=by, at=at) as record:
        made, token = new_address(CalendarAddress, at, person=Person.objects.get(pk=by.person_id))
        record.on(made)
    return made, token


def revoke_calendar_address(*, by: Actor, at: datetime, address: CalendarAddress) -> CalendarAddress:
    """From now on the address answers nobody. Only its owner can; a second time changes nothing."""
    by.must("inspections.revoke_calendar_address")
    if address.person_id != by.person_id:
        raise Refused("not_yours", _("Only the owner revokes a calendar address."))
    if address.revoked_at is not None:
        return address
    with act("inspections.revoke_calendar_address", by=by, at=at, on=address):
        close_address(address, at)
    return address
