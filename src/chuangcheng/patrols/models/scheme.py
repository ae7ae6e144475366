"""A scheme of patrol with its points, teams and shifts."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.names import Named


class SchemeState(models.TextChoices):
    """ENDED is never stored: a scheme that is on has ended once its last day is over."""

    DRAFT = "draft", _("Draft")
    ON = "on", pgettext_lazy("patrol scheme", "Switched on")
    OFF = "off", pgettext_lazy("patrol scheme", "Switched off")
    ENDED = "ended", _("Ended")


class Scheme(Named):
    """巡更方案 of a market (`site`) or an area. Without purpose, basis and last day it cannot be switched on."""

    code = models.CharField(max_length=30, unique=True)
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="runs the roster")
    purpose_zh = models.TextField(blank=True)
    basis_zh = models.CharField(max_length=500, blank=True, help_text="law, rule or decision it rests on")
    ends_on = models.DateField(null=True, blank=True, help_text="last day")
    state = models.CharField(max_length=10, choices=SchemeState.choices, default=SchemeState.DRAFT)
    switched_on_at = models.DateTimeField(null=True, blank=True)
    switched_off_at = models.DateTimeField(null=True, blank=True)
    warn_minutes = models.PositiveSmallIntegerField(default=20, help_text="before a window's end; 0: no warning")
    keep_days = models.PositiveSmallIntegerField(default=30, help_text="how long scans are kept")

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["state", "ends_on"], name="scheme_state_end")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="on")
                | (models.Q(ends_on__isnull=False) & ~models.Q(purpose_zh="") & ~models.Q(basis_zh="")),
                name="scheme_on_has_purpose_and_end",
            ),
            models.CheckConstraint(
                condition=models.Q(keep_days__gte=1, keep_days__lte=90), name="scans_are_kept_briefly"
            ),
        ]

    @property
    def place(self) -> Named:
        """The market, or the area."""
        return self.site or self.area

    def state_on(self, day: date) -> str:
        """Its state on a day of the city: what is on ends by itself when its last day is over."""
        if self.state == SchemeState.ON and self.ends_on is not None and self.ends_on < day:
            return SchemeState.ENDED.value
        return str(self.state)

    def was_on_at(self, moment: datetime) -> bool:
        """True if scans of that moment are taken: switched on before, not switched off before, last day not over."""
        if self.switched_on_at is None or moment < self.switched_on_at or self.ends_on is None:
            return False
        if self.state == SchemeState.OFF:
            return self.switched_off_at is not None and moment <= self.switched_off_at
        return self.state == SchemeState.ON and timezone.localdate(moment) <= self.ends_on


class Point(Named):
    """巡更點. Its QR sign bears its code; a position of its own is optional."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="points")
    code = models.CharField(max_length=40, unique=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]


class Team(Named):
    """Posts of a unit that patrol together. At least two, so that a scan does not tell who made it."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="teams")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    posts = models.ManyToManyField("units.Post", related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]


class ShiftKind(models.TextChoices):
    """八小時 + 四小時錯時: within the working day, or staggered around it."""

    DAY = "day", _("Day shift")
    STAGGERED = "staggered", _("Staggered patrol")


class DaysChoice(models.TextChoices):
    """On which days."""

    EVERY = "every", _("Every day")
    WORKING = "working", _("Working days")
    OFF = "off", _("Days off")
    WEEKDAYS = "weekdays", _("Chosen weekdays")


class Shift(Named):
    """A pattern that rosters are made from: hours, windows of equal length, days, teams in turn, points, looks."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="shifts")
    kind = models.CharField(max_length=10, choices=ShiftKind.choices, default=ShiftKind.DAY)
    starts = models.TimeField()
    ends = models.TimeField(help_text="at or before `starts`: on the next day")
    window_count = models.PositiveSmallIntegerField(default=1)
    days = models.CharField(max_length=10, choices=DaysChoice.choices, default=DaysChoice.EVERY)
    weekdays = models.JSONField(default=list, help_text="0 is Monday; for chosen weekdays")
    looks = models.PositiveSmallIntegerField(default=1, help_text="how often each point is looked at in a window")
    points = models.ManyToManyField(Point, blank=True, help_text="none: every point in use")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_count__gte=1, window_count__lte=24, looks__gte=1, looks__lte=12),
                name="shift_in_range",
            )
        ]


class ShiftTeam(models.Model):
    """A team's place in the turns of a shift."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="turns")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["shift", "team"], name="team_once_in_shift")]
