"""kill -9 at any moment: what was acknowledged is there with its row, nothing is half done, every job still runs."""

import random
import threading
import time
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.queries import Case, CasePhoto, State
from chuangcheng.evidence.queries import File
from chuangcheng.journal import chain
from chuangcheng.journal.models import Entry, SealItem
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import enqueue
from chuangcheng.notices.queries import Message
from chuangcheng.operations.actions import recover_jobs
from chuangcheng.operations.worker import SILENCE, Worker
from chuangcheng.units.queries import liaison_post
from tests.operations.processes import Clerk, Process, Web, acting, session_of, worker
from tests.stories import City

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 4


def finish_jobs() -> None:
    """Later, when the dead give no sign any more: their jobs are put back, and one worker does all that waits."""
    recover_jobs(by=SYSTEM, at=clock.now() + 2 * SILENCE)
    for _ in range(3):
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
        Worker().drain()
    left = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
    assert not left.exists(), left[0].traceback


def subjects(verb: str) -> list[int]:
    rows = Entry.objects.filter(verb=verb, subject_id__isnull=False).order_by("pk")
    return [pk for pk in rows.values_list("subject_id", flat=True) if pk is not None]


def assert_nothing_is_half_done(opened: set[int], dispatched: set[int], city: City) -> None:
    """Acts and rows agree both ways; numbers have no gap; each dispatch was told once; every seal fits."""
    cases = {case.pk: case for case in Case.objects.all()}
    assert opened <= set(cases)
    assert sorted(subjects("cases.open_case")) == sorted(cases)
    assert sorted(case.number for case in cases.values()) == [f"2026-{n:06}" for n in range(1, len(cases) + 1)]
    sent = {pk for pk, case in cases.items() if case.state == State.DISPATCHED}
    assert dispatched <= sent
    assert sorted(subjects("cases.dispatch_case")) == sorted(sent)
    assert all(cases[pk].due_at and cases[pk].unit_id and cases[pk].dispatched_at for pk in sent)
    finish_jobs()
    told = Message.objects.filter(post=liaison_post(city.units["DW26"]), entry__verb="cases.dispatch_case")
    assert sorted(pk or 0 for pk in told.values_list("entry__subject_id", flat=True)) == sorted(sent)
    seal_entries(at=clock.now())
    verdict = chain.check(chain.lines())
    assert (chain.orphans(), verdict.fault, verdict.unsealed) == ("", "", 0)
    assert verdict.items == Entry.objects.count() == SealItem.objects.count()


def test_web_and_worker_are_killed_while_lin_yue_works(city: City) -> None:
    web, jobs = Web(), worker()
    clerk = Clerk(web.port, session_of(city.lin_yue), city.areas["XG-XH-01"].pk, city.units["DW26"].pk)
    try:
        web.wait()
        clerk.start()
        for number in range(KILLS):
            time.sleep(0.4 + random.random())
            jobs.kill_and_start()
            if number % 2:
                web.kill_and_start()
                web.wait()
        time.sleep(1)
    finally:
        web.kill()
        clerk.is_done.set()
        jobs.kill()
        clerk.join()
    assert clerk.refused == []
    assert len(clerk.opened) >= KILLS and clerk.dispatched
    assert_nothing_is_half_done(clerk.opened, clerk.dispatched, city)
    photos = CasePhoto.objects.select_related("file")
    assert photos.count() == Case.objects.count()
    assert all(File.objects.get(pk=photo.file_id).has_thumbnails for photo in photos)


def _listen(process: Process, said: set[int]) -> threading.Thread:
    """Read what the process acknowledges until its pipe ends; a line that was cut short is no acknowledgement."""

    def read() -> None:
        assert process.child.stdout
        said.update(int(line) for line in process.child.stdout if line.endswith(b"\n"))

    thread = threading.Thread(target=read)
    thread.start()
    return thread


def test_two_processes_doing_deeds_are_killed_many_times(city: City) -> None:
    said: set[int] = set()
    where: tuple[Any, str] = (str(city.areas["XG-XH-01"].pk), "DW26")
    for _ in range(KILLS):
        doers = [acting(*where) for _ in range(2)]
        ears = [_listen(doer, said) for doer in doers]
        before = Case.objects.count()
        deadline = time.monotonic() + 30
        while Case.objects.count() < before + 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(random.random() / 3)
        for doer, ear in zip(doers, ears, strict=True):
            doer.kill_after_reading(ear)
        connection.close()
    assert len(said) > KILLS
    assert_nothing_is_half_done(said, said, city)


def test_a_worker_outlives_a_database_that_goes_away_for_a_moment(city: City) -> None:
    """PostgreSQL ends the worker's connections, as a restart does; SQLite is a file and has none to end."""
    if connection.vendor == "sqlite":
        return
    jobs = worker()
    try:
        for _ in range(3):
            enqueue("chuangcheng.operations.jobs.prune")
            mine = DBTaskResult.objects.filter(pk=DBTaskResult.objects.latest("enqueued_at").pk)
            deadline = time.monotonic() + 30
            while mine.get().status != TaskResultStatus.SUCCESSFUL:
                assert time.monotonic() < deadline, "the worker does nothing any more"
                time.sleep(0.1)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        assert jobs.child.poll() is None
    finally:
        jobs.kill()
