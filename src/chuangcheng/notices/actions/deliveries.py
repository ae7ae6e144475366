"""What people and gateways do with deliveries: tests, releases, reports."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.queries import Person
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.jobs import enqueue
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.transitions import Move, move_on
from chuangcheng.notices.delivering.planning import SEND
from chuangcheng.notices.kinds import TEST_TEXT
from chuangcheng.notices.models import PERSONAL, Channel, Delivery
from chuangcheng.notices.workflow import CONFIRM, DELIVERIES, DISCARD, GIVE_UP, RELEASE

MEANWHILE = _("This delivery was moved meanwhile; look again.")


def try_channel(*, by: Actor, at: datetime, channel: Channel) -> Delivery:
    """Send a test: to oneself where the channel reaches people, else to the group or system. Also when it is off."""
    by.must("notices.try_channel")
    person = Person.objects.filter(pk=by.person_id or 0).first() if channel.kind in PERSONAL else None
    with act("notices.try_channel", by=by, at=at, on=channel, name=channel.name):
        if channel.kind in PERSONAL and person is None:
            raise Refused("needs_person", _("A test goes to whoever asks for it: sign in as a person."))
        Channel.objects.filter(pk=channel.pk).update(failure_streak=0, resting_until=None)
        made = Delivery(channel=channel, kind=TEST_TEXT, person=person, next_at=at, made_at=at)
        made.key = f"test:{made.uid}"
        made.save()
        enqueue(SEND, delivery_id=made.pk)
    return made


def release_delivery(*, by: Actor, at: datetime, delivery: Delivery) -> Delivery:
    """Send it again with all its attempts anew: one that was given up, or that a receiver has lost."""
    by.must("notices.release_delivery")
    with act("notices.release_delivery", by=by, at=at, on=delivery, channel=delivery.channel.name):
        move_on(
            delivery, _move(RELEASE, delivery), MEANWHILE, attempt_count=0, next_at=at, claimed_until=None, problem=""
        )
        enqueue(SEND, delivery_id=delivery.pk)
    return delivery


def discard_delivery(*, by: Actor, at: datetime, delivery: Delivery, reason: str) -> Delivery:
    """A dead delivery that nobody needs any more."""
    by.must("notices.discard_delivery")
    if not reason.strip():
        raise Refused("missing", _("Say why nobody needs it any more."), field="reason")
    with act(
        "notices.discard_delivery", by=by, at=at, on=delivery, channel=delivery.channel.name, reason=reason.strip()
    ):
        move_on(delivery, _move(DISCARD, delivery), MEANWHILE)
    return delivery


def report_delivery(*, by: Actor, at: datetime, channel: Channel, receipt: str, has_arrived: bool) -> Delivery | None:
    """What a gateway reports, its signature checked by the caller: it arrived, or it never will. None where the
    number is unknown or the report is a repeated one."""
    if not by.is_system:
        raise NotAllowed("notices.report_delivery")
    verb = CONFIRM if has_arrived else GIVE_UP
    found = Delivery.objects.filter(channel=channel, receipt=receipt).order_by("-id").first() if receipt else None
    move = DELIVERIES.find(verb, found.state) if found else None
    if found is None or move is None:
        return None
    with act("notices.report_delivery", by=by, at=at, on=found, channel=channel.name, has_arrived=has_arrived):
        changes = {"delivered_at": at} if has_arrived else {"problem": "the gateway reports: not delivered"}
        move_on(found, move, MEANWHILE, **changes)
    return found


def _move(verb: str, delivery: Delivery) -> Move:
    move = DELIVERIES.find(verb, delivery.state)
    if move is None:
        raise Refused("wrong_state", _("In its present state this cannot be done to a delivery."))
    return move
