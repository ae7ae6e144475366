"""A day's news for one person on one way become one digest."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chuangcheng.notices.kinds import DIGEST_TEXT
from chuangcheng.notices.models import Delivery, DeliveryState
from chuangcheng.notices.workflow import BUNDLE, DELIVERIES


def bundle(delivery: Delivery, at: datetime) -> Delivery | None:
    """Gather what waits for the same digest as this delivery, and give the digest itself, taken in hand as this one
    was. None if another worker has gathered them meanwhile."""
    move = DELIVERIES.find(BUNDLE, DeliveryState.WAITING)
    assert move is not None and delivery.person is not None
    with transaction.atomic():
        key = f"digest:{delivery.channel_id}:{delivery.person_id}:{timezone.localtime(at):%Y%m%d%H%M}:{delivery.pk}"
        made = Delivery.objects.create(
            key=key,
            channel=delivery.channel,
            kind=DIGEST_TEXT,
            person=delivery.person,
            post=delivery.post,
            next_at=at,
            made_at=at,
            claimed_until=delivery.claimed_until,
        )
        waiting = Delivery.objects.filter(
            channel=delivery.channel_id,
            person=delivery.person_id,
            is_for_digest=True,
            state=move.source,
            next_at__lte=at,
        )
        if not waiting.update(state=move.target, digest=made, claimed_until=None):
            made.delete()
            return None
    return made
