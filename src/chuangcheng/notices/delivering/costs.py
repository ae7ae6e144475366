"""What messages cost, and the cap at which a channel simply stops."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from chuangcheng.notices.composing import Words
from chuangcheng.notices.models import Channel, ChannelKind, Delivery, Spending
from chuangcheng.notices.queries.channels import in_month
from chuangcheng.notices.receivers.sms import whole_text
from chuangcheng.notices.rules.texts import sms_parts


class CapReached(Exception):
    """The day's or the month's cap: nothing more leaves until it is raised or the day or month is over."""


def cost_of(channel: Channel, words: Words) -> int:
    """In 0.01 yuan; only short messages cost."""
    return channel.price_fen * sms_parts(whole_text(channel, words)) if channel.kind == ChannelKind.SMS else 0


def spend(delivery: Delivery, words: Words, at: datetime) -> int:
    """Set the cost aside before sending, so that many workers together cannot pass the cap. Raises CapReached."""
    cost = cost_of(delivery.channel, words)
    set_aside(delivery.channel, cost, at)
    return cost


def set_aside(channel: Channel, cost: int, at: datetime) -> None:
    """Count a cost on the channel's day. Raises CapReached beyond the day's or the month's cap."""
    if not cost:
        return
    day = timezone.localdate(at)
    with transaction.atomic():
        # The channel's row is the lock: whoever else spends on it waits here.
        Channel.objects.select_for_update().get(pk=channel.pk)
        row, _made = Spending.objects.get_or_create(channel=channel, day=day)
        month = in_month(channel, day).aggregate(fen=Sum("fen"))["fen"] or 0
        if channel.day_cap_fen is not None and row.fen + cost > channel.day_cap_fen:
            raise CapReached("day_cap")
        if channel.month_cap_fen is not None and month + cost > channel.month_cap_fen:
            raise CapReached("month_cap")
        Spending.objects.filter(pk=row.pk).update(fen=F("fen") + cost)


def count_sent(channel: Channel, at: datetime) -> None:
    """One more that left today."""
    row, _made = Spending.objects.get_or_create(channel=channel, day=timezone.localdate(at))
    Spending.objects.filter(pk=row.pk).update(count=F("count") + 1)


def give_back(channel: Channel, cost: int, at: datetime) -> None:
    """What was set aside for something that did not leave."""
    if cost:
        day = timezone.localdate(at)
        Spending.objects.filter(channel=channel, day=day, fen__gte=cost).update(fen=F("fen") - cost)


def settle(delivery: Delivery, cost: int, at: datetime, *, is_sent: bool) -> None:
    """Count what was sent; give back what was set aside for what was not."""
    day = timezone.localdate(at)
    row, _made = Spending.objects.get_or_create(channel=delivery.channel, day=day)
    if is_sent:
        Spending.objects.filter(pk=row.pk).update(count=F("count") + 1)
        Delivery.objects.filter(pk=delivery.pk).update(cost_fen=F("cost_fen") + cost)
    elif cost:
        Spending.objects.filter(pk=row.pk, fen__gte=cost).update(fen=F("fen") - cost)
