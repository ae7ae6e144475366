"""The worker process: runs jobs, tries failed ones again later, beats, and puts periodic jobs in line."""

import logging
import os
import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from chuangcheng.kit import clock
from chuangcheng.kit.blotting import blotted
from chuangcheng.kit.jobs import Scheduled, attempts_of, enqueue, pause_after
from chuangcheng.operations.models import PeriodicRun, WorkerSign

log = logging.getLogger(__name__)
BEAT = timedelta(seconds=5)
SILENCE = timedelta(seconds=40)
"""A worker silent for longer is taken for dead; its jobs are safe to run twice, so a late one does no harm."""


class Worker(DatabaseWorker):
    """The library's worker, plus retries with backoff, signs of life and periodic jobs."""

    def __init__(self, *, periodic: Sequence[Scheduled] = (), interval: float = 0.5, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=new_worker_id(),
            excluded_queue_names=[],
        )
        self.periodic = tuple(periodic)
        self._stopped = threading.Event()

    def run(self) -> None:
        beat(self.worker_id)
        threading.Thread(target=self._beat, daemon=True).start()
        if self.periodic:
            threading.Thread(target=self._tick, daemon=True).start()
        try:
            while not self._runs_to_its_end():
                self._stopped.wait(1)
        finally:
            self._stopped.set()

    def _runs_to_its_end(self) -> bool:
        """False if the database went away meanwhile.

        Then the worker goes on under a new id: the job it had begun, if any, is recovered when the old id is silent.
        """
        try:
            super().run()
        except (OperationalError, InterfaceError):
            log.exception("the database went away")
            self.worker_id = new_worker_id()
            _quietly("beat", lambda: beat(self.worker_id))
            return False
        return True

    def _beat(self) -> None:
        while not self._stopped.wait(BEAT.total_seconds()):
            _quietly("beat", lambda: beat(self.worker_id))
        connection.close()

    def _tick(self) -> None:
        while not self._stopped.wait(1):
            _quietly("periodic", lambda: put_in_line(self.periodic, clock.now()))
        connection.close()

    def drain(self, queue: str = "") -> int:
        """Run what is in line now (in one queue, if named) in the caller's own connection; returns how many ran."""
        count = 0
        while (found := self._claim_next(queue)) is not None:
            self.run_task(found)
            count += 1
        return count

    def _claim_next(self, queue: str) -> DBTaskResult | None:
        waiting = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if queue:
            waiting = waiting.filter(queue_name=queue)
        with exclusive_transaction(waiting.db):
            found: DBTaskResult | None = waiting.get_locked()
            if found is not None:
                found.claim(self.worker_id)
        return found

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            # What a job says when it fails has in it what it worked on; an operator mends code, not people's data.
            db_task_result.traceback = blotted(db_task_result.traceback)
            db_task_result.save(update_fields=["traceback"])
            try_again_later(db_task_result)


def new_worker_id() -> str:
    """Never used before: the process and chance."""
    return f"{os.getpid()}-{uuid.uuid4().hex[:12]}"


def _quietly(what: str, act: Callable[[], None]) -> None:
    """Threads outlive a passing database fault: it is logged, and the next beat tries again."""
    try:
        close_old_connections()
        act()
    except Exception:
        log.exception("%s failed", what)


def beat(worker_id: str) -> None:
    """Write this worker's sign of life."""
    WorkerSign.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": clock.now()})


def try_again_later(result: DBTaskResult) -> bool:
    """Put a failed job back in line with a pause, unless its attempts are spent (then it is a dead letter)."""
    failures = len(result.worker_ids)
    if failures >= attempts_of(result.task_path):
        log.error("dead letter: %s after %s attempts", result.task_path, failures)
        return False
    result.status = TaskResultStatus.READY
    result.run_after = clock.machine_now() + pause_after(failures)
    result.finished_at = None
    result.save(update_fields=["status", "run_after", "finished_at"])
    return True


def put_in_line(periodic: Sequence[Scheduled], at: datetime) -> None:
    """Enqueue each periodic job that is due; one that never ran is. The row's compare-and-set lets one worker win."""
    last = dict(PeriodicRun.objects.values_list("path", "enqueued_at"))
    for entry in periodic:
        before = last.get(entry.path)
        if before is None:
            _, is_ours = PeriodicRun.objects.get_or_create(path=entry.path, defaults={"enqueued_at": at})
        elif entry.is_due(before, at):
            is_ours = PeriodicRun.objects.filter(path=entry.path, enqueued_at=before).update(enqueued_at=at) == 1
        else:
            continue
        if is_ours and not _is_waiting(entry.path):
            enqueue(entry.path)


def _is_waiting(path: str) -> bool:
    """A periodic job already in line is not doubled: after a stop of hours one run catches up."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=path).exists()
