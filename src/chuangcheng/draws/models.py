"""Draws: what was frozen, what was announced, what came out. Things are codes and names; draws knows no sites."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.names import Named
from chuangcheng.kit.serials import Counter


class DrawState(models.TextChoices):
    """Pending and failed are no states: they are a run draw before and after its last day."""

    COMMITTED = "committed", _("Committed")
    RUN = "run", _("Proof pending")
    REVEALED = "revealed", _("Proof published")
    CANCELLED = "cancelled", _("Cancelled")


class Publication(models.TextChoices):
    """Open frames are published with names, veiled ones as one salted hash per entry."""

    OPEN = "open", pgettext_lazy("frame", "Open")
    VEILED = "veiled", _("Veiled")


class SerialCounter(Counter):
    """Gives out the serial numbers of draws: no gaps, so that none can vanish."""


class Draw(Named):
    """One draw. `commitment` is public from the first moment, `proof` complete only when revealed."""

    serial = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=20, choices=DrawState.choices, default=DrawState.COMMITTED)
    purpose_zh = models.TextField(blank=True)
    context = models.JSONField(default=dict, help_text="opaque to this room: what the caller wants to find again")
    sources = models.JSONField(default=list, help_text="[{code, name, kind, where, known_at}] in announced order")
    known_at = models.DateTimeField(help_text="when the last source becomes known")
    fails_after = models.DateTimeField(help_text="not revealed by then, the draw counts as failed")
    secret_sealed = models.TextField(help_text="256 random bits, encrypted; nobody sees them before the reveal")
    commitment = models.JSONField(default=dict)
    commitment_sha256 = models.CharField(max_length=64)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    committed_at = models.DateTimeField()
    entropy = models.JSONField(default=list, help_text="[{source, values}] as agreed by two people")
    run_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason_zh = models.TextField(blank=True)
    proof = models.JSONField(default=dict, help_text="the full proof, stored once at the reveal")

    class Meta:
        ordering = ["-serial"]
        indexes = [models.Index(fields=["state", "-serial"], name="draw_state")]


class Frame(Named):
    """A frozen list of things to draw from, in strata."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="frames")
    code = models.CharField(max_length=40)
    publication = models.CharField(max_length=10, choices=Publication.choices)
    position = models.PositiveSmallIntegerField()
    salt_sealed = models.TextField(help_text="32 random bytes, encrypted until the reveal")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["draw", "code"], name="frame_once_in_draw")]


class Stratum(Named):
    """A part of a frame. `ordinal` counts through all frames of the draw, from 1."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="strata")
    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="strata")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=120)
    pool_count = models.PositiveIntegerField()
    sample_count = models.PositiveIntegerField()
    reserve_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["draw", "ordinal"], name="stratum_ordinal_once")]


class Entry(models.Model):
    """One thing in a frame. `rank` is its place in the order drawn (from 1), empty until run or if not drawn."""

    stratum = models.ForeignKey(Stratum, on_delete=models.CASCADE, related_name="entries")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=300)
    salt = models.CharField(max_length=32, blank=True, help_text="hex, only in a veiled frame")
    rank = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["stratum_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["stratum", "ordinal"], name="entry_ordinal_once")]
        indexes = [models.Index(fields=["stratum", "rank"], name="draw_entry_rank")]


class EntropyEntry(models.Model):
    """What one person read at the public sources. Two people must agree before a draw can run."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="entropy_entries")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField(default=list, help_text="[{source, values}] in announced order, canonical")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "person"], name="entropy_once_per_person")]
