"""The pages: a sheet with faults by row, the proposal with a preview, the moves, the counts."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuangcheng.accounts.models import KeptUpload
from chuangcheng.exposures.models import Violation, ViolationKind
from chuangcheng.scoring.hotspots.sources import SOURCES
from chuangcheng.scoring.streets import Period
from tests.exposures.conftest import ADDRESS, DAY, PLATE
from tests.stories import sign_in

pytestmark = pytest.mark.django_db
HEADER = "决定书编号,违法代码,违法时间,违法地点,号牌号码,送达地址,决定日期,已生效,已撤销"


def sheet(*rows, encoding="gb18030"):
    return SimpleUploadedFile("违法.csv", "\n".join([HEADER, *rows]).encode(encoding))


def test_a_sheet_of_the_police_is_looked_at_row_by_row(traffic, client, caplog):
    caplog.set_level(logging.DEBUG)
    url = reverse("desk:import_violations")
    assert sign_in(client, "ma_jun").get(url).status_code == 404
    sign_in(client, "lin_yue")
    good = f"1号,TV03,2026-11-20 08:15,路口,{PLATE},{ADDRESS},2026-11-22,是,"
    page = client.post(
        url,
        {
            "file": sheet(
                good,
                "2号,TV99,2026-11-20 08:15,路口,甘B73945,,2026-11-22,1,",
                "3号,TV03,2026-11-20 08:15,路口,没有牌,,2026-11-22,1,",
                "4号,TV03,2027-11-20 08:15,路口,甘B73945,,2026-11-22,1,",
                "5号,TV03,昨天,路口,甘B73945,,2026-11-22,1,",
                good,
            )
        },
    )
    faults = {(one.row, one.column.split()[0]) for one in page.context["preview"]["errors"]}
    assert faults == {(3, "kind"), (4, "plate"), (5, "decided_on"), (6, "happened_at"), (7, "decision_no")}
    assert PLATE not in page.content.decode()
    assert ADDRESS.encode("gb18030") not in bytes(KeptUpload.objects.get().content)
    assert client.post(url, {"upload": page.context["upload"].pk}).status_code == 302
    assert Violation.objects.get().is_final
    again = client.post(url, {"file": sheet(good)})
    assert again.context["preview"]["rows"] == []
    assert ADDRESS not in caplog.text


def test_from_the_list_to_the_public_page(traffic, at, client, settings):
    one = traffic.imported(address="")
    sign_in(client, "lin_yue")
    found = client.post(reverse("desk:violations"), {"plate": PLATE}).content.decode()
    assert one.number in found
    assert PLATE not in found.replace(f'value="{PLATE}"', "")
    propose = reverse("desk:violation_move", args=[one.pk, "propose_exposure"])
    assert "甘B·7**45" in client.get(propose).content.decode()
    assert client.post(propose, {"text": "拟曝光"}).status_code == 302
    one.refresh_from_db()

    def step(person, name, **given):
        sign_in(client, person)
        return client.post(reverse("desk:proceeding_move", args=[one.proceeding_id, name]), given).status_code

    public = reverse("portal:notice", args=[one.proceeding.number])
    assert step("lin_yue", "review_proceeding", text="属实") == 404
    assert step("gao_yuan", "review_proceeding", text="属实") == 302
    assert client.get(public).status_code == 404
    assert step("gao_yuan", "decide_proceeding", outcome="exposed", text="符合") == 404
    assert step("deng_hai", "decide_proceeding", outcome="exposed", text="符合") == 302
    page = client.get(public).content.decode()
    assert "甘B·7**45" in page
    assert PLATE not in page
    assert "img" not in page.split("<main")[1].split("</main>")[0]
    settings.CLOCK_SHIFT_SECONDS += 15 * 24 * 3600 + 60
    assert client.get(public).status_code == 404
    sign_in(client, "lin_yue")
    assert client.post(reverse("desk:violation_move", args=[one.pk, "annul_violation"])).status_code == 302
    assert client.get(reverse("desk:violation", args=[one.pk])).status_code == 200


def test_counts_and_kinds(traffic, at, client):
    for number in range(5):
        traffic.imported(f"第{number}号", longitude=98.27, latitude=39.79)
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:traffic_statistics"), {"days": "30"}).content.decode()
    assert "新华南路与迎宾路路口" in page
    table = "编码,类别,名称,法律依据,可曝光\nTV20,三乱,非机动车逆行,依据,0"
    upload = {"file": SimpleUploadedFile("k.csv", table.encode())}
    assert client.post(reverse("desk:violation_kinds"), upload).status_code == 302
    assert not ViolationKind.objects.get(code="TV20").may_be_exposed
    source = next(one for one in SOURCES if one.code == "violations")
    events = list(source.read(Period((at - 30 * DAY).date(), at.date()), at))
    assert [(one.observed, one.expected) for one in events] == [(5, 0.0)]
