"""A survey with its samples: households by a draw, quotas in the street, links for one answer each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.names import Named
from chuangcheng.surveys.models.form import Form


class SurveyState(models.TextChoices):
    """Answers are taken while it is open; a closed one is never opened again."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", pgettext_lazy("survey", "Open")
    CLOSED = "closed", pgettext_lazy("survey", "Closed")
    CANCELLED = "cancelled", _("Cancelled")


class Survey(Named):
    """One time of asking (一次問卷調查), under the edition whose standards the answers count for."""

    code = models.CharField(max_length=40, unique=True)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SurveyState.choices, default=SurveyState.PLANNED)
    purpose_zh = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="last day on which answers are taken")
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancel_reason_zh = models.TextField(blank=True)

    class Meta:
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="survey_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["-planned_at", "-id"], name="survey_newest"),
            models.Index(fields=["edition", "state", "-closed_at"], name="survey_of_edition"),
        ]


class SampleKind(models.TextChoices):
    """How people are found. Only households are a probability sample."""

    HOUSEHOLDS = "households", _("Households by a draw")
    QUOTA = "quota", _("Quotas in the street")
    LINKS = "links", _("Links for one answer each")


class Sample(Named):
    """One form put to one sample. `share`: its weight beside the survey's other samples.

    `counts`: its results enter the score. `known_totals`: attribute -> option code -> people there are.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="samples")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=SampleKind.choices)
    share = models.PositiveSmallIntegerField(default=100)
    counts = models.BooleanField(default=True)
    known_totals = models.JSONField(default=dict, blank=True)
    households_each = models.PositiveSmallIntegerField(default=10, help_text="addresses drawn in each community")
    reserve_each = models.PositiveSmallIntegerField(default=10, help_text="addresses in reserve in each community")
    community_draw = models.ForeignKey(
        "draws.Draw", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="first stage"
    )
    household_draw = models.ForeignKey(
        "draws.Draw", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="second stage"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(share__gte=1), name="sample_weighs_something"),
        ]


class Cluster(Named):
    """Where a sample is taken: a community that was drawn, or a place with quotas.

    `stratum`: the community's stratum of the first stage with N and n. `list_sealed`: the household list, encrypted,
    emptied as soon as addresses are drawn from it.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="clusters")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    interviewer = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stratum = models.CharField(max_length=120, blank=True)
    stratum_population = models.PositiveIntegerField(default=0, help_text="communities there are in the stratum")
    stratum_drawn = models.PositiveIntegerField(default=0, help_text="communities drawn from it")
    household_count = models.PositiveIntegerField(default=0, help_text="addresses in the list")
    list_sealed = models.TextField(blank=True)
    list_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sample", "area"], name="area_once_in_sample")]
        indexes = [models.Index(fields=["interviewer"], name="clusters_of_interviewer")]
