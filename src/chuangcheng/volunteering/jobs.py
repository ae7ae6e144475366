"""What follows by itself: reminders on the day before, and forgotten check-outs settled by rule."""

from datetime import timedelta

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.volunteering.actions import remind_shift, settle_forgotten
from chuangcheng.volunteering.models import ServiceState, Shift, ShiftState
from chuangcheng.volunteering.rules import LATE

BEFORE = timedelta(hours=24)
BATCH = 200


@job()
def watch() -> None:
    """By the clock, each shift once, however late."""
    at = clock.now()
    shifts = Shift.objects.filter(state=ShiftState.OPEN).select_related("campaign__unit", "site", "facility", "segment")
    soon = shifts.filter(reminded_at=None, starts_at__gt=at, starts_at__lte=at + BEFORE)
    for shift in soon.select_related("area")[:BATCH]:
        remind_shift(by=SYSTEM, at=at, shift=shift)
    over = shifts.filter(ends_at__lte=at - LATE, services__state=ServiceState.PRESENT).distinct()
    for shift in over[:BATCH]:
        settle_forgotten(by=SYSTEM, at=at, shift=shift)
