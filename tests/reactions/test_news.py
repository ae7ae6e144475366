"""News on their way: a deed, the worker, the inbox of the posts it concerns, in the reader's language."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.actions import (
    accept_case,
    ask_extension,
    dispatch_case,
    dispute_case,
    open_case,
    return_case,
    submit_case,
)
from chuangcheng.duties.actions import hold_place, set_remit
from chuangcheng.evidence.actions import store_file
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.notices.actions import answer_complaint, file_complaint
from chuangcheng.notices.queries import inbox
from chuangcheng.operations.worker import Worker
from chuangcheng.places.queries import Place
from chuangcheng.units.actions import appoint_person, vacate_post
from tests.cases.conftest import picture
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db
SENTENCES = {
    "zh-hans": ("将案件", "派遣给", "市交通运输局"),
    "zh-hant": ("將案件", "派遣給", "市交通運輸局"),
    "en": ("dispatched case", '<span lang="zh-Hans">市交通运输局</span>', ""),
}


def work() -> None:
    """A worker until nothing is in line any more."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
    Worker().drain()
    failed = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
    assert not failed.exists(), failed[0].traceback


@pytest.fixture
def quiet(city: City) -> City:
    """The small city after its own setting up has been told."""
    work()
    from chuangcheng.notices.models import Message

    Message.objects.all().delete()
    return city


def told(city: City, verb: str) -> set[str]:
    """Keys of the people whose posts were told of a deed."""
    return {key for key in city.people if inbox(city.actor(key)).filter(entry__verb=verb).exists()}


def case_of(city: City, at: datetime, **more: Any) -> Any:
    photo = store_file(by=SYSTEM, at=at, name="front.jpg", content=picture("gray"))
    given = {
        "by": city.actor("su_qing"),
        "at": at,
        "source": "inspection",
        "description": "公交站台破损",
        "place": Place(city.areas["XG-XH-01"], longitude=98.28, latitude=39.77, address="新华南路12号"),
        "photos": [photo],
        **more,
    }
    return open_case(**given)


def dispatched(city: City, at: datetime) -> Any:
    case = case_of(city, at)
    return dispatch_case(by=city.actor("lin_yue"), at=at, case=case, unit=city.units["DW26"], reason="站台归交通局管")


@pytest.mark.parametrize("language", SENTENCES)
def test_ma_jun_hears_of_the_case_and_opens_it(quiet: City, at: datetime, client: Client, language: str) -> None:
    case = dispatched(quiet, at)
    assert told(quiet, "cases.dispatch_case") == set()
    work()
    assert told(quiet, "cases.dispatch_case") == {"ma_jun"}
    sign_in(client, "ma_jun")
    client.cookies["django_language"] = language
    page = client.get(reverse("desk:inbox")).content.decode()
    assert case.number in page and "公交站台破" in page.replace("公交站臺", "公交站台")
    assert all(part in page for part in SENTENCES[language])
    message = inbox(quiet.actor("ma_jun")).get()
    opened = client.get(reverse("desk:open_message", args=[message.pk]), follow=True)
    assert opened.redirect_chain[-1][0] == reverse("desk:case", args=[case.pk])
    assert case.number in opened.content.decode()
    message.refresh_from_db()
    assert message.read_at is not None


def test_each_step_reaches_who_must_go_on(quiet: City, at: datetime) -> None:
    case = dispatched(quiet, at)
    ma_jun = quiet.actor("ma_jun")
    dispute_case(by=ma_jun, at=at, case=case, proposed_unit=quiet.units["DW35"], reason="站台广告属市场监管局")
    work()
    assert "lin_yue" in told(quiet, "cases.dispute_case")
    assert "ma_jun" not in told(quiet, "cases.dispute_case")
    other = dispatched(quiet, at)
    accept_case(by=ma_jun, at=at, case=other)
    ask_extension(by=ma_jun, at=at, case=other, limit="2 working_days", reason="配件未到")
    after = store_file(by=SYSTEM, at=at, name="after.jpg", content=picture("green"))
    submit_case(by=ma_jun, at=at, case=other, cause="车辆碰撞", measure="已更换立柱", photos=[after])
    work()
    assert "lin_yue" in told(quiet, "cases.ask_extension")
    assert "gao_yuan" in told(quiet, "cases.submit_case")
    return_case(by=quiet.actor("gao_yuan"), at=at, case=other, reason="立柱未刷漆")
    work()
    assert told(quiet, "cases.return_case") == {"ma_jun"}


def test_old_news_tell_nobody_but_pictures_are_still_drawn(quiet: City, at: datetime) -> None:
    long_ago = at - timedelta(days=40)
    dispatched(quiet, long_ago)
    waiting = {job.task_path for job in DBTaskResult.objects.filter(status=TaskResultStatus.READY)}
    assert waiting == {"chuangcheng.evidence.jobs.make_thumbnails", "chuangcheng.evidence.jobs.compare_picture"}
    work()
    assert told(quiet, "cases.dispatch_case") == set()


def test_a_personnel_change_greets_the_new_holder(quiet: City, at: datetime) -> None:
    post = quiet.posts["ma_jun"]
    vacate_post(by=SYSTEM, at=at, post=post)
    work()
    assert "lin_yue" in told(quiet, "units.vacate_post")
    appoint_person(by=SYSTEM, at=at, post=post, person=quiet.people["bai_lu"])
    work()
    assert told(quiet, "units.appoint_person") == {"bai_lu"}


def test_who_holds_a_place_and_whose_remit_it_is(quiet: City, at: datetime) -> None:
    lin_yue = quiet.actor("lin_yue")
    hold_place(by=lin_yue, at=at, place=quiet.areas["XG-XH-01"], unit=quiet.units["DW49"])
    set_remit(by=lin_yue, at=at, group=quiet.groups["G06"], areas=["XG"])
    work()
    assert told(quiet, "duties.hold_place") == {"xu_lan"}
    assert told(quiet, "duties.set_remit") == {"ma_jun", "xu_lan", "han_bing"}


def test_a_complaint_goes_to_the_office_and_its_answer_back(quiet: City, at: datetime) -> None:
    filed = file_complaint(by=quiet.actor("ma_jun"), at=at, text="同一张照片一周报了三次")
    work()
    assert "lin_yue" in told(quiet, "notices.file_complaint")
    answer_complaint(by=quiet.actor("lin_yue"), at=at, complaint=filed, answer="已合并")
    work()
    assert told(quiet, "notices.answer_complaint") == {"ma_jun"}


def test_a_job_that_failed_is_tried_again(quiet: City, at: datetime) -> None:
    """The storage is away for a moment: the thumbnail is drawn when it is back."""
    photo = store_file(by=SYSTEM, at=at, name="front.jpg", content=picture("navy"))
    stored = Path(default_storage.path(photo.path))
    away = stored.rename(stored.with_suffix(".away"))
    Worker().drain()
    [waiting] = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert waiting.run_after > timezone.now() and "FileNotFoundError" in waiting.exception_class_path
    away.rename(stored)
    work()
    photo.refresh_from_db()
    assert photo.has_thumbnails


def test_one_row_is_told_once_however_often_its_job_runs(quiet: City, at: datetime) -> None:
    from chuangcheng.kit.jobs import enqueue

    dispatched(quiet, at)
    work()
    entry = Entry.objects.get(verb="cases.dispatch_case")
    enqueue("chuangcheng.reactions.jobs.tell", entry_id=entry.pk)
    work()
    assert inbox(quiet.actor("ma_jun")).count() == 1
