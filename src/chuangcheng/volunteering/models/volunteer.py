"""Volunteers, their teams, and the places they take on shifts. A volunteer is an opaque citizen and a number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.feeds import FeedAddress
from chuangcheng.kit.names import Named
from chuangcheng.kit.serials import Counter


class Series(Counter):
    """Numbers of volunteers: one series a year."""


class TeamKind(models.TextChoices):
    """Whose team it is."""

    PARTY = "party", _("Party organisation")
    UNIT = "unit", _("Unit")
    COMMUNITY = "community", _("Community")
    STUDENTS = "students", _("Students")


class Team(Named):
    """志願服務隊 of an organisation. A community's team hangs on its area."""

    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=10, choices=TeamKind.choices)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="looks after it")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["kind", "code"]


class Volunteer(models.Model):
    """`number` is never an identity number. Day of birth and guardian are sealed; name and telephone stay in the
    citizen's account. The row is gone with the account."""

    citizen_id = models.BigIntegerField(unique=True)
    number = models.CharField(max_length=20, unique=True)
    born_sealed = models.TextField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    community = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    skills = models.JSONField(default=list)
    takes_calls = models.BooleanField(default=True, help_text="may be asked for help in an emergency")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when a call went to them last")
    guardian_sealed = models.TextField(blank=True)
    consent_hash = models.CharField(max_length=64, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True, help_text="when the guardian of a minor agreed")
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["team", "number"], name="volunteer_team"),
            models.Index(fields=["takes_calls", "asked_at"], name="volunteer_calls"),
            models.Index(fields=["consent_hash"], name="volunteer_consent"),
        ]

    def __str__(self) -> str:
        return self.number


class SignUpState(models.TextChoices):
    """The moves are in `workflow.py`."""

    PLACED = "placed", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SignUp(models.Model):
    """A volunteer and a shift. `asked_at` orders the waiting list."""

    shift = models.ForeignKey("Shift", on_delete=models.CASCADE, related_name="sign_ups")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="sign_ups")
    state = models.CharField(max_length=10, choices=SignUpState.choices)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["shift", "volunteer"], name="signed_up_once")]
        indexes = [models.Index(fields=["shift", "state", "asked_at"], name="sign_up_waiting")]

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(SignUpState(self.state).label)


class CalendarAddress(FeedAddress):
    """A volunteer's private address of their shifts as a calendar. It is gone with the volunteer."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="calendar_addresses")

    class Meta:
        ordering = ["-pk"]


class Call(models.Model):
    """A call for help in an emergency: who was asked, so that the same people are not asked first every time."""

    shift = models.ForeignKey("Shift", on_delete=models.CASCADE, related_name="calls")
    text_zh = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    asked_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
