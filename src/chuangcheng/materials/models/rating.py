"""The rehearsal: a second person rates what was handed in for a standard."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.materials import rules


class Verdict(models.TextChoices):
    """How the material of a standard would be judged."""

    MET = rules.MET, _("Met")
    PARTLY = rules.PARTLY, pgettext_lazy("rating", "Partly met")
    NOT_MET = rules.NOT_MET, _("Not met")


class Rating(models.Model):
    """預評. A new one supersedes the last; all stay as history."""

    standard = models.ForeignKey("frameworks.Indicator", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason_zh = models.CharField(max_length=1000)
    rated_at = models.DateTimeField()
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-rated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard"], condition=models.Q(superseded_at=None), name="one_rating_in_force"
            )
        ]
        indexes = [models.Index(fields=["standard", "-rated_at"], name="rating_of_standard")]


class Share(models.Model):
    """What a verdict earns of a standard's points, in percent, where the city has set it: `partly` alone."""

    verdict = models.CharField(max_length=10, unique=True)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(percent__lte=100), name="share_in_range")]
