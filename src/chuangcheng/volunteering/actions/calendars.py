"""Private calendar addresses: whoever knows one reads its owner's shifts, so it can be revoked at any time."""

from datetime import datetime

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.feeds import close_address, new_address
from chuangcheng.kit.refused import NotFound
from chuangcheng.volunteering.actions.signing import own_volunteer
from chuangcheng.volunteering.models import CalendarAddress


def make_calendar_address(*, by: Actor, at: datetime) -> tuple[CalendarAddress, str]:
    """(the address, its token). The token is shown this once, its hash kept. Refused `too_many`."""
    by.must("volunteering.make_calendar_address")
    with act("volunteering.make_calendar_address", by=by, at=at) as record:
        made, token = new_address(CalendarAddress, at, volunteer=own_volunteer(by))
        record.on(made)
    return made, token


def revoke_calendar_address(*, by: Actor, at: datetime, address: CalendarAddress) -> CalendarAddress:
    """From now on the address answers nobody. A second time changes nothing. NotFound for somebody else's."""
    by.must("volunteering.revoke_calendar_address")
    if address.volunteer.citizen_id != by.citizen_id:
        raise NotFound("calendar")
    if address.revoked_at is not None:
        return address
    with act("volunteering.revoke_calendar_address", by=by, at=at, on=address):
        close_address(address, at)
    return address
