"""Background entry points of deliveries."""

from datetime import timedelta

from django.db.models import Q

from chuangcheng.kit import clock
from chuangcheng.kit.jobs import job
from chuangcheng.notices.delivering.sending import attempt_delivery
from chuangcheng.notices.delivering.sending import send_due as put_due_in_line
from chuangcheng.notices.delivering.texting import send_text as hand_over_text
from chuangcheng.notices.models import Delivery, DeliveryState, ShortMessage

KEPT = timedelta(days=90)
TEXTS_KEPT = timedelta(days=2)
OVER = (DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.BUNDLED, DeliveryState.DISCARDED)


@job(attempts=3, queue="outside")
def send_delivery(delivery_id: int) -> None:
    """One attempt at one delivery. Its failures are the delivery's, not the job's: they are tried again by time."""
    attempt_delivery(delivery_id, clock.now())


@job(attempts=2)
def send_due() -> None:
    """Put what is due in line: after quiet hours, for a digest, after a pause, after a killed worker."""
    put_due_in_line(clock.now())


@job(attempts=4, queue="outside")
def send_text(message_id: int) -> None:
    """One attempt at one short message to a citizen."""
    hand_over_text(message_id, clock.now())


@job(attempts=2)
def prune_deliveries() -> None:
    """Forget finished deliveries after ninety days: the journal says what the news was. Dead ones stay. Short messages
    to citizens are gone two days after nobody wanted them any more."""
    ShortMessage.objects.filter(wanted_until__lt=clock.now() - TEXTS_KEPT).delete()
    old = Q(made_at__lt=clock.now() - KEPT, state__in=OVER)
    Delivery.objects.filter(pk__in=list(Delivery.objects.filter(old).values_list("pk", flat=True)[:5000])).delete()
