"""點位: areas, site types, sites, street segments, facilities. Coordinates are WGS-84 degrees."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named


class AreaLevel(models.TextChoices):
    """Levels of the area tree."""

    CITY = "city", _("City")
    DISTRICT = "district", _("District")
    SUBDISTRICT = "subdistrict", _("Sub-district or town")
    COMMUNITY = "community", _("Community")
    GRID = "grid", _("Grid cell")


class Area(Named):
    """City, district, sub-district, community or grid cell. `path` is `/`-joined codes, ending in `/`."""

    code = models.CharField(max_length=40, unique=True)
    level = models.CharField(max_length=20, choices=AreaLevel.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, unique=True)
    boundary = models.JSONField(null=True, blank=True, help_text="GeoJSON geometry, WGS-84")
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["path"]


class SiteType(Named):
    """A kind of inspected site (主次干道, 農貿市場, …)."""

    code = models.CharField(max_length=20, unique=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]


class Segment(Named):
    """A street segment that a unit can adopt (包街): a line between two crossings."""

    code = models.CharField(max_length=40, unique=True)
    street_zh = models.CharField(max_length=100)
    from_zh = models.CharField(max_length=100, blank=True)
    to_zh = models.CharField(max_length=100, blank=True)
    length_m = models.PositiveIntegerField(null=True, blank=True)
    road_class = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    line = models.JSONField(null=True, blank=True, help_text="GeoJSON LineString, WGS-84")
    is_active = models.BooleanField(default=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]


class FacilityKind(Named):
    """A kind of facility (公共廁所, 母嬰室, …) with the attributes its equipment is described by."""

    code = models.CharField(max_length=20, unique=True)
    attributes = models.JSONField(
        default=list, help_text="[{code, name_zh, name_en?, type: int|decimal|bool|text|date|choice, unit, choices}]"
    )

    class Meta:
        ordering = ["code"]


class Condition(models.TextChoices):
    """State of repair of a facility."""

    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")
    OUT_OF_USE = "out_of_use", _("Out of use")
    UNKNOWN = "unknown", _("Not known")


class Facility(Named):
    """A facility with its equipment as data, and its condition with date and source."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.ForeignKey(FacilityKind, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address_zh = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    equipment = models.JSONField(default=dict, help_text="attribute code -> value")
    condition = models.CharField(max_length=20, choices=Condition.choices, default=Condition.UNKNOWN)
    condition_on = models.DateField(null=True, blank=True)
    condition_source = models.CharField(max_length=100, blank=True)
    condition_note_zh = models.CharField(max_length=300, blank=True)
    hours_zh = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["kind", "code"], name="facility_kind_code"),
            models.Index(fields=["condition", "code"], name="facility_condition_code"),
            models.Index(fields=["longitude", "latitude"], name="facility_point"),
        ]


class Site(Named):
    """點位: a place that rounds draw from and visit. It may sit at a facility or on a segment."""

    code = models.CharField(max_length=40, unique=True)
    site_type = models.ForeignKey(SiteType, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address_zh = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["site_type", "code"], name="site_type_code"),
            models.Index(fields=["longitude", "latitude"], name="site_point"),
        ]


class SignKind(models.TextChoices):
    """What a QR sign stands at."""

    SEGMENT = "segment", _("Street segment")
    SITE = "site", _("Site")
    FACILITY = "facility", _("Facility")
    PATROL_POINT = "patrol_point", _("Patrol point")


class Sign(models.Model):
    """A QR sign. The token (≥ 128 random bits) is what the code says; `place_code` names the thing of that kind.

    `label_zh` is the name that was printed; a patrol point has no other name than this.
    """

    token = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=SignKind.choices)
    place_code = models.CharField(max_length=40)
    label_zh = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "place_code"], name="sign_place")]


class GeometryStamp(models.Model):
    """One row whose value changes with every area and segment: processes compare it before using their index.

    A random value, not a counter: a transaction that is rolled back must not make two states look alike.
    """

    value = models.CharField(max_length=32)
