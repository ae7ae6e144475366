"""推進會 and 調度會: agenda, units invited, who came, minutes, and what was resolved."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.names import Named
from chuangcheng.kit.serials import Counter


class MeetingKind(models.TextChoices):
    """The two kinds of meeting."""

    PUSH = "push", _("Push meeting")
    DISPATCH = "dispatch", _("Coordination meeting")


class MeetingState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    PLANNED = "planned", _("Being prepared")
    INVITED = "invited", _("Units invited")
    HELD = "convened", pgettext_lazy("meeting", "Held")
    CONCLUDED = "concluded", _("Minutes issued")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingCounter(Counter):
    """Numbers of meetings per year."""


class Meeting(Named):
    """A meeting. The number of a year goes on without gaps, also over cancelled ones."""

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    room_zh = models.CharField(max_length=200, help_text="where people meet")
    chair_zh = models.CharField(max_length=200, blank=True, help_text="who presides, by post")
    minutes_zh = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "-pk"]


class AgendaPoint(models.Model):
    """A point of the agenda: a case, a task, an open resolution of an earlier meeting, or plain words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=300)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undertaking = models.ForeignKey(
        "plans.Undertaking", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolution = models.ForeignKey(
        "plans.Resolution", on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "case"], name="case_once_on_agenda"),
            models.UniqueConstraint(fields=["meeting", "undertaking"], name="task_once_on_agenda"),
            models.UniqueConstraint(fields=["meeting", "resolution"], name="resolution_once_on_agenda"),
        ]


class Presence(models.TextChoices):
    """Whether an invited unit was there."""

    INVITED = "invited", pgettext_lazy("meeting", "Invited")
    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class Attendance(models.Model):
    """A unit that was invited; the record keeps units, never the names of people."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices, default=Presence.INVITED)

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["meeting", "unit"], name="unit_once_at_meeting")]
        indexes = [models.Index(fields=["unit", "presence"], name="attendance_unit")]


class ResolutionState(models.TextChoices):
    """Open until somebody says what came of it."""

    OPEN = "open", pgettext_lazy("resolution", "Open")
    SETTLED = "settled", _("Settled")


class Resolution(models.Model):
    """決議: what was decided, whose it is, until when; perhaps it became a task, or an instruction on a case."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="resolutions")
    position = models.PositiveSmallIntegerField()
    text_zh = models.TextField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ResolutionState.choices, default=ResolutionState.OPEN)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    task = models.OneToOneField("plans.Undertaking", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    result_zh = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="resolution_once")]
        indexes = [models.Index(fields=["state", "due_on"], name="resolution_open")]
