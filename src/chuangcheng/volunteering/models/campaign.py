"""Campaigns of volunteering, their shifts at places, pictures of what was cleaned up, and calls for help."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.names import Named
from chuangcheng.volunteering.rules import Span


class CampaignState(models.TextChoices):
    """The moves are in `workflow.py`."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", pgettext_lazy("campaign", "Open")
    ENDED = "ended", _("Ended")


class ForgottenRule(models.TextChoices):
    """What counts for somebody who forgot to check out."""

    NOTHING = "nothing", _("Nothing, until the leader writes what was")
    HALF = "half", _("Half of the time until the planned end")
    PLANNED_END = "planned_end", _("Until the planned end")


class Campaign(Named):
    """志願服務項目 of an organising unit under one of the six themes. What differs from city to city is its data."""

    code = models.CharField(max_length=30, unique=True)
    theme = models.ForeignKey("frameworks.Theme", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", help_text="organises and vouches"
    )
    contact = models.ForeignKey(
        "units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="officer on the spot"
    )
    text_zh = models.TextField(blank=True)
    pattern_zh = models.CharField(max_length=200, blank=True, help_text="when shifts usually are, in words")
    insurance_zh = models.CharField(max_length=300, blank=True)
    skills = models.JSONField(default=list)
    capacity = models.PositiveIntegerField(default=20, help_text="of a new shift")
    youngest = models.PositiveSmallIntegerField(default=18)
    rest_minutes = models.PositiveIntegerField(default=60, help_text="between two shifts of one person")
    most_minutes_a_day = models.PositiveIntegerField(default=480)
    forgotten_rule = models.CharField(max_length=12, choices=ForgottenRule.choices, default=ForgottenRule.NOTHING)
    allows_print = models.BooleanField(default=False, help_text="a printed sign counts, not only the leader's screen")
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["state", "code"], name="campaign_state")]

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(CampaignState(self.state).label)


class ShiftState(models.TextChoices):
    """The moves are in `workflow.py`."""

    OPEN = "open", pgettext_lazy("shift", "Open")
    CANCELLED = "cancelled", _("Cancelled")
    SETTLED = "settled", pgettext_lazy("shift", "Vouched for")


class Shift(models.Model):
    """A time at a place for so many people. `taken_count` is moved by compare-and-set: it never passes `capacity`."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="shifts")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    segment = models.ForeignKey("places.Segment", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    facility = models.ForeignKey("places.Facility", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting_zh = models.CharField(max_length=200, blank=True, help_text="where exactly one meets")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    taken_count = models.PositiveIntegerField(default=0)
    leader = models.ForeignKey("Volunteer", on_delete=models.SET_NULL, null=True, blank=True, related_name="led")
    secret = models.CharField(max_length=64, help_text="what codes of presence are made from")
    state = models.CharField(max_length=10, choices=ShiftState.choices, default=ShiftState.OPEN)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_has_length"),
            models.CheckConstraint(
                condition=models.Q(taken_count__lte=models.F("capacity")), name="shift_never_too_full"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "starts_at", "id"], name="shift_state_start"),
            models.Index(fields=["campaign", "starts_at"], name="shift_of_campaign"),
        ]

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(ShiftState(self.state).label)

    @property
    def place(self) -> Named:
        """The most exact thing that is named."""
        return self.site or self.facility or self.segment or self.area

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


class PhotoKind(models.TextChoices):
    """Before and after a clean-up."""

    BEFORE = "before", _("Before")
    AFTER = "after", _("After")


class ShiftPhoto(models.Model):
    """A picture of the place. Nobody outside sees it before a person released it."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=PhotoKind.choices)
    added_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["shift", "file"], name="shift_photo_once")]


class Proposal(models.Model):
    """A leader says that a clean-up has put a case right; its unit looks, and hands it in the normal way or not."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="proposals")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["shift", "case"], name="case_proposed_once")]
