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


class Redaction(models.Model):
    """That a person has looked at a picture, and what of it is covered: what everybody may see is this version alone.

    `token` is its public address and another one in each version. With boxes, `path` is where the covered copy lies;
    the uncovered picture is under lock until `original_until`, then gone.
    """

    file = models.OneToOneField(File, on_delete=models.CASCADE, primary_key=True, related_name="+")
    version = models.PositiveIntegerField()
    boxes = models.JSONField(default=list, help_text="left, top, width, height in thousandths")
    token = models.CharField(max_length=32, unique=True)
    path = models.CharField(max_length=120, blank=True)
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    original_until = models.DateTimeField(null=True, blank=True, db_index=True)
    original_gone_at = models.DateTimeField(null=True, blank=True)


class RedactionHint(models.Model):
    """Where a machine thinks that a face or a plate is. It can be computed again."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, primary_key=True, related_name="+")
    boxes = models.JSONField(default=list)
    made_at = models.DateTimeField()


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


class Fingerprint(models.Model):
    """What finds a picture again: its packed features (`comparing.words.LAYOUT`), made by one `method`."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, primary_key=True, related_name="+")
    method = models.PositiveSmallIntegerField()
    features = models.BinaryField()
    made_at = models.DateTimeField()


class PictureWord(models.Model):
    """The index: which pictures hold a word. Its primary key is all there is of a row, and answers the search alone.

    `file_id` is a plain number: a key to `File` would need a second index as large as this one, only for the rare
    deleted file, whose words are known from its fingerprint.
    """

    pk = models.CompositePrimaryKey("word", "file_id")
    word = models.PositiveIntegerField()
    file_id = models.BigIntegerField()


class PictureComparison(models.Model):
    """What the pixels of two stored pictures say: `kind` of re-use (`comparing.judging.Outcome`) or `different`.

    A fact about two files, whoever owns them; it can be computed again. `is_same_place` is empty where the pictures
    are too plain to tell. `score` from 0 to 1.
    """

    earlier = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    is_reused = models.BooleanField()
    is_same_place = models.BooleanField(null=True)
    score = models.FloatField()
    compared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["later", "earlier"], name="pictures_compared_once")]
