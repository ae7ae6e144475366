"""How a report came through another system."""

from django.db import models


class Passage(models.Model):
    """What another system said beside the report. `media_urls` are kept as words: nothing of ours ever opens them.

    `token_hash`: of the token that the system asks the report's code with while it is held for a look.
    """

    report = models.OneToOneField("Report", on_delete=models.CASCADE, related_name="passage")
    client = models.ForeignKey("accounts.ApiClient", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    media_urls = models.JSONField(default=list)
    passed_at = models.DateTimeField()
