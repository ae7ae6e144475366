"""Who deliberates, who stepped back, what each one marked, and what was said."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.honours.models.candidacy import Nomination
from chuangcheng.honours.models.season import Season, by_person


class Juror(models.Model):
    """A member of the jury of a season, drawn or appointed."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="jurors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_drawn = models.BooleanField(default=False)
    seated_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["season", "person"], name="juror_once")]


class Recusal(models.Model):
    """迴避: a juror does not judge this candidate, and why."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="recusals")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="recusals")
    reason_zh = models.CharField(max_length=300)
    recused_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["juror", "nomination"], name="recused_once")]


class Mark(models.Model):
    """One juror's marks for one candidate, criterion code -> 0 to 10. A later one replaces it until the conclusion."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="marks")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="marks")
    points = models.JSONField()
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["juror", "nomination"], name="one_mark_of_a_juror")]


class CommentState(models.TextChoices):
    """A comment is held until somebody releases it."""

    HELD = "held_back", pgettext_lazy("comment", "Held")
    RELEASED = "published", pgettext_lazy("comment", "Released")
    REMOVED = "discarded", pgettext_lazy("comment", "Removed")


class Comment(models.Model):
    """我評議: what a citizen says about a candidate. `voice` is the opaque key of the account."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="comments")
    voice = models.CharField(max_length=64, blank=True)
    text_zh = models.TextField()
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.HELD)
    written_at = models.DateTimeField()
    judged_by = by_person()
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["nomination", "state"], name="comment_state")]
