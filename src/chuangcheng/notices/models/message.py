"""Messages in the inbox, and complaints about the software (意見反饋)."""

from django.conf import settings
from django.db import models


class Message(models.Model):
    """News for a post, so that it passes to the next holder. Its text is made when it is read, in the
    reader's language, from the journal row's verb and payload."""

    post = models.ForeignKey("units.Post", on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey("journal.Entry", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "entry"], name="told_once")]
        indexes = [models.Index(fields=["post", "read_at", "-id"], name="inbox")]


class Complaint(models.Model):
    """意見反饋: what a member of staff finds wrong with the software or the duties it puts on them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    filed_at = models.DateTimeField(db_index=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
