"""Numbered documents, whom they reach, what was changed in a draft, and the words and letterhead of the city."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.serials import Counter


class Kind(models.TextChoices):
    """Kinds of document. What each consists of is in `kinds`."""

    CASE_NOTICE = "case_notice", _("Case notice")
    REMINDER = "reminder", _("Reminder")
    INSTRUCTION = "instruction", _("Leader's instruction")
    BULLETIN = "bulletin", _("Bulletin")
    WEEKLY = "weekly", _("Weekly report")
    MONTHLY = "monthly", _("Monthly report")
    CLOSE_LIST = "close_list", _("Close list")
    LEDGER = "ledger", _("Ledger")
    RESPONSIBILITY = "responsibility", _("Responsibility table")
    MINUTES = "minutes", _("Minutes")


class State(models.TextChoices):
    """Where a document stands. Only in draft and when returned can it be changed."""

    DRAFT = "draft", pgettext_lazy("document", "Draft")
    WAITING = "waiting", _("Awaiting approval")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "Withdrawn")
    REPLACED = "replaced", _("Replaced")
    DISCARDED = "discarded", _("Discarded")


def _person() -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Letterhead(models.Model):
    """What every document of the city carries, and its fonts by name: one row."""

    authority_zh = models.CharField(max_length=60, help_text="發文機關標誌, in red")
    office_zh = models.CharField(max_length=60, help_text="署名 and 印發機關")
    contact_zh = models.CharField(max_length=120, blank=True, help_text="附註")
    title_font = models.CharField(max_length=60, default="方正小标宋简体")
    body_font = models.CharField(max_length=60, default="仿宋_GB2312")
    heading_font = models.CharField(max_length=60, default="黑体")
    subheading_font = models.CharField(max_length=60, default="楷体_GB2312")


class KindWording(models.Model):
    """The city's own 發文機關代字, copies and wording blocks of one kind. Plain words, never a template."""

    kind = models.CharField(max_length=20, choices=Kind.choices, unique=True)
    series_zh = models.CharField(max_length=12)
    copies_zh = models.CharField(max_length=300, blank=True)
    words = models.JSONField(default=dict, help_text="slot -> what a new draft says there")


class NumberCounter(Counter):
    """Numbers of documents per 代字 and year, and issues per kind: none is left out."""


class Document(models.Model):
    """公文. `blocks` are the text as last read; `frozen` is everything that was printed when it was issued."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    title_zh = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey("plans.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True, help_text="when an answer is wanted")
    copies_zh = models.CharField(max_length=300, blank=True)
    blocks = models.JSONField(default=list)
    read_at = models.DateTimeField(help_text="the moment of its figures")
    approved_hash = models.CharField(max_length=64, blank=True)

    series_zh = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    issue_of_year = models.PositiveIntegerField(null=True, blank=True)
    issue_of_all = models.PositiveIntegerField(null=True, blank=True)
    frozen = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64, blank=True)
    seal_hash = models.CharField(max_length=64, blank=True)
    docx = models.ForeignKey("evidence.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey("evidence.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.ForeignKey("evidence.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    drafted_at = models.DateTimeField()
    drafted_by = _person()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = _person()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = _person()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = _person()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="withdrawn, replaced or discarded")
    reason_zh = models.CharField(max_length=500, blank=True, help_text="why it was returned, withdrawn or replaced")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series_zh", "year", "serial"],
                condition=models.Q(serial__isnull=False),
                name="official_number_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "issue_of_all"],
                condition=models.Q(issue_of_all__isnull=False),
                name="official_issue_once",
            ),
            models.CheckConstraint(
                condition=models.Q(serial=None)
                | (~models.Q(number="") & ~models.Q(content_hash="") & models.Q(issued_at__isnull=False)),
                name="official_numbered_is_issued",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-drafted_at"], name="official_state"),
            models.Index(fields=["kind", "-drafted_at"], name="official_kind"),
            models.Index(fields=["-drafted_at", "-id"], name="official_newest"),
            models.Index(fields=["year", "series_zh", "serial"], name="official_register"),
        ]

    def __str__(self) -> str:
        return self.number or self.title_zh

    @property
    def is_open(self) -> bool:
        """True while it can still be changed."""
        return self.state in (State.DRAFT, State.RETURNED)

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day, where the kind has a period."""
        return (self.since, self.until) if self.since and self.until else None


class DocumentCase(models.Model):
    """A case that was chosen for the document, in order."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="chosen")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["document", "case"], name="case_once_in_official")]


class Recipient(models.Model):
    """主送: a unit that the document goes to; 簽收 by one of its posts."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="recipients")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True, help_text="as the document's: sorts a unit's own list")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "units.Post",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="a post, not a person",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "unit"], name="official_once_to_unit"),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at=None, acknowledged_by=None)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="official_acknowledged_by_post",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-issued_at", "-id"], name="officials_of_unit")]


class Revision(models.Model):
    """One change of a draft, before and after. `slot` is empty where figures were read anew."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="revisions")
    slot = models.CharField(max_length=30, blank=True)
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by = _person()

    class Meta:
        ordering = ["-id"]


class OpenFile(models.Model):
    """One file of the open data as it was last written. `path`: where it lies in the storage; the content of a path
    never changes, a new content gets a new one."""

    name = models.CharField(max_length=60, unique=True, help_text="such as facilities.csv")
    path = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    row_count = models.PositiveIntegerField()
    changed_at = models.DateTimeField(help_text="when its content last became another")
    written_at = models.DateTimeField(help_text="when it was last read anew")

    class Meta:
        ordering = ["name"]
