"""責任分解: who leads and supports a standard, who holds a place, what each group's remit is.

Whatever a person holds here is held through a post; a unit may hold without naming one yet.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardDuty(models.Model):
    """Who leads a standard (or a whole content), what material is due and until when (MM-DD of each year)."""

    standard = models.OneToOneField("frameworks.Indicator", on_delete=models.CASCADE, related_name="+")
    lead_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    lead_post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    material_zh = models.TextField(blank=True)
    due = models.CharField(max_length=5, blank=True)
    note = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "duty"
        verbose_name_plural = "duties"


class DutySupport(models.Model):
    """A unit that supports the lead, in the order of the table, with its responsible post."""

    duty = models.ForeignKey(StandardDuty, on_delete=models.CASCADE, related_name="supports")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["duty", "unit"], name="unit_supports_once")]


def _exactly_one(*names: str) -> models.Q:
    """One of these columns is filled and the others are null."""
    condition = models.Q()
    for chosen in names:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


class PlaceHolding(models.Model):
    """A unit holds a segment (包街), site, facility or area for a period. One lead at a time; others hold it jointly.

    `agreed_until` is the contract's last day. It ends nothing by itself: the act that lapses it sets `ends_at`, so
    that nobody stops being responsible unseen.
    """

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    segment = models.ForeignKey("places.Segment", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    facility = models.ForeignKey("places.Facility", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_lead = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True, help_text="last day")
    kept_zh = models.JSONField(default=list, blank=True, help_text="what is to be kept, line by line")
    reminded_for = models.DateField(null=True, blank=True, help_text="the last day that the unit was told of")
    lapsed_at = models.DateTimeField(null=True, blank=True, help_text="ended because nobody renewed it")

    class Meta:
        indexes = [
            models.Index(fields=["agreed_until"], name="contract_ends", condition=models.Q(ends_at=None)),
            models.Index(fields=["segment", "lapsed_at"], name="contract_lapsed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one("area", "segment", "site", "facility"), name="holding_of_one_place"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="place_holding_in_order",
            ),
            *[
                models.UniqueConstraint(
                    fields=[kind],
                    condition=models.Q(ends_at=None, is_lead=True, **{f"{kind}__isnull": False}),
                    name=f"one_lead_of_{kind}",
                )
                for kind in ("area", "segment", "site", "facility")
            ],
        ]


class Remit(models.Model):
    """What a group looks after: an indicator (by code, so it outlives an edition), a site type, an area or a unit."""

    group = models.ForeignKey("units.Group", on_delete=models.CASCADE, related_name="+")
    indicator_code = models.CharField(max_length=40, blank=True, db_index=True)
    site_type = models.ForeignKey("places.SiteType", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["group", "position"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(indicator_code="") & _exactly_one("site_type", "area", "unit"))
                | (~models.Q(indicator_code="") & models.Q(site_type=None, area=None, unit=None)),
                name="remit_of_one_thing",
            )
        ]


class ClassDuties(models.Model):
    """What is to be kept on streets of one class unless a contract says otherwise; a blank class is all others."""

    road_class = models.CharField(max_length=40, unique=True, blank=True)
    lines_zh = models.JSONField(default=list)

    class Meta:
        ordering = ["road_class"]


class Threshold(models.Model):
    """A number that the city sets for itself, as data. Codes and what holds until then: `rules.THRESHOLDS`."""

    code = models.CharField(max_length=40, unique=True)
    value = models.PositiveIntegerField()


class WorkingRules(models.Model):
    """工作規則 of the commission (文明委): one version of a document, as a text, a file, or both."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=200)
    text_zh = models.TextField(blank=True)
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    acknowledge_by = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="working_rules_version_once")]


class RulesAcknowledgement(models.Model):
    """A unit has read a version: through which of its posts, by whom, when."""

    rules = models.ForeignKey(WorkingRules, on_delete=models.PROTECT, related_name="acknowledgements")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField()

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["rules", "unit"], name="acknowledged_once_by_unit")]


class RoutingState(models.TextChoices):
    """A rule is proposed, rehearsed, switched on by a second person, and ends; it is never changed."""

    PROPOSED = "proposed", _("Proposed")
    ON = "on", _("In force")
    ENDED = "ended", _("Ended")


class RoutingRule(models.Model):
    """Area x category x time -> unit, before everything else that makes a unit responsible while it is in force.

    `category` is a code (it outlives the table of categories) and stands for all that begin with it. `rehearsal` is
    what `routing.rehearse` answered, with unit codes; without one nobody may switch the rule on.
    """

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=20, blank=True)
    weekdays = models.JSONField(default=list, help_text="ISO days, 1 Monday; none: every day")
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RoutingState.choices, default=RoutingState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    rehearsed_at = models.DateTimeField(null=True, blank=True)
    rehearsal = models.JSONField(default=dict, blank=True)
    on_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "category"], name="routing_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts=None, ends=None) | models.Q(starts__isnull=False, ends__isnull=False),
                name="routing_hours_both",
            )
        ]
