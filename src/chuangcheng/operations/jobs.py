"""Periodic jobs of the engine room."""

from datetime import timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.resealing import tables
from chuangcheng.operations.actions import recover_jobs, reseal_values

KEPT = timedelta(days=3)


@job(attempts=2)
def recover() -> None:
    """Put jobs of killed workers back in line."""
    recover_jobs(by=SYSTEM, at=clock.now())


@job(attempts=2)
def prune() -> None:
    """Delete finished jobs after three days: the journal says what they did. Dead letters stay."""
    old = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=clock.now() - KEPT)
    old.delete()


@job()
def reseal() -> None:
    """Every sealed value of every room to the newest key of the city. Where the key is the old one, nothing is read."""
    at = clock.now()
    for table in tables():
        while reseal_values(by=SYSTEM, at=at, table=table):
            continue
