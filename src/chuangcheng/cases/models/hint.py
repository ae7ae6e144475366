"""What a verifier has looked at: hints themselves are computed, only their dismissal is kept."""

from django.conf import settings
from django.db import models

from chuangcheng.cases.models.case import Case


class HintDismissal(models.Model):
    """A hint on a picture of a case that somebody looked at and found to mean nothing, with the reason.

    `code` as `cases.queries.hints`; `earlier` is the other picture where the hint is about two.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    earlier = models.ForeignKey("evidence.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500)
    dismissed_at = models.DateTimeField()
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
