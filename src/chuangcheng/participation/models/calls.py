"""Themed calls, and the work orders of the 12345 hotline with their columns as data."""

from django.db import models

from chuangcheng.kit.names import Named
from chuangcheng.participation.models.report import Report


class Call(Named):
    """The city asks for one kind of report for a while (a month's subject)."""

    text_zh = models.CharField(max_length=500, blank=True)
    category = models.ForeignKey("cases.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="call_ends")]


class HotlineOrder(models.Model):
    """A work order of the hotline and the report made of it; `told` is the status it was handed back with last."""

    number = models.CharField(max_length=60, unique=True)
    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="order")
    their_due = models.CharField(max_length=60, blank=True, help_text="as the hotline wrote it")
    told = models.CharField(max_length=40, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)


class OrderColumn(models.Model):
    """How the hotline's files name a column: `field` is ours, `title_zh` theirs."""

    field = models.CharField(max_length=20, unique=True)
    title_zh = models.CharField(max_length=60)
    is_given_back = models.BooleanField(default=False, help_text="stands in the file that goes back")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
