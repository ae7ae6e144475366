"""What operators do with jobs, and what the product does by itself. Each is journalled."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.resealing import Change, Table
from chuangcheng.kit.sealed import key_mark
from chuangcheng.operations.models import KeyUse, SealWalk, WorkerSign
from chuangcheng.operations.retiring import BETWEEN_WALKS, WALKS, Bond, bonds
from chuangcheng.operations.worker import SILENCE, try_again_later

FORGOTTEN = timedelta(hours=1)
AT_ONCE = 500


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


def reseal_values(*, by: Actor, at: datetime, table: Table) -> bool:
    """Walk on through 500 rows of a table and seal them under the newest key; True while there is more to walk.

    What no key of the city opens stays as it is, and is counted. The record says how many rows, never whose.
    """
    by.must("operations.reseal_values")
    walk = _walk(table, at)
    if walk is None:
        return False
    rows = list(table.rows(walk.after)[:AT_ONCE])
    changes, lost = _changes(table, rows)
    with transaction.atomic():
        if changes or lost:
            with act("operations.reseal_values", by=by, at=at, table=table.label, lost=lost) as record:
                record.note(count=sum(table.move(row, changed) for row, changed in changes))
        walk.after = str(rows[-1]["pk"]) if len(rows) == AT_ONCE else ""
        if not walk.after:
            walk.times, walk.ended_at = walk.times + 1, at
        walk.save()
    return bool(walk.after)


def _walk(table: Table, at: datetime) -> SealWalk | None:
    """Where to go on; None where the table has been walked under this key as often as it must, or not yet again."""
    mark = key_mark()
    KeyUse.objects.get_or_create(mark=mark, defaults={"seen_at": at})
    walk, _made = SealWalk.objects.get_or_create(table=table.label, defaults={"key_mark": mark})
    if walk.key_mark != mark:
        walk.key_mark, walk.after, walk.times, walk.ended_at = mark, "", 0, None
    rests = walk.ended_at is not None and not walk.after and at < walk.ended_at + BETWEEN_WALKS
    return None if rests or walk.times >= WALKS else walk


def _changes(table: Table, rows: Iterable[dict[str, Any]]) -> tuple[list[tuple[dict[str, Any], Change]], int]:
    """Rows with what of them must change, and how many no key opens."""
    changes, lost = [], 0
    for row in rows:
        try:
            if changed := table.change(row):
                changes.append((row, changed))
        except Refused:
            lost += 1
    return changes, lost


def retire_key(*, by: Actor, at: datetime, mark: str) -> list[Bond]:
    """Put on record that an older key may be taken out of the settings; what still needs it, if it may not."""
    by.must("operations.retire_key")
    found = bonds(mark, at)
    if not found:
        with act("operations.retire_key", by=by, at=at, mark=mark):
            pass
    return found
