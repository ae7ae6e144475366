"""Who wants which news by which way, and the office's own words for them."""

from datetime import time

from django.conf import settings
from django.db import models


class Preference(models.Model):
    """A person's choices, or those of a unit for all who hold its posts. Only what differs from the defaults."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    unit = models.OneToOneField("units.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    choices = models.JSONField(default=dict, help_text="kind of news -> way -> when")
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=time(7))
    digest_at = models.TimeField(default=time(8, 30))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None, unit__isnull=False) | models.Q(person__isnull=False, unit=None),
                name="preference_of_one",
            )
        ]


class NewsText(models.Model):
    """The office's own text for a kind of news, in one form (title, body, sms) and language."""

    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "form", "language"], name="news_text_once")]
