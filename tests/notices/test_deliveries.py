"""From a deed to a receiver: nothing is lost, nothing is sent twice, and no receiver holds up anybody's work."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.actions import dispatch_case
from chuangcheng.kit import clock, outbound
from chuangcheng.kit.jobs import enqueue
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.notices.actions import (
    discard_delivery,
    release_delivery,
    switch_off_channel,
)
from chuangcheng.notices.delivering.sending import IN_HAND, attempt_delivery, send_due
from chuangcheng.notices.models import Attempt, Channel, Delivery
from chuangcheng.notices.rules.timing import MOST_ATTEMPTS
from chuangcheng.notices.workflow import DELIVERIES
from chuangcheng.operations.worker import Worker
from tests.notices.conftest import Open, later, states, work
from tests.notices.receiving import Receiver
from tests.reactions.test_news import case_of, dispatched
from tests.stories import City

pytestmark = pytest.mark.django_db


def test_a_webhook_hears_of_a_dispatch_once(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    channel("webhook")
    case = dispatched(quiet, at)
    assert receiver.got == []
    work()
    [got] = receiver.got
    assert got.json["type"] == "cases.dispatch_case" and got.json["data"]["payload"]["number"] == case.number
    delivery = Delivery.objects.get()
    assert delivery.state == "sent" and delivery.attempts.get().status == 200
    enqueue("chuangcheng.reactions.jobs.tell", entry_id=delivery.entry_id)
    enqueue("chuangcheng.notices.jobs.send_delivery", delivery_id=delivery.pk)
    work()
    assert len(receiver.got) == 1 and Delivery.objects.count() == 1


def test_a_hanging_receiver_holds_up_nobody(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lin Yue's dispatch returns at once, and the inbox is filled before anybody outside is asked."""
    channel("webhook")
    receiver.hang.set()
    monkeypatch.setattr(outbound, "TOTAL_SECONDS", 0.5)
    case = case_of(quiet, at)
    began = time.monotonic()
    dispatch_case(by=quiet.actor("lin_yue"), at=at, case=case, unit=quiet.units["DW26"], reason="站台归交通局管")
    assert time.monotonic() - began < 1
    assert receiver.got == []
    work()
    case.refresh_from_db()
    assert case.state == "dispatched" and len(receiver.got) == 1
    delivery = Delivery.objects.get()
    assert delivery.state == "failed" and delivery.attempt_count == 1 and "time" in delivery.problem


def test_work_inside_goes_first(quiet: City, at: datetime, channel: Open) -> None:
    """What goes outside stands behind everything of ours in line."""
    channel("webhook")
    dispatched(quiet, at)
    [tell] = DBTaskResult.objects.ready().filter(task_path="chuangcheng.reactions.jobs.tell")
    Worker().run_task(tell)
    enqueue("chuangcheng.operations.jobs.prune")
    order = list(DBTaskResult.objects.ready().values_list("task_path", flat=True))
    assert order.index("chuangcheng.operations.jobs.prune") < order.index("chuangcheng.notices.jobs.send_delivery")


def test_failures_are_tried_again_later_and_later_and_then_given_up(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    hook = channel("webhook")
    receiver.answer(500, b"down")
    dispatched(quiet, at)
    work()
    gaps = []
    delivery = Delivery.objects.get()
    while delivery.state == "failed":
        gaps.append((delivery.next_at - clock.now()).total_seconds())
        send_due(clock.now())
        work()
        assert Attempt.objects.count() == len(gaps), "not before its time"
        later(settings, seconds=int(max(gaps[-1], 3600)) + 1)
        delivery.refresh_from_db()
    assert delivery.state == "given_up" and delivery.attempt_count == MOST_ATTEMPTS == len(receiver.got)
    assert gaps == sorted(gaps) and gaps[0] < 60 and gaps[-1] > 30_000
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1, "the same message each time"
    receiver.answer(200)
    with pytest.raises(NotAllowed):
        release_delivery(by=quiet.actor("ma_jun"), at=clock.now(), delivery=delivery)
    release_delivery(by=quiet.actor("wu_di"), at=clock.now(), delivery=delivery)
    Channel.objects.filter(pk=hook.pk).update(resting_until=None)
    work()
    delivery.refresh_from_db()
    assert delivery.state == "sent" and receiver.got[-1].headers["webhook-id"] == receiver.got[0].headers["webhook-id"]


def test_a_dead_delivery_is_discarded_for_a_reason(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    hook = channel("webhook")
    receiver.answer(500)
    dispatched(quiet, at)
    work()
    switch_off_channel(by=quiet.actor("lin_yue"), at=at, channel=hook)
    later(settings, minutes=1)
    delivery = Delivery.objects.get()
    assert delivery.state == "given_up" and len(receiver.got) == 1
    with pytest.raises(Refused, match="missing"):
        discard_delivery(by=quiet.actor("lin_yue"), at=at, delivery=delivery, reason=" ")
    discard_delivery(by=quiet.actor("lin_yue"), at=at, delivery=delivery, reason="接收方已停用")
    with pytest.raises(Refused, match="wrong_state"):
        release_delivery(by=quiet.actor("lin_yue"), at=at, delivery=delivery)


def test_a_dead_receiver_is_left_alone_for_a_while(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    """After five failures in a row the channel rests; one success and it works on."""
    hook = channel("webhook")
    receiver.answer(503)
    for _ in range(8):
        dispatched(quiet, at)
    work()
    assert len(receiver.got) == 5
    hook.refresh_from_db()
    assert hook.failure_streak == 5 and hook.resting_until is not None
    receiver.answer(200)
    later(settings, hours=1)
    later(settings, hours=1)
    assert states() == {"sent": 8}
    hook.refresh_from_db()
    assert hook.failure_streak == 0 and hook.resting_until is None


def test_a_receiver_says_when_to_come_again(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    channel("webhook")
    receiver.answer(429, Retry_After="7200")
    dispatched(quiet, at)
    work()
    assert Delivery.objects.get().next_at >= clock.now() + timedelta(hours=1, minutes=59)


def test_one_worker_has_a_delivery_in_hand(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    """A worker that was killed gives it back after a minute and a half."""
    channel("webhook")
    dispatched(quiet, at)
    work()
    delivery = Delivery.objects.get()
    Delivery.objects.update(state="waiting", claimed_until=clock.now() + IN_HAND)
    attempt_delivery(delivery.pk, clock.now())
    assert len(receiver.got) == 1
    attempt_delivery(delivery.pk, clock.now() + IN_HAND + timedelta(seconds=1))
    assert len(receiver.got) == 2


def test_what_is_in_line_is_not_put_there_again(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    """However slow a receiver is, the line does not grow by itself."""
    channel("webhook")
    dispatched(quiet, at)
    [tell] = DBTaskResult.objects.ready().filter(task_path="chuangcheng.reactions.jobs.tell")
    Worker().run_task(tell)
    assert send_due(clock.now()) == send_due(clock.now()) == 0
    DBTaskResult.objects.filter(task_path="chuangcheng.notices.jobs.send_delivery").delete()
    assert (send_due(clock.now()), send_due(clock.now())) == (1, 0)


def test_news_that_cannot_be_put_into_words_are_kept(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from chuangcheng.notices.delivering import sending

    hook = channel("webhook")
    with monkeypatch.context() as broken:
        broken.setattr(sending, "compose", lambda *given: 1 / 0)
        dispatched(quiet, at)
        work()
    assert states() == {"failed": 1} and Channel.objects.get(pk=hook.pk).failure_streak == 0
    later(settings, minutes=1)
    assert states() == {"sent": 1}


def test_a_robot_of_a_unit_hears_its_units_news_only(
    quiet: City, at: datetime, channel: Open, receiver: Receiver
) -> None:
    receiver.answer(200, {"errcode": 0, "errmsg": "ok"})
    channel("wecom", name="交通局群", unit=quiet.units["DW26"])
    channel("wecom", name="市场局群", unit=quiet.units["DW35"])
    dispatched(quiet, at)
    work()
    assert [one.channel.name for one in Delivery.objects.all()] == ["交通局群"]


def test_every_move_of_the_table(quiet: City) -> None:
    """A delivery ends sent, delivered, discarded or in a digest; whatever is dead can be released."""
    assert {move.verb for move in DELIVERIES.leaving("given_up")} == {
        "notices.release_delivery",
        "notices.discard_delivery",
    }
    assert not DELIVERIES.leaving("discarded") and not DELIVERIES.leaving("bundled")
    assert DELIVERIES.find("send", "discarded") is None and DELIVERIES.find("bundle", "failed") is None
