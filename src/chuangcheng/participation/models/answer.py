"""What the city answers, and who follows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.participation.models.report import Report


class AnswerState(models.TextChoices):
    """A draft is nobody's word yet."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Answer(models.Model):
    """An answer to a report: drafted from the case, edited and published by a person."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="replies")
    text_zh = models.TextField()
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=models.Q(state="draft"), name="one_draft_of_a_report")
        ]


class Follower(models.Model):
    """Somebody who said “me too”: counted, and told by e-mail where an address was left (sealed)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="followers")
    origin_hash = models.CharField(max_length=64, help_text="hashed address and day: one and the same counts once")
    email_sealed = models.TextField(blank=True)
    link_hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "origin_hash"], name="one_follower_an_address")]
