"""校準: scenes that every inspector judges before a season, and what each said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.inspections.queries import Verdict
from chuangcheng.kit.names import Named


class CalibrationState(models.TextChoices):
    """Scenes are put together, judged, compared."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", pgettext_lazy("calibration", "Open")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


class Calibration(Named):
    """One calibration over check points of one edition, to be judged by the last day."""

    code = models.CharField(max_length=40, unique=True)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=CalibrationState.choices, default=CalibrationState.PLANNED)
    closes_on = models.DateField(help_text="last day to judge")
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancel_reason_zh = models.TextField(blank=True)

    class Meta:
        ordering = ["-planned_at", "-pk"]
        indexes = [
            models.Index(fields=["-planned_at", "-id"], name="calibration_newest"),
            models.Index(fields=["state"], name="calibration_state"),
        ]


class Scene(models.Model):
    """Pictures and a check point to be judged by them. `reference` is the office's verdict, hidden until the end."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="scenes")
    position = models.PositiveSmallIntegerField()
    check_point = models.ForeignKey("frameworks.CheckPoint", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, choices=Verdict.choices)
    reason_zh = models.CharField(max_length=500, blank=True, help_text="why it is judged so")

    class Meta:
        ordering = ["calibration_id", "position"]
        constraints = [models.UniqueConstraint(fields=["calibration", "position"], name="scene_number_once")]


class ScenePicture(models.Model):
    """A picture of a scene."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["scene", "file"], name="picture_once_in_scene")]


class Judgement(models.Model):
    """What one inspector says of a scene; said again it replaces what was said before, until the end."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="judgements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["scene_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["scene", "person"], name="scene_judged_once")]
        indexes = [models.Index(fields=["person"], name="judgements_of_person")]
