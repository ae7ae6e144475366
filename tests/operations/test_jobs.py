"""Jobs: tried again with a pause, dead letters released by an operator, a killed worker's job recovered."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.config.clock import PERIODIC
from chuangcheng.journal.models import Entry, SealItem
from chuangcheng.kit.actor import SYSTEM, Actor, Grant
from chuangcheng.kit.jobs import attempts_of, enqueue, job, pause_after
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.operations.actions import discard_dead_letter, recover_jobs, release_dead_letter
from chuangcheng.operations.models import WorkerSign
from chuangcheng.operations.queries import doctor
from chuangcheng.operations.worker import Worker, beat, put_in_line

pytestmark = pytest.mark.django_db
OPERATOR = Actor(
    person_id=7,
    name="吴迪",
    grants=(Grant(frozenset({"operations.release_dead_letter", "operations.discard_dead_letter"})),),
)
ran: list[str] = []


@job(attempts=3)
def break_down(what: str) -> None:
    """A job that never succeeds."""
    ran.append(what)
    raise RuntimeError("the printer is on fire")


@job()
def succeed(what: str) -> None:
    """A job that does."""
    ran.append(what)


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()


def run_all() -> None:
    """One worker until nothing is in line."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
    Worker().drain()


def test_a_job_runs_only_if_its_transaction_commits() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(f"{__name__}.succeed", what="never")
        raise ZeroDivisionError
    enqueue(f"{__name__}.succeed", what="once")
    run_all()
    run_all()
    assert ran == ["once"]


def test_pauses_grow_and_are_bounded() -> None:
    pauses = [pause_after(n).total_seconds() for n in range(1, 9)]
    assert pauses[:3] == [5, 20, 80] and pauses == sorted(pauses) and max(pauses) == 3600


def test_a_failing_job_is_tried_three_times_then_waits_for_an_operator() -> None:
    enqueue(f"{__name__}.break_down", what="x")
    Worker().drain()
    waiting = DBTaskResult.objects.get()
    assert waiting.status == TaskResultStatus.READY and waiting.run_after > timezone.now()
    assert "on fire" in waiting.traceback
    run_all()
    run_all()
    run_all()
    letter = DBTaskResult.objects.get()
    assert letter.status == TaskResultStatus.FAILED and len(ran) == 3 == attempts_of(letter.task_path)


def _dead_letter() -> UUID:
    enqueue(f"{__name__}.break_down", what="x")
    for _ in range(3):
        run_all()
    pk: UUID = DBTaskResult.objects.get(status=TaskResultStatus.FAILED).pk
    return pk


def test_wu_di_releases_a_dead_letter_and_it_is_in_the_journal() -> None:
    pk = _dead_letter()
    with pytest.raises(NotAllowed):
        release_dead_letter(by=Actor(person_id=1, name="苏晴"), at=timezone.now(), job=pk)
    release_dead_letter(by=OPERATOR, at=timezone.now(), job=pk)
    run_all()
    assert len(ran) == 4
    row = Entry.objects.get(verb="operations.release_dead_letter")
    assert row.actor_id == 7 and row.payload["job"].endswith("break_down")
    with pytest.raises(Refused, match="no_dead_letter"):
        release_dead_letter(by=OPERATOR, at=timezone.now(), job=UUID(int=0))


def test_wu_di_discards_one_with_a_reason() -> None:
    pk = _dead_letter()
    with pytest.raises(Refused, match="missing"):
        discard_dead_letter(by=OPERATOR, at=timezone.now(), job=pk, reason=" ")
    discard_dead_letter(by=OPERATOR, at=timezone.now(), job=pk, reason="打印机已报废")
    assert not DBTaskResult.objects.exists()
    assert Entry.objects.get(verb="operations.discard_dead_letter").payload["reason"] == "打印机已报废"


def test_the_job_of_a_killed_worker_is_recovered() -> None:
    enqueue(f"{__name__}.succeed", what="late")
    beat("dead-worker")
    DBTaskResult.objects.get().claim("dead-worker")
    now = timezone.now()
    assert recover_jobs(by=SYSTEM, at=now) == 0
    WorkerSign.objects.update(seen_at=now - timedelta(minutes=2))
    assert recover_jobs(by=SYSTEM, at=now) == 1
    run_all()
    assert ran == ["late"]


def test_a_job_that_kills_every_worker_ends_as_a_dead_letter() -> None:
    enqueue(f"{__name__}.succeed", what="poison")
    for attempt in range(attempts_of(f"{__name__}.succeed")):
        letter = DBTaskResult.objects.get()
        letter.claim(f"worker-{attempt}")
        assert recover_jobs(by=SYSTEM, at=timezone.now()) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED and ran == []


def test_periodic_jobs_are_put_in_line_once_by_several_workers() -> None:
    now = timezone.now()
    put_in_line(PERIODIC, now)
    put_in_line(PERIODIC, now)
    assert DBTaskResult.objects.count() == len(PERIODIC)
    run_all()
    put_in_line(PERIODIC, now + timedelta(days=1))
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == len(PERIODIC)


def test_every_periodic_job_runs(city: object) -> None:
    put_in_line(PERIODIC, timezone.now())
    run_all()
    run_all()
    assert not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists()
    assert SealItem.objects.exists()


def test_news_and_seals_overtake_pictures_by_the_thousand() -> None:
    for file in range(3):
        enqueue("chuangcheng.evidence.jobs.make_thumbnails", file_id=file)
    enqueue("chuangcheng.journal.jobs.seal")
    first = DBTaskResult.objects.ready().first()
    assert first is not None and first.task_path == "chuangcheng.journal.jobs.seal"


def test_the_doctor_asks_every_room_and_says_what_is_wrong(city: object, settings: Any, tmp_path: Path) -> None:
    findings = {str(one.name): one for one in doctor(timezone.now())}
    assert len(findings) >= 6
    assert all(one.detail for one in findings.values())
    blocked = tmp_path / "a file, not a folder"
    blocked.touch()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": blocked}},
    }
    [storage] = [one for one in doctor(timezone.now()) if "FileNotFound" in one.detail or "NotADirectory" in one.detail]
    assert not storage.is_well
