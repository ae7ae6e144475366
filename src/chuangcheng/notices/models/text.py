"""Short messages to members of the public: sealed until they have left, then without number and words."""

from django.db import models


class ShortMessage(models.Model):
    """One message to one number. After `wanted_until` it is not sent any more: an old code helps nobody."""

    purpose = models.CharField(max_length=20, help_text="chooses the gateway's template: code, volunteering")
    phone_hash = models.CharField(max_length=64)
    phone_sealed = models.TextField(blank=True)
    text_sealed = models.TextField(blank=True)
    made_at = models.DateTimeField()
    wanted_until = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["phone_hash"], name="short_message_phone"),
            models.Index(fields=["wanted_until"], name="short_message_until"),
        ]
