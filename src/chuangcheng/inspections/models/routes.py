"""Nouns of the day's ways: rules, roads, routes with their stops, private calendar addresses."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.feeds import FeedAddress


class RouteRules(models.Model):
    """How a day is planned in this city; one row, its defaults where nobody has set it."""

    factor = models.FloatField(default=1.4, help_text="streets are so much longer than the straight line")
    speed_kmh = models.FloatField(default=25, help_text="door to door, with parking")
    shift_starts = models.TimeField(default=time(8, 30))
    shift_ends = models.TimeField(default=time(17, 30))
    lunch_starts = models.TimeField(default=time(12, 0))
    lunch_minutes = models.PositiveSmallIntegerField(default=60)
    stop_minutes = models.PositiveSmallIntegerField(default=30, help_text="how long a stop takes")
    recheck_worth_m = models.PositiveIntegerField(default=5000, help_text="detour that a re-check is worth, in metres")
    start_zh = models.CharField(max_length=100, blank=True, help_text="where the teams set out and return")
    start_longitude = models.FloatField(null=True, blank=True)
    start_latitude = models.FloatField(null=True, blank=True)


class RoadMap(models.Model):
    """An uploaded road graph. Only the newest is used; `edges`: [lon, lat, lon, lat, metres, is one-way]."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    edges = models.JSONField()
    edge_count = models.PositiveIntegerField()
    junction_count = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]


class RouteSource(models.TextChoices):
    """What the distances of a route are."""

    STRAIGHT = "straight", _("Straight line × factor")
    ROADS = "roads", _("Road graph")


class Route(models.Model):
    """One crew's way on one day of a round. Planned again, it stays the same route with a higher revision."""

    round = models.ForeignKey("inspections.Round", on_delete=models.PROTECT, related_name="routes")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    is_withdrawn = models.BooleanField(default=False, help_text="its crew has no stop on this day any more")
    source = models.CharField(max_length=10, choices=RouteSource.choices, default=RouteSource.STRAIGHT)
    factor = models.FloatField(default=1.0)
    speed_kmh = models.FloatField(default=25)
    metres = models.PositiveIntegerField(default=0)
    departs_at = models.DateTimeField(null=True, blank=True)
    returns_at = models.DateTimeField(null=True, blank=True)
    lunch_at = models.DateTimeField(null=True, blank=True)
    start_zh = models.CharField(max_length=100, blank=True)
    start_longitude = models.FloatField()
    start_latitude = models.FloatField()
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "day", "number"], name="route_number_once")]
        indexes = [models.Index(fields=["day", "number"], name="route_day")]


class RouteMember(models.Model):
    """A post that goes this way."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="members")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["route", "post"], name="post_once_on_route")]


class LeftOut(models.TextChoices):
    """Why a stop is on no route of this day."""

    NO_POINT = "no_point", _("The site has no coordinates.")
    UNREACHABLE = "unreachable", _("No road of the graph leads there.")
    CLOSED = "closed", _("Its opening hours leave no time within the shift.")
    NO_TIME = "no_time", _("It does not fit into the shift with the other stops.")
    NOT_WORTH = "not_worth", _("An optional re-check: the detour is longer than it is worth, or the day is full.")


class RouteStop(models.Model):
    """A visit on a route with its planned times; without a position it was left out, with the reason."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stops")
    visit = models.ForeignKey("inspections.Visit", on_delete=models.PROTECT, related_name="route_stops")
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    is_optional = models.BooleanField(default=False)
    arrives_at = models.DateTimeField(null=True, blank=True)
    begins_at = models.DateTimeField(null=True, blank=True)
    leaves_at = models.DateTimeField(null=True, blank=True)
    metres = models.PositiveIntegerField(default=0, help_text="from the stop before")
    left_out = models.CharField(max_length=20, choices=LeftOut.choices, blank=True)

    class Meta:
        ordering = ["route_id", models.F("position").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["route", "visit"], name="visit_once_on_route"),
            models.CheckConstraint(
                condition=models.Q(position__isnull=True, begins_at__isnull=True) & ~models.Q(left_out="")
                | models.Q(position__isnull=False, begins_at__isnull=False, left_out=""),
                name="route_stop_placed_or_left_out",
            ),
        ]

    @property
    def kilometres(self) -> float:
        """The way to this stop."""
        return self.metres / 1000


class CalendarAddress(FeedAddress):
    """A person's private address of their stops as a calendar."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "revoked_at"], name="calendar_of_person")]
