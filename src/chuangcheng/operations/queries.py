"""What an operator sees: jobs by state, settings without secrets, the checks of each room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.kit.checks import CHECKS
from chuangcheng.operations.models import PeriodicRun, WorkerSign
from chuangcheng.operations.worker import SILENCE as SILENCE

JOB_STATES = tuple(TaskResultStatus.values)
CAP = 1000


@dataclass(frozen=True, slots=True)
class Count:
    """A capped count: beyond the cap only 'more' is known, so that no page counts a whole table."""

    state: str
    count: int
    is_capped: bool


def counts() -> list[Count]:
    """How many jobs are in each state, counted to 1,000."""
    found = []
    for state in JOB_STATES:
        number = DBTaskResult.objects.filter(status=state).order_by()[: CAP + 1].count()
        found.append(Count(state, min(number, CAP), number > CAP))
    return found


def jobs(state: str) -> QuerySet[Any]:
    """Jobs in one state, to be paged by enqueued_at."""
    return DBTaskResult.objects.filter(status=state)


def periodic_runs() -> QuerySet[PeriodicRun]:
    return PeriodicRun.objects.order_by("path")


def workers() -> QuerySet[WorkerSign]:
    """Workers by their last sign of life, newest first."""
    return WorkerSign.objects.order_by("-seen_at")[:20]


def settings_shown() -> dict[str, str]:
    """The settings a city chose, without a secret among them."""
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    storage = settings.STORAGES["default"]["BACKEND"].rsplit(".", 1)[-1]
    return {
        "database": engine,
        "storage": storage,
        "time_zone": settings.TIME_ZONE,
        "city_name": settings.CITY_NAME,
        "filing_number": settings.FILING_NUMBER,
        "https": str(settings.HTTPS),
        "sample_city": str(settings.SAMPLE_CITY),
        "tile_source": settings.TILE_SOURCE,
        "hosts": ", ".join(settings.ALLOWED_HOSTS),
    }


def dead_letter(pk: UUID) -> Any:
    """One failed job, or None."""
    return DBTaskResult.objects.filter(pk=pk, status=TaskResultStatus.FAILED).first()


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of the doctor."""

    name: Any
    is_well: bool
    detail: str


def doctor(at: datetime) -> list[Finding]:
    """Checks that a room registered in `kit.checks`, and our own: is a worker alive, do dead letters wait?"""
    alive = WorkerSign.objects.filter(seen_at__gt=at - SILENCE).count()
    dead = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by()[: CAP + 1].count()
    own = [
        Finding(_("A worker is alive"), alive > 0, str(alive)),
        Finding(_("No dead letter waits"), dead == 0, str(dead)),
    ]
    return own + [Finding(check.name, *check.run(at)) for check in CHECKS]
