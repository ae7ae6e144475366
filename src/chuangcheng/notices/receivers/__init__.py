"""One module per kind of receiver: what exactly is sent, and how its answer is read."""

from collections.abc import Callable
from datetime import datetime

from chuangcheng.notices.composing import Words
from chuangcheng.notices.models import ChannelKind, Delivery
from chuangcheng.notices.receivers import mail, push, robots, sms, webhooks
from chuangcheng.notices.receivers.outcome import Outcome

HandOver = Callable[[Delivery, Words, datetime], Outcome]

RECEIVERS: dict[str, HandOver] = {
    ChannelKind.EMAIL: mail.hand_over,
    ChannelKind.SMS: sms.hand_over,
    ChannelKind.PUSH: push.hand_over,
    ChannelKind.WECOM: robots.wecom,
    ChannelKind.DINGTALK: robots.dingtalk,
    ChannelKind.FEISHU: robots.feishu,
    ChannelKind.WEBHOOK: webhooks.hand_over,
}


def hand_over(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """Send one delivery. Raises Unreachable and Refused for what happens before an answer is there."""
    return RECEIVERS[delivery.channel.kind](delivery, words, at)
