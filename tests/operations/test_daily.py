"""What is done nightly: once a day at the city's hour, made up after a standstill, never drifting."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from chuangcheng.config.clock import PERIODIC
from chuangcheng.kit.jobs import Daily, Periodic, job
from chuangcheng.operations.models import PeriodicRun
from chuangcheng.operations.worker import Worker, put_in_line

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPEN_DATA = "chuangcheng.documents.jobs.write_open_data"


@job()
def write() -> None:
    """The night's work, of which these stories need no more than that it was put in line."""


NIGHTLY = Daily(f"{__name__}.write")


def on(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


def runs_of(moments: list[datetime], entry: Daily = NIGHTLY) -> list[datetime]:
    """At which of these moments a worker that looks then puts it in line; whatever is in line is done at once."""
    found = []
    for at in moments:
        put_in_line((entry,), at)
        if Worker().drain():
            found.append(at)
    return found


def every(step: timedelta, first: datetime, last: datetime) -> list[datetime]:
    return [first + step * number for number in range((last - first) // step + 1)]


@pytest.mark.django_db
def test_it_runs_once_a_night_however_often_the_worker_looks_and_never_later_than_the_hour() -> None:
    looks = every(timedelta(minutes=7), on(23, 20), on(26, 20))
    first, *nights = runs_of(looks)
    assert first == on(23, 20), "a new city has its files at once"
    assert [at.date().day for at in nights] == [24, 25, 26]
    assert all(at.time().hour == 3 and at.time().minute < 7 for at in nights)


@pytest.mark.django_db
def test_neither_midnight_nor_the_minute_before_three_makes_it_due_and_two_workers_put_it_in_line_once() -> None:
    assert runs_of([on(24, 3, 0, 0)]) == [on(24, 3)]
    waiting = [on(24, 3, 0, 1), on(24, 23, 59, 59), on(25, 0), on(25, 0, 0, 1), on(25, 2, 59, 59)]
    assert runs_of(waiting) == []
    put_in_line((NIGHTLY,), on(25, 3))
    put_in_line((NIGHTLY,), on(25, 3))
    assert DBTaskResult.objects.ready().count() == 1
    assert PeriodicRun.objects.get(path=NIGHTLY.path).enqueued_at == on(25, 3)


@pytest.mark.django_db
def test_a_worker_that_stood_still_for_three_nights_makes_up_one_and_is_back_on_the_hour() -> None:
    assert runs_of([on(20, 3)])
    assert runs_of([on(23, 9, 12), on(23, 9, 13), on(23, 23, 50)]) == [on(23, 9, 12)]
    assert runs_of([on(24, 2, 59), on(24, 3), on(24, 9, 12)]) == [on(24, 3)]


@pytest.mark.django_db
def test_what_stood_still_over_the_hour_of_an_evening_is_made_up_after_midnight() -> None:
    evening = Daily(NIGHTLY.path, time(23, 30))
    assert runs_of([on(20, 23, 30)], evening)
    assert runs_of([on(21, 23, 29), on(22, 0, 5), on(22, 23, 29)], evening) == [on(22, 0, 5)]
    assert runs_of([on(22, 23, 30)], evening) == [on(22, 23, 30)]


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Shanghai", 19), ("Asia/Urumqi", 21), ("UTC", 3)])
def test_the_hour_is_that_of_the_citys_clock(settings: Any, zone: str, hour: int) -> None:
    settings.TIME_ZONE = zone
    struck = datetime(2026, 11, 24, hour, tzinfo=UTC)
    long_ago = struck - timedelta(hours=23)
    assert not NIGHTLY.is_due(long_ago, struck - timedelta(seconds=1))
    assert NIGHTLY.is_due(long_ago, struck)


def test_open_data_are_written_at_three_and_nothing_once_a_day_has_an_interval() -> None:
    [entry] = [one for one in PERIODIC if one.path == OPEN_DATA]
    assert entry == Daily(OPEN_DATA, time(3))
    assert all(one.every < timedelta(hours=24) for one in PERIODIC if isinstance(one, Periodic))
