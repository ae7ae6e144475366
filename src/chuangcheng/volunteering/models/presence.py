"""Service as it was: presence, whole minutes by the one arithmetic, corrections with their trail, certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.chosen_columns import ChosenColumn


class ServiceState(models.TextChoices):
    """The moves are in `workflow.py`."""

    PRESENT = "present", pgettext_lazy("volunteer", "There now")
    RECORDED = "recorded", _("Recorded")
    VOUCHED = "vouched", _("Vouched for")
    STRUCK = "struck", _("Struck off")


class Source(models.TextChoices):
    """How the presence came to be known."""

    CODE = "code", _("Code at the place")
    LIST = "list", _("Leader's list")
    RULE = "rule", _("Rule for a forgotten check-out")
    CORRECTION = "correction", _("Correction")


class Service(models.Model):
    """One person at one shift. `minutes` follow from all records of that person and are kept by `actions.counting`.

    Without a volunteer it is an anonymous figure: the account was deleted, the minutes stay.
    """

    shift = models.ForeignKey("Shift", on_delete=models.PROTECT, related_name="services")
    volunteer = models.ForeignKey("Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="services")
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=12, choices=Source.choices)
    state = models.CharField(max_length=10, choices=ServiceState.choices)
    vouched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["shift", "volunteer"], name="one_service_of_a_shift")]
        indexes = [
            models.Index(fields=["volunteer", "state"], name="service_of_volunteer"),
            models.Index(fields=["state", "shift"], name="service_state"),
        ]

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        return str(ServiceState(self.state).label)


class Correction(models.Model):
    """What stood there before. Nothing is overwritten without one."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="corrections")
    old_arrived_at = models.DateTimeField(null=True)
    old_left_at = models.DateTimeField(null=True)
    old_minutes = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class Certificate(models.Model):
    """志願服務記錄證明: frozen figures under a code that anybody may look up. Gone with the account."""

    code = models.CharField(max_length=12, unique=True)
    volunteer = models.ForeignKey("Volunteer", on_delete=models.CASCADE, related_name="certificates")
    minutes = models.PositiveIntegerField()
    service_count = models.PositiveIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    lines = models.JSONField(default=list, help_text="[campaign, unit, services, minutes]")
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="a correction made it wrong")

    class Meta:
        ordering = ["-id"]


class HoursColumn(ChosenColumn):
    """A column of the file for the national volunteering system."""
