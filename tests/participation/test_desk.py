"""Tang Yi at her desk, Lin Yue above her, the hotline's files."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chuangcheng.kit.spreadsheets import read_tables
from chuangcheng.participation.models import Block, Call, HotlineOrder, Report, ReportState
from tests.participation.conftest import PHONE, picture, reported
from tests.participation.test_stories import hole
from tests.stories import City, sign_in

ORDERS = (
    "工单编号,诉求内容,事发地址,联系电话,诉求分类,办结时限\n"
    f"GD001,新华南路路灯不亮,新华南路,{PHONE},路灯故障,2026-12-01\n"
    "GD002,短,新华南路,,,\n"
    "GD001,新华南路路灯不亮,新华南路,,,\n"
    "GD003,=cmd|' /C calc'!A0 井盖坏了,五一街道,转3号分机,没有的分类,\n"
)


def posted(client: Client, path: str, /, **given: Any) -> Any:
    answer = client.post(path, given)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer


def test_the_queue_is_in_the_order_of_the_service_time(client: Client, street: City, at: datetime) -> None:
    for number in range(5):
        reported(at, f"第{number}处路灯不亮", origin=str(number))
    sign_in(client, "tang_yi")
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/desk/reports/").content.decode()
    assert len(captured) <= 22, len(captured)
    assert page.index("第0处") < page.index("第4处")
    assert "第3处" in client.get("/desk/reports/?q=第3处").content.decode()
    report = Report.objects.first()
    assert report is not None
    assert report.shown_code in client.get(f"/desk/reports/?q={report.shown_code}").content.decode()


def test_from_the_queue_to_the_public_page(client: Client, street: City, at: datetime) -> None:
    report = reported(at, category=hole(), phone=PHONE)
    other = reported(at, "新华南路井盖塌陷很危险啊", origin="b", category=hole())
    sign_in(client, "tang_yi")
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/desk/reports/{other.pk}/").content.decode()
    assert len(captured) <= 40, len(captured)
    assert "the same" not in page and report.shown_code in page and "交通运输局" in page
    posted(client, f"/desk/reports/{other.pk}/merge_report/", into=report.shown_code)
    posted(client, f"/desk/reports/{report.pk}/accept_report/", category=hole().pk, description="井盖塌陷", severity=3)
    posted(client, f"/desk/reports/{report.pk}/publish/", text="路口井盖下沉")
    assert client.get(f"/desk/reports/{report.pk}/accept_report/").status_code == 404
    report.refresh_from_db()
    assert report.case is not None and report.case.severity == 3
    assert PHONE not in client.get(f"/desk/reports/{report.pk}/").content.decode()
    assert PHONE in client.post(f"/desk/reports/{report.pk}/contact/", {"reason": "核实地点"}).content.decode()
    posted(client, f"/desk/reports/{report.pk}/withdraw/", reason="当事人要求")
    report.refresh_from_db()
    assert report.published_at is None


def test_what_is_wrong_is_said_in_the_form(client: Client, street: City, at: datetime) -> None:
    report = reported(at, category=hole())
    sign_in(client, "tang_yi")
    unknown = client.post(f"/desk/reports/{report.pk}/merge_report/", {"into": "22222-22222"})
    assert unknown.status_code == 200
    named = client.post(f"/desk/reports/{report.pk}/publish/", {"text": f"请联系{PHONE}"})
    assert named.status_code == 200
    report.refresh_from_db()
    assert (report.state, report.published_at) == (ReportState.RECEIVED, None)


def test_a_call_is_taken_down_and_a_place_corrected(client: Client, street: City, at: datetime) -> None:
    sign_in(client, "tang_yi")
    photo = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    given = {"channel": "call", "description": "路灯坏了没人修", "address": "说不清", "photos": photo, "phone": PHONE}
    posted(client, "/desk/reports/new/", **given)
    report = Report.objects.get()
    assert (report.channel, report.photos.count()) == ("call", 1)
    posted(client, f"/desk/reports/{report.pk}/correct/", category=hole().pk, place="新华南路")
    report.refresh_from_db()
    assert report.segment is not None and report.category == hole()


@pytest.mark.parametrize("key", ["ma_jun", "su_qing", "gao_yuan", "wu_di"])
def test_others_do_not_know_the_desk(client: Client, street: City, at: datetime, key: str) -> None:
    report = reported(at)
    sign_in(client, key)
    assert client.get("/desk/reports/").status_code == 404
    assert client.get(f"/desk/reports/{report.pk}/").status_code == 404


def test_work_orders_come_in_by_columns_and_go_back_with_their_status(
    client: Client, street: City, at: datetime
) -> None:
    sign_in(client, "tang_yi")
    upload = SimpleUploadedFile("12345.csv", ORDERS.encode("utf-8-sig"), "text/csv")
    page = client.post("/desk/reports/orders/", {"file": upload}).content.decode()
    assert set(HotlineOrder.objects.values_list("number", flat=True)) == {"GD001", "GD003"}
    assert '<td class="number">3</td>' in page and '<td class="number">4</td>' in page
    first = Report.objects.get(order__number="GD001")
    assert (first.channel, first.category.code, first.segment.code) == ("hotline", "B0102", "LD01")
    again = SimpleUploadedFile("12345.csv", ORDERS.encode("gb18030"), "text/csv")
    client.post("/desk/reports/orders/", {"file": again})
    assert HotlineOrder.objects.count() == 2
    for kind in ("xlsx", "csv"):
        answer: Any = client.post("/desk/reports/orders/back/", {"format": kind, "all": "1"})
        rows = read_tables(answer.getvalue(), f"back.{kind}")[0].rows
        assert rows[0][:2] == ["工单编号", "办理状态"]
        assert rows[1][:2] == ["GD001", "待受理"]
        assert PHONE not in str(rows)
    news: Any = client.post("/desk/reports/orders/back/", {"format": "csv"})
    assert "GD001" not in news.getvalue().decode()
    posted(client, f"/desk/reports/{first.pk}/decline_report/", reason="not_ours", text="属铁路部门")
    news = client.post("/desk/reports/orders/back/", {"format": "csv"})
    assert "属铁路部门" in news.getvalue().decode()


def test_a_file_that_is_none_is_refused(client: Client, street: City) -> None:
    sign_in(client, "tang_yi")
    upload = SimpleUploadedFile("a.xlsx", b"PK\x03\x04 broken", "application/zip")
    assert client.post("/desk/reports/orders/", {"file": upload}).status_code == 200
    assert not HotlineOrder.objects.exists()


def test_the_office_blocks_calls_and_agrees_on_columns(client: Client, street: City, at: datetime) -> None:
    sign_in(client, "lin_yue")
    posted(client, "/desk/reports/blocks/", kind="words", value="低价办证", reason="广告")
    block = Block.objects.get()
    assert "低价办证" in client.get("/desk/reports/blocks/").content.decode()
    posted(client, f"/desk/reports/blocks/{block.pk}/lift/", reason="已处理")
    assert client.get(f"/desk/reports/blocks/{block.pk}/lift/").status_code == 404
    days = {"starts_on": "2026-11-01", "ends_on": "2026-11-30"}
    posted(client, "/desk/reports/calls/", name_zh="井盖安全月", **days)
    assert "井盖安全月" in client.get("/report/").content.decode()
    assert "井盖安全月" in client.get("/").content.decode()
    assert (
        client.post(
            "/desk/reports/calls/", {"name_zh": "错", "starts_on": "2026-11-30", "ends_on": "2026-11-01"}
        ).status_code
        == 200
    )
    assert Call.objects.count() == 1
    columns = {
        "title-number": "编号",
        "title-text": "内容",
        "title-status": "状态",
        "back-number": "1",
        "back-status": "1",
    }
    posted(client, "/desk/reports/orders/columns/", **columns)
    upload = SimpleUploadedFile("o.csv", "编号,内容\nX1,路灯不亮三天了\n".encode(), "text/csv")
    client.post("/desk/reports/orders/", {"file": upload})
    assert HotlineOrder.objects.get().number == "X1"
