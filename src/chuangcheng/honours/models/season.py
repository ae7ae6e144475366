"""Programmes of awards (評選), and their seasons (屆)."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.honours.rules import Terms
from chuangcheng.kit.names import Named


def by_person() -> "models.ForeignKey":  # type: ignore[type-arg]
    """Who did it; empty where the product or a citizen did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Kind(models.TextChoices):
    """Who is honoured. Persons and families are named in public only with their consent."""

    PERSON = "person", pgettext_lazy("honour", "Person")
    UNIT = "unit", pgettext_lazy("honour", "Unit or team")
    FAMILY = "family", pgettext_lazy("honour", "Family or courtyard")
    SCHOOL = "school", pgettext_lazy("honour", "School")
    VILLAGE = "village", pgettext_lazy("honour", "Village or town")


class Cycle(models.TextChoices):
    """How often a programme runs."""

    MONTHLY = "monthly", pgettext_lazy("honour", "monthly")
    HALF_YEARLY = "half_yearly", pgettext_lazy("honour", "twice a year")
    YEARLY = "yearly", pgettext_lazy("honour", "yearly")
    THREE_YEARLY = "three_yearly", pgettext_lazy("honour", "every three years")


class Programme(Named):
    """An award that the city gives again and again. `terms`: rules.Terms.as_data, for seasons that open from now."""

    code = models.CharField(max_length=20, unique=True)
    cycle = models.CharField(max_length=12, choices=Cycle.choices)
    terms = models.JSONField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    @property
    def rules(self) -> Terms:
        return Terms.of(self.terms)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.terms["kind"]).label)


class SeasonState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    NOMINATING = "nominating", pgettext_lazy("season", "Taking nominations")
    DELIBERATING = "deliberating", pgettext_lazy("season", "Deliberation")
    CONCLUDED = "concluded", pgettext_lazy("season", "Deliberation concluded")
    ENDED = "ended", pgettext_lazy("season", "Ended")
    CANCELLED = "cancelled", pgettext_lazy("season", "Cancelled")


class Season(models.Model):
    """One running of a programme, under the terms in force when it opened.

    `seed` orders the candidates for each juror. `jury_draw`: seed, pool and order of the draw, so that it can be
    replayed. `record`: what the deliberation came to, written once.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="seasons")
    name_zh = models.CharField(max_length=100)
    terms = models.JSONField()
    is_personal = models.BooleanField(help_text="as its terms say: whether it honours people")
    state = models.CharField(max_length=12, choices=SeasonState.choices, default=SeasonState.NOMINATING)
    opened_at = models.DateTimeField()
    nominations_until = models.DateField(help_text="last day")
    seed = models.CharField(max_length=64)
    jury_draw = models.JSONField(default=dict, blank=True)
    vote_from = models.DateField(null=True, blank=True, help_text="first day")
    vote_until = models.DateField(null=True, blank=True, help_text="last day")
    record = models.JSONField(default=dict, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "name_zh"], name="season_once_by_name")]

    def __str__(self) -> str:
        return f"{self.programme.name_zh} {self.name_zh}"

    @property
    def rules(self) -> Terms:
        return Terms.of(self.terms)
