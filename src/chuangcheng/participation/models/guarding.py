"""Against abuse: counts by hashed address and day, and words or addresses that are blocked for a reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """How often something came from an address on a day. The hash is salted by the day: no track across days."""

    day = models.DateField()
    deed = models.CharField(max_length=20)
    origin_hash = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "deed", "origin_hash"], name="one_tally")]


class BlockKind(models.TextChoices):
    """What is blocked."""

    WORDS = "words", _("Words in the text")
    TELEPHONE = "telephone", _("Telephone number")


class Block(models.Model):
    """What is held for a look, and why. A telephone number is kept as a hash."""

    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    value = models.CharField(max_length=200, help_text="the words, or the hash of the number")
    shown = models.CharField(max_length=200, help_text="the words, or the last four digits")
    reason_zh = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
