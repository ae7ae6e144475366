"""The REST interface: a key and its posts decide, everything else does not exist; errors are problems."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from chuangcheng.frameworks.models import Edition
from chuangcheng.journal.models import Entry
from chuangcheng.participation.actions import accept_report, publish_report
from chuangcheng.participation.models import Passage, Report
from chuangcheng.places.models import Site
from chuangcheng.receipts.models import Submission
from chuangcheng.scoring.models import WholeScore
from tests.api.conftest import Neighbour
from tests.participation.conftest import EAST, NORTH, PHONE, reported
from tests.participation.test_stories import hole
from tests.stories import City, sign_in

BASE = "/api/v1"
SAID = {"description": "新华南路井盖塌陷", "category": "B0101", "longitude": EAST, "latitude": NORTH}
PROBLEM = {"type", "title", "status", "code", "detail", "errors"}


class Program:
    """Calls with a key."""

    def __init__(self, client: Client, key: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {key}"}

    def get(self, path: str, status: int = 200, **given: Any) -> Any:
        return told(self.client.get(BASE + path, given, headers=self.headers), status)

    def post(self, key: str = "attempt-0001", status: int = 201, **given: Any) -> Any:
        headers = {**self.headers, "Idempotency-Key": key} if key else self.headers
        body = json.dumps({**SAID, **given})
        answer = self.client.post(f"{BASE}/reports", body, content_type="application/json", headers=headers)
        return told(answer, status)


def told(answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.content.decode()[:400]
    content = json.loads(answer.content)
    if status >= 400:
        assert answer["Content-Type"] == "application/problem+json" and set(content) == PROBLEM
        assert content["status"] == status
    return content


@pytest.fixture
def case(street: City, at: datetime) -> Report:
    """A report in Xinhua Street that became a case."""
    report = reported(at, "第1处井盖塌陷", category=hole(), origin="a")
    publish_report(by=street.actor("tang_yi"), at=at, report=report, text="井盖下沉")
    return accept_report(by=street.actor("tang_yi"), at=at, report=report, description="井盖下沉")


def test_what_a_client_sees_follows_from_its_posts(
    client: Client, case: Report, issue: Callable[..., Neighbour]
) -> None:
    clerk = Program(client, issue("triage_clerk").key)
    (found,) = clerk.get("/cases", state="registered")["items"]
    assert found["description"] == "井盖下沉" and found["category"] == {"code": "B0101", "name": "井盖雨箅缺损"}
    assert clerk.get(f"/cases/{found['id']}")["number"] == found["number"]
    assert clerk.get("/cases", area="GC")["items"] == [] and clerk.get("/cases", unit="DW999")["items"] == []
    assert len(clerk.get("/cases", area="JYG", overdue="false")["items"]) == 1
    (report,) = clerk.get("/reports", state="taken_up")["items"]
    assert report["case"] == found["number"] and "phone" not in report
    assert clerk.get(f"/reports/{case.shown_code.lower()}")["code"] == case.code
    far = Program(client, issue("triage_clerk", name="钢城区", area="GC").key)
    assert far.get("/cases")["items"] == [] and far.get("/reports")["items"] == []
    assert far.get(f"/cases/{found['id']}", 404)["code"] == "not_found"
    assert far.get(f"/reports/{case.code}", 404)["code"] == "not_found"
    blind = Program(client, issue("other_system", name="只上报").key)
    for path in ("/cases", f"/cases/{found['id']}", "/reports", f"/reports/{case.code}", "/scores", "/scores/1"):
        assert blind.get(path, 404)["code"] == "not_found"


def test_pages_go_by_cursor(client: Client, street: City, at: datetime, issue: Callable[..., Neighbour]) -> None:
    for number in range(5):
        reported(at, f"第{number}处路灯不亮", origin=str(number))
    clerk = Program(client, issue("triage_clerk").key)
    codes: list[str] = []
    found = clerk.get("/reports", size=2)
    codes += [one["code"] for one in found["items"]]
    while found["next"]:
        found = clerk.get("/reports", size=2, cursor=found["next"])
        codes += [one["code"] for one in found["items"]]
    assert len(codes) == len(set(codes)) == 5
    assert found["previous"]
    assert clerk.get("/reports", 422, cursor="&")["errors"][0]["field"].endswith("cursor")
    assert len(clerk.get("/reports", cursor="abc")["items"]) == 5
    assert clerk.get("/reports", 422, size=201)["code"] == "invalid"


def test_sites(client: Client, street: City, at: datetime, neighbour: Neighbour) -> None:
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.places.actions import define_site, define_site_type

    kind = define_site_type(by=SYSTEM, at=at, code="P12", name_zh="农贸市场")
    for number in range(3):
        area = street.areas["GC-WJ" if number else "XG-XH-01"]
        code = f"P12-{number}"
        define_site(by=SYSTEM, at=at, code=code, site_type=kind, name_zh=f"{number}号市场", area=area)
    program = Program(client, neighbour.key)
    assert [one["code"] for one in program.get("/sites")["items"]] == ["P12-0", "P12-1", "P12-2"]
    assert [one["code"] for one in program.get("/sites", area="GC", site_type="P12")["items"]] == ["P12-1", "P12-2"]
    assert program.get("/sites", site_type="none")["items"] == []
    one = Site.objects.get(code="P12-0")
    found = program.get(f"/sites/{one.pk}")
    assert found["name"] == "0号市场" and found["area"]["code"] == "XG-XH-01" and found["segment"] is None
    assert program.get("/sites/999999", 404)["code"] == "not_found"


def test_scores(client: Client, street: City, at: datetime, issue: Callable[..., Neighbour]) -> None:
    edition = Edition.objects.create(code="2026", kind="city", name_zh="测评体系", year=2026, made_at=at, changed_at=at)
    content = {"score": 87.25, "low": 85.0, "high": 89.0, "floor": 60.0, "ceiling": 95.0, "lines": {}}
    times = {"day": at.date(), "computed_at": at, "rule_version": "1", "rules_version": 0}
    row = WholeScore.objects.create(edition=edition, mark="a" * 64, inputs={}, content=content, **times)
    program = Program(client, issue("leader", name="大屏").key)
    (found,) = program.get("/scores", edition="2026")["items"]
    assert (found["score"], found["day"], found["edition"]) == (87.25, "2026-11-24", "2026")
    whole = program.get(f"/scores/{row.pk}")
    assert (whole["score"], whole["low"], whole["ceiling"], whole["lines"]) == (87.25, 85.0, 95.0, [])
    assert program.get("/scores", edition="1999")["items"] == []


def test_one_report_however_many_attempts(client: Client, street: City, neighbour: Neighbour) -> None:
    program = Program(client, neighbour.key)
    given = {"phone": PHONE, "email": "zhang@example.cn", "media_urls": ["https://example.cn/1.jpg"]}
    first = program.post(**given, answers={"danger": "是", "colour": "red"})
    assert program.post(**given, answers={"danger": "是", "colour": "red"}) == first
    report = Report.objects.get()
    assert (report.code, report.channel, report.answers) == (first["code"], "system", {"danger": "是"})
    assert first["page"].endswith(f"/reports/{report.code}/")
    assert Passage.objects.get().media_urls == ["https://example.cn/1.jpg"]
    assert program.post(status=422)["code"] == "key_reused"
    submission = Submission.objects.get()
    assert submission.state == "applied"
    kept = json.dumps([submission.content, *Entry.objects.values_list("payload", flat=True)], ensure_ascii=False)
    assert PHONE not in kept and "塌陷" not in kept
    program.post("attempt-0002")
    assert Report.objects.count() == 2


def test_a_refused_report_uses_no_key_up(client: Client, street: City, neighbour: Neighbour) -> None:
    program = Program(client, neighbour.key)
    for given, code in (
        ({"longitude": None}, "half_a_point"),
        ({"longitude": None, "latitude": None}, "no_place"),
        ({"category": "B9999"}, "unknown_category"),
        ({"category": "\u0007"}, "unknown_category"),
        ({"email": "none"}, "bad_email"),
        ({"phone": "1"}, "bad_phone"),
        ({"media_urls": ["file:///etc/passwd"]}, "bad_url"),
        ({"description": "井\u0000盖"}, "control_characters"),
        ({"longitude": None, "latitude": None, "address_id": "planet:1"}, "unknown_place"),
    ):
        assert program.post(status=409, **given)["code"] == code, given
    for unfit in ({"longitude": 999}, {"description": ""}, {"colour": "red"}, {"media_urls": ["a"] * 7}):
        assert program.post(status=422, **unfit)["code"] == "invalid"
    assert program.post("", 422)["errors"][0]["field"].endswith("Idempotency-Key")
    assert program.post("kurz", 422)["code"] == "invalid"
    assert not Report.objects.exists() and not Submission.objects.exists()
    program.post()


def test_errors_are_problems_everywhere(client: Client, street: City, issue: Callable[..., Neighbour]) -> None:
    unknown = told(client.get(f"{BASE}/cases", headers={"Authorization": "Bearer no-such-key-at-all"}), 401)
    assert unknown["code"] == "key"
    answer = client.get(f"{BASE}/cases")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    told(answer, 401)
    told(sign_in(Client(), "lin_yue").get(f"{BASE}/cases"), 401)
    for path in ("", "/", "/nothing", "/cases/abc/def"):
        told(client.get(BASE + (path or "/"), follow=True), 404)
    slow = issue("other_system", a_minute=1)
    headers = {"Authorization": f"Bearer {slow.key}"}
    put = client.put(f"{BASE}/cases", headers=headers)
    told(put, 405)
    assert put["Allow"] == "GET"
    broken = {"content_type": "application/json", "headers": {**headers, "Idempotency-Key": "attempt-0001"}}
    told(client.post(f"{BASE}/reports", b"{", **broken), 400)
    over = client.get(f"{BASE}/sites", headers=headers)
    told(over, 429)
    assert int(over["Retry-After"]) > 0


def test_the_document_names_every_answer(client: Client, db: None) -> None:
    document = client.get(f"{BASE}/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert document["components"]["securitySchemes"]["ApiKey"]["scheme"] == "bearer"
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert {"400", "401", "404", "422", "429"} <= set(operation["responses"]), path
            assert list(operation["responses"]["422"]["content"]) == ["application/problem+json"]
