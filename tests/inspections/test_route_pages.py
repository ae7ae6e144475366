"""Routes on pages, on paper, in other programs and in a calendar; the year through HTTP."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from chuangcheng.inspections.actions import mark_not_possible, open_round, plan_routes
from chuangcheng.inspections.models import CalendarAddress, RoadMap, Round, Route, RouteRules, RouteStop, YearPlan
from chuangcheng.places.actions import make_signs
from chuangcheng.places.queries import SiteType
from tests.inspections.conftest import inspector_of
from tests.inspections.test_routes import ROADS, placed
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(at: datetime) -> date:
    return at.date()


@pytest.fixture
def office(client: Client, city: City) -> Client:
    return sign_in(client, city.lin_yue)


@pytest.fixture
def route(city: City, at: datetime, opened: Round, today: date) -> Route:
    """The longest of today's ways."""
    return max(plan_routes(by=city.actor("lin_yue"), at=at, round=opened, day=today), key=lambda one: len(placed(one)))


def walker(city: City, route: Route) -> Any:
    """Somebody who goes this way and does not plan."""
    posts = set(route.members.values_list("post_id", flat=True))
    return city.people[next(k for k in ("su_qing", "bai_lu", "gao_yuan") if city.posts[k].pk in posts)]


def test_the_office_plans_a_day_and_opens_its_routes(
    office: Client, opened: Round, today: date, django_assert_max_num_queries: Any
) -> None:
    address = reverse("desk:round_routes", args=[opened.pk])
    assert "编排当日路线" in office.get(address).content.decode()
    assert office.post(address, {"day": today.isoformat()}).status_code == 302
    with django_assert_max_num_queries(25):
        page = office.get(address, {"day": today.isoformat()}).content.decode()
    route = Route.objects.filter(round=opened).first()
    assert reverse("desk:route", args=[route.pk]) in page
    with django_assert_max_num_queries(25):
        page = office.get(reverse("desk:route", args=[route.pk])).content.decode()
    assert "直线距离 × 1.4" in page
    assert placed(route)[0].visit.site.name_zh in page
    with django_assert_max_num_queries(25):
        assert reverse("desk:route", args=[route.pk]) in office.get(reverse("desk:routes")).content.decode()
    assert office.post(address, {"day": "sometime"}).status_code in (302, 409, 422)


def test_the_sheet_has_a_code_for_every_stop(office: Client, city: City, at: datetime, route: Route) -> None:
    first = placed(route)[0].visit.site
    make_signs(by=city.actor("lin_yue"), at=at, kind="site", codes=[first.code])
    answer = office.get(reverse("desk:route_file", args=[route.pk, "pdf"]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert office.get(reverse("desk:route_file", args=[route.pk, "exe"])).status_code == 404


def test_gpx_and_geojson_hold_the_stops_in_order(office: Client, route: Route) -> None:
    stops = placed(route)
    gpx = ET.fromstring(office.get(reverse("desk:route_file", args=[route.pk, "gpx"])).content)
    names = {"g": "http://www.topografix.com/GPX/1/1"}
    points = gpx.findall("g:rte/g:rtept", names)
    assert [float(point.get("lon")) for point in points] == [round(stop.visit.site.longitude, 6) for stop in stops]
    assert all(re.fullmatch(r"2026-11-24T\d\d:\d\d:\d\dZ", point.find("g:time", names).text) for point in points)
    answer = office.get(reverse("desk:route_file", args=[route.pk, "geojson"]))
    assert answer["Content-Type"] == "application/geo+json"
    line, *features = json.loads(answer.content)["features"]
    assert line["geometry"]["coordinates"][0] == line["geometry"]["coordinates"][-1]
    assert [feature["properties"]["position"] for feature in features] == list(range(1, len(stops) + 1))
    assert features[0]["geometry"]["coordinates"] == [stops[0].visit.site.longitude, stops[0].visit.site.latitude]
    drawn = office.get(reverse("desk:route_points", args=[route.pk])).json()["features"]
    assert [feature["geometry"]["type"] for feature in drawn] == ["LineString", *["Point"] * len(stops)]


def make_calendar(client: Client, person: Any) -> str:
    page = sign_in(client, person).post(reverse("desk:calendar_make")).content.decode()
    return re.search(r'value="http://testserver(/[^"]+\.ics)"', page)[1]


def events(address: str) -> dict[str, Any]:
    """uid -> event, as somebody's calendar program reads it without signing in."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    assert b"BEGIN:VTIMEZONE" in lines
    assert b"TZID:Asia/Shanghai" in lines
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_calendar_tells_its_owner_the_stops_of_the_day_and_strikes_out_what_fell_out(
    client: Client, city: City, at: datetime, route: Route, settings: Any
) -> None:
    stops = placed(route)
    address = make_calendar(client, walker(city, route))
    token = address.split("/")[-1].removesuffix(".ics")
    assert len(token) >= 22
    assert not CalendarAddress.objects.filter(token_hash=token).exists()  # only its hash is kept
    before = events(address)
    assert len(before) == len(stops)
    begins = sorted(event["DTSTART"].dt for event in before.values())
    assert begins == [stop.begins_at for stop in stops]
    assert {str(event["STATUS"]) for event in before.values()} == {"CONFIRMED"}
    assert all(event["DTSTAMP"].dt.utcoffset() == timedelta(0) for event in before.values())
    fallen = stops[-1].visit
    mark_not_possible(by=inspector_of(city, fallen), at=at, visit=fallen, reason="停业")
    after = events(address)
    uid = next(uid for uid, event in before.items() if event["DTSTART"].dt == stops[-1].begins_at)
    assert str(after[uid]["STATUS"]) == "CANCELLED"
    assert int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"])


def test_places_of_days_to_come_are_not_in_the_calendar(
    client: Client, city: City, at: datetime, planned: Round, today: date
) -> None:
    office = city.actor("lin_yue")
    routes = plan_routes(by=office, at=at, round=planned, day=today + timedelta(days=2))
    route = next(
        r
        for r in routes
        if any(city.posts[k].pk == m.post_id for k in ("su_qing", "bai_lu", "gao_yuan") for m in r.members.all())
    )
    address = make_calendar(client, walker(city, route))
    assert events(address) == {}
    open_round(by=office, at=at, round=planned)
    told = events(address)
    assert [str(event["SUMMARY"]) for event in told.values()] == ["实地考察：点位当日公布"]
    text = Client().get(address).content.decode()
    assert not any(stop.visit.site.name_zh in text for stop in RouteStop.objects.filter(route__round=planned))


def test_a_revoked_address_and_one_of_a_closed_account_answer_nobody(
    client: Client, city: City, at: datetime, route: Route
) -> None:
    person = walker(city, route)
    address = make_calendar(client, person)
    assert reverse("desk:calendar_make") in client.get(reverse("desk:account")).content.decode()
    other = Client()
    row = CalendarAddress.objects.get(person=person)
    revoke = reverse("desk:calendar_revoke", args=[row.pk])
    stranger = next(city.people[k] for k in ("su_qing", "bai_lu") if city.people[k].pk != person.pk)
    assert sign_in(other, stranger).post(revoke).status_code == 404
    assert client.post(revoke).status_code == 302
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("desk:calendar_feed", args=["x" * 32])).status_code == 404
    again = make_calendar(client, person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert Client().get(again).status_code == 404


def test_an_inspector_opens_the_own_way_and_no_other_page_of_it(
    client: Client, city: City, route: Route, opened: Round
) -> None:
    sign_in(client, walker(city, route))
    assert client.get(reverse("desk:route", args=[route.pk])).status_code == 200
    assert client.get(reverse("desk:route_file", args=[route.pk, "gpx"])).status_code == 200
    sign_in(client, city.ma_jun)
    assert client.get(reverse("desk:route", args=[route.pk])).status_code == 404
    assert client.post(reverse("desk:round_routes", args=[opened.pk])).status_code == 404


def test_rules_and_roads_are_set_on_their_pages(office: Client, city: City) -> None:
    page = reverse("desk:route_rules")
    initial = office.get(page).context["form"].initial
    given = {name: value for name, value in initial.items() if value is not None}
    given |= {"shift_starts": "09:00", "shift_ends": "16:30", "lunch_starts": "12:00", "factor": "1.3"}
    assert "1 至 5" in office.post(page, {**given, "factor": "0.2"}).content.decode()
    assert "经度和纬度须一并填写" in office.post(page, {**given, "start_longitude": "98.3"}).content.decode()
    assert office.post(page, given).status_code == 302
    assert RouteRules.objects.get().factor == 1.3
    upload = SimpleUploadedFile("roads.csv", ROADS.encode(), "text/csv")
    answer = office.post(reverse("desk:road_import"), {"file": upload, "datum": "wgs84"})
    shown = answer.content.decode()
    assert ("道路长度小于直线距离" in shown, RoadMap.objects.count()) == (True, 0)
    kept = answer.context["upload"].pk
    assert office.post(reverse("desk:road_import"), {"upload": kept, "datum": "wgs84"}).status_code == 302
    assert RoadMap.objects.get().edge_count == 2
    assert "roads.csv" in office.get(page).content.decode()


def test_the_year_is_planned_seen_and_exported(
    office: Client, city: City, sites: dict[str, Any], opened: Round, django_assert_max_num_queries: Any
) -> None:
    assert office.post(reverse("desk:year_plans"), {"year": "2026"}).status_code == 302
    plan = YearPlan.objects.get()
    address = reverse("desk:year_plan", args=[plan.pk])
    line = {"site_type": SiteType.objects.get(code="P12").pk, "times": "1", "period": "month"}
    assert office.post(address, line).status_code == 302
    with django_assert_max_num_queries(30):
        page = office.get(address).content.decode()
    assert opened.name_zh in page
    assert "已列入计划" in office.post(address, line).content.decode()
    with django_assert_max_num_queries(25):
        page = office.get(reverse("desk:year_coverage")).content.decode()
    assert "农贸市场" in page
    with django_assert_max_num_queries(20):
        page = office.get(reverse("desk:unseen_sites"), {"never": "on"}).content.decode()
    assert page.count("第1市场") == 1
    sheet = office.get(reverse("desk:export_unseen_sites"))
    assert b"".join(sheet.streaming_content if sheet.streaming else [sheet.content]).startswith(b"PK")
    drop = reverse("desk:drop_frequency", args=[plan.pk, plan.frequencies.get().pk])
    assert office.post(drop, {"reason": "并入专项"}).status_code == 302
    assert office.post(reverse("desk:reveal_year_plan", args=[plan.pk]), {"confirmed": "1"}).status_code in (
        302,
        409,
        422,
    )
    assert YearPlan.objects.get().revealed_at is None
    sign_in(office, city.deng_hai)
    assert office.get(address).status_code == 404
    assert office.get(reverse("desk:year_coverage")).status_code == 200
