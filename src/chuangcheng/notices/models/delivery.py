"""Deliveries: one piece of news on one way to one receiver, and every attempt to hand it over."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """Where a delivery stands; the moves are in `workflow.py`."""

    WAITING = "waiting", _("Waiting")
    FAILED = "failed", _("Failed, tried again")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")
    DISCARDED = "discarded", _("Discarded")
    BUNDLED = "bundled", _("Sent in a digest")


class Delivery(models.Model):
    """`key` makes it unique for its news, channel and receiver, so that planning twice sends once. `uid` is what a
    receiver may recognise a repeated message by. `claimed_until`: a worker has it in hand until then."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    key = models.CharField(max_length=120, unique=True)
    channel = models.ForeignKey("notices.Channel", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("journal.Entry", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, help_text="of the news, or digest, or test")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    post = models.ForeignKey("units.Post", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_for_digest = models.BooleanField(default=False)
    digest = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="bundle")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    next_at = models.DateTimeField(help_text="when it leaves or is tried again")
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    cost_fen = models.PositiveIntegerField(default=0)
    receipt = models.CharField(max_length=100, blank=True, help_text="the gateway's number of the message")
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_at"], name="delivery_due"),
            models.Index(fields=["state", "-id"], name="delivery_state"),
            models.Index(fields=["channel", "-id"], name="delivery_of_channel"),
            models.Index(fields=["channel", "receipt"], name="delivery_receipt"),
        ]

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(DeliveryState(self.state).label)


class Attempt(models.Model):
    """One attempt: what the receiver answered, shortened, without secrets."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    channel = models.ForeignKey("notices.Channel", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    is_success = models.BooleanField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["channel", "at"], name="attempt_of_channel")]
