"""Webhooks as Standard Webhooks describes them: signed, with an id that stays the same for every attempt."""

import json
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from chuangcheng.kit.outbound import post
from chuangcheng.notices.composing import Words
from chuangcheng.notices.models import Channel, Delivery
from chuangcheng.notices.queries.channels import keys_of
from chuangcheng.notices.receivers.outcome import Outcome, of_status
from chuangcheng.notices.rules.signing import webhook_signatures

GONE = 410


def hand_over(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """2xx is a success. 410 means that the receiver wants no more: the channel switches itself off."""
    body = json.dumps(words.data, ensure_ascii=False, separators=(",", ":")).encode()
    message_id, stamp = f"msg_{delivery.uid.hex}", int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": message_id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": webhook_signatures(secrets_now(delivery.channel, at), message_id, stamp, body),
    }
    answer = post(str(delivery.channel.settings.get("url", "")), body, headers)
    if answer.status == GONE:
        Channel.objects.filter(pk=delivery.channel_id).update(is_on=False)
        return Outcome(False, GONE, "gone", is_final=True)
    return of_status(answer)


def secrets_now(channel: Channel, at: datetime) -> list[str]:
    """The secret, and the one before it as long as it still counts."""
    keys: dict[str, Any] = keys_of(channel)
    until = parse_datetime(str(keys.get("old_until", "")))
    old = [str(keys["old"])] if keys.get("old") and until and at < until else []
    return [str(keys["secret"]), *old]
