"""部門數據: what departments report as numbers."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.materials import rules
from chuangcheng.materials.models.document import Document


class FigureState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    ASKED = "asked", pgettext_lazy("figure", "Asked for")
    REPORTED = "reported", pgettext_lazy("figure", "Reported")
    CONFIRMED = "confirmed", pgettext_lazy("figure", "Confirmed")
    RETURNED = "returned", pgettext_lazy("figure", "Returned")


class Comparison(models.TextChoices):
    """Which side of the threshold is met."""

    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    NONE = "none", pgettext_lazy("comparison", "no threshold")


class DepartmentFigure(models.Model):
    """One number of one period, with the threshold of its standard and the document it comes from."""

    standard = models.ForeignKey("frameworks.Indicator", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=50)
    name_zh = models.CharField(max_length=200)
    period = models.CharField(max_length=20, help_text="2026, 2026-Q3, 2026-10")
    measure_zh = models.CharField(max_length=30, help_text="unit of measure: %, 人, 天")
    comparison = models.CharField(max_length=10, choices=Comparison.choices, default=Comparison.NONE)
    threshold = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="supplies it")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=FigureState.choices, default=FigureState.ASKED)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    source_zh = models.CharField(max_length=300, blank=True, help_text="name and number of the source document")
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the source, if handed in",
    )
    made_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason_zh = models.CharField(max_length=1000, blank=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["code", "period"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "code", "period"], name="figure_once_of_period"),
            models.CheckConstraint(
                condition=models.Q(comparison="none") | models.Q(threshold__isnull=False),
                name="comparison_has_threshold",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("asked", "returned")) | models.Q(value__isnull=False),
                name="reported_figure_has_value",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="figure_state_due")]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"

    @property
    def is_met(self) -> bool | None:
        """Whether it reaches the threshold; None where that cannot be said."""
        return rules.is_met(self.comparison, self.threshold, self.value)

    @property
    def plain_value(self) -> Decimal | None:
        """Without the noughts of the column."""
        return _plain(self.value)

    @property
    def plain_threshold(self) -> Decimal | None:
        return _plain(self.threshold)


def _plain(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    text = format(Decimal(value).normalize(), "f")
    return Decimal("0" if text == "-0" else text)
