"""Hands a short message to the gateway, and forgets its number and words as soon as it has left."""

from datetime import datetime

from chuangcheng.kit.outbound import Unreachable
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import open_value
from chuangcheng.notices.delivering.costs import CapReached, count_sent, give_back, set_aside
from chuangcheng.notices.models import Channel, ChannelKind, ShortMessage
from chuangcheng.notices.queries.channels import on_channel
from chuangcheng.notices.queries.short import SEAL
from chuangcheng.notices.receivers.sms import post_text, with_signature
from chuangcheng.notices.rules.texts import sms_parts

JOB = "chuangcheng.notices.jobs.send_text"
SENT = {"phone_sealed": "", "text_sealed": "", "problem": ""}


def send_text(pk: int, at: datetime) -> None:
    """One attempt, while the message is still wanted. Raises Unreachable for what another try may mend."""
    row = ShortMessage.objects.filter(pk=pk, sent_at=None, wanted_until__gt=at).first()
    channel = on_channel(ChannelKind.SMS)
    if row is None or channel is None or not row.text_sealed:
        return
    text = open_value(row.text_sealed, SEAL).decode()
    cost = channel.price_fen * sms_parts(with_signature(channel, text))
    try:
        set_aside(channel, cost, at)
        outcome = post_text(channel, open_value(row.phone_sealed, SEAL).decode(), text, row.purpose, str(row.pk))
    except (CapReached, Refused) as refused:
        ShortMessage.objects.filter(pk=pk).update(problem=getattr(refused, "code", str(refused))[:200])
        return
    if outcome.is_success:
        ShortMessage.objects.filter(pk=pk).update(sent_at=at, **SENT)
        count_sent(channel, at)
        return
    _not_taken(channel, pk, cost, at, outcome.said)


def _not_taken(channel: Channel, pk: int, cost: int, at: datetime, said: str) -> None:
    give_back(channel, cost, at)
    ShortMessage.objects.filter(pk=pk).update(problem="not_taken")
    raise Unreachable("the gateway did not take a short message")
