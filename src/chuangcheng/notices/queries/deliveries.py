"""Reads of the log of deliveries."""

from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.notices.models import Channel, Delivery, DeliveryState

CAP = 1000


def deliveries(*, state: str = "", channel: int | None = None) -> QuerySet[Delivery]:
    """The log, to be paged by id."""
    rows = Delivery.objects.select_related("channel", "person", "entry")
    if state:
        rows = rows.filter(state=state)
    return rows.filter(channel=channel) if channel else rows


def get_delivery_for(actor: Actor, pk: int) -> Delivery:
    """One delivery, for whoever may see channels. Raises NotFound."""
    found = deliveries().select_related("digest").filter(pk=pk).first()
    if found is None or not actor.may_anywhere("notices.see_channel"):
        raise NotFound("delivery")
    return found


def state_counts() -> dict[str, int]:
    """Deliveries that wait, that failed and that are dead, each counted to 1,000."""
    shown = (DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.GIVEN_UP)
    return {state: Delivery.objects.filter(state=state).order_by()[: CAP + 1].count() for state in shown}


def waiting_since(at: datetime) -> datetime | None:
    """When the oldest delivery that should have left by now was due; None if all have."""
    late = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lt=at).order_by("next_at")
    return late.values_list("next_at", flat=True).first()


def of_channel(channel: Channel, limit: int = 20) -> list[Delivery]:
    """The last deliveries of a channel."""
    return list(deliveries(channel=channel.pk).order_by("-id")[:limit])
