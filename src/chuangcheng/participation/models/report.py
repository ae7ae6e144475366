"""A citizen's report, its pictures, and apart from both the contact details."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.participation.rules import shown_code


class Channel(models.TextChoices):
    """How it came."""

    WEB = "web", _("Public page")
    CALL = "call", _("Telephone")
    VISIT = "visit", _("Visit in person")
    HOTLINE = "hotline", _("12345 hotline")
    SYSTEM = "system", _("Another system")


class ReportState(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    HELD = "held_back", _("Held for a look")
    RECEIVED = "received", _("Waiting for triage")
    TAKEN_UP = "taken_up", _("Being dealt with")
    ANSWERED = "answered", _("Answered")
    CONFIRMED = "agreed", _("Confirmed by the citizen")
    REVIEW = "in_review", _("Under review")
    SETTLED = "settled", _("Settled after review")
    DECLINED = "turned_down", _("Not taken up")
    MERGED = "joined", _("Joined to another report")
    ERASED = "erased", _("Deleted by its writer")


class DeclineReason(models.TextChoices):
    """Why no case is made of it; the text beside it says more."""

    NOT_OURS = "not_ours", _("Outside the city's responsibility")
    OTHER_WAY = "other_way", _("Another procedure is provided by law")
    TOO_LITTLE = "too_little", _("Too little to find the place or the matter")
    NOT_FOUND = "not_found", _("Nothing of the kind was found on the spot")
    DONE_ALREADY = "done_already", _("Already put right")
    ABUSE = "abuse", _("Insult, advertisement or test")


class Satisfaction(models.IntegerChoices):
    """One tap."""

    SATISFIED = 3, _("Satisfied")
    FAIR = 2, _("Fair")
    DISSATISFIED = 1, _("Dissatisfied")


def _to(model: str) -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(model, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Report(models.Model):
    """隨手拍. `description` is the writer's and never public; `public_zh` is what a person let through.

    `client_id` comes from the device: the same id gives the same report, however often a phone sends it.
    `wanted_at` sorts the queue: when the next step of the staff is wanted. `answered_unit`: whose work the answer tells
    of, and the citizen rates.
    """

    code = models.CharField(max_length=12, unique=True)
    link_hash = models.CharField(max_length=64, unique=True)
    client_id = models.UUIDField(unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    state = models.CharField(max_length=12, choices=ReportState.choices, default=ReportState.RECEIVED)
    hold_reason = models.CharField(max_length=20, blank=True)
    category = _to("cases.Category")
    call = models.ForeignKey("Call", on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    description = models.TextField(blank=True)
    answers = models.JSONField(default=dict, help_text="key of the category's question -> what was said")
    area = _to("places.Area")
    segment = _to("places.Segment")
    site = _to("places.Site")
    facility = _to("places.Facility")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    address_zh = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    received_at = models.DateTimeField()
    taken_in_by = _to(settings.AUTH_USER_MODEL)
    wanted_at = models.DateTimeField()
    is_due_provisional = models.BooleanField(default=False)
    case = _to("cases.Case")
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined")
    decided_at = models.DateTimeField(null=True, blank=True, help_text="taken up, joined or declined")
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    decline_zh = models.TextField(blank=True)
    public_zh = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_unit = _to("units.Unit")
    objection = models.TextField(blank=True)
    objection_count = models.PositiveSmallIntegerField(default=0)
    satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction.choices, null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "wanted_at", "id"], name="report_queue"),
            models.Index(fields=["-received_at", "-id"], name="report_received"),
            models.Index(fields=["published_at", "id"], name="report_published"),
            models.Index(fields=["latitude", "longitude"], name="report_position"),
            models.Index(fields=["segment", "state"], name="report_segment"),
        ]

    def __str__(self) -> str:
        return self.shown_code

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(ReportState(self.state).label)

    @property
    def shown_code(self) -> str:
        """As it is read out."""
        return shown_code(self.code)


class ReportPhoto(models.Model):
    """A picture of a report; before the report is sent it is known by the device's id alone. `is_public` is decided
    by a person."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, blank=True, related_name="photos")
    client_id = models.UUIDField(db_index=True)
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class Contact(models.Model):
    """How to reach whoever reported: sealed, in a table of its own, and gone after a period."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="contact")
    phone_sealed = models.TextField(blank=True)
    email_sealed = models.TextField(blank=True)
    given_at = models.DateTimeField()
