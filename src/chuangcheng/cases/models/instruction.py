"""督辦: a leader or the office asks in writing what has become of a case, and the unit in charge owes a reply."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.cases.models.case import Case, _to


class InstructionState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    OPEN = "owed", _("Reply owed")
    ANSWERED = "answered", _("Awaiting acceptance")
    ACCEPTED = "settled", _("Reply accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Instruction(models.Model):
    """督辦單. The reply is owed by whichever unit is in charge of the case: who takes a case over takes this over.

    `held` says what the system held already when it was asked: {submission, attempt, photos} or nothing.
    """

    number = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instructions")
    post = _to("units.Post", help_text="the leader's post whose word it is; none: the office's own")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=InstructionState.choices, default=InstructionState.OPEN)
    issued_at = models.DateTimeField()
    issued_by = _to(settings.AUTH_USER_MODEL)
    limit = models.CharField(max_length=30)
    due_at = models.DateTimeField()
    is_due_provisional = models.BooleanField(default=False)
    overdue_since = models.DateTimeField(null=True, blank=True)
    escalation_level = models.PositiveSmallIntegerField(default=0)
    return_count = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    held = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="instruction_state_due"),
            models.Index(fields=["issued_at", "id"], name="instruction_issued"),
            models.Index(fields=["post", "state", "due_at"], name="instruction_of_post"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def was_held(self) -> bool:
        """Whether it asked for what the system held already."""
        return bool(self.held)


class ReplyVerdict(models.TextChoices):
    """What whoever asked said of the reply."""

    PENDING = "pending", pgettext_lazy("reply", "Awaiting acceptance")
    ACCEPTED = "accepted", pgettext_lazy("reply", "Accepted")
    RETURNED = "returned", _("Returned")


class InstructionReply(models.Model):
    """回覆: what the unit in charge answered, and what became of it. `submission`: nothing new was written, the reply
    is what the unit had submitted on the case already."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField(help_text="of the instruction's replies, from 1")
    unit = _to("units.Unit")
    text = models.TextField()
    submission = _to("cases.Submission")
    replied_at = models.DateTimeField()
    replied_by = _to(settings.AUTH_USER_MODEL)
    was_on_time = models.BooleanField()
    verdict = models.CharField(max_length=10, choices=ReplyVerdict.choices, default=ReplyVerdict.PENDING)
    verdict_note = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = _to(settings.AUTH_USER_MODEL)

    class Meta:
        ordering = ["instruction", "number"]
        constraints = [models.UniqueConstraint(fields=["instruction", "number"], name="reply_once_by_number")]


class ReplyFile(models.Model):
    """Evidence with a reply."""

    reply = models.ForeignKey(InstructionReply, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["reply", "file"], name="file_once_with_reply")]
