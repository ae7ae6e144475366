"""What is asked for a standard."""

from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.serials import Counter
from chuangcheng.materials import rules


class Kind(models.TextChoices):
    """規範文件, 方案, 總結, 情況說明, 實景圖片, 統計表格; OTHER takes any."""

    DOCUMENT = "document", pgettext_lazy("material", "Official document")
    PLAN = "plan", pgettext_lazy("material", "Plan")
    SUMMARY = "summary", pgettext_lazy("material", "Summary")
    STATEMENT = "statement", pgettext_lazy("material", "Statement")
    PHOTO = "photo", pgettext_lazy("material", "Photograph")
    FIGURES = "figures", pgettext_lazy("material", "Statistical table")
    OTHER = "other", pgettext_lazy("material", "Other")


class CaptionPart(models.TextChoices):
    """What a caption must say where a demand asks for it."""

    TIME = "time", pgettext_lazy("caption", "Time")
    PLACE = "place", pgettext_lazy("caption", "Place")
    PERSONS = "persons", pgettext_lazy("caption", "Persons")
    THEME = "theme", pgettext_lazy("caption", "Theme")


class MaterialCounter(Counter):
    """Numbers of documents per year, of packs, of negative events."""


class Demand(models.Model):
    """材料要求: kind and number of things that prove a standard, from which months, by when, from whom.

    `code` is the standard's with a number behind it, so that a spreadsheet finds it again.
    """

    standard = models.ForeignKey("frameworks.Indicator", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=50)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title_zh = models.CharField(max_length=300)
    count = models.PositiveSmallIntegerField(default=1)
    caption = models.JSONField(default=list, help_text="time | place | persons | theme")
    window_ends_on = models.DateField(null=True, blank=True, help_text="last day; none: no window")
    window_months = models.PositiveSmallIntegerField(default=12)
    due_on = models.DateField(null=True, blank=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="supplies it")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    search_text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True, help_text="when the unit was last told of the deadline")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="demand_once_of_standard"),
            models.CheckConstraint(condition=models.Q(count__gte=1, count__lte=50), name="demand_count_in_range"),
            models.CheckConstraint(
                condition=models.Q(window_months__gte=1, window_months__lte=rules.LONGEST_WINDOW),
                name="demand_window_in_range",
            ),
        ]
        indexes = [
            models.Index(fields=["withdrawn_at", "due_on"], name="demand_due"),
            models.Index(fields=["unit", "withdrawn_at"], name="demand_of_unit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def window(self) -> rules.Window | None:
        return rules.window(self.window_ends_on, self.window_months) if self.window_ends_on else None

    @property
    def asked(self) -> rules.Asked:
        """What it asks, for the rules."""
        return rules.Asked(self.code, self.kind, tuple(self.caption), self.window)

    @property
    def caption_names(self) -> list[str]:
        return [str(CaptionPart(part).label) for part in self.caption]
