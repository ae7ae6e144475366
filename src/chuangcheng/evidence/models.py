"""Files by content hash, and the holds that keep them. A file belongs to the records of higher rooms that name it."""

from django.conf import settings
from django.db import models


class FileKind(models.TextChoices):
    """What a file is, decided by its content and never by its name."""

    IMAGE = "image"
    PDF = "pdf"
    SHEET = "sheet"
    DOCUMENT = "document"


class FileState(models.TextChoices):
    """Whether the content was looked at from beginning to end. Only what was cleared is ever shown."""

    CLEARED = "cleared"
    QUARANTINED = "quarantined"
    BROKEN = "broken"


class File(models.Model):
    """One content, stored once. Owners keep foreign keys to it and check access; the hash opens nothing.

    `path` carries a random part, so that each stored content belongs to exactly one row for as long as it lives.
    `longitude`, `latitude`, `taken_at` and `camera` are what the camera wrote: claims, not facts.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200, blank=True, help_text="as first given by who uploaded it")
    size = models.PositiveBigIntegerField(help_text="bytes")
    kind = models.CharField(max_length=20, choices=FileKind.choices)
    media_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(null=True, blank=True, help_text="pixels, upright")
    height = models.PositiveIntegerField(null=True, blank=True, help_text="pixels, upright")
    orientation = models.PositiveSmallIntegerField(default=1, help_text="EXIF orientation of the stored bytes")
    taken_at = models.DateTimeField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True, help_text="degrees, WGS-84")
    latitude = models.FloatField(null=True, blank=True, help_text="degrees, WGS-84")
    camera = models.CharField(max_length=120, blank=True)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=FileState.choices, default=FileState.CLEARED)
    has_thumbnails = models.BooleanField(default=False)

    @property
    def is_image(self) -> bool:
        return self.kind == FileKind.IMAGE


class LegalHold(models.Model):
    """A file that may not be deleted while proceedings last, whoever owns it."""

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "reason"], condition=models.Q(lifted_at=None), name="one_hold_per_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None) | models.Q(lifted_at__gte=models.F("placed_at")),
                name="hold_in_order",
            ),
        ]
