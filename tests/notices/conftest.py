"""The small city with receivers beside it, and channels that lead to them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.accounts.queries import Person
from chuangcheng.notices.actions import define_channel, switch_on_channel
from chuangcheng.notices.delivering.sending import send_due
from chuangcheng.notices.models import Channel, Delivery, Message
from chuangcheng.notices.queries import keys_of
from chuangcheng.operations.worker import Worker
from tests.notices.receiving import Mailbox, Receiver, http_receiver, mail_receiver
from tests.stories import City

SMS_VALUES = {
    "body": "json",
    "fields": {
        "mobile": "{phone}",
        "sign": "{signature}",
        "tpl": "{template}",
        "params": "{parameters_json}",
        "content": "{text}",
        "out_id": "{id}",
    },
    "key_header": "X-Gateway-Key",
    "key": "gw-key-1",
    "signature": "雄关创城",
    "templates": {"*": "SMS_100", "overdue": "SMS_200"},
    "ok_field": "code",
    "ok_value": "0",
    "id_field": "data.msgid",
    "report_secret": "rep-secret",
    "report_id": "msgid",
    "report_state": "status",
    "report_ok": "DELIVRD",
}


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    with http_receiver() as made:
        yield made


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with mail_receiver() as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 5
        yield made


@pytest.fixture
def quiet(city: City) -> City:
    """The small city after its own setting up has been told, with addresses for its people."""
    work()
    Message.objects.all().delete()
    for key, person in city.people.items():
        Person.objects.filter(pk=person.pk).update(email=f"{key}@city.example", phone=f"1380000{person.pk:04d}")
    return city


def work() -> None:
    """A worker until nothing is in line any more; no job may fail."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
    Worker().drain()
    failed = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
    assert not failed.exists(), failed[0].traceback


def later(settings: Any, **span: int) -> datetime:
    """Time goes on; what is due then is sent."""
    settings.CLOCK_SHIFT_SECONDS += timedelta(**span).total_seconds()
    from chuangcheng.kit import clock

    send_due(clock.now())
    work()
    return clock.now()


Open = Callable[..., Channel]


@pytest.fixture
def channel(quiet: City, at: datetime, receiver: Receiver) -> Open:
    """Sets up a channel to the receiver and switches it on."""

    def made(kind: str, **more: Any) -> Channel:
        values: dict[str, Any] = {"url": receiver.url, **more.pop("values", {})}
        if kind == "sms":
            values = {**SMS_VALUES, **values}
        given = {"kinds": ["case_given", "overdue"], "name": kind, **more}
        found = define_channel(by=quiet.actor("lin_yue"), at=at, kind=kind, values=values, **given)
        return switch_on_channel(by=quiet.actor("lin_yue"), at=at, channel=found)

    return made


def secret_of(channel: Channel) -> str:
    return str(keys_of(Channel.objects.get(pk=channel.pk))["secret"])


def states() -> dict[str, int]:
    """How many deliveries stand where."""
    found: dict[str, int] = {}
    for state in Delivery.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
