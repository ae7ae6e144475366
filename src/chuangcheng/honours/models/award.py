"""Honours given."""

from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.honours.models.candidacy import Nomination


class AwardState(models.TextChoices):
    """The moves between states are in `workflow.py`. That the term is over is no state: it is computed."""

    IN_FORCE = "in_force", pgettext_lazy("award", "In force")
    QUESTIONED = "questioned", pgettext_lazy("award", "In question")
    REVOKING = "revoking", pgettext_lazy("award", "Revocation under way")
    REVOKED = "revoked", pgettext_lazy("award", "Revoked")
    GIVEN_BACK = "given_back", pgettext_lazy("award", "Given back")


class Award(models.Model):
    """What a proceeding granted. `plaque` is the public token that the plaque's QR code carries."""

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="award")
    proceeding = models.ForeignKey("proceedings.Proceeding", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=AwardState.choices, default=AwardState.IN_FORCE)
    awarded_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    story_zh = models.TextField(blank=True, help_text="as the hall tells it")
    search_text = models.TextField()
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals")
    plaque = models.CharField(max_length=40, blank=True, db_index=True)
    question_zh = models.TextField(blank=True)
    event = models.ForeignKey(
        "materials.NegativeEvent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revocation = models.ForeignKey(
        "proceedings.Proceeding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-awarded_at", "-pk"]
        indexes = [models.Index(fields=["state", "-awarded_at"], name="award_state")]
