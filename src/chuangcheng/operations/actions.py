"""What operators do with jobs. Each is journalled."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.operations.models import WorkerSign
from chuangcheng.operations.worker import SILENCE, try_again_later

FORGOTTEN = timedelta(hours=1)


def recover_jobs(*, by: Actor, at: datetime) -> int:
    """Put the running jobs of workers that give no sign of life back in line; returns how many.

    A recovered job counts as one more attempt, so a job that kills its worker ends as a dead letter.
    """
    by.must("operations.recover_jobs")
    WorkerSign.objects.filter(seen_at__lt=at - FORGOTTEN).delete()
    alive = set(WorkerSign.objects.filter(seen_at__gt=at - SILENCE).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    lost = [job for job in running[:500] if not job.worker_ids or job.worker_ids[-1] not in alive]
    if not lost:
        return 0
    with act("operations.recover_jobs", by=by, at=at, count=len(lost), jobs=[str(job.pk) for job in lost]):
        for job in lost:
            job.traceback = job.traceback or "the worker was killed"
            if not try_again_later(job):
                job.status = TaskResultStatus.FAILED
                job.finished_at = at
                job.save(update_fields=["status", "finished_at", "traceback"])
    return len(lost)


def _dead_letter(pk: UUID) -> DBTaskResult:
    try:
        return DBTaskResult.objects.get(pk=pk, status=TaskResultStatus.FAILED)
    except DBTaskResult.DoesNotExist:
        raise Refused("no_dead_letter", _("This job is no dead letter any more.")) from None


def release_dead_letter(*, by: Actor, at: datetime, job: UUID) -> None:
    """Put a dead letter back in line with all its attempts anew."""
    by.must("operations.release_dead_letter")
    with act("operations.release_dead_letter", by=by, at=at) as record:
        letter = _dead_letter(job)
        record.note(job=letter.task_path, job_id=str(job), arguments=letter.args_kwargs)
        DBTaskResult.objects.filter(pk=job).update(
            status=TaskResultStatus.READY, worker_ids=[], run_after=at, finished_at=None
        )


def discard_dead_letter(*, by: Actor, at: datetime, job: UUID, reason: str) -> None:
    """Delete a dead letter for a reason. What it was to do stays in the journal."""
    by.must("operations.discard_dead_letter")
    if not reason.strip():
        raise Refused("missing", _("Say why this job may be dropped."), field="reason")
    with act("operations.discard_dead_letter", by=by, at=at, reason=reason.strip()) as record, transaction.atomic():
        letter = _dead_letter(job)
        record.note(job=letter.task_path, job_id=str(job), arguments=letter.args_kwargs)
        letter.delete()
