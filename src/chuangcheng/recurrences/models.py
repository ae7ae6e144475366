"""反复问题卡: the same fault at the same place again and again, and the upgrade that this proposes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named

PLACES = ("facility", "site", "segment")
"""The most exact thing first: a site at a facility is that facility."""
FAULTS = ("check_point", "category", "standard")
"""The most exact name of a fault first: many categories bear on one standard."""

FAULT_LABELS = {
    "check_point": _("Check point not met"),
    "category": _("Category of the case"),
    "standard": _("Standard not met"),
}


class UpgradeState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    PROPOSED = "proposed", _("Upgrade proposed")
    TAKEN_UP = "taken_up", _("Taken up")
    FINISHED = "finished", _("Upgraded")
    DECLINED = "declined", _("Declined")


STANDING = (UpgradeState.PROPOSED, UpgradeState.TAKEN_UP)
"""While a card stands, whatever comes back joins it."""


def _exactly_one(names: tuple[str, ...]) -> models.Q:
    condition = models.Q()
    for chosen in names:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


def _to(model: str) -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(model, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Recurrence(Named):
    """A card; its name is that of the fault. `key` says place and fault in one word, so that one card stands at once.

    `needed_times` in `within_days`: the rule as it was when the card was made.
    """

    name_zh = models.CharField(max_length=500)
    name_zh_hant = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=10, choices=UpgradeState.choices, default=UpgradeState.PROPOSED)
    facility = _to("places.Facility")
    site = _to("places.Site")
    segment = _to("places.Segment")
    check_point = _to("frameworks.CheckPoint")
    standard = _to("frameworks.Indicator")
    category = _to("cases.Category")
    area = _to("places.Area")
    unit = models.ForeignKey(
        "units.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="responsible there; once taken up, who upgrades it",
    )
    times = models.PositiveSmallIntegerField()
    needed_times = models.PositiveSmallIntegerField()
    within_days = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField(help_text="when the fault was found last")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _to(settings.AUTH_USER_MODEL)
    plan_zh = models.TextField(blank=True, help_text="what is to be upgraded")
    wanted_by = models.DateField(null=True, blank=True)
    reason_zh = models.TextField(blank=True, help_text="why it was declined")
    finished_at = models.DateTimeField(null=True, blank=True)
    result_zh = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state__in=["proposed", "taken_up"]), name="one_card_stands"
            ),
            models.CheckConstraint(condition=_exactly_one(PLACES), name="card_of_one_place"),
            models.CheckConstraint(condition=_exactly_one(FAULTS), name="card_of_one_fault"),
        ]
        indexes = [
            models.Index(fields=["state", "-last_at", "-id"], name="card_state"),
            models.Index(fields=["-last_at", "-id"], name="card_last"),
        ]

    @property
    def place(self) -> Named:
        """The facility, site or segment."""
        found: Named = getattr(self, self.place_kind)
        return found

    @property
    def place_kind(self) -> str:
        """`facility`, `site` or `segment`."""
        return next(kind for kind in PLACES if getattr(self, f"{kind}_id"))

    @property
    def fault_kind(self) -> str:
        """`check_point`, `category` or `standard`."""
        return next(kind for kind in FAULTS if getattr(self, f"{kind}_id"))

    @property
    def fault_label(self) -> str:
        """What the fault is named by: a check point or a standard says what should be, a category what is wrong."""
        return str(FAULT_LABELS[self.fault_kind])

    @property
    def fault(self) -> str:
        """As `rules.Occurrence` calls it."""
        return f"{self.fault_kind}:{getattr(self, f'{self.fault_kind}_id')}"

    @property
    def unit_path(self) -> str:
        """Where grants look; blank: only city-wide grants reach it."""
        return self.unit.path if self.unit else ""

    @property
    def area_path(self) -> str:
        return self.area.path if self.area else ""


class RecurrenceCase(models.Model):
    """One time that the fault was there: its case, and when it was found. A relapse is the same case once more."""

    recurrence = models.ForeignKey(Recurrence, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    is_relapse = models.BooleanField(default=False)

    class Meta:
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recurrence", "case", "found_at"], name="time_once_on_card"),
        ]
