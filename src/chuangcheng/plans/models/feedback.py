"""反饋: what the national or provincial assessment found last year, shortfall by shortfall, each with its case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named


class FeedbackLevel(models.TextChoices):
    """Who assessed; the codes are sources of cases."""

    NATIONAL = "national", _("National feedback")
    PROVINCIAL = "provincial", _("Provincial feedback")


class Feedback(Named):
    """One report of an assessment from above."""

    code = models.CharField(max_length=40, unique=True)
    level = models.CharField(max_length=10, choices=FeedbackLevel.choices)
    year = models.PositiveSmallIntegerField(help_text="the year that was assessed")
    received_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_on", "-pk"]


class Shortfall(models.Model):
    """An entry of the register: 整改項目, 整改原因, 整改舉措, 限期. Whether it was put right is read from its case."""

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="shortfalls")
    number = models.PositiveIntegerField(help_text="of the feedback's entries, from 1")
    item_zh = models.TextField()
    cause_zh = models.TextField(blank=True)
    measure_zh = models.TextField(blank=True)
    due_on = models.DateField()
    standard_code = models.CharField(max_length=40, blank=True)
    points_lost = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["feedback_id", "number"]
        constraints = [models.UniqueConstraint(fields=["feedback", "number"], name="shortfall_once")]
        indexes = [models.Index(fields=["standard_code"], name="shortfall_standard")]
