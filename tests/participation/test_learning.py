"""The city trains on its own closed reports; what it learnt waits until a person accepts it."""

import itertools
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from chuangcheng.config.command import main
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.participation import jobs, queries
from chuangcheng.participation.actions import train_model
from chuangcheng.participation.models import LearntModel, LearntState, Report
from tests.participation.conftest import reported
from tests.stories import City, sign_in

PLACES = ("学校", "菜场", "医院", "车站", "公园", "桥头", "银行", "药店", "广场", "小区")
TIMES = ("清早", "晌午", "傍晚", "半夜", "周末", "雨天")
DARK = ("黑漆漆一片什么都看不见", "整条街没有一点亮光")
HOLES = ("地上缺了一块铁板踩空崴了脚", "铁板翘起来差点绊倒老人")


@pytest.fixture
def closed(street: City, at: datetime) -> None:
    """240 closed reports of two kinds, in words that no keyword knows."""
    first = reported(at)
    lamp, hole = queries.public_categories().order_by("-code")[:2]
    made = []
    for number, (place, time, (dark, missing)) in enumerate(
        itertools.product(PLACES, TIMES, zip(DARK, HOLES, strict=True))
    ):
        for category, words in ((lamp, dark), (hole, missing)):
            text = f"{place}门口{time}{words}{place}{number}"
            made.append(
                Report(
                    code=f"T{len(made):09d}",
                    link_hash=f"{len(made)}",
                    client_id=f"00000000-0000-4000-8000-{len(made):012d}",
                    description=text,
                    category=category,
                    state="agreed",
                    received_at=at,
                    answered_at=at,
                    wanted_at=at,
                    area=first.area,
                )
            )
    Report.objects.bulk_create(made)


def test_a_month_s_job_offers_a_model_and_a_person_decides(
    client: Client, street: City, at: datetime, closed: None
) -> None:
    jobs.learn.func()
    jobs.learn.func()
    model = LearntModel.objects.get()
    assert model.state == LearntState.OFFERED and model.trained_on + model.held_out == 240
    assert model.after["macro_f1"] > 0.9 > model.before["macro_f1"]
    assert queries.suggested("学校旁边黑漆漆的看不见")[:1] == [], "nothing before a person accepted it"
    sign_in(client, "tang_yi")
    assert client.get("/desk/reports/models/").status_code == 404
    sign_in(client, "lin_yue")
    assert "240" in client.get("/desk/reports/models/").content.decode()
    page = f"/desk/reports/models/{model.pk}/"
    assert "路灯故障" in client.get(page).content.decode()
    assert client.post(f"{page}accept_model/").status_code == 302
    assert queries.suggested("学校旁边黑漆漆的看不见")[0].category.code == "B0102"
    assert Entry.objects.filter(verb="participation.accept_model").count() == 1
    client.post(f"{page}refuse_model/")
    model.refresh_from_db()
    assert model.state == LearntState.IN_FORCE
    again = train_model(by=SYSTEM, at=at)
    assert again.before["macro_f1"] > 0.9, "the model in force is what it is compared with"
    client.post(f"/desk/reports/models/{again.pk}/accept_model/")
    client.post(f"/desk/reports/models/{again.pk}/retire_model/")
    assert set(LearntModel.objects.values_list("state", flat=True)) == {LearntState.RETIRED}
    assert queries.suggested("学校旁边黑漆漆的看不见")[:1] == []


def test_too_little_to_learn_from_is_said(street: City, at: datetime, capsys: Any) -> None:
    jobs.learn.func()
    with pytest.raises(Refused, match="cannot_train"):
        train_model(by=SYSTEM, at=at)
    assert main(["triage", "train", "--own"]) == 1 and "--own" not in capsys.readouterr().err
    assert main(["triage", "train", "--own", "--out", "x.npz"]) == 1
    assert main(["triage", "train"]) == 1 and "FILE" in capsys.readouterr().err
    assert not LearntModel.objects.exists()
