"""測評體系: editions with their indicators and check points, cycles that adopt them, the six themes.

A published edition is frozen: whoever wants to change it copies it to a new draft.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named


class EditionKind(models.TextChoices):
    """Which of the two frameworks an edition belongs to."""

    CITY = "city", _("Framework of the city")
    MINORS = "minors", _("Framework of the minors")


class EditionState(models.TextChoices):
    """A draft may be edited; a published edition never changes again."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Edition(Named):
    """One edition of a framework. `content_hash` is set while the content is exactly a known file's content."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=EditionKind.choices)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    source_note = models.TextField(blank=True)
    is_reconstructed = models.BooleanField(default=False)
    total_points = models.DecimalField(max_digits=8, decimal_places=2, default=100)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "kind", "code"]
        indexes = [models.Index(fields=["kind", "content_hash"], name="edition_content")]

    @property
    def is_published(self) -> bool:
        return self.state == EditionState.PUBLISHED

    @property
    def is_named_reconstructed(self) -> bool:
        """Its name says already that it was reconstructed: whatever shows the name need not say it once more."""
        return "重构" in self.name_zh


class Level(models.TextChoices):
    """測評項目, 測評內容, 測評標準."""

    ITEM = "item", _("Item")
    CONTENT = "content", _("Content")
    STANDARD = "standard", _("Standard")


class Method(models.TextChoices):
    """How a standard is assessed: 網上申報, 實地考察, 問卷調查, 部門數據, 負面清單."""

    MATERIAL = "material", _("Material submitted online")
    FIELD = "field", _("Field inspection")
    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    DEPARTMENT = "department", _("Department data")
    NEGATIVE = "negative", _("Negative list")


class Style(models.TextChoices):
    """How a standard is scored."""

    BINARY = "binary", _("Met or not")
    GRADE = "grade", _("Grades A, B, C")
    POINTS = "points", _("Points")
    N_OF_M = "n_of_m", _("n of m")
    DEDUCTION = "deduction", _("Deduction")
    RATIO = "ratio", _("Ratio")


class Indicator(Named):
    """An item, content or standard. `path` is `/`-joined codes from the item, ending in `/`."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=Level.choices)
    path = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    name_zh = models.CharField(max_length=500)
    name_zh_hant = models.CharField(max_length=500, blank=True)
    name_en = models.CharField(max_length=800, blank=True)
    methods = models.JSONField(default=list, help_text="material | field | questionnaire | department | negative")
    site_types = models.JSONField(default=list, help_text="codes of site types")
    weight = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    weight_note = models.CharField(max_length=100, blank=True)
    style = models.CharField(max_length=10, choices=Style.choices, blank=True)
    style_parameters = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=20, blank=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="indicator_once_in_edition")]
        indexes = [
            models.Index(fields=["edition", "position"], name="indicator_order"),
            models.Index(fields=["code", "level"], name="indicator_code"),
        ]

    @property
    def method_names(self) -> list[str]:
        """The methods in the language in force."""
        return [str(Method(code).label) for code in self.methods]


class EditionSiteType(Named):
    """A site type as this edition knows it, with its own name and its sample size or the note on it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="site_types")
    site_type = models.ForeignKey("places.SiteType", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    sample_size_note = models.CharField(max_length=300, blank=True)
    check_standards = models.JSONField(default=list, help_text="short texts of what is checked, as the file has them")
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "site_type"], name="site_type_once_in_edition"),
        ]


class CheckKind(models.TextChoices):
    """Met or not, a measured value, a number of things, or a graded scale."""

    BINARY = "binary", _("Met or not")
    THRESHOLD = "threshold", _("Measured value")
    COUNT = "count", _("Count")
    SCALE = "scale", _("Scale")


class PhotoRule(models.TextChoices):
    """Photos only where asked: never, when it fails, or always."""

    NONE = "none", _("No photo")
    ON_FAIL = "on_fail", _("Photo when not met")
    ALWAYS = "always", _("Always a photo")


class CheckPoint(Named):
    """What an inspector answers at a site of one type; it bears on a standard of the same edition, or on none."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="check_points")
    site_type = models.ForeignKey("places.SiteType", on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="check_points"
    )
    code = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    name_zh = models.CharField(max_length=500)
    name_zh_hant = models.CharField(max_length=500, blank=True)
    name_en = models.CharField(max_length=800, blank=True)
    kind = models.CharField(max_length=10, choices=CheckKind.choices, default=CheckKind.BINARY)
    threshold = models.CharField(max_length=200, blank=True)
    photo = models.CharField(max_length=10, choices=PhotoRule.choices, default=PhotoRule.ON_FAIL)
    exceptions_zh = models.TextField(blank=True)
    severity = models.PositiveSmallIntegerField(default=2)
    example_faults = models.JSONField(default=list)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="check_point_once_in_edition"),
            models.CheckConstraint(condition=models.Q(severity__gte=1, severity__lte=3), name="check_point_severity"),
        ]
        indexes = [models.Index(fields=["edition", "site_type", "position"], name="check_point_order")]


class CardKind(models.TextChoices):
    """What a standard card shows."""

    PASS = "pass", _("Met")
    FAIL = "fail", _("Not met")
    EXCEPTION = "exception", _("Does not count")


class StandardCard(models.Model):
    """標準圖卡: a picture with a caption that shows what a check point means. It belongs to the wording, so that check
    points of several site types and of a copied edition share it; it explains the standard and never changes it.
    """

    wording_zh = models.CharField(max_length=500, help_text="text of the check points that it explains")
    kind = models.CharField(max_length=10, choices=CardKind.choices)
    caption_zh = models.CharField(max_length=200)
    source_zh = models.CharField(max_length=200, blank=True, help_text="where the picture comes from")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wording_zh", "kind", "file"],
                condition=models.Q(withdrawn_at=None),
                name="picture_once_on_cards",
            )
        ]


class Cycle(Named):
    """Three years under one pair of editions. Weights are data: {"material": 40, …} and [15, 25, 60]."""

    code = models.CharField(max_length=40, unique=True)
    first_year = models.PositiveSmallIntegerField()
    city_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    minors_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    method_weights = models.JSONField(default=dict)
    year_weights = models.JSONField(default=list)
    is_in_force = models.BooleanField(default=False)

    class Meta:
        ordering = ["-first_year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_in_force"], condition=models.Q(is_in_force=True), name="one_cycle_in_force"
            )
        ]


class Theme(Named):
    """One of the six actions (六大文明行動) that campaigns, tasks and hours are counted under."""

    code = models.CharField(max_length=20, unique=True)
    standard_code = models.CharField(max_length=40, blank=True)
    lead_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    description_zh = models.TextField(blank=True)
    indicators = models.JSONField(default=list, help_text="what may be counted")

    class Meta:
        ordering = ["code"]
