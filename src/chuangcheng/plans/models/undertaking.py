"""The tree of plans: three-year plan, yearly key points, schemes, tasks; milestones, progress and its evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.names import Named


class Kind(models.TextChoices):
    """What an undertaking is; which may stand under which is in `rules.UNDER`."""

    PLAN = "plan", _("Three-year plan")
    KEY_POINTS = "key_points", _("Yearly key points")
    SCHEME = "scheme", _("Implementation scheme")
    TASK = "task", _("Task")


class State(models.TextChoices):
    """The moves between states are in `workflow.py`."""

    DRAFTED = "drafted", pgettext_lazy("undertaking", "Drafted")
    CONFIRMED = "confirmed", _("Confirmed")
    UNDER_WAY = "under_way", _("Under way")
    REPORTED = "reported", _("Reported as done")
    RETURNED = "returned", _("Returned")
    DONE = "done", pgettext_lazy("undertaking", "Done")
    DROPPED = "dropped", pgettext_lazy("undertaking", "Dropped")


class UpgradeKind(Named):
    """A kind of facility upgrade (带扶手坐便器改造, 无障碍改造, …): which kinds of facility it suits (none: any place),
    and the equipment that stands there afterwards unless the project says otherwise."""

    code = models.CharField(max_length=20, unique=True)
    facility_kinds = models.JSONField(default=list, help_text="codes of kinds of facility; empty: any place")
    equipment = models.JSONField(default=dict, help_text="attribute code -> value after the upgrade")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]


def _key(model: str) -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(model, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Undertaking(Named):
    """工作事項. `path` is `/`-joined codes from the plan, ending in `/`. `last_heard_at`: when it was confirmed or its
    progress last reported. A project is a task with `upgrade`: it changes the equipment of a place. `recurrence`: the
    card of a recurring fault whose proposal it carries out."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=300, unique=True)
    text_zh = models.TextField(blank=True, help_text="what is to be done, and when it counts as done")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", help_text="owner")
    post = _key("units.Post")
    theme = _key("frameworks.Theme")
    weight = models.PositiveSmallIntegerField(default=1, help_text="beside its siblings")
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    percent = models.PositiveSmallIntegerField(default=0, help_text="as last reported, 0 to 100")
    last_heard_at = models.DateTimeField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    return_count = models.PositiveSmallIntegerField(default=0)
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    made_at = models.DateTimeField()
    upgrade = _key("plans.UpgradeKind")
    facility = _key("places.Facility")
    site = _key("places.Site")
    segment = _key("places.Segment")
    recurrence = _key("recurrences.Recurrence")
    equipment_before = models.JSONField(default=dict, help_text="attribute code -> value when it was confirmed")
    equipment_after = models.JSONField(default=dict, help_text="attribute code -> value planned, then reported")
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="undertaking_due"),
            models.Index(fields=["state", "last_heard_at"], name="undertaking_heard"),
            models.Index(fields=["kind", "path"], name="undertaking_kind"),
            models.Index(fields=["theme", "state"], name="undertaking_theme"),
            models.Index(fields=["due_on", "id"], name="undertaking_calendar"),
            models.Index(fields=["upgrade", "state"], name="undertaking_upgrade"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="percent_in_range"),
            models.CheckConstraint(condition=models.Q(weight__gte=1), name="undertaking_has_weight"),
            models.CheckConstraint(
                condition=models.Q(starts_on=None) | models.Q(starts_on__lte=models.F("due_on")),
                name="undertaking_in_order",
            ),
            models.UniqueConstraint(
                fields=["recurrence"], condition=~models.Q(state="dropped"), name="one_project_of_proposal"
            ),
        ]

    @property
    def place(self) -> models.Model | None:
        """Where a project is: the most exact thing named."""
        found: models.Model | None = self.facility or self.site or self.segment
        return found


class ServedStandard(models.Model):
    """A standard that an undertaking serves, by code: plans outlive editions."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="served")
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["undertaking", "code"], name="standard_served_once")]
        indexes = [models.Index(fields=["code"], name="served_code")]


class Milestone(models.Model):
    """A point on the way with a date of its own."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="milestones")
    name_zh = models.CharField(max_length=200)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["undertaking", "name_zh"], name="milestone_once")]
        indexes = [models.Index(fields=["reached_on", "due_on"], name="milestone_missed")]


class Progress(models.Model):
    """進度: what was reported, with its evidence."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="reports")
    percent = models.PositiveSmallIntegerField()
    text_zh = models.TextField()
    is_final = models.BooleanField(default=False, help_text="it says that the work is done")
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-reported_at", "-pk"]


class Shows(models.TextChoices):
    """What a file of a report shows: pictures of a place stand side by side."""

    EVIDENCE = "evidence", _("Evidence")
    BEFORE = "before", pgettext_lazy("picture", "Before the work")
    AFTER = "after", pgettext_lazy("picture", "After the work")


class ProgressFile(models.Model):
    """A piece of evidence of a report: a picture or a document."""

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("evidence.File", on_delete=models.PROTECT, related_name="+")
    shows = models.CharField(max_length=10, choices=Shows.choices, default=Shows.EVIDENCE)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["progress", "file"], name="file_once_in_report")]


class SlippageRule(models.Model):
    """The one row that says after how many days without a report a task counts as silent."""

    silent_days = models.PositiveSmallIntegerField(default=30)
    changed_at = models.DateTimeField()
