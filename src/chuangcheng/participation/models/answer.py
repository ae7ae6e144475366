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
    """Somebody who said “me too”: counted. Whoever wants to hear the answer asks for an alert beside it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="followers")
    origin_hash = models.CharField(max_length=64, help_text="hashed address and day: one and the same counts once")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "origin_hash"], name="one_follower_an_address")]


class Reopening(models.Model):
    """A closed case that a citizen's word opened again, by an objection or after a review that agreed with it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reopenings")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "units.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="in charge until then",
    )
    is_after_review = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)
