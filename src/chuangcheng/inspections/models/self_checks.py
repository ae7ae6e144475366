"""自查: a unit's own look at what it holds; no visit, no observation, no finding."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.inspections.models.verdict import Verdict


class SelfCheck(models.Model):
    """自查: a unit looks at a place that it holds itself, with the check points that inspectors answer there.

    Rows of their own and no kind of visit: whatever counts visits, observations or findings cannot count these, today
    or in a query written later. Nobody is named: the record knows who acted.
    """

    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    private_until = models.DateTimeField(
        null=True, blank=True, help_text="as promised when it was finished: a later change of the number breaks nothing"
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "site"], condition=models.Q(finished_at=None), name="one_self_check_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at=None, private_until=None)
                | models.Q(finished_at__isnull=False, private_until__isnull=False),
                name="finished_self_check_is_private_until",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-started_at"], name="self_check_of_unit"),
            models.Index(fields=["private_until", "id"], name="self_check_private"),
        ]


class SelfOutcome(models.TextChoices):
    """What the unit did about a point that was not met."""

    OPEN = "open", pgettext_lazy("shortfall", "Open")
    PUT_RIGHT = "put_right", _("Put right ourselves")
    CASE = "case", _("Registered as a case")


class SelfCheckAnswer(models.Model):
    """What the unit saw at one check point. No photo is asked for and none is kept."""

    self_check = models.ForeignKey(SelfCheck, on_delete=models.CASCADE, related_name="answers")
    check_point = models.ForeignKey("frameworks.CheckPoint", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    note_zh = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=20, choices=SelfOutcome.choices, default=SelfOutcome.OPEN)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["self_check_id", "check_point__position"]
        constraints = [
            models.UniqueConstraint(fields=["self_check", "check_point"], name="self_answer_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="open") | models.Q(verdict="fail"), name="only_a_shortfall_has_an_outcome"
            ),
        ]
