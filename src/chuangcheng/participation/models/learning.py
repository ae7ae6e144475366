"""Models that the city trained on its own closed reports: measured, then accepted by a person or not."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class LearntState(models.TextChoices):
    """A model does nothing before a person has accepted it."""

    OFFERED = "offered", pgettext_lazy("model", "Waits for a decision")
    IN_FORCE = "in_force", pgettext_lazy("model", "In force")
    REFUSED = "refused", pgettext_lazy("model", "Not taken")
    RETIRED = "retired", pgettext_lazy("model", "Replaced")


class LearntModel(models.Model):
    """One trained model. `before` and `after`: what `triage.measuring.evaluate` says of the suggestions in force and
    of this model, on reports that this model has not seen."""

    path = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField(max_length=64, help_text="of the file")
    state = models.CharField(max_length=10, choices=LearntState.choices, default=LearntState.OFFERED)
    trained_at = models.DateTimeField()
    trained_on = models.PositiveIntegerField(help_text="reports")
    held_out = models.PositiveIntegerField(help_text="reports")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="in_force"), name="one_model_in_force")
        ]
