"""Answers. They wait encrypted, and are then moved in shuffled batches to rows that nothing joins to who gave them."""

import uuid

from django.conf import settings
from django.db import models

from chuangcheng.surveys.models.survey import Cluster, Sample, Survey


class WaitingAnswers(models.Model):
    """What one person said, encrypted, until enough wait to be stored together. The key is random; there is no time."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="+")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    sealed = models.TextField()

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["sample"], name="answers_waiting")]


class Exclusion(models.Model):
    """Answers left out of a result by the office, with the reason. The result is shown with and without them."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="exclusions")
    reason_zh = models.CharField(max_length=500)
    excluded_at = models.DateTimeField()
    excluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class Response(models.Model):
    """One person's answers. Random key, the day of the batch, a duration in half minutes: nothing else of a time.

    `cluster`: the community or place, which the estimates need; its addresses are erased when the survey closes.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="responses")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField()
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    stored_on = models.DateField(help_text="the day on which its batch was stored")
    exclusion = models.ForeignKey(Exclusion, on_delete=models.PROTECT, null=True, blank=True, related_name="responses")

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["sample", "cluster"], name="responses_of_sample")]
