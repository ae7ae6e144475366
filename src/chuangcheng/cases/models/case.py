"""The case itself, its photos and the counter of its numbers."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.serials import Counter


class State(models.TextChoices):
    """Where a case stands. The moves between states are in `workflow.py`."""

    REGISTERED = "registered", _("Registered")
    DISPATCHED = "dispatched", _("Dispatched")
    DISPUTED = "disputed", _("Disputed")
    ACCEPTED = "accepted", _("Being put right")
    HELD = "held", _("On hold")
    SUBMITTED = "submitted", _("Awaiting verification")
    CORRECTED = "corrected", _("Corrected on the spot")
    SPLIT = "split", _("Split")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Refused")
    MERGED = "merged", _("Merged")


class Source(models.TextChoices):
    """Who raised it. A case does not know more: the room above owns the link."""

    INSPECTION = "inspection", _("Inspection")
    FREE_FINDING = "free_finding", _("Free finding")
    RECHECK = "recheck", _("Re-check")
    NATIONAL = "national", _("National feedback")
    PROVINCIAL = "provincial", _("Provincial feedback")
    GROUP = "group", _("Working group")
    CITIZEN = "citizen", _("Citizen")
    HOTLINE = "hotline", _("Hotline")
    UNIT = "unit", _("Unit's own finding")
    OTHER = "other", _("Other")


class Severity(models.IntegerChoices):
    """As check points grade it."""

    SLIGHT = 1, _("Slight")
    ORDINARY = 2, _("Ordinary")
    GRAVE = 3, _("Grave")


class CaseCounter(Counter):
    """Numbers of cases per year."""


def _to(model: str, **options: object) -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(model, on_delete=models.PROTECT, null=True, blank=True, related_name="+", **options)  # type: ignore[arg-type]


class Case(models.Model):
    """整改案件. `wanted_at` is the moment that sorts every queue: when the next move is wanted, or has been since."""

    number = models.CharField(max_length=20, unique=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.REGISTERED)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.ORDINARY)
    category = models.ForeignKey(
        "cases.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    standard = _to("frameworks.Indicator")
    check_point = _to("frameworks.CheckPoint")
    area = _to("places.Area")
    segment = _to("places.Segment")
    site = _to("places.Site")
    facility = _to("places.Facility")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    address_zh = models.CharField(max_length=200, blank=True)
    description = models.TextField()
    search_text = models.TextField(blank=True)

    unit = _to("units.Unit")
    post = _to("units.Post")
    group = _to("units.Group")
    dispatch_reason = models.JSONField(default=dict, help_text="{code, params}: why this unit")
    opened_by = _to(settings.AUTH_USER_MODEL)

    opened_at = models.DateTimeField()
    found_at = models.DateTimeField()
    dispatched_at = models.DateTimeField(null=True, blank=True, help_text="the clock of the unit in charge starts here")
    accepted_at = models.DateTimeField(null=True, blank=True)
    limit = models.CharField(max_length=30, blank=True, help_text="as it was at dispatch")
    due_at = models.DateTimeField(null=True, blank=True)
    is_due_provisional = models.BooleanField(default=False)
    overdue_since = models.DateTimeField(null=True, blank=True)
    reminder_level = models.PositiveSmallIntegerField(default=0)
    escalation_level = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateField(null=True, blank=True, help_text="when the hold is looked at again")
    hold_reason = models.TextField(blank=True)
    hold_plan = models.TextField(blank=True)
    wanted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    was_on_time = models.BooleanField(null=True, blank=True)
    return_count = models.PositiveSmallIntegerField(default=0)
    reopen_count = models.PositiveSmallIntegerField(default=0)

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        indexes = [
            models.Index(fields=["state", "wanted_at", "id"], name="case_state_wanted"),
            models.Index(fields=["state", "due_at"], name="case_state_due"),
            models.Index(fields=["state", "opened_at", "id"], name="case_state_opened"),
            models.Index(fields=["unit", "state", "wanted_at"], name="case_unit_queue"),
            models.Index(fields=["unit", "opened_at"], name="case_unit_opened"),
            models.Index(fields=["group", "state", "wanted_at"], name="case_group_queue"),
            models.Index(fields=["area", "state", "wanted_at"], name="case_area_queue"),
            models.Index(fields=["area", "opened_at"], name="case_area_opened"),
            models.Index(fields=["standard", "opened_at"], name="case_standard"),
            models.Index(fields=["category", "opened_at"], name="case_category"),
            models.Index(fields=["source", "opened_at"], name="case_source"),
            models.Index(fields=["site", "opened_at"], name="case_site"),
            models.Index(fields=["segment", "opened_at"], name="case_segment"),
            models.Index(fields=["opened_at", "id"], name="case_opened"),
            models.Index(fields=["wanted_at", "id"], name="case_wanted"),
            models.Index(fields=["latitude", "longitude", "opened_at", "id"], name="case_position"),
            models.Index(fields=["opened_by", "opened_at"], name="case_finder"),
            models.Index(fields=["wanted_at", "id"], name="case_open_wanted", condition=models.Q(closed_at=None)),
            models.Index(fields=["opened_at", "id"], name="case_late", condition=models.Q(was_on_time=False)),
        ]

    def __str__(self) -> str:
        return self.number

    # Django's own methods build the table of all choices anew at each call: a list asks them for every row.
    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(State(self.state).label)

    def get_source_display(self) -> str:  # type: ignore[no-redef]
        return str(Source(self.source).label)

    @property
    def unit_path(self) -> str:
        """Where grants look; blank while no unit is in charge, so that only city-wide grants reach it."""
        return self.unit.path if self.unit else ""

    @property
    def clock_started_at(self) -> datetime:
        """The dispatch that counts now. Only asked in states that have one."""
        assert self.dispatched_at is not None
        return self.dispatched_at

    @property
    def area_path(self) -> str:
        return self.area.path if self.area else ""


class PhotoKind(models.TextChoices):
    """What a picture shows."""

    BEFORE = "before", _("Before")
    AFTER = "after", _("After")
    NOTE = "note", _("Note")
    RECHECK = "recheck", pgettext_lazy("photo", "Re-check")


class CasePhoto(models.Model):
    """A file that belongs to a case. `attempt` counts submissions, so that rework shows its own pictures; with
    pictures of a re-check it is the re-check's number."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=PhotoKind.choices)
    attempt = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
