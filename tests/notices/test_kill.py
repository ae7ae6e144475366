"""kill -9 while a receiver keeps a worker waiting: the deed stands, and its news arrive when both are back."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.queries import Case, State
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.notices.actions import define_channel, switch_on_channel
from chuangcheng.notices.delivering.sending import IN_HAND, send_due
from chuangcheng.notices.models import Delivery
from chuangcheng.operations.actions import recover_jobs
from chuangcheng.operations.worker import SILENCE, Worker
from tests.notices.receiving import Receiver
from tests.operations.processes import worker
from tests.reactions.test_news import dispatched
from tests.stories import City

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_is_killed_in_the_middle_of_sending(
    city: City, at: datetime, receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHUANGCHENG_OUTBOUND_ALLOWED", "127.0.0.0/8")
    given = {"kind": "webhook", "name": "省平台", "kinds": ["case_given"], "values": {"url": receiver.url}}
    switch_on_channel(by=SYSTEM, at=at, channel=define_channel(by=SYSTEM, at=at, **given))
    receiver.hang.set()
    cases = []
    jobs = worker()
    try:
        for round_number in range(2):
            receiver.arrived.clear()
            began = time.monotonic()
            cases.append(dispatched(city, clock.now()).pk)
            assert time.monotonic() - began < 5
            assert receiver.arrived.wait(60), "the worker asked nobody"
            jobs.kill() if round_number else jobs.kill_and_start()
            _in_hand_no_more()
    finally:
        jobs.kill()
    assert set(Case.objects.filter(state=State.DISPATCHED).values_list("pk", flat=True)) == set(cases)
    receiver.hang.clear()
    receiver.released.set()
    before = len(receiver.got)
    _when_all_are_back(settings)
    assert not Delivery.objects.exclude(state="sent").exists()
    arrived = {got.json["data"]["subject"]["id"] for got in receiver.got[before:]}
    assert arrived == set(cases)
    sent = {f"msg_{uid.hex}" for uid in Delivery.objects.values_list("uid", flat=True)}
    assert {got.headers["webhook-id"] for got in receiver.got} == sent


def _in_hand_no_more() -> None:
    """A minute and a half goes by for the delivery that the dead worker had."""
    Delivery.objects.exclude(claimed_until=None).update(claimed_until=clock.now() - timedelta(seconds=1))


def _when_all_are_back(settings: Any) -> None:
    settings.CLOCK_SHIFT_SECONDS += (IN_HAND + timedelta(minutes=5)).total_seconds()
    recover_jobs(by=SYSTEM, at=clock.now() + 2 * SILENCE)
    send_due(clock.now())
    for _ in range(3):
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
        Worker().drain()
