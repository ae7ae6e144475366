"""Short messages to citizens: codes to sign in with, reminders. Never to the staff, whose news go by `delivering`."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.queries import phone_hash
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.jobs import enqueue
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.notices.delivering.texting import JOB
from chuangcheng.notices.models import ChannelKind, ShortMessage
from chuangcheng.notices.queries.channels import on_channel
from chuangcheng.notices.queries.short import SEAL


def can_text() -> bool:
    """True where a short message would leave the house; the sample city keeps them where its operator reads them."""
    return settings.SAMPLE_CITY or on_channel(ChannelKind.SMS) is not None


def text_citizen(
    *, by: Actor, at: datetime, phone: str, text: str, purpose: str, wanted_until: datetime
) -> ShortMessage:
    """One message, sent by a job. The record learns the purpose, not the number and not the words. Refused `no_sms`."""
    by.must("notices.text_citizen")
    if not can_text():
        raise Refused("no_sms", _("The city sends no short messages yet. Please ask the campaign office."))
    with act("notices.text_citizen", by=by, at=at, purpose=purpose) as record:
        made = ShortMessage.objects.create(
            purpose=purpose,
            phone_hash=phone_hash(phone),
            phone_sealed=seal_value(phone.encode(), SEAL),
            text_sealed=seal_value(text.encode(), SEAL),
            made_at=at,
            wanted_until=wanted_until,
        )
        record.on(made)
        enqueue(JOB, message_id=made.pk)
    return made
