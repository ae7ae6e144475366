"""What was sent: records by the client's own id, and pictures part by part. Bytes lie in the storage, not here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionState(models.TextChoices):
    """Received is not yet applied: its pictures may still be on the way, or a person must decide."""

    WAITING = "waiting", pgettext_lazy("record", "Received")
    APPLIED = "applied", pgettext_lazy("record", "Entered")
    CONFLICT = "conflict", _("A person must decide")
    DISCARDED = "discarded", pgettext_lazy("record", "Set aside")


class Submission(models.Model):
    """One record as it was sent. `rival_of`: the same id came before with other content; both are kept.

    `content` is emptied some time after the record was settled; its hash stays.
    """

    uid = models.UUIDField(help_text="made by the client")
    receipt = models.UUIDField(unique=True, help_text="made by us, told to the client")
    rival_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="rivals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey("accounts.Device", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=SubmissionState.choices, default=SubmissionState.WAITING)
    code = models.CharField(max_length=40, blank=True, help_text="why it could not be entered, stable English")
    message = models.CharField(max_length=500, blank=True, help_text="the same in the language of who sent it")
    sent_at = models.DateTimeField(null=True, blank=True, help_text="by the client's clock")
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["uid"], condition=models.Q(rival_of=None), name="record_received_once"),
            models.UniqueConstraint(fields=["uid", "sha256"], name="content_of_record_once"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="records_by_state"),
            models.Index(fields=["person", "-id"], name="records_of_person"),
        ]


class Wanted(models.Model):
    """A picture that a submission names: it is applied when none of these lacks its bytes."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="wanted")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "sha256"], name="picture_wanted_once")]
        indexes = [models.Index(fields=["sha256"], name="records_wanting")]


class Upload(models.Model):
    """The bytes of one picture on their way in. `offset`: how many are safe. `path`: where they lie once complete."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes, as announced")
    media_type = models.CharField(max_length=40)
    offset = models.PositiveBigIntegerField(default=0)
    path = models.CharField(max_length=160, blank=True)
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "sha256"], name="upload_once_per_person")]
        indexes = [models.Index(fields=["begun_at"], name="uploads_by_age")]

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


class Part(models.Model):
    """A piece of an upload, stored as an object of its own so that any web process can take the next one."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=160)

    class Meta:
        ordering = ["offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="part_once")]
