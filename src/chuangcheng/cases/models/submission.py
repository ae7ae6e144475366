"""What a unit says it has done about a case, and what the verifier found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models.case import Case


class Verdict(models.TextChoices):
    """What verification said."""

    PENDING = "pending", _("Awaiting verification")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")


class Submission(models.Model):
    """整改原因 and 整改舉措 of one attempt; its evidence are the case's photos of the same `attempt`."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    attempt = models.PositiveSmallIntegerField()
    cause = models.TextField(blank=True)
    measure = models.TextField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.PENDING)
    verdict_note = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["case", "attempt"]
        constraints = [models.UniqueConstraint(fields=["case", "attempt"], name="one_submission_per_attempt")]
