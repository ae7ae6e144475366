"""The pack that is sent, and links under which assessors look at what it holds."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class PackState(models.TextChoices):
    """A pack is built in the background."""

    ASKED = "asked", pgettext_lazy("pack", "Being built")
    READY = "ready", pgettext_lazy("pack", "Ready")
    EMPTY = "empty", pgettext_lazy("pack", "Nothing to pack")


class Pack(models.Model):
    """報送包: everything accepted for one edition as a ZIP, as it stood when it was built."""

    number = models.CharField(max_length=20, unique=True)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PackState.choices, default=PackState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    built_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    document_count = models.PositiveIntegerField(default=0)
    file_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]


class ViewLink(models.Model):
    """評審查閱鏈接: read-only, until it expires or is revoked. The token itself is never stored."""

    token_hash = models.CharField(max_length=64, unique=True)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    label_zh = models.CharField(max_length=200, help_text="for whom")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opening_count = models.PositiveIntegerField(default=0, help_text="pages and files, each time")
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="view_link_in_order")
        ]


class ViewOpening(models.Model):
    """One thing that was opened under a link: the overview (neither named), a standard's page, or a file. Never who."""

    link = models.ForeignKey(ViewLink, on_delete=models.CASCADE, related_name="openings")
    standard = models.ForeignKey(
        "frameworks.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey("materials.VersionFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["link", "-opened_at", "-id"], name="view_opening_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standard=None) | models.Q(file=None), name="view_opening_of_one_thing"
            )
        ]
