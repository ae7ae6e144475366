"""Monthly results of units: versioned rules, a month, results with their lines, old versions beside the new ones."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.scoring.result_rules import Row


class ResultRules(models.Model):
    """A version of the rules, in force for months from `since` on (the first day of a month)."""

    version = models.PositiveIntegerField(unique=True)
    since = models.DateField()
    data = models.JSONField(help_text="as result_rules.DEFAULT")
    note = models.TextField(blank=True)
    defined_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]


class MonthState(models.TextChoices):
    """Where the results of a month stand."""

    DRAFT = "draft", pgettext_lazy("results", "Draft")
    CONFIRMED = "confirmed", _("Confirmed")
    ANNOUNCED = "announced", _("Announced")


def _person() -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class ResultMonth(models.Model):
    """The results of all units for one month, with the rules they were computed by."""

    month = models.DateField(unique=True, help_text="its first day")
    state = models.CharField(max_length=10, choices=MonthState.choices, default=MonthState.DRAFT)
    rules_version = models.PositiveIntegerField(help_text="0: the product's own rules")
    rules = models.JSONField(help_text="as they were, so that the digits can be computed again")
    drafted_at = models.DateTimeField()
    drafted_by = _person()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = _person()
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-month"]


class UnitResult(models.Model):
    """One unit's points of a month. A restated result is a new version; the old one stays beside it."""

    month = models.ForeignKey(ResultMonth, on_delete=models.CASCADE, related_name="results")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    points = models.DecimalField(max_digits=7, decimal_places=2)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    restates = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proceeding = models.ForeignKey(
        "proceedings.Proceeding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["month", "-points", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["month", "unit", "version"], name="result_version_once"),
            models.UniqueConstraint(
                fields=["month", "unit"], condition=models.Q(superseded_at=None), name="one_result_in_force"
            ),
            models.UniqueConstraint(
                fields=["proceeding"], condition=models.Q(proceeding__isnull=False), name="restated_once_by_decision"
            ),
        ]
        indexes = [models.Index(fields=["unit", "month"], name="result_of_unit")]


class ResultLine(models.Model):
    """One line of a result with the rows behind it."""

    result = models.ForeignKey(UnitResult, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    counted = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=7, decimal_places=2)
    rows = models.JSONField(default=list, help_text="result_rules.Row.as_data of each row")
    struck = models.JSONField(default=list, help_text="keys of rows that a decision took out")

    class Meta:
        ordering = ["result", "position"]
        constraints = [models.UniqueConstraint(fields=["result", "code"], name="line_once_in_result")]

    @property
    def behind(self) -> list[Row]:
        """The rows as values."""
        return [Row(*one) for one in self.rows]


class ScoreEstimate(models.Model):
    """What the field score of one scope (edition and rounds) was on one day, with its uncertainty.

    `visits` are the visits that it rests on, and `content` says seed, replicates and rule version, so that the same
    digits can be computed again; `observed` and `passed` tell at a glance whether anything has been judged since.
    """

    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=64, help_text="sha256 of edition, rounds and field weight")
    round_ids = models.JSONField()
    day = models.DateField(help_text="the city's own")
    computed_at = models.DateTimeField()
    rule_version = models.CharField(max_length=20)
    field_weight = models.FloatField()
    observed = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()
    visits = models.JSONField(help_text="ids, sorted")
    content = models.JSONField(help_text="estimates.Content")
    # The whole once more, so that a year of days is read without a year of contents.
    value = models.FloatField(null=True, help_text="points earned")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    judged = models.FloatField(null=True, help_text="points of what was looked at")

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["scope", "day"], name="one_estimate_a_day")]


class ScoreRules(models.Model):
    """A version of the numbers that the whole score, its forecast and the list of repairs need (`national.DEFAULT`)."""

    version = models.PositiveIntegerField(unique=True)
    data = models.JSONField()
    note = models.TextField(blank=True)
    defined_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]


class WholeScore(models.Model):
    """The whole score of an edition on one day: `inputs` are what each method knew, `content` what follows from them.

    `mark` is the digest of the inputs: where it has not changed there is nothing to compute.
    """

    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey("frameworks.Cycle", on_delete=models.PROTECT, null=True, related_name="+")
    estimate = models.ForeignKey(ScoreEstimate, on_delete=models.PROTECT, null=True, related_name="+")
    day = models.DateField(help_text="the city's own")
    computed_at = models.DateTimeField()
    rule_version = models.CharField(max_length=20)
    rules_version = models.PositiveIntegerField(help_text="of ScoreRules; 0: the product's own")
    mark = models.CharField(max_length=64)
    inputs = models.JSONField(help_text="city.Inputs")
    content = models.JSONField(help_text="city.Content")

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "day"], name="one_whole_score_a_day")]


class RepairList(models.Model):
    """What could be put right, and what that would bring: one a day and edition, from running cases and rates."""

    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    score = models.ForeignKey(WholeScore, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    computed_at = models.DateTimeField()
    rule_version = models.CharField(max_length=20)
    rules_version = models.PositiveIntegerField()
    content = models.JSONField(help_text="repairs.Content")
    rows = models.JSONField(default=dict, help_text="line -> ids of its cases")
    kinds = models.JSONField(default=dict, help_text="line -> codes of the site types of these cases, in their order")

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "day"], name="one_repair_list_a_day")]


class OfficialResult(models.Model):
    """What the assessors announced for one year, entered by the office. A correction is a new row."""

    edition_kind = models.CharField(max_length=10, help_text="city | minors")
    year = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2)
    own_points = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, help_text="the city's own score just before it"
    )
    announced_on = models.DateField()
    source_zh = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition_kind", "year"], condition=models.Q(superseded_at=None), name="one_official_result"
            )
        ]


class Forecast(models.Model):
    """A forecast of the assessors' result of one year, kept as it was made: assumptions, distribution, seed."""

    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    score = models.ForeignKey(WholeScore, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = _person()
    rule_version = models.CharField(max_length=20)
    assumptions = models.JSONField(help_text="forecasting.Assumptions")
    content = models.JSONField(help_text="mean, sd, chance, quantiles")

    class Meta:
        ordering = ["-made_at", "-pk"]


class MockState(models.TextChoices):
    """Where a mock assessment stands."""

    PLANNED = "planned", pgettext_lazy("mock assessment", "Under way")
    FINISHED = "finished", pgettext_lazy("mock assessment", "Report made")


class MockAssessment(models.Model):
    """模擬測評: one round drawn by the edition's numbers, perhaps a survey, and a report as assessors would make it."""

    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    name_zh = models.CharField(max_length=200)
    draw = models.OneToOneField("draws.Draw", on_delete=models.PROTECT, related_name="+")
    survey = models.ForeignKey("surveys.Survey", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    round = models.ForeignKey("inspections.Round", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=MockState.choices, default=MockState.PLANNED)
    planned_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    estimate = models.ForeignKey(ScoreEstimate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule_version = models.CharField(max_length=20, blank=True, help_text="of the report")
    inputs = models.JSONField(default=dict)
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["-planned_at", "-pk"]


class Analysis(models.Model):
    """A ranking or a map of trouble spots as it was on one day: kept, so that pages are quick and digits can be redone.

    `content` carries the figures and what they rest on (see `standings`, `spotting`); `observed` tells at a glance
    whether anything has come in since.
    """

    kind = models.CharField(max_length=60, help_text="what, of which, over how many days: ranking:unit:365")
    day = models.DateField(help_text="the city's own; the last day of the period")
    days = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField()
    rule_version = models.CharField(max_length=20)
    observed = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "day"], name="one_analysis_a_day")]


class RoundSummary(models.Model):
    """Up to which visits a round's observations have been counted into cells. `mark` names that set of visits."""

    round = models.OneToOneField("inspections.Round", on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=160, help_text="inspections.queries.marks: changes with every counted visit")
    visits = models.PositiveIntegerField()
    strata = models.JSONField(help_text="[ordinal, code, name, N, visited] of each stratum that was visited")
    counted_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True, help_text="last counted a second time and compared")
    fault_count = models.PositiveIntegerField(default=0, help_text="cells that were wrong then; they were replaced")

    class Meta:
        ordering = ["round_id"]


class SummaryCell(models.Model):
    """Sums over visited sites of one stratum: what was judged (x), what of it was met (y), and their squares.

    With the squares the variance of any rate follows without the rows: a site belongs to one site type, area and day,
    so cells add up over these. A site bears on many items and units, so each `facet` splits a site its own way, and
    only cells of one facet may be added. Columns that a facet does not use are empty.
    """

    summary = models.ForeignKey(RoundSummary, on_delete=models.CASCADE, related_name="cells")
    facet = models.CharField(max_length=12)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.CASCADE, related_name="+")
    stratum_ordinal = models.PositiveIntegerField()
    site_type = models.ForeignKey("places.SiteType", on_delete=models.CASCADE, null=True, related_name="+")
    area = models.ForeignKey(
        "places.Area", on_delete=models.CASCADE, null=True, related_name="+", help_text="sub-district or town"
    )
    item = models.ForeignKey("frameworks.Indicator", on_delete=models.CASCADE, null=True, related_name="+")
    standard = models.ForeignKey("frameworks.Indicator", on_delete=models.CASCADE, null=True, related_name="+")
    check_point = models.ForeignKey("frameworks.CheckPoint", on_delete=models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField(null=True)
    sites = models.PositiveIntegerField(help_text="visited sites where something was judged")
    observed = models.PositiveIntegerField(help_text="sum of x")
    passed = models.PositiveIntegerField(help_text="sum of y")
    not_applicable = models.PositiveIntegerField()
    not_observed = models.PositiveIntegerField()
    xx = models.PositiveBigIntegerField()
    xy = models.PositiveBigIntegerField()
    yy = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["summary", "facet", "edition"], name="summary_facet")]
