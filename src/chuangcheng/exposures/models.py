"""Kinds of violations, and decided violations as the police system handed them over."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.serials import Counter


class ViolationState(models.TextChoices):
    """How far we have come with it. Whether it is public is in no row: its proceeding says so."""

    IMPORTED = "imported", pgettext_lazy("traffic", "Imported")
    SET_ASIDE = "set_aside", _("Not to be exposed")
    PROPOSED = "proposed", pgettext_lazy("traffic", "Proposed")
    ANNULLED = "annulled", _("Decision annulled")


GROUP_NAMES = {
    "两牌": pgettext_lazy("traffic", "False plates"),
    "两闯": pgettext_lazy("traffic", "Running lights and bans"),
    "三驾": pgettext_lazy("traffic", "Driving under influence"),
    "三乱": pgettext_lazy("traffic", "Disorder"),
}


class ViolationCounter(Counter):
    """Numbers of violations per year."""


class ViolationKind(models.Model):
    """What was done, in one of the four groups; whether it may be exposed at all."""

    code = models.CharField(max_length=20, unique=True)
    group = models.CharField(max_length=10)
    name_zh = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=300)
    may_be_exposed = models.BooleanField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def group_name(self) -> str:
        """The group in the language in force."""
        return str(GROUP_NAMES.get(self.group, self.group))


class Violation(models.Model):
    """One decided violation. Plate and address are sealed and go on schedule; place and hour stay for counting."""

    number = models.CharField(max_length=20, unique=True)
    decision_no = models.CharField(max_length=60, unique=True, help_text="of the police")
    kind = models.ForeignKey(ViolationKind, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    place_zh = models.CharField(max_length=200)
    longitude = models.FloatField(null=True, blank=True, help_text="degrees, WGS-84")
    latitude = models.FloatField(null=True, blank=True, help_text="degrees, WGS-84")
    decided_on = models.DateField()
    is_final = models.BooleanField()
    plate_sealed = models.TextField(blank=True)
    plate_hash = models.CharField(max_length=64, blank=True)
    address_sealed = models.TextField(blank=True)
    shown_plate = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=ViolationState.choices, default=ViolationState.IMPORTED)
    imported_at = models.DateTimeField()
    proceeding = models.ForeignKey(
        "proceedings.Proceeding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-happened_at"], name="violation_state"),
            models.Index(fields=["plate_hash"], name="violation_plate"),
            models.Index(fields=["happened_at"], name="violation_happened"),
        ]

    def __str__(self) -> str:
        return self.number


class ViolationPicture(models.Model):
    """A picture that goes along with an exposure. `token` is the public address of the version that a person covered
    and stood for; whoever covers the file anew elsewhere takes this one out of sight until it is looked at again."""

    violation = models.ForeignKey(Violation, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    token = models.CharField(max_length=32, blank=True)
    covered_at = models.DateTimeField(null=True, blank=True)
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["violation", "file"], name="violation_picture_once")]
        indexes = [models.Index(fields=["added_at"], name="violation_picture_added")]
