"""Reads of channels: their settings, their secrets for whoever sends, what they cost."""

import json
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.sealed import open_value
from chuangcheng.notices.models import Channel, ChannelKind, PushSubscription, Spending

SEAL = "notices.channel"
"""Purpose under which secrets of channels are sealed."""


def channels() -> list[Channel]:
    """All channels, at most 200: a city has a handful."""
    return list(Channel.objects.select_related("unit")[:200])


def get_channel_for(actor: Actor, pk: int) -> Channel:
    """A channel, for whoever may see channels. Raises NotFound."""
    found = Channel.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not actor.may_anywhere("notices.see_channel"):
        raise NotFound("channel")
    return found


def keys_of(channel: Channel) -> dict[str, Any]:
    """The channel's secrets, opened. Refused `cannot_unseal` under another key of the city."""
    return json.loads(open_value(channel.sealed, SEAL)) if channel.sealed else {}


def on_channel(kind: str) -> Channel | None:
    """The channel of a personal way that is switched on, or None."""
    return Channel.objects.filter(kind=kind, is_on=True).first()


def push_key() -> str:
    """The public key that browsers subscribe with; blank where push is off."""
    channel = on_channel(ChannelKind.PUSH)
    return str(channel.settings.get("public_key", "")) if channel else ""


def subscriptions_of(person_id: int) -> list[PushSubscription]:
    """A person's browsers, newest first, at most ten."""
    return list(PushSubscription.objects.filter(person=person_id)[:10])


def spending(channel: Channel, at: datetime) -> dict[str, int]:
    """What the channel sent and cost today and this month."""
    today = timezone.localdate(at)
    return {
        **_sum("today", Spending.objects.filter(channel=channel, day=today)),
        **_sum("month", in_month(channel, today)),
    }


def in_month(channel: Channel, day: date) -> QuerySet[Spending]:
    """The rows of a day's calendar month."""
    return Spending.objects.filter(channel=channel, day__gte=day.replace(day=1), day__lte=day)


def _sum(name: str, rows: QuerySet[Spending]) -> dict[str, int]:
    found = rows.aggregate(count=Sum("count"), fen=Sum("fen"))
    return {f"{name}_count": found["count"] or 0, f"{name}_fen": found["fen"] or 0}
