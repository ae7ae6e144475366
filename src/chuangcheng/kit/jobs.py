"""Background jobs: ids only, keyword-only, safe to run twice, enqueued in the transaction of the act.

A thin layer over django-tasks: it adds how often a job is tried and when again. The worker that honours it,
the recovery of a killed worker's job and the periodic jobs are in `operations`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task

DEFAULT_ATTEMPTS = 6
PRIORITIES = {"default": 0, "outside": -20, "slow": -50}
_attempts: dict[str, int] = {}


def job(*, attempts: int = DEFAULT_ATTEMPTS, queue: str = "default") -> Callable[[Callable[..., Any]], Any]:
    """Declare a job. After `attempts` failures it is a dead letter that an operator releases or discards.

    What stands in the queue `outside` (receivers that may hang) waits until nothing of ours is in line, what stands
    in `slow` (pictures to draw by the thousand) until nothing else is.
    """
    priority = PRIORITIES[queue]

    def declare(function: Callable[..., Any]) -> Any:
        _attempts[f"{function.__module__}.{function.__qualname__}"] = attempts
        return task(queue_name=queue, priority=priority)(function)

    return declare


def attempts_of(path: str) -> int:
    """How often the job at this dotted path is tried."""
    return _attempts.get(path, DEFAULT_ATTEMPTS)


def pause_after(failures: int) -> timedelta:
    """Exponential backoff: 5 s, 20 s, 80 s, … at most an hour."""
    return timedelta(seconds=min(5 * 4 ** (failures - 1), 3600))


def enqueue(path: str, **arguments: int | str) -> None:
    """Enqueue the job at a dotted path, inside the transaction that is open."""
    import_string(path).enqueue(**arguments)


def waiting(path: str) -> list[dict[str, Any]]:
    """The arguments of the jobs of this path that are in line, at most 2,000."""
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=path)
    return [dict(given.get("kwargs", {})) for given in rows.values_list("args_kwargs", flat=True)[:2000]]


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that runs every so often: its dotted path is also its name. Arguments: none."""

    path: str
    every: timedelta

    def is_due(self, last: datetime, at: datetime) -> bool:
        """Whether the interval has passed since it was last put in line."""
        return last + self.every <= at


@dataclass(frozen=True, slots=True)
class Daily:
    """A job that runs once a day at an hour of the city's own clock: at night, unless said otherwise.

    The hour is what counts, not when the last one ran: nothing drifts. An hour at which no worker stood is made up as
    soon as one does, once however many were missed.
    """

    path: str
    hour: time = time(3, 0)

    def is_due(self, last: datetime, at: datetime) -> bool:
        """Whether the hour has struck since it was last put in line."""
        zone = ZoneInfo(settings.TIME_ZONE)
        today = at.astimezone(zone).date()
        struck = datetime.combine(today, self.hour, tzinfo=zone)
        if struck > at:
            struck = datetime.combine(today - timedelta(days=1), self.hour, tzinfo=zone)
        return last < struck


Scheduled = Periodic | Daily
