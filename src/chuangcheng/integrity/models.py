"""Fields, grounds, entries of the red and black lists, corrections, typical cases, special campaigns."""

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.chosen_columns import ChosenColumn
from chuangcheng.kit.names import Named
from chuangcheng.kit.serials import Counter


class ListKind(models.TextChoices):
    RED = "red", _("Red list")
    BLACK = "black", _("Black list")


class FailingClass(models.TextChoices):
    MINOR = "minor", _("minor")
    GENERAL = "general", _("general")
    SERIOUS = "serious", _("serious")


class PartyKind(models.TextChoices):
    FIRM = "firm", _("Firm or organisation")
    PERSON = "person", pgettext_lazy("honesty", "Person")


class EntryState(models.TextChoices):
    """How far we have come with it. Whether it is public is in no row: the proceeding says so when it is asked."""

    ENTERED = "entered", _("Entered")
    PROPOSED = "proposed", pgettext_lazy("honesty", "Proposed")
    REPAIRED = "repaired", _("Repaired")
    CORRECTED = "corrected", _("Taken down as an error")
    DISCARDED = "discarded", _("Discarded")


def _person() -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _unit(*, null: bool = False) -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=null, blank=null)


class EntryCounter(Counter):
    """Numbers of entries per year."""


class Field(Named):
    """A field in which missing integrity is put right (治理領域)."""

    code = models.CharField(max_length=20, unique=True)
    lead_unit = _unit(null=True)

    class Meta:
        ordering = ["code"]


class Ground(models.Model):
    """Why somebody is listed: basis, class of the failing, who decides it, the longest publication."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, choices=ListKind.choices)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="grounds")
    ground_zh = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300)
    failing_class = models.CharField(max_length=8, choices=FailingClass.choices, blank=True)
    authority = _unit()
    most_months = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.ground_zh}"


class Campaign(models.Model):
    """專項整治 of a field."""

    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="campaigns")
    name_zh = models.CharField(max_length=200)
    lead_unit = _unit()
    starts_on = models.DateField()
    ends_on = models.DateField()
    goal_zh = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.name_zh


class CampaignReport(models.Model):
    """What a campaign has brought since the report before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reports")
    reported_on = models.DateField()
    checked = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    put_right = models.PositiveIntegerField()
    punished = models.PositiveIntegerField()
    text_zh = models.TextField(blank=True)

    class Meta:
        ordering = ["-reported_on", "-pk"]


class Entry(models.Model):
    """One firm or person on one list. Name and number are sealed; `shown_name`, `shown_number` are masked."""

    number = models.CharField(max_length=20, unique=True)
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="+")
    authority = _unit()
    party_kind = models.CharField(max_length=8, choices=PartyKind.choices)
    name_sealed = models.TextField(blank=True)
    number_sealed = models.TextField(blank=True)
    number_hash = models.CharField(max_length=64, blank=True)
    shown_name = models.CharField(max_length=200)
    shown_number = models.CharField(max_length=40)
    document_zh = models.CharField(max_length=120)
    decided_on = models.DateField()
    started_on = models.DateField(help_text="the event from which the periods run")
    start_event_zh = models.CharField(max_length=200)
    failing_class = models.CharField(max_length=8, choices=FailingClass.choices, blank=True)
    why_published_zh = models.CharField(max_length=300, blank=True, help_text="of a minor failing: why it is needed")
    repair_possible_from = models.DateField(null=True, blank=True)
    publish_until = models.DateField(help_text="the first day on which it is public no more")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    proceeding = models.ForeignKey(
        "proceedings.Proceeding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.ENTERED)
    entered_at = models.DateTimeField()
    entered_by = _person()
    over_at = models.DateTimeField(null=True, blank=True)
    over_zh = models.CharField(max_length=300, blank=True, help_text="the decision that took it down")

    class Meta:
        ordering = ["-entered_at", "-pk"]
        indexes = [
            models.Index(fields=["authority", "-entered_at"], name="entry_authority"),
            models.Index(fields=["number_hash"], name="entry_number_hash"),
            models.Index(fields=["state", "-entered_at"], name="entry_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ground", "number_hash", "document_zh"],
                condition=models.Q(state__in=["entered", "proposed"]) & ~models.Q(number_hash=""),
                name="entry_once_per_document",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind(self) -> str:
        return self.ground.kind

    @property
    def publish_until_at(self) -> datetime:
        """The moment from which it is public no more, in the city's time."""
        return make_aware(datetime.combine(self.publish_until, time()))


class Correction(models.Model):
    """Somebody says that an entry is wrong; a person who did not enter it decides within the service time."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="corrections")
    text_zh = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = _person()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = _person()
    is_upheld = models.BooleanField(default=False)
    answer_zh = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(settled_at=None), name="one_open_correction_per_entry"
            )
        ]


class Story(models.Model):
    """典型案例: a case told without names, published through a proceeding."""

    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="stories")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="stories")
    authority = _unit()
    title_zh = models.CharField(max_length=120)
    story_zh = models.TextField()
    proceeding = models.ForeignKey("proceedings.Proceeding", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-told_at", "-pk"]


class PlatformColumn(ChosenColumn):
    """A column of the file for the provincial platform."""
