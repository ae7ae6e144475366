"""Nominations, what speaks for them, and what offices and visitors found."""

from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.honours.models.season import Season, by_person
from chuangcheng.honours.rules import shown_name
from chuangcheng.kit.serials import Counter


class NominationCounter(Counter):
    """Numbers of nominations per year."""


class NominationState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    RECEIVED = "nominated", pgettext_lazy("nomination", "Received")
    CANDIDATE = "candidate", pgettext_lazy("nomination", "Candidate")
    REFUSED = "not_admitted", pgettext_lazy("nomination", "Not admitted")
    JOINED = "joined", pgettext_lazy("nomination", "Joined to another")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")
    PASSED_OVER = "passed_over", pgettext_lazy("nomination", "Not chosen")
    PROPOSED = "proposed", pgettext_lazy("nomination", "Put forward")
    AWARDED = "awarded", pgettext_lazy("nomination", "Awarded")
    NOT_AWARDED = "not_awarded", pgettext_lazy("nomination", "Not awarded")


class Consent(models.TextChoices):
    """Whether the nominee (of a minor: the guardian) agrees to be named in public."""

    OPEN = "open", pgettext_lazy("consent", "Not asked yet")
    GIVEN = "given", pgettext_lazy("consent", "Consent given")
    DENIED = "denied", pgettext_lazy("consent", "Consent denied")
    WITHDRAWN = "taken_back", pgettext_lazy("consent", "Consent withdrawn")


class Nomination(models.Model):
    """Somebody or something put forward in a season. `alike` finds the same nominee again; `contact_sealed` serves to
    ask for consent and is erased when the season is over."""

    number = models.CharField(max_length=20, unique=True)
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="nominations")
    honour_class = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=100)
    alike = models.CharField(max_length=160)
    headline_zh = models.CharField(max_length=120, blank=True)
    story_zh = models.TextField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_minor = models.BooleanField(default=False)
    contact_sealed = models.TextField(blank=True)
    consent = models.CharField(max_length=12, choices=Consent.choices, default=Consent.OPEN)
    consent_hash = models.CharField(max_length=64, blank=True, db_index=True)
    consent_by_zh = models.CharField(max_length=60, blank=True, help_text="who answered: nominee or guardian")
    consent_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=NominationState.choices, default=NominationState.RECEIVED)
    nominated_at = models.DateTimeField()
    admitted_by = by_person()
    reason_zh = models.TextField(blank=True, help_text="why it was not admitted, withdrawn, not chosen")
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined")
    is_on_ballot = models.BooleanField(default=False)
    proceeding = models.ForeignKey(
        "proceedings.Proceeding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-nominated_at", "-pk"]
        indexes = [
            models.Index(fields=["season", "state"], name="nomination_state"),
            models.Index(fields=["alike"], name="nomination_alike"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def shown_name(self) -> str:
        """As the public reads it."""
        return shown_name(self.name_zh, is_minor=self.is_minor)

    @property
    def may_be_named(self) -> bool:
        """A unit applies in its own name; people are named with their consent alone."""
        return self.consent == Consent.GIVEN or not self.season.is_personal


class Recommendation(models.Model):
    """我推薦: who puts a nominee forward, and why. `voice` is the opaque key of a citizen's account."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="recommendations")
    person = by_person()
    voice = models.CharField(max_length=64, blank=True)
    text_zh = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "voice"], condition=~models.Q(voice=""), name="one_recommendation_per_account"
            )
        ]


class NominationFile(models.Model):
    """Evidence. Shown to nobody outside until somebody releases it."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=False)
    review = models.ForeignKey(
        "SiteReview", on_delete=models.PROTECT, null=True, blank=True, related_name="files", help_text="taken there"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "file"], name="file_once_at_nomination")]


class CheckResult(models.TextChoices):
    """What an office found."""

    CLEAR = "clear", pgettext_lazy("check", "Nothing against it")
    AGAINST = "against", pgettext_lazy("check", "Something against it")


class Check(models.Model):
    """聯審: what one office is asked about a candidate, until when, and what it answered."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="checks")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    matter_zh = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True, help_text="a working day before it is due")
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True, help_text="when its office was told that it is late")
    result = models.CharField(max_length=10, choices=CheckResult.choices, blank=True)
    reason_zh = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = by_person()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "unit", "matter_zh"], name="one_check_of_a_matter")
        ]
        indexes = [models.Index(fields=["unit", "answered_at", "due_at"], name="check_waiting")]


class SiteReview(models.Model):
    """現場核查: what somebody of another unit decided upon a round of inspection, or saw where there is no site.

    `reason_zh`: why no round went there.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="reviews")
    visited_on = models.DateField()
    passes = models.BooleanField()
    finding_zh = models.TextField()
    reason_zh = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = by_person()

    class Meta:
        ordering = ["pk"]


class ReviewStop(models.Model):
    """A site of the nominee as a stop of a round of inspection, and the review that was decided upon it."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="stops")
    visit = models.OneToOneField("inspections.Visit", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(SiteReview, on_delete=models.PROTECT, null=True, blank=True, related_name="stops")

    class Meta:
        ordering = ["pk"]
