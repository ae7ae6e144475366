"""Windows of the roster, scans of points, alarms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.patrols.models.scheme import Point, Scheme, Shift, Team


class Window(models.Model):
    """From when until when a team looks at which points. Without a team it is a gap in cover."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="windows")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    looks = models.PositiveSmallIntegerField(default=1)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason_zh = models.CharField(max_length=500, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True, help_text="told that nobody goes")
    checked_at = models.DateTimeField(null=True, blank=True, help_text="looked at by the watch after its end")

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="window_in_order"),
            models.UniqueConstraint(fields=["shift", "starts_at"], name="window_once_of_shift"),
        ]
        indexes = [
            models.Index(fields=["scheme", "starts_at"], name="window_of_scheme"),
            models.Index(
                fields=["ends_at"], condition=models.Q(checked_at=None, cancelled_at=None), name="window_to_check"
            ),
        ]


class WindowPoint(models.Model):
    """How often a point has been looked at in a window. This stays when the scans have gone."""

    window = models.ForeignKey(Window, on_delete=models.CASCADE, related_name="points")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    seen = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["point__code"]
        constraints = [models.UniqueConstraint(fields=["window", "point"], name="point_once_in_window")]
        indexes = [models.Index(fields=["point", "window"], name="windows_of_point")]


class Scan(models.Model):
    """A point was looked at, by a team. There is no column for a person, and there must never be one."""

    client_id = models.UUIDField(unique=True)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    scanned_at = models.DateTimeField(help_text="as the device says")

    class Meta:
        ordering = ["scanned_at", "pk"]
        indexes = [
            models.Index(fields=["point", "scanned_at"], name="scan_of_point"),
            models.Index(fields=["scanned_at"], name="scan_age"),
        ]


class AlarmKind(models.TextChoices):
    """Before a window ends there is still time; afterwards it is missed."""

    ENDING = "ending", _("About to end")
    MISSED = "missed", pgettext_lazy("alarm", "Missed")


class Alarm(models.Model):
    """Points of a window that have not been looked at. Once of each kind; names place and window."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="alarms")
    kind = models.CharField(max_length=10, choices=AlarmKind.choices)
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    reason_zh = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["window", "kind"], name="alarm_once_of_window"),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at=None) | ~models.Q(reason_zh=""), name="acknowledged_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["acknowledged_at", "-raised_at"], name="alarm_open")]


class AlarmPoint(models.Model):
    """A point of an alarm; `seen_at` if a scan from within the window came in later."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="points")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["point__code"]
        constraints = [models.UniqueConstraint(fields=["alarm", "point"], name="point_once_in_alarm")]
