"""問題高發區域: an area of its own with a plan, a treatment log and dates on which it is assessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named


class SpotState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    PROPOSED = "proposed", _("Proposed")
    TREATING = "treating", _("In treatment")
    TREATED = "treated", _("Treated")
    RELEASED = "released", _("Released")
    RELAPSED = "relapsed", _("Relapsed")
    DROPPED = "dropped", _("Dropped")


class TroubleSpot(Named):
    """A surface where shortfalls pile up. Its box is kept beside it, so that counting inside reads few rows."""

    code = models.CharField(max_length=30, unique=True)
    problem_zh = models.TextField(help_text="what is wrong there")
    boundary = models.JSONField(help_text="GeoJSON Polygon or MultiPolygon, WGS-84")
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+", help_text="smallest around it")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="treats it")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=SpotState.choices, default=SpotState.PROPOSED)
    plan_zh = models.TextField(blank=True)
    treat_until = models.DateField(null=True, blank=True)
    result_zh = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    treated_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    assess_every_days = models.PositiveSmallIntegerField(default=30)
    assess_on = models.DateField(null=True, blank=True, help_text="when it is looked at again")
    reminded_for = models.DateField(null=True, blank=True, help_text="the date of the last reminder")

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-proposed_at"], name="spot_state"),
            models.Index(fields=["assess_on"], name="spot_assess_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(assess_every_days__gte=1, assess_every_days__lte=366), name="spot_period_in_range"
            )
        ]


class TreatmentEntry(models.Model):
    """A line of the treatment log: what was done on the spot, with pictures."""

    spot = models.ForeignKey(TroubleSpot, on_delete=models.CASCADE, related_name="entries")
    text_zh = models.TextField()
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["-done_at", "-pk"]


class TreatmentPhoto(models.Model):
    """A picture of an entry."""

    entry = models.ForeignKey(TreatmentEntry, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "file"], name="photo_once_at_entry")]


class Outcome(models.TextChoices):
    """How it stands at an assessment."""

    BETTER = "better", _("Better")
    SAME = "same", _("Unchanged")
    WORSE = "worse", _("Worse")


class SpotAssessment(models.Model):
    """The spot was looked at on its date."""

    spot = models.ForeignKey(TroubleSpot, on_delete=models.CASCADE, related_name="assessments")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    note_zh = models.TextField(blank=True)
    assessed_at = models.DateTimeField()

    class Meta:
        ordering = ["-assessed_at", "-pk"]
