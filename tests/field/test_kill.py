"""kill -9 of web and worker while a phone sends: every receipt is kept, and each visit is entered exactly once."""

import random
import threading
import time
import uuid
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.models import Case
from chuangcheng.inspections.models import Visit
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.operations.actions import recover_jobs
from chuangcheng.operations.worker import SILENCE, Worker
from chuangcheng.receipts.models import Submission
from tests.field.phone import digest, picture
from tests.field.wire import WirePhone
from tests.operations.processes import Web, session_of, worker
from tests.stories import City

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 4


class Walk(threading.Thread):
    """Bai Lu sends one free visit with one photo after another, and keeps what was acknowledged."""

    def __init__(self, phone: WirePhone, site: int) -> None:
        super().__init__(daemon=True)
        self.phone, self.site = phone, site
        self.sent: dict[str, str] = {}
        self.is_done = threading.Event()
        self.fault = ""

    def run(self) -> None:
        try:
            self.phone.register()
            while not self.is_done.is_set():
                self._visit(len(self.sent))
        except AssertionError as fault:
            self.fault = str(fault)

    def _visit(self, number: int) -> None:
        content = picture(f"#{number * 7919 % 0xFFFFFF:06x}", (200, 150))
        finding = {"text": f"第{number}处垃圾", "photos": [{"sha256": digest(content)}]}
        record = {"id": str(uuid.uuid4()), "kind": "free_visit", "site": self.site, "findings": [finding]}
        if number % 2:
            self.phone.upload(content)
        self.phone.send(record)
        if not number % 2:
            self.phone.upload(content)
        self.sent[record["id"]] = digest(content)


def finish_jobs() -> None:
    """The jobs of the dead are put back, and one worker does all that waits."""
    recover_jobs(by=SYSTEM, at=clock.now() + 2 * SILENCE)
    for _ in range(4):
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
        Worker().drain()


def test_web_and_worker_are_killed_while_a_phone_sends(city: City, edition: Any, sites: dict[str, Any]) -> None:
    web, jobs = Web(), worker()
    phone = WirePhone(web.port, session_of(city.bai_lu), str(uuid.uuid4()), timeout=10)
    walk = Walk(phone, sites["P12-09"].pk)
    try:
        web.wait()
        walk.start()
        for number in range(KILLS):
            time.sleep(0.5 + random.random())
            web.kill_and_start()
            web.wait()
            if number % 2:
                jobs.kill_and_start()
        time.sleep(0.5)
    finally:
        walk.is_done.set()
        walk.join(60)
        web.kill()
        jobs.kill()
    assert walk.fault == "" and len(walk.sent) >= KILLS
    finish_jobs()
    rows = {str(row.uid): row for row in Submission.objects.all()}
    assert set(rows) == set(walk.sent)
    assert {row.state for row in rows.values()} == {"applied"}, [(row.code, row.message) for row in rows.values()]
    assert Visit.objects.filter(kind="free", state="done").count() == len(walk.sent)
    found = sorted(photo.file.sha256 for case in Case.objects.all() for photo in case.photos.all())
    assert found == sorted(walk.sent.values())
