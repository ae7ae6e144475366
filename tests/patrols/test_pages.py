"""Luo Jia runs her market's roster on the desk; the patrol scans on the phone."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.patrols.actions import raise_alarm
from chuangcheng.patrols.models import Alarm, Scan, Scheme, Shift, Team, Window, WindowPoint
from chuangcheng.places.models import Sign
from tests.field.phone import Phone, digest
from tests.patrols.conftest import PATROL, point, team, window_of
from tests.stories import City, sign_in


def _shows(client: Client, address: str, most: int) -> str:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, answer
    assert len(captured) <= most, f"{len(captured)} queries"
    return answer.content.decode()


def _token(scheme: Scheme, name: str = "东门") -> str:
    return Sign.objects.get(place_code=point(scheme, name).code).token


def test_the_office_sets_a_scheme_up_and_switches_it_on(
    client: Client, patrol: City, at: datetime, market: Any
) -> None:
    sign_in(client, "lin_yue")
    unit = patrol.units["DW35"].pk
    given = {"code": "XH", "name_zh": "新华市场巡更", "place": f"site:{market.pk}", "unit": unit}
    given |= {"warn_minutes": 20, "keep_days": 30}
    answer = client.post(reverse("desk:patrol_scheme_new"), given)
    made = Scheme.objects.get()
    assert answer.headers["Location"] == reverse("desk:patrol_scheme", args=[made.pk])

    one = [made.pk]
    client.post(reverse("desk:patrol_point_new", args=one), {"name_zh": "东门", "is_active": "on"})
    posts = [patrol.posts["ding_yi"].pk]
    answer = client.post(reverse("desk:patrol_team_new", args=one), {"name_zh": "甲组", "posts": posts})
    assert "至少包含两个岗位" in answer.content.decode()
    posts.append(patrol.posts["meng_er"].pk)
    client.post(reverse("desk:patrol_team_new", args=one), {"name_zh": "甲组", "posts": posts, "is_active": "on"})
    shift = {"name_zh": "白班", "kind": "day", "starts": "09:00", "ends": "17:00", "window_count": 4, "looks": 1}
    shift |= {"days": "weekdays", "weekdays": [0, 1], "teams": [Team.objects.get().pk], "is_active": "on"}
    client.post(reverse("desk:patrol_shift_new", args=one), shift)
    assert Shift.objects.get().weekdays == [0, 1]

    answer = client.post(reverse("desk:patrol_scheme_on", args=one), {"confirmed": 1}, follow=True)
    assert "请填写：合法目的" in answer.content.decode() or "合法目的" in answer.content.decode()
    assert Scheme.objects.get().state == "draft"
    last = (at + timedelta(days=30)).date().isoformat()
    change = {"name_zh": "新华市场巡更", "purpose_zh": "消除火灾隐患", "basis_zh": "消防法", "ends_on": last}
    client.post(reverse("desk:patrol_scheme_edit", args=one), change | {"warn_minutes": 15, "keep_days": 30})
    client.post(reverse("desk:patrol_scheme_on", args=one), {"confirmed": 1})
    assert Scheme.objects.get().state == "on"
    client.post(reverse("desk:patrol_roster", args=one), {"week": at.date().isoformat()})
    assert Window.objects.count() == 4  # Tuesday: Monday is over
    for name, part in (("point", point(made)), ("team", Team.objects.get()), ("shift", Shift.objects.get())):
        page = _shows(client, reverse(f"desk:patrol_{name}", args=[made.pk, part.pk]), 30)
        assert part.name_zh in page
        assert client.get(reverse(f"desk:patrol_{name}", args=[made.pk, 99999])).status_code == 404
    client.post(reverse("desk:patrol_scheme_off", args=one), {"reason": "整治结束"})
    assert Scheme.objects.get().state == "off"


def test_a_bad_week_is_refused_and_a_far_one_is_empty(client: Client, running: Scheme) -> None:
    sign_in(client, "luo_jia")
    assert client.post(reverse("desk:patrol_roster", args=[running.pk]), {"week": "soon"}).status_code == 404
    for week in ("9999-12-31", "0001-01-01", "x"):
        assert client.get(reverse("desk:patrol_scheme", args=[running.pk]), {"week": week}).status_code == 200


def test_lists_and_pages_ask_the_database_little(client: Client, patrol: City, at: datetime, running: Scheme) -> None:
    for window in Window.objects.select_related("scheme__unit", "scheme__area", "scheme__site")[:8]:
        raise_alarm(by=_system(), at=at, window=window, kind="missed")
    sign_in(client, "luo_jia")
    page = _shows(client, reverse("desk:patrols"), 20)
    assert "新华市场巡更" in page
    page = _shows(client, reverse("desk:patrol_scheme", args=[running.pk]), 38)
    assert "甲组" in page
    assert not any(name in page for _, name in PATROL)
    page = _shows(client, reverse("desk:patrol_alarms"), 20)
    assert page.count("消防通道") == 8
    assert not any(name in page for _, name in PATROL)
    _shows(client, reverse("desk:patrol_window", args=[window_of(running, at).pk]), 26)
    sign_in(client, "xu_lan")
    assert "新华市场巡更" not in _shows(client, reverse("desk:patrols"), 20)
    for name, pk in (
        ("scheme", running.pk),
        ("window", window_of(running, at).pk),
        ("alarm", Alarm.objects.all()[0].pk),
    ):
        assert client.get(reverse(f"desk:patrol_{name}", args=[pk])).status_code == 404


def _system() -> Any:
    from chuangcheng.kit.actor import SYSTEM

    return SYSTEM


def test_luo_jia_mends_the_roster_and_answers_the_alarm(client: Client, at: datetime, running: Scheme) -> None:
    sign_in(client, "luo_jia")
    tomorrow = (at + timedelta(days=1)).date().isoformat()
    hours = {"on": tomorrow, "starts": "06:30", "ends": "08:00", "looks": 1}
    client.post(reverse("desk:patrol_window_new", args=[running.pk]), hours)
    made = Window.objects.get(shift=None)
    assert "未安排班组" in _shows(client, reverse("desk:patrol_window", args=[made.pk]), 26)
    ours = team(running, "甲组").pk
    client.post(reverse("desk:patrol_window_assign", args=[made.pk]), {"team": ours})
    assert Window.objects.get(pk=made.pk).team_id == ours
    client.post(reverse("desk:patrol_window_cancel", args=[made.pk]), {"reason": "与街道联合检查重复"})
    assert Window.objects.get(pk=made.pk).cancelled_at is not None
    window = window_of(running, at)
    alarm = raise_alarm(by=_system(), at=at, window=window, kind="ending")
    address = reverse("desk:patrol_alarm", args=[alarm.pk])
    assert "水产区" in _shows(client, address, 20)
    client.post(address, {"reason": "正在卸货，半小时后补巡"})
    assert Alarm.objects.get().reason_zh == "正在卸货，半小时后补巡"
    assert "正在卸货" in _shows(client, reverse("desk:patrol_alarms") + "?state=answered", 20)


def test_ding_yis_packet_knows_her_teams_windows_and_signs_by_their_digest(
    client: Client, at: datetime, running: Scheme, django_assert_max_num_queries: Any
) -> None:
    token = _token(running)
    assert f"/field/app/#/scan/{token}" in client.get(reverse("portal:sign", args=[token])).content.decode()
    phone = Phone(sign_in(client, "ding_yi"))
    with django_assert_max_num_queries(40):
        packet = phone.packet()
    patrol = packet.json()["patrol"]
    assert patrol["signs"][digest(token.encode())] == {"name": "东门", "place": running.place.name_zh}
    assert token not in packet.content.decode(), "a sign cannot be made up from the packet"
    window = patrol["windows"][0]
    assert window["team"] == "甲组" and {one["name"] for one in window["points"]} >= {"东门", "水产区"}
    scan = {"id": str(uuid.uuid4()), "sign": token, "scanned_at": at.isoformat()}
    answer = client.post(reverse("field:scans"), {"scans": [scan]}, content_type="application/json")
    assert answer.json()["results"][0]["state"] == "applied"
    seen = {one["name"]: one["seen"] for one in phone.packet().json()["patrol"]["windows"][0]["points"]}
    assert seen["东门"] == 1 and seen["水产区"] == 0
    assert Phone(sign_in(client, "gao_yuan"), is_registered=False).register().status_code in (201, 404)


def test_scans_made_without_a_network_come_in_later_each_once(client: Client, at: datetime, running: Scheme) -> None:
    address = reverse("field:scans")

    def send(*rows: Any, status: int = 200) -> Any:
        answer = client.post(address, json.dumps({"scans": list(rows)}), content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    good = {"id": str(uuid.uuid4()), "sign": f"https://example.org/s/{_token(running)}/"}
    good["scanned_at"] = (at - timedelta(minutes=20)).isoformat()
    other = {**good, "id": str(uuid.uuid4()), "sign": _token(running, "水产区")}
    assert send(good, status=401) == {"code": "signed_out"}
    sign_in(client, "gao_yuan")
    assert send(good, status=404) == {"code": "not_found"}
    sign_in(client, "song_san")
    wrong = {**good, "id": str(uuid.uuid4()), "sign": "z" * 24}
    for _ in range(2):
        found = send(good, wrong, other)["results"]
        assert [one["state"] for one in found] == ["applied", "refused", "applied"]
        assert found[1]["code"] == "not_found"
    assert Scan.objects.count() == 2
    assert WindowPoint.objects.filter(seen=1).count() == 2
    assert {scan.team.name_zh for scan in Scan.objects.select_related("team")} == {"乙组"}
    assert send({**good, "sign": other["sign"]})["results"][0]["code"] == "other_content"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("[", "scans"),
        ("[]", "scans"),
        ('{"scans": 3}', "scans"),
        ('{"scans": [3]}', "scans[0]"),
        ('{"scans": [{"id": "x", "sign": "y", "scanned_at": "z"}]}', "scans[0].id"),
        ('{"scans": [{"id": "%s", "sign": 5, "scanned_at": "z"}]}', "scans[0].sign"),
        ('{"scans": [{"id": "%s", "sign": "y", "scanned_at": "2026-13-41T00:00"}]}', "scans[0].scanned_at"),
        ('{"scans": [{"id": "%s", "sign": "y", "scanned_at": "2026-11-24T09:00:00"}]}', "scans[0].scanned_at"),
        ('{"scans": [{"id": "%s", "sign": "y", "scanned_at": "2026-11-24T09:00:00Z", "team": true}]}', "scans[0].team"),
    ],
)
def test_a_malformed_body_names_what_is_wrong(client: Client, running: Scheme, body: str, field: str) -> None:
    sign_in(client, "ding_yi")
    body = body.replace("%s", str(uuid.uuid4()))
    answer = client.post(reverse("field:scans"), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
