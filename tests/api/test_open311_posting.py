"""Another system reports: urlencoded, with pictures, with a token; and what is refused."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuangcheng.accounts.actions import revoke_client
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.actions import block, erase_report, release_report
from chuangcheng.participation.models import Passage, Report, ReportState
from chuangcheng.participation.queries import contact_of
from tests.api.conftest import Neighbour
from tests.participation.conftest import EAST, NORTH, PHONE, picture
from tests.stories import City, sign_in

BASE = "/open311/v2/"
SAID = {"service_code": "B0101", "description": "新华南路井盖塌陷", "lat": str(NORTH), "long": str(EAST)}


class Program:
    """A client of our own, as others write theirs: it knows an address, a key and a form."""

    def __init__(self, client: Client, key: str, form: str = "json") -> None:
        self.client, self.key, self.form = client, key, form

    def post(self, status: int = 201, **given: Any) -> dict[str, Any]:
        body = urlencode({"api_key": self.key, **SAID, **given}, doseq=True)
        kind = "application/x-www-form-urlencoded; charset=utf-8"
        return self._told(self.client.post(f"{BASE}requests.{self.form}", body, content_type=kind), status)

    def post_files(self, status: int = 201, **given: Any) -> dict[str, Any]:
        """As multipart."""
        body = {"api_key": self.key, **SAID, **given}
        return self._told(self.client.post(f"{BASE}requests.{self.form}", body), status)

    def get(self, address: str, status: int = 200) -> dict[str, Any]:
        return self._told(self.client.get(f"{BASE}{address}.{self.form}"), status)

    def _told(self, answer: Any, status: int) -> dict[str, Any]:
        assert answer.status_code == status, answer.content.decode()
        if self.form == "json":
            return dict(json.loads(answer.content)[0])
        return {one.tag: one.text for one in ElementTree.fromstring(answer.content)[0]}


@pytest.fixture
def program(client: Client, neighbour: Neighbour) -> Program:
    return Program(client, neighbour.key)


def test_a_report_comes_in_under_the_system_s_name(program: Program, neighbour: Neighbour) -> None:
    answer = program.post(
        **{"attribute[danger]": "yes", "phone": PHONE, "email": "zhang@example.cn", "first_name": "大妈"},
        media_url="http://127.0.0.1:9/never-opened.jpg",
        jurisdiction_id="JYG",
        address_string="",
    )
    report = Report.objects.get(code=answer["service_request_id"])
    assert (report.state, report.channel, report.answers) == (ReportState.RECEIVED, "system", {"danger": "是"})
    assert report.category.code == "B0101" and report.longitude == EAST
    assert contact_of(report) == {"phone": PHONE, "email": "zhang@example.cn"}
    assert Passage.objects.get().media_urls == ["http://127.0.0.1:9/never-opened.jpg"]
    entry = Entry.objects.get(verb="participation.pass_on_report")
    assert entry.actor_id == neighbour.client.person_id and PHONE not in json.dumps(entry.payload)
    assert report.code in answer["service_notice"]
    followed = program.get(f"requests/{report.code}")
    assert followed["status"] == "open" and followed["description"] is None and followed["media_url"] is None


def test_xml_and_json_say_the_same(client: Client, neighbour: Neighbour) -> None:
    answer = Program(client, neighbour.key, "xml").post()
    assert list(answer) == ["service_request_id", "service_notice", "account_id"]
    assert Report.objects.get().code == answer["service_request_id"]


def test_pictures_come_as_media_or_numbered_and_wait_to_be_examined(program: Program) -> None:
    media = [SimpleUploadedFile(f"{n}.jpg", picture(), "image/jpeg") for n in range(2)]
    code = program.post_files(media=media[0], photo1=media[1])["service_request_id"]
    report = Report.objects.get(code=code)
    assert report.photos.count() == 2 and not report.photos.filter(is_public=True).exists()
    broken = SimpleUploadedFile("a.jpg", b"GIF89a<script>alert(1)</script>", "image/jpeg")
    assert program.post_files(400, media=broken)["code"] == 400
    seven = [SimpleUploadedFile(f"{n}.jpg", picture(), "image/jpeg") for n in range(7)]
    assert program.post_files(400, media=seven)["code"] == 400
    assert Report.objects.count() == 1


def test_a_blocked_report_gets_a_token_until_a_person_has_looked(program: Program, street: City, at: datetime) -> None:
    block(by=SYSTEM, at=at, kind="words", value="井盖塌陷", reason="试验")
    answer = program.post()
    assert "service_request_id" not in answer and len(answer["token"]) == 40
    asked = program.get(f"tokens/{answer['token']}")
    assert asked == {"service_request_id": None, "token": answer["token"]}
    report = release_report(by=street.actor("tang_yi"), at=at, report=Report.objects.get())
    assert program.get(f"tokens/{answer['token']}")["service_request_id"] == report.code
    assert program.get(f"tokens/{'a' * 40}", 404)["code"] == 404
    erase_report(by=SYSTEM, at=at, report=report)
    assert program.get(f"tokens/{answer['token']}", 404)["code"] == 404
    assert program.get(f"requests/{report.code}", 404)["code"] == 404
    assert not Passage.objects.exists()


def test_a_place_in_words_or_by_our_own_id(program: Program, street: City) -> None:
    program.post(lat="", long="", address_string="新华南路路口")
    assert Report.objects.get().segment.code == "LD01"
    from chuangcheng.places.models import Facility

    toilet = Facility.objects.get(code="GC0")
    program.post(lat="", long="", address_id=f"facility:{toilet.pk}", service_code="other", description="没有水")
    newest = Report.objects.order_by("-pk").first()
    assert newest.facility == toilet and newest.category is None


def test_the_kind_of_matter_alone_is_a_report(program: Program) -> None:
    program.post(description="")
    assert Report.objects.get().description == "井盖雨箅缺损"
    assert len(Report.objects.get().answers) == 0
    program.post(description="很" * 4000)
    assert program.post(400, description="很" * 4001)["code"] == 400


WRONG: list[tuple[dict[str, Any], int]] = [
    ({"api_key": ""}, 403),
    ({"api_key": "x" * 32}, 403),
    ({"api_key": "钥匙" * 20}, 403),
    ({"service_code": ""}, 400),
    ({"service_code": "B9999"}, 404),
    ({"service_code": "\0"}, 404),
    ({"service_code": "other", "description": " "}, 400),
    ({"jurisdiction_id": "elsewhere"}, 404),
    ({"lat": "", "long": ""}, 400),
    ({"lat": ""}, 400),
    ({"lat": "nan"}, 400),
    ({"lat": "1e999"}, 400),
    ({"lat": "north"}, 400),
    ({"lat": "95"}, 400),
    ({"lat": "39.9", "long": "116.4"}, 400),
    ({"lat": "", "long": "", "address_id": "planet:3"}, 400),
    ({"lat": "", "long": "", "address_string": "新华\0南路"}, 400),
    ({"description": "井盖\x07塌陷了"}, 400),
    ({"description": "大" * 200_000}, 400),
    ({"description": "x" * 10_000_000}, 400),
    ({"email": "no address"}, 400),
    ({"phone": "1"}, 400),
    ({"media_url": "file:///etc/passwd"}, 400),
    ({"media_url": ["http://example.cn/1"] * 7}, 400),
    ({"attribute[danger]": "perhaps"}, 400),
]


def test_hostile_and_wrong_input_is_refused_clearly(program: Program, at: datetime) -> None:
    from chuangcheng.places.actions import define_area

    ring = [[98.2, 39.7], [98.4, 39.7], [98.4, 39.9], [98.2, 39.9], [98.2, 39.7]]
    boundary = {"type": "Polygon", "coordinates": [ring]}
    define_area(by=SYSTEM, at=at, code="JYG", name_zh="嘉峪关市", level="city", boundary=boundary)
    outside = urlencode({"lat": 39.9, "long": 116.4})
    assert json.loads(program.client.get(f"{BASE}services.json?{outside}").content) == []
    for given, status in WRONG:
        fault = program.post(status, **given)
        assert fault["code"] == status and fault["description"], str(given)[:60]
    assert not Report.objects.exists()


def test_bodies_that_are_no_form(client: Client, neighbour: Neighbour) -> None:
    for body, kind in (
        (b"{}", "application/json"),
        (b"%ff%fe%zz", "application/x-www-form-urlencoded; charset=gbk"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"a", "multipart/form-data; boundary=" + "b" * 300),
    ):
        answer = client.post(f"{BASE}requests.xml", body, content_type=kind)
        assert answer.status_code in (400, 403), (kind, answer.content)
        assert ElementTree.fromstring(answer.content).tag == "errors"


def test_a_key_without_the_right_post_or_revoked_opens_nothing(
    client: Client, issue: Callable[..., Neighbour], at: datetime
) -> None:
    assert Program(client, issue(name="无岗位").key).post(403)["code"] == 403
    assert Program(client, issue("auditor", name="只读").key).post(403)["code"] == 403
    far = issue("other_system", name="钢城区", area="GC")
    assert Program(client, far.key).post(403)["code"] == 403
    one = issue("other_system", name="将撤销")
    revoke_client(by=SYSTEM, at=at, client=one.client, reason="合同到期")
    assert Program(client, one.key).post(403)["code"] == 403
    assert not Report.objects.exists()


def test_limits_hold_by_minute_and_day(
    client: Client, issue: Callable[..., Neighbour], at: datetime, settings: Any
) -> None:
    neighbour = issue("other_system", a_minute=2, a_day=3)
    program = Program(client, neighbour.key)
    program.post()
    program.post()
    refused = client.post(f"{BASE}requests.json", {"api_key": neighbour.key, **SAID})
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
    settings.CLOCK_SHIFT_SECONDS += 61
    refused = client.post(f"{BASE}requests.json", {"api_key": neighbour.key, **SAID})
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 60
    settings.CLOCK_SHIFT_SECONDS += 24 * 3600
    program.post()
    neighbour.client.refresh_from_db()
    assert neighbour.client.used_at > at + timedelta(hours=23)
    assert neighbour.key not in json.dumps([str(value) for value in vars(neighbour.client).values()])


def test_the_office_issues_a_key_sees_its_use_and_revokes_it(client: Client, street: City, at: datetime) -> None:
    from chuangcheng.accounts.models import ApiClient
    from chuangcheng.units.actions import define_post, grant_role
    from chuangcheng.units.models import Role

    post = define_post(by=SYSTEM, at=at, unit=street.units["DW05"], code="DW05-sys", name_zh="开放接口")
    grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code="other_system"))
    office = sign_in(Client(), "lin_yue")
    given = {"name": "省平台", "post": post.pk, "a_minute": 10, "a_day": 100}
    page = office.post(reverse("desk:api_client_new"), given)
    key = page.context["key"]
    assert key in page.content.decode()
    made = ApiClient.objects.get()
    Program(client, key).post()
    shown = office.get(reverse("desk:api_client", args=[made.pk])).content.decode()
    assert key not in shown and made.key_hint in shown and "开放接口" in shown
    assert "省平台" in office.get(reverse("desk:api_clients")).content.decode()
    passed = office.get(reverse("desk:report", args=[Report.objects.get().pk])).content.decode()
    assert "省平台" in passed
    office.post(reverse("desk:api_client_revoke", args=[made.pk]), {"reason": "合同到期"})
    made.refresh_from_db()
    assert made.revoked_at and not made.person.is_active
    assert Program(client, key).post(403)["code"] == 403
    stranger = sign_in(Client(), "ma_jun")
    for name in ("desk:api_clients", "desk:api_client_new"):
        assert stranger.get(reverse(name)).status_code == 404
    assert list(Entry.objects.filter(verb__contains="_client").values_list("verb", flat=True)) == [
        "accounts.issue_client",
        "accounts.revoke_client",
    ]
