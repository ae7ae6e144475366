"""The one place that reads the clock. Faces, jobs and commands ask it; actions and rules are told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils import timezone


def now() -> datetime:
    """The present moment with zone, moved by the test setting CLOCK_SHIFT_SECONDS (refused in deployment)."""
    shift = getattr(settings, "CLOCK_SHIFT_SECONDS", 0)
    return timezone.now() + timedelta(seconds=shift)


def machine_now() -> datetime:
    """The machine's own moment, never moved: for what a library compares with its own clock (the job queue)."""
    return timezone.now()


@register(Tags.security, deploy=True)
def clock_is_not_moved(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A deployed city may not run on a moved clock: deadlines and draws would be wrong."""
    if getattr(settings, "CLOCK_SHIFT_SECONDS", 0):
        return [Error("CLOCK_SHIFT_SECONDS moves the clock; it is for tests only.", id="kit.E001")]
    return []
