"""Proceedings, what was done in them, objections, and the versions of their kinds."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.serials import Counter
from chuangcheng.proceedings.rules import Kind


class State(models.TextChoices):
    """The moves between states are in `workflow.py`. Whether it is public is no state: it is computed."""

    PROPOSED = "proposed", _("Proposed")
    REVIEWED = "reviewed", _("Reviewed")
    NOTICED = "noticed", _("Notice given")
    DECIDED = "decided", _("Decided")
    REJECTED = "turned_down", _("Turned down")
    ENDED = "ended", _("Ended")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProceedingCounter(Counter):
    """Numbers of proceedings per year."""


class KindVersion(models.Model):
    """A city's own version of a kind; the newest counts for what begins after it."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    data = models.JSONField(help_text="rules.Kind.as_data")
    defined_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="kind_version_once")]


def _person() -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Proceeding(models.Model):
    """One proceeding about one subject. `kind` is how its kind was when it began; `claim` (what is asked for) and
    `remedy` (what was granted) are data of the subject's room."""

    number = models.CharField(max_length=20, unique=True)
    kind_code = models.CharField(max_length=40)
    kind = models.JSONField(help_text="rules.Kind.as_data, as it was when this began")
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=120)
    subject_title = models.CharField(max_length=300)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    party_sealed = models.TextField(blank=True, help_text="opaque sealed reference of a party that is no unit")
    claim = models.JSONField(default=dict, blank=True)
    shown = models.JSONField(default=dict, blank=True, help_text="what everybody may read, masked already")
    search_text = models.TextField(blank=True, help_text="of what everybody may read, and of nothing else")
    publish_until = models.DateTimeField(null=True, blank=True, help_text="never public from here on")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True, help_text="the notice's days count from here")
    notice_until = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    reasons = models.TextField(blank=True)
    remedy = models.JSONField(default=dict, blank=True)
    published_from = models.DateTimeField(null=True, blank=True)
    published_until = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True, help_text="withdrawn, turned down or ended")

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "proposed_at"], name="proceeding_state"),
            models.Index(fields=["unit", "-proposed_at"], name="proceeding_unit"),
            models.Index(fields=["subject_kind", "subject_key"], name="proceeding_subject"),
            models.Index(fields=["kind_code", "published_from"], name="proceeding_public"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind_code", "subject_kind", "subject_key"],
                condition=models.Q(over_at=None, decided_at=None),
                name="one_open_proceeding_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(unit=None) | models.Q(party_sealed=""), name="one_party_of_one_sort"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def rules(self) -> Kind:
        """The kind's rules as they were when this began."""
        return Kind.of(self.kind)

    @property
    def unit_path(self) -> str:
        """Where grants look; blank for a sealed party, so that only city-wide grants reach it."""
        return self.unit.path if self.unit else ""


class Step(models.Model):
    """Who did which act of a proceeding, when, and what was said."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=12)
    person = _person()
    done_at = models.DateTimeField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


class Objection(models.Model):
    """異議. `objector` is an opaque key: who repeats is known, who it is need not be. `counts` false: it came too late
    or repeats what was answered; it is read and answered, but blocks and suspends nothing."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="objections")
    number = models.PositiveSmallIntegerField()
    objector = models.CharField(max_length=120)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = _person()
    counts = models.BooleanField()
    is_late = models.BooleanField(default=False)
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = _person()
    answer = models.TextField(blank=True)
    contact_sealed = models.TextField(blank=True, help_text="telephone number of somebody from the public")
    token_hash = models.CharField(max_length=64, blank=True, help_text="of its writer's link")

    class Meta:
        ordering = ["proceeding", "number"]
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "number"], name="objection_once_by_number"),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="objection_link_once"
            ),
        ]
        indexes = [models.Index(fields=["answered_at", "answer_due_at"], name="objection_waiting")]
