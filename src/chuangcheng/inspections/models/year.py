"""Nouns of the year: how often each type of site is inspected, and the batches that chance laid into the year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named


class YearPlan(Named):
    """One year. The secret decides the days; its hash is journalled before the first batch, itself after the year."""

    year = models.PositiveSmallIntegerField(unique=True)
    secret_sealed = models.TextField(help_text="256 random bits, encrypted; nobody sees them before the reveal")
    commitment_sha256 = models.CharField(max_length=64)
    secret = models.CharField(max_length=64, blank=True, help_text="hex, published when the year is over")
    made_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year"]


class FrequencyPeriod(models.TextChoices):
    """What a number of times refers to."""

    YEAR = "year", _("a year")
    QUARTER = "quarter", _("a quarter")
    MONTH = "month", _("a month")


class Frequency(models.Model):
    """So many batches of a type of site in each period. Ordinals are never used twice: they are in the key."""

    plan = models.ForeignKey(YearPlan, on_delete=models.PROTECT, related_name="frequencies")
    ordinal = models.PositiveSmallIntegerField()
    site_type = models.ForeignKey("places.SiteType", on_delete=models.PROTECT, related_name="+")
    times = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10, choices=FrequencyPeriod.choices)
    set_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ordinal"], name="frequency_ordinal_once"),
            models.UniqueConstraint(
                fields=["plan", "site_type"],
                condition=models.Q(dropped_at=None),
                name="one_frequency_per_site_type",
            ),
        ]


class Batch(models.Model):
    """One batch: its window, the working days that chance could choose from, and the day it chose."""

    frequency = models.ForeignKey(Frequency, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField(help_text="first day of the window")
    closes_on = models.DateField(help_text="last day of the window")
    allowed_days = models.JSONField(help_text="ISO dates, in order")
    starts_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["frequency", "number"], name="batch_number_once")]
