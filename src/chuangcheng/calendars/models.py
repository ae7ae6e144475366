"""What a city adds to the published calendar: tables of other years, and its own working hours."""

import uuid

from django.db import models

from chuangcheng.kit.names import Named


class YearTable(models.Model):
    """An uploaded table of one year: the days that differ from plain weekdays. It stands before a published one."""

    year = models.PositiveSmallIntegerField(unique=True)
    off = models.JSONField(default=dict, help_text="ISO date -> name of the holiday, or ''")
    worked = models.JSONField(default=dict, help_text="ISO date of a make-up working day -> name, or ''")
    source_name = models.CharField(max_length=200, blank=True, help_text="name of the uploaded file")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]


class Season(Named):
    """Working hours from a day of every year (month and day) until the next season begins."""

    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    spans = models.JSONField(default=list, help_text='[["08:30", "12:00"], ["14:30", "18:00"]], in order')

    class Meta:
        ordering = ["month", "day"]
        constraints = [models.UniqueConstraint(fields=["month", "day"], name="one_season_per_day")]


class Stamp(models.Model):
    """One row whose token changes with every change of the calendar: processes compare it with what they keep."""

    token = models.UUIDField(default=uuid.uuid4)
