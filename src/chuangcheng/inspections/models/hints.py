"""A hint on a picture of a visit that somebody looked at."""

from django.conf import settings
from django.db import models


class HintDismissal(models.Model):
    """A picture seems to come from the same photo as an earlier one; somebody says why that means nothing."""

    visit = models.ForeignKey("inspections.Visit", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    dismissed_at = models.DateTimeField()
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "file", "earlier"], name="visit_hint_dismissed_once")]
