"""What makes the record of a visit worth a second look."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignalKind(models.TextChoices):
    """What makes a record worth a second look. A signal accuses nobody and blocks nothing."""

    CLOCK_SKEW = "clock_skew", _("The phone's clock was wrong")
    NO_POSITION = "no_position", _("No position was recorded")
    MOCKED_POSITION = "mocked_position", _("The position came from another program")
    DISTANT_POSITION = "distant_position", _("Recorded far from the site")
    OLD_PICTURE = "old_picture", _("A picture is older than the visit")
    FUTURE_PICTURE = "future_picture", _("A picture is dated after it arrived")
    DISTANT_PICTURE = "distant_picture", _("A picture was taken elsewhere")
    BROKEN_PICTURE = "broken_picture", _("A picture is damaged")
    NOT_ASKED = "picture_not_asked", _("A picture was sent that nobody asked for; it was deleted")
    LATE = "late_record", _("Received long after the visit")


class Signal(models.Model):
    """Something about how a visit was recorded, shown to whoever verifies. `detail`: metres, seconds, what it is about.

    No position is kept, only how far it was from the site.
    """

    visit = models.ForeignKey("Visit", on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=20, choices=SignalKind.choices)
    photo = models.ForeignKey("evidence.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    detail = models.JSONField(default=dict)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind"], condition=models.Q(photo=None), name="signal_once"),
            models.UniqueConstraint(
                fields=["visit", "kind", "photo"], condition=models.Q(photo__isnull=False), name="signal_once_per_photo"
            ),
        ]
