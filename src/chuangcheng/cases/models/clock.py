"""Everything that moves a deadline or watches it, as rows one can see."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models.case import Case


class PauseKind(models.TextChoices):
    """Why the clock of the unit stands still."""

    DISPUTE = "dispute", _("Dispute")
    VERIFICATION = "verification", _("Verification")
    HOLD = "hold", _("Hold")


class Pause(models.Model):
    """The clock stood still. A dispute that is lost keeps its row, but gives no time back (`gives_time_back`)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=20, choices=PauseKind.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    gives_time_back = models.BooleanField(default=True)
    clock_started_at = models.DateTimeField(help_text="the dispatch whose clock it stopped")

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at=None), name="one_pause_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
                name="pause_in_order",
            ),
        ]


class ExtensionState(models.TextChoices):
    """What became of a request for more time."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    DENIED = "denied", _("Denied")
    LAPSED = "lapsed", _("Lapsed")


class Extension(models.Model):
    """More time asked for. A granted one adds its limit to the deadline in force."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    limit = models.CharField(max_length=30)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=ExtensionState.choices, default=ExtensionState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)
    clock_started_at = models.DateTimeField(help_text="the dispatch whose clock it moves")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(state="asked"), name="one_request_at_a_time")
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="extension_waiting")]


class StepKind(models.TextChoices):
    """Before or after the deadline."""

    REMIND = "remind", _("Reminder before the deadline")
    ESCALATE = "escalate", _("Escalation after the deadline")


class Audience(models.TextChoices):
    """Whom a step of the ladder tells."""

    LIAISON = "liaison", _("Liaison")
    HEAD = "head", _("Head of the unit")
    GROUP = "group", _("Working group")
    LEADER = "leader", _("Leader")


class EscalationStep(models.Model):
    """A rung of the ladder: so many working hours before (remind) or after (escalate) the deadline, tell somebody."""

    kind = models.CharField(max_length=10, choices=StepKind.choices)
    level = models.PositiveSmallIntegerField()
    working_hours = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)

    class Meta:
        ordering = ["kind", "level"]
        constraints = [models.UniqueConstraint(fields=["kind", "level"], name="one_step_per_level")]
