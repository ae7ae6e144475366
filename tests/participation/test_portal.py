"""Citizens at the public pages, with and without scripts: report, follow, answer, find."""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.documents.actions import publish_open_data
from chuangcheng.evidence.actions import examine_file, redact_picture
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation import queries
from chuangcheng.participation.actions import (
    accept_report,
    decline_report,
    own_token,
    publish_report,
)
from chuangcheng.participation.models import AnswerState, Report, ReportState
from chuangcheng.participation.rules import WORK_BITS, is_solved
from chuangcheng.places.actions import make_signs
from chuangcheng.places.models import Facility
from tests.participation.conftest import EAST, NORTH, PHONE, picture, reported
from tests.participation.test_stories import hole
from tests.stories import City

WRITTEN = {"description": "新华南路井盖塌陷，很危险", "address": "新华南路路口"}


def worked(client_id: uuid.UUID) -> dict[str, str]:
    """What the page's script finds."""
    challenge = queries.challenge(client_id)
    solution = next(str(n) for n in range(2_000_000) if is_solved(challenge, str(n), WORK_BITS))
    return {"client_id": str(client_id), "challenge": challenge, "solution": solution}


def test_a_citizen_without_scripts_reports_in_two_steps_and_it_is_held_for_a_look(client: Client, street: City) -> None:
    page = client.get("/report/").content.decode()
    assert 'name="client_id"' in page and "<script>" not in page
    photo = SimpleUploadedFile("井盖.jpg", picture(), "image/jpeg")
    client_id = str(uuid.uuid4())
    look = client.post("/report/", {**WRITTEN, "client_id": client_id, "photos": photo, "step": "look"})
    text = look.content.decode()
    assert look.status_code == 200
    assert "井盖雨箅缺损" in text and "新华南路一段" in text and "是否危险" in text
    given = {**WRITTEN, "client_id": client_id, "category": hole().pk, "q-danger": "是", "phone": PHONE, "step": "send"}
    sent = client.post("/report/", given, follow=True)
    report = Report.objects.get()
    assert (report.state, report.hold_reason, report.answers) == (ReportState.HELD, "no_work", {"danger": "是"})
    assert report.photos.count() == 1
    assert report.shown_code in sent.content.decode()
    assert sent["Cache-Control"] and "no-store" in sent["Cache-Control"]
    assert sent["Referrer-Policy"] == "no-referrer"


def test_a_phone_sends_its_draft_with_the_work_done(client: Client, street: City) -> None:
    client_id = uuid.uuid4()
    asked = client.get(f"/report/work/?id={client_id}").json()
    assert asked["challenge"] and asked["csrf"]
    given = {**WRITTEN, **worked(client_id), "step": "send"}
    first = client.post("/report/", given, headers={"accept": "application/json"}).json()
    again = client.post("/report/", given, headers={"accept": "application/json"}).json()
    assert first == again
    assert Report.objects.get().state == ReportState.RECEIVED
    assert client.get(first["url"]).status_code == 200
    assert client.get("/report/work/?id=nonsense").status_code == 422


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"description": "", "address": "新华南路"}, "description"),
        ({"description": "井盖塌陷很危险"}, "address"),
        ({**WRITTEN, "longitude": "98.2"}, "longitude"),
        ({**WRITTEN, "longitude": "98.2", "latitude": "nan"}, "latitude"),
        ({**WRITTEN, "longitude": "200", "latitude": "39"}, "longitude"),
        ({**WRITTEN, "client_id": "1; DROP TABLE"}, "client_id"),
        ({"description": "井盖\x07塌陷很危险", "address": "新华南路"}, "description"),
        ({"description": "字" * 9000, "address": "新华南路"}, "description"),
        ({**WRITTEN, "sign": "x" * 41}, "sign"),
    ],
)
def test_bad_input_names_its_field(client: Client, street: City, given: dict[str, str], field: str) -> None:
    answer = client.post("/report/", {**given, "step": "send"}, headers={"accept": "application/json"})
    assert answer.status_code in (409, 422)
    assert field in answer.json()["errors"], answer.json()
    assert not Report.objects.exists()


def test_pictures_that_are_none_are_refused_and_nothing_breaks(client: Client, street: City) -> None:
    fake = SimpleUploadedFile("photo.jpg", b"MZ\x90\x00 not a picture", "image/jpeg")
    answer = client.post("/report/", {**WRITTEN, "photos": fake, "step": "look"})
    assert answer.status_code == 409
    assert WRITTEN["description"] in answer.content.decode()
    many = [SimpleUploadedFile(f"{n}.jpg", picture(), "image/jpeg") for n in range(7)]
    assert client.post("/report/", {**WRITTEN, "photos": many, "step": "look"}).status_code == 422


def test_whoever_scans_a_sign_reports_what_is_there(client: Client, street: City, at: datetime) -> None:
    sign = make_signs(by=SYSTEM, at=at, kind="facility", codes=["GC0"])[0]
    page = client.get(f"/s/{sign.token}/").content.decode()
    assert f"/report/?sign={sign.token}" in page
    assert "新华0号公共卫生间" in client.get(f"/report/?sign={sign.token}").content.decode()
    given = {"description": "洗手池没有水了", "sign": sign.token, "step": "send", **worked(uuid.uuid4())}
    client.post("/report/", given)
    assert Report.objects.get().facility == Facility.objects.get(code="GC0")
    gone = client.post("/report/", {**given, "client_id": str(uuid.uuid4()), "sign": "A" * 22})
    assert gone.status_code == 409


def test_similar_open_reports_are_shown_and_me_too_makes_no_new_one(client: Client, street: City, at: datetime) -> None:
    report = reported(at, category=hole(), origin="z")
    accept_report(by=street.actor("tang_yi"), at=at, report=report, description="井盖塌陷")
    given = {"description": "井盖塌陷了一大块", "longitude": EAST + 0.0005, "latitude": NORTH, "step": "look"}
    assert report.code not in client.post("/report/", given).content.decode()
    publish_report(by=street.actor("tang_yi"), at=at, report=report, text="路口井盖下沉")
    page = client.post("/report/", given).content.decode()
    assert "路口井盖下沉" in page and f"/reports/{report.code}/follow/" in page
    assert client.post(f"/reports/{report.code}/follow/", {"email": ""}).status_code == 302
    assert report.followers.count() == 1
    assert Report.objects.count() == 1


def test_the_code_shows_the_steps_and_guessing_is_stopped(client: Client, street: City, at: datetime) -> None:
    report = reported(at, "张大妈家门口的路灯不亮")
    found = client.get("/reports/find/", {"code": report.shown_code.lower()}, follow=True).content.decode()
    assert report.shown_code in found and "张大妈" not in found
    assert client.get("/reports/find/", {"code": "22222-22222"}).status_code == 404
    for _n in range(200):
        client.get("/reports/find/", {"code": "22222-22222"})
    assert client.get("/reports/find/", {"code": report.code}).status_code == 429


def own_page(report: Report) -> str:
    return reverse("portal:own_report", args=[own_token(report.client_id)])


def test_the_citizen_rates_objects_and_deletes_by_the_secret_link(client: Client, street: City, at: datetime) -> None:
    report = reported(at)
    decline_report(by=street.actor("tang_yi"), at=at, report=report, reason="other_way", text="请到法院起诉。")
    page = client.get(own_page(report)).content.decode()
    assert "请到法院起诉" in page
    client.post(own_page(report) + "say/review/", {"text": "这是公共道路"})
    report.refresh_from_db()
    assert (report.state, report.objection) == (ReportState.REVIEW, "这是公共道路")
    assert client.post(own_page(report) + "say/confirm/", follow=True).status_code == 200
    assert client.post(own_page(report) + "say/anything/").status_code == 404
    assert client.get(own_page(report) + "erase/").status_code == 200
    client.post(own_page(report) + "erase/", {"confirmed": "1"})
    report.refresh_from_db()
    assert (report.state, report.description) == (ReportState.ERASED, "")
    assert client.get(own_page(report)).status_code == 404
    assert client.get(f"/reports/{report.code}/").status_code == 404
    assert client.get("/report/own/" + "a" * 40 + "/").status_code == 404


def test_a_toilet_with_rails_the_nearest_first(client: Client, street: City) -> None:
    where = {"kind": "FK01", "need": "FK01-06", "longitude": EAST + 0.0451, "latitude": NORTH}
    page = client.get("/find/facilities/", where).content.decode()
    assert "新华1号公共卫生间" not in page
    assert page.index("新华2号公共卫生间") < page.index("新华0号公共卫生间")
    assert "全天开放" in page
    detail = client.get(f"/find/facilities/{Facility.objects.get(code='GC0').pk}/").content.decode()
    assert "扶手" in detail and "?at=facility:" in detail
    assert client.get("/find/facilities/?kind=NONE&longitude=x&latitude=1e400&cursor=zzz").status_code == 200
    assert client.get("/find/facilities/99999999/").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 12),
        ("/report/", 8),
        ("/reports/", 10),
        ("/reports/?kind=solved&area=XG-XH", 12),
        ("/reports/find/", 6),
        ("/reports/feed.atom", 10),
        ("/find/map/", 8),
        ("/find/streets/", 8),
        ("/find/markets/", 10),
        ("/find/ground.json", 6),
        ("/report/worker.js", 4),
    ],
)
def test_public_pages_ask_little_of_the_database(
    client: Client, street: City, at: datetime, address: str, most: int
) -> None:
    for number in range(6):
        report = reported(at, f"第{number}处路灯不亮", origin=str(number))
        publish_report(by=street.actor("tang_yi"), at=at, report=report, text="路灯不亮")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(captured) <= most, [one["sql"][:120] for one in captured]


def test_the_first_visit_of_the_report_page_is_light(client: Client, street: City) -> None:
    """Everything that the page names, compressed as it is served; the map comes only when it is opened."""
    import gzip
    import re

    from django.contrib.staticfiles import finders

    html = client.get("/report/").content
    names = re.findall(rb'(?:href|src)="/static/([^"#?]+)', html)
    files = {finders.find(name.decode()) for name in names}
    total = len(gzip.compress(html)) + sum(len(gzip.compress(Path(str(path)).read_bytes())) for path in files if path)
    assert any(str(path).endswith("app.css") for path in files)
    assert total < 250_000, total


SECRETS = ("张大妈", PHONE, "zhang@example.cn", "内部批示勿外传", "苏晴", "唐一")


@pytest.fixture
def planted(street: City, at: datetime) -> list[Report]:
    """Reports in every state with secrets in every field that is not public."""
    clerk = street.actor("tang_yi")
    made: list[Report] = []
    text = "张大妈反映井盖塌陷，电话13800138000"
    for number in range(6):
        report = reported(at, text, origin=str(number), category=hole(), phone=PHONE, email="zhang@example.cn")
        made.append(report)
    publish_report(by=clerk, at=at, report=made[0], text="路口井盖下沉")
    accept_report(by=clerk, at=at, report=made[0], description="内部批示勿外传")
    accept_report(by=clerk, at=at, report=made[1], description="内部批示勿外传")
    decline_report(by=clerk, at=at, report=made[2], reason="not_found", text="内部批示勿外传")
    made[0].replies.create(text_zh="内部批示勿外传", state=AnswerState.DRAFT, drafted_at=at)
    Facility.objects.filter(code="GC0").update(condition_note_zh="内部批示勿外传")
    publish_open_data(by=SYSTEM, at=at)
    return made


ASKED = ("discovery.{form}", "services.{form}", "services/B0101.{form}", "requests.{form}?extensions=true")
OF_ONE = ("requests/{code}.{form}", "requests.{form}?service_request_id={code}")


def for_systems(codes: list[str]) -> list[str]:
    """What other people's systems ask for without a key."""
    forms = ("xml", "json")
    paths = [one.format(form=form) for one in ASKED for form in forms]
    paths += [one.format(code=code, form=form) for one in OF_ONE for code in codes for form in forms]
    return [f"/open311/v2/{path}" for path in paths]


def test_the_public_finds_no_planted_secret_anywhere(client: Client, planted: list[Report], at: datetime) -> None:
    """Walk everything that can be reached from the front page and by every code, and look for each secret."""
    from tests.crawl.reading import Page

    waiting = [
        "/",
        "/reports/",
        "/reports/feed.atom",
        "/find/ground.json",
        *(f"/reports/{one.code}/" for one in planted),
        *for_systems([one.code for one in planted]),
    ]
    known = set(waiting)
    found: list[str] = []
    while waiting:
        path = waiting.pop()
        answer: Any = client.get(path)
        body = (answer.getvalue() if answer.streaming else answer.content).decode("utf-8", "replace")
        found += [f"{path}: {secret}" for secret in SECRETS if secret in body]
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            for link in (*Page(body).links, *Page(body).pictures):
                link = link.partition("#")[0]
                if link.startswith("/") and not link.startswith(("/static/", "/account/")) and link not in known:
                    known.add(link)
                    waiting.append(link)
    assert len(known) > 15
    assert {"/open-data/reports.csv", "/open-data/reports.geojson", "/open-data/facilities.csv"} <= known
    assert not found, found


def test_unreleased_pictures_are_nobody_s_to_see(client: Client, street: City, at: datetime) -> None:
    client_id = uuid.uuid4()
    upload = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    client.post("/report/", {**WRITTEN, **worked(client_id), "photos": upload, "step": "send"})
    report = Report.objects.get()
    photo = report.photos.get()
    looked = redact_picture(by=SYSTEM, at=at, file=examine_file(by=SYSTEM, at=at, file=photo.file))
    assert client.get(f"/reports/photos/{looked.token}/shown/").status_code == 404
    assert client.get(own_page(report) + f"photos/{photo.pk}/shown/").status_code == 200
    publish_report(by=street.actor("tang_yi"), at=at, report=report, text="井盖塌陷")
    assert client.get(f"/reports/photos/{looked.token}/shown/").status_code == 404
