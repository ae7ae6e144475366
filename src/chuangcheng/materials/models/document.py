"""What was handed in: a document with its caption, its versions and their files, and the demands it answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from chuangcheng.materials import rules
from chuangcheng.materials.models.demand import Demand, Kind


class DocumentState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    DRAFT = "draft", pgettext_lazy("material", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("material", "Waiting for review")
    ACCEPTED = "accepted", pgettext_lazy("material", "Accepted")
    RETURNED = "returned", pgettext_lazy("material", "Returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("material", "Withdrawn")


def _person(**options: object) -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        **options,  # type: ignore[arg-type]
    )


class Document(models.Model):
    """申報材料. `thing_on`, place, persons and theme are its caption; `persons_zh` is personal and never recorded."""

    number = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="supplies it")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title_zh = models.CharField(max_length=300)
    thing_on = models.DateField(null=True, blank=True, help_text="when what it shows happened or was issued")
    place_zh = models.CharField(max_length=200, blank=True)
    persons_zh = models.CharField(max_length=300, blank=True)
    theme_zh = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    version_count = models.PositiveSmallIntegerField(default=0)
    source_case = models.ForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="whose pictures it is",
    )
    made_at = models.DateTimeField()
    made_by = _person()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = _person()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _person()
    reason_zh = models.CharField(max_length=1000, blank=True, help_text="why it was returned")
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "source_case"],
                condition=models.Q(source_case__isnull=False) & ~models.Q(state="withdrawn"),
                name="case_once_as_material",
            )
        ]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="document_made"),
            models.Index(fields=["state", "-made_at"], name="document_state"),
            models.Index(fields=["unit", "state"], name="document_of_unit"),
        ]

    def __str__(self) -> str:
        return self.number


class Version(models.Model):
    """One version of a document: its files, and what is new in it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note_zh = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = _person()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_once_of_document")]


class VersionFile(models.Model):
    """A file of a version, in order; `label_zh` says what it shows (整改前, 整改後)."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    label_zh = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "file"], name="file_once_in_version")]


class Link(models.Model):
    """A document answers a demand. It counts once a reviewer has confirmed it; accepting the document does."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="links")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="links")
    linked_at = models.DateTimeField()
    linked_by = _person()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = _person()

    class Meta:
        ordering = ["demand__code"]
        constraints = [models.UniqueConstraint(fields=["document", "demand"], name="document_once_for_demand")]
        indexes = [models.Index(fields=["demand", "confirmed_at"], name="link_of_demand")]


def given(document: Document, kinds: list[str]) -> rules.Given:
    """What a document says of itself; `kinds` of the files of its newest version."""
    return rules.Given(
        document.kind,
        document.thing_on,
        document.place_zh.strip(),
        document.persons_zh.strip(),
        document.theme_zh.strip(),
        len(kinds),
        "image" in kinds,
    )
