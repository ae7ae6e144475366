"""負面清單: what may count against a city, and what happened."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.materials import rules


class Effect(models.TextChoices):
    """The ladder of sanctions: 罰扣分, 停止資格, 取消稱號, 不得申報; NONE once examined and found not to count."""

    NONE = "none", pgettext_lazy("effect", "No effect")
    DEDUCT = "deduct", pgettext_lazy("effect", "Points deducted")
    SUSPEND = "suspend", pgettext_lazy("effect", "Suspended")
    CANCEL = "cancel", pgettext_lazy("effect", "Title cancelled")
    INELIGIBLE = "ineligible", pgettext_lazy("effect", "May not apply")


class ActorKind(models.TextChoices):
    """Whose matter an event is. Never a person."""

    APPLICANT = "applicant_city", pgettext_lazy("actor", "Applicant city")
    NOMINEE = "nominee_city", pgettext_lazy("actor", "Nominated city")
    TITLE = "title_city", pgettext_lazy("actor", "City with the title")
    ANY = "any_city", pgettext_lazy("actor", "Any city")


class NegativeItem(models.Model):
    """One line of the negative list, as data: what happened, to whom it applies, how long, with which effect."""

    code = models.CharField(max_length=20, unique=True)
    event_zh = models.CharField(max_length=300)
    actor = models.CharField(max_length=20, choices=ActorKind.choices)
    window_months = models.PositiveSmallIntegerField()
    effect = models.CharField(max_length=12, choices=Effect.choices)
    points = models.DecimalField(max_digits=6, decimal_places=2, default=0, help_text="to be deducted")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]


class EventState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    REPORTED = "reported", pgettext_lazy("negative event", "Reported")
    EXAMINED = "examined", pgettext_lazy("negative event", "Examined")
    DECIDED = "decided", pgettext_lazy("negative event", "Effect decided")
    LAPSED = "lapsed", pgettext_lazy("negative event", "Lapsed")


def _person() -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class NegativeEvent(models.Model):
    """An event of the register. `unit` answers for it; names of persons do not belong here."""

    number = models.CharField(max_length=20, unique=True)
    item = models.ForeignKey(NegativeItem, on_delete=models.PROTECT, related_name="events")
    happened_on = models.DateField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    account_zh = models.TextField(help_text="what happened, without names")
    source_zh = models.CharField(max_length=300, help_text="where it is known from")
    state = models.CharField(max_length=10, choices=EventState.choices, default=EventState.REPORTED)
    reported_at = models.DateTimeField()
    reported_by = _person()
    finding_zh = models.TextField(blank=True, help_text="what the examination found")
    examined_at = models.DateTimeField(null=True, blank=True)
    examined_by = _person()
    effect = models.CharField(max_length=12, choices=Effect.choices, blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    ground_zh = models.TextField(blank=True, help_text="why this effect")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _person()
    counts_until = models.DateField(help_text="last day of its window")
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["state", "counts_until"], name="event_state_until"),
            models.Index(fields=["-happened_on", "-id"], name="event_happened"),
        ]

    def __str__(self) -> str:
        return self.number

    def counts_on(self, day: date) -> bool:
        """True if its effect is decided and its window is not over."""
        return self.state == EventState.DECIDED and self.effect != Effect.NONE and day <= self.counts_until

    @staticmethod
    def last_day(happened_on: date, months: int) -> date:
        return rules.lasts_until(happened_on, months)


class EventFile(models.Model):
    """Evidence of an event."""

    event = models.ForeignKey(NegativeEvent, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "file"], name="file_once_at_event")]
