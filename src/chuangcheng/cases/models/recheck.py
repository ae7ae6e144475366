"""回頭看: what somebody found who looked again at a case that had been closed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models.case import Case


class Outcome(models.TextChoices):
    """Whether what was put right has stayed right."""

    KEPT = "kept", _("Still in order")
    RELAPSED = "relapsed", _("Relapsed")
    NOT_SEEN = "not_seen", _("Could not be seen")


SEEN = (Outcome.KEPT, Outcome.RELAPSED)
"""Outcomes that say something: only these can enter a rate."""


class Recheck(models.Model):
    """One look at one closing. Unit and standard are those of the closing: a case that is reopened may get another
    unit, and history keeps its owner. `is_drawn` false: somebody chose this case, so it never enters a rate."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rechecks")
    number = models.PositiveSmallIntegerField(help_text="of the case's re-checks, from 1")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    is_drawn = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(help_text="the closing that was looked at")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    standard = models.ForeignKey(
        "frameworks.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["case_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="recheck_once_by_number"),
            models.CheckConstraint(
                condition=~models.Q(outcome="not_seen") | ~models.Q(note=""), name="unseen_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "seen_at"], name="recheck_of_unit"),
            models.Index(fields=["standard", "seen_at"], name="recheck_of_standard"),
            models.Index(fields=["seen_at", "id"], name="recheck_seen"),
        ]
