"""實地考察: rounds, visits, what was observed, and the findings that became cases.

Only stops that a draw chose enter rates; free visits, re-checks and citizens' reports never do.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.cases.queries import place_of_case
from chuangcheng.inspections.models.hints import HintDismissal as HintDismissal
from chuangcheng.inspections.models.routes import CalendarAddress as CalendarAddress
from chuangcheng.inspections.models.routes import LeftOut as LeftOut
from chuangcheng.inspections.models.routes import RoadMap as RoadMap
from chuangcheng.inspections.models.routes import Route as Route
from chuangcheng.inspections.models.routes import RouteMember as RouteMember
from chuangcheng.inspections.models.routes import RouteRules as RouteRules
from chuangcheng.inspections.models.routes import RouteSource as RouteSource
from chuangcheng.inspections.models.routes import RouteStop as RouteStop
from chuangcheng.inspections.models.self_checks import SelfCheck as SelfCheck
from chuangcheng.inspections.models.self_checks import SelfCheckAnswer as SelfCheckAnswer
from chuangcheng.inspections.models.self_checks import SelfOutcome as SelfOutcome
from chuangcheng.inspections.models.signals import Signal as Signal
from chuangcheng.inspections.models.signals import SignalKind as SignalKind
from chuangcheng.inspections.models.verdict import Verdict as Verdict
from chuangcheng.inspections.models.year import Batch as Batch
from chuangcheng.inspections.models.year import Frequency as Frequency
from chuangcheng.inspections.models.year import FrequencyPeriod as FrequencyPeriod
from chuangcheng.inspections.models.year import YearPlan as YearPlan
from chuangcheng.kit.names import Named
from chuangcheng.places.queries.place import Place, place_of


class RoundState(models.TextChoices):
    """Stops are visible to inspectors only while the round is open."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", pgettext_lazy("round", "Open")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


class RoundKind(models.TextChoices):
    """What a round is for. An assessment of markets is a round of its own: it counts for each market over time.
    A re-check (回頭看) looks at cases that were closed, not at sites, and a review (現場核查) at all sites of those who
    apply for something: both enter no rate of standards."""

    ROUND = "round", _("Round of inspection")
    MARKET = "market", _("Market assessment")
    RECHECK = "recheck", _("Re-check")
    REVIEW = "review", _("Review on site")


UNRATED = (RoundKind.RECHECK, RoundKind.REVIEW)
"""Kinds of round that no draw of sites stands behind: no rate of standards, no batch of the year's plan."""


class Round(Named):
    """One round of inspection over one edition's check points, on the stops of one draw."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=RoundKind.choices, default=RoundKind.ROUND)
    purpose_zh = models.TextField(blank=True)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    minors_edition = models.ForeignKey(
        "frameworks.Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="its check points are answered at the same stops",
    )
    draw = models.OneToOneField("draws.Draw", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=RoundState.choices, default=RoundState.PLANNED)
    opens_on = models.DateField()
    closes_on = models.DateField()
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancel_reason_zh = models.TextField(blank=True)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["state", "-opens_on"], name="round_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_in_order")
        ]

    @property
    def edition_ids(self) -> tuple[int, ...]:
        """The editions whose check points are answered."""
        return (self.edition_id, *([self.minors_edition_id] if self.minors_edition_id else []))


class AssessmentPeriod(models.Model):
    """Sites of this type are assessed in rounds of their own, each again after so many days."""

    site_type = models.OneToOneField("places.SiteType", on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["site_type__code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(days__gte=1, days__lte=366), name="assessment_period_in_range")
        ]


class VisitKind(models.TextChoices):
    """How a stop came about."""

    DRAWN = "drawn", _("Drawn")
    RESERVE = "reserve", _("From the reserve list")
    FREE = "free", _("Free visit")
    RECHECK = "recheck", _("Re-check")
    REVIEW = "review", _("Review on site")


DESIGNED = (VisitKind.DRAWN, VisitKind.RESERVE)
"""Kinds that the draw chose: only these enter rates."""


class VisitState(models.TextChoices):
    """A site that could not be visited is recorded as such."""

    PLANNED = "planned", _("To be visited")
    DONE = "done", _("Visited")
    NOT_POSSIBLE = "not_possible", _("Could not be visited")


class Visit(models.Model):
    """A stop with its design: stratum, its size N, the sample n and the probability of being drawn (n / N)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="visits")
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(
        "places.Site",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty only at the re-check of a case that lies at no site: `place` is the case's then",
    )
    kind = models.CharField(max_length=20, choices=VisitKind.choices)
    state = models.CharField(max_length=20, choices=VisitState.choices, default=VisitState.PLANNED)
    position = models.PositiveIntegerField(default=1, help_text="number of the stop within the round")
    day = models.DateField(null=True, blank=True, help_text="not shown to inspectors before this day")
    stratum_ordinal = models.PositiveIntegerField(null=True, blank=True)
    stratum_code = models.CharField(max_length=120, blank=True)
    stratum_name_zh = models.CharField(max_length=200, blank=True)
    population_count = models.PositiveIntegerField(null=True, blank=True, help_text="N")
    sample_count = models.PositiveIntegerField(null=True, blank=True, help_text="n")
    inclusion_probability = models.FloatField(null=True, blank=True, help_text="n / N, from 0 to 1")
    rank = models.PositiveIntegerField(null=True, blank=True, help_text="place in the draw order of its stratum")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="re-checked case"
    )
    recheck = models.OneToOneField(
        "cases.Recheck",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="what became of the case",
    )
    reviewed_unit = models.ForeignKey(
        "units.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="whom a review is about, whoever holds the site: its people do not go there",
    )
    not_possible_reason_zh = models.CharField(max_length=500, blank=True)
    note_zh = models.TextField(blank=True)
    is_double = models.BooleanField(
        default=False, help_text="chosen by the draw: two inspectors judge it, each without the other"
    )
    planned_at = models.DateTimeField()
    visited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "site"],
                condition=models.Q(kind__in=["drawn", "reserve"]),
                name="site_drawn_once_in_round",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["drawn", "reserve"])
                | models.Q(round__isnull=False, population_count__gte=1, sample_count__gte=1),
                name="drawn_visit_has_its_design",
            ),
            models.CheckConstraint(
                condition=models.Q(site__isnull=False) | models.Q(kind="recheck", case__isnull=False),
                name="visit_has_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(recheck=None) | models.Q(kind="recheck"), name="outcome_of_a_recheck"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_unit=None) | models.Q(kind="review"), name="unit_of_a_review"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "position"], name="visit_in_round"),
            models.Index(fields=["site", "-visited_at"], name="visit_of_site"),
            models.Index(fields=["visited_at"], name="visit_when"),
        ]

    @property
    def is_designed(self) -> bool:
        """True if the draw chose this stop, so that it enters rates."""
        return self.kind in DESIGNED

    @property
    def is_drawn(self) -> bool:
        """True if a draw chose it at all: a site of a round, or a case to be looked at again."""
        return self.inclusion_probability is not None

    @property
    def place(self) -> Place:
        """Where to go: the site, or where the case lies that is re-checked."""
        if self.site is not None:
            return place_of(self.site)
        found = place_of_case(self.case) if self.case else None
        assert found is not None, "a re-check is only planned for a case with an area"
        return found

    @property
    def area_path(self) -> str:
        """Where grants look."""
        return self.place.area.path

    @property
    def where_zh(self) -> str:
        """The place in one word for the journal; of a mere point its address."""
        place = self.place
        return (place.kind == "area" and place.address) or place.thing.name_zh

    @property
    def place_code(self) -> str:
        """The site's code; without a site the number of the case."""
        return self.site.code if self.site else self.case.number if self.case else ""

    @property
    def point(self) -> tuple[float | None, float | None]:
        """Longitude and latitude (WGS-84) of the place; a pair of None where nobody has measured it."""
        place = self.place
        return place.longitude, place.latitude

    @property
    def is_apart(self) -> bool:
        """True while two inspectors judge the stop and neither may see what the other says."""
        return self.is_double and self.state == VisitState.PLANNED

    @property
    def edition_ids(self) -> tuple[int, ...]:
        """The editions whose check points are answered at this stop."""
        return self.round.edition_ids if self.round else (self.edition_id,)


FIRST, SECOND = 1, 2
"""Readings of a stop: the first in the order drawn counts for rates and cases, the second is its comparison."""


class VisitInspector(models.Model):
    """A post that inspects at a stop, drawn or as a replacement with its reason. Who left stays in the record.

    Where two judge apart, each ends an own reading: `finished_at`, with a note, or with why it was not possible.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="inspectors")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_replacement = models.BooleanField(default=False)
    reason_zh = models.CharField(max_length=500, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    note_zh = models.TextField(blank=True)
    not_possible_reason_zh = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "post"], condition=models.Q(left_at=None), name="inspector_once_at_visit"
            ),
            models.CheckConstraint(
                condition=models.Q(is_replacement=False) | ~models.Q(reason_zh=""), name="replacement_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["post", "left_at"], name="stops_of_post")]


def reading_at(visit: Visit, one: VisitInspector) -> int:
    """Which reading an inspector of the stop writes: a team has one together, two who judge apart one each."""
    return min(one.position, SECOND) if visit.is_double else FIRST


class Observation(models.Model):
    """Visit × check point × repetition × reading. Corrected on the spot leaves the verdict: only its case closes.

    Everything that counts (rates, cases) reads the first reading alone.

    `unit` is who was responsible for this standard at this place when it was observed: history keeps its owner.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="observations")
    check_point = models.ForeignKey("frameworks.CheckPoint", on_delete=models.PROTECT, related_name="+")
    repetition = models.PositiveSmallIntegerField(default=1)
    reading = models.PositiveSmallIntegerField(default=FIRST, help_text="2: of the second inspector, where two judge")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    total = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit_label = models.CharField(max_length=20, blank=True, help_text="what is counted: 处, 辆, 分")
    note_zh = models.TextField(blank=True)
    is_corrected_on_spot = models.BooleanField(default=False)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    observed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["visit_id", "check_point__position", "repetition"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "check_point", "repetition", "reading"], name="observation_once"),
            models.CheckConstraint(
                condition=models.Q(is_corrected_on_spot=False) | models.Q(verdict="fail"),
                name="corrected_stays_not_met",
            ),
        ]
        indexes = [models.Index(fields=["check_point", "verdict"], name="observation_of_point")]


class ObservationPhotoKind(models.TextChoices):
    """As found, or after it was put right during the visit."""

    FOUND = "found", _("As found")
    CORRECTED = "corrected", _("Corrected on the spot")


class ObservationPhoto(models.Model):
    """A picture of an observation; only where the check point asks for one."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ObservationPhotoKind.choices, default=ObservationPhotoKind.FOUND)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "file", "kind"], name="photo_once_at_observation")
        ]


class Finding(models.Model):
    """A shortfall seen at a visit and the case it became. Without an observation it is a free finding."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    observation = models.OneToOneField(
        Observation, on_delete=models.PROTECT, null=True, blank=True, related_name="finding"
    )
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    text_zh = models.TextField()
    found_at = models.DateTimeField()
    reading = models.PositiveSmallIntegerField(default=FIRST)

    class Meta:
        ordering = ["pk"]
