"""The pages of rounds and visits: the office at its desk, inspectors on the phone."""

import io
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from chuangcheng.cases.models import Case
from chuangcheng.inspections.models import Observation, Round, Visit
from tests.inspections.conftest import inspector_of, points, record_all, stop_of
from tests.stories import City, sign_in


def key_of(city: City, visit: Visit, number: int = 0) -> str:
    """Whose post inspects there."""
    post = visit.inspectors.filter(left_at=None).order_by("position")[number].post
    return next(key for key, own in city.posts.items() if own.pk == post.pk)


def upload(colour: str = "red") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return SimpleUploadedFile(f"{colour}.jpg", content.getvalue(), "image/jpeg")


def test_the_office_plans_opens_and_ends_a_round(client: Client, city: City, draw: Any, edition: Any) -> None:
    sign_in(client, "lin_yue")
    assert "十一月实地考察" in client.get(reverse("desk:new_round")).content.decode()
    plan = f"{reverse('desk:new_round')}?draw={draw.pk}"
    assert client.get(plan).status_code == 200
    given = {
        "name_zh": "十一月实地考察",
        "code": "2026-11",
        "edition": edition.pk,
        "opens_on": "2026-11-24",
        "closes_on": "2026-12-04",
        "inspectors_per_visit": 2,
    }
    answer = client.post(plan, given, follow=True)
    planned = Round.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("desk:round", args=[planned.pk])
    assert client.post(reverse("desk:open_round", args=[planned.pk]), follow=True).status_code == 200
    end = reverse("desk:end_round", args=[planned.pk])
    assert "5" in client.get(end).content.decode()
    assert client.post(end, {"confirmed": 1}, follow=True).status_code == 200
    planned.refresh_from_db()
    assert planned.state == "ended"
    for name in ("desk:rounds", "desk:draws"):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_pages_of_a_round_open_in_every_language(
    client: Client, city: City, opened: Round, at: datetime, language: str, django_assert_max_num_queries: Any
) -> None:
    visit = stop_of(opened)
    record_all(inspector_of(city, visit), at, visit, P12_01="fail")
    sign_in(client, "lin_yue")
    client.cookies["django_language"] = language
    addresses = [
        reverse("desk:rounds"),
        reverse("desk:round", args=[opened.pk]),
        f"{reverse('desk:round', args=[opened.pk])}?state=not_possible",
        reverse("desk:round_points", args=[opened.pk]),
        reverse("desk:visit", args=[visit.pk]),
        reverse("desk:replace_inspector", args=[visit.pk]),
    ]
    for address in addresses:
        with django_assert_max_num_queries(30):
            assert client.get(address).status_code == 200, address


def test_an_inspector_answers_question_by_question(client: Client, city: City, opened: Round, at: datetime) -> None:
    visit = stop_of(opened)
    sign_in(client, key_of(city, visit))
    assert visit.site.name_zh in client.get(reverse("field:home")).content.decode()
    page = reverse("field:visit", args=[visit.pk])
    assert client.get(page).status_code == 200
    ground, scale, cars = (points(visit)[code] for code in ("P12-01", "P12-02", "P12-03"))

    def question(point: Any) -> str:
        return reverse("field:answer", args=[visit.pk, point.pk])

    shown = client.get(question(ground)).content.decode()
    assert "正在清扫的不计" in shown
    failing = {"verdict": "fail", "note": "东门有污水", "photos": upload()}
    assert client.post(question(ground), failing)["Location"] == question(scale)
    assert client.post(question(scale), {"verdict": "pass", "photos": upload("blue")})["Location"] == question(cars)
    lacking = client.post(question(cars), {"verdict": "pass"})["Location"]
    assert lacking.startswith(page)
    client.post(question(cars), {"verdict": "pass", "number": "1", "total": "20", "unit_label": "辆"})
    finish = reverse("field:finish", args=[visit.pk])
    assert "东门有污水" in client.get(finish).content.decode()
    assert client.post(finish, {"note": ""}, follow=True).status_code == 200
    case = Case.objects.get()
    assert case.description.startswith("地面无污水垃圾：东门有污水")
    assert case.photos.count() == 1


def test_one_tap_says_met_where_nothing_more_is_asked(client: Client, city: City, opened: Round) -> None:
    visit = stop_of(opened)
    sign_in(client, key_of(city, visit))
    ground, cars = points(visit)["P12-01"], points(visit)["P12-03"]
    answer = client.post(
        reverse("field:met", args=[visit.pk, ground.pk]), {"number": "1"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert f"point-{ground.pk}" in answer.content.decode()
    client.post(reverse("field:met", args=[visit.pk, cars.pk]))
    assert list(Observation.objects.values_list("check_point", "verdict")) == [(ground.pk, "pass")]


def test_a_photo_nobody_asked_for_is_not_taken_in(client: Client, city: City, opened: Round) -> None:
    visit = stop_of(opened)
    sign_in(client, key_of(city, visit))
    ground = points(visit)["P12-01"]
    address = reverse("field:answer", args=[visit.pk, ground.pk])
    client.post(address, {"verdict": "pass", "photos": upload()})
    row = Observation.objects.get()
    assert (row.verdict, row.photos.count()) == ("pass", 0)


def test_corrected_on_the_spot_with_its_second_photo(client: Client, city: City, opened: Round) -> None:
    visit = stop_of(opened)
    sign_in(client, key_of(city, visit))
    address = reverse("field:answer", args=[visit.pk, points(visit)["P12-01"].pk])
    given = {"verdict": "fail", "photos": upload(), "is_corrected_on_spot": "on", "corrected_photos": upload("green")}
    client.post(address, given)
    row = Observation.objects.get()
    assert (row.is_corrected_on_spot, row.photos.count()) == (True, 2)
    picture = row.photos.all()[0]
    assert client.get(reverse("field:photo", args=[picture.pk, "thumbnail"])).status_code == 200
    assert client.get(reverse("field:photo", args=[picture.pk, "original"])).status_code == 404
    client.post(address, {"verdict": "fail", "is_corrected_on_spot": "on", "remove": [picture.pk]})
    assert row.photos.count() == 1


def test_not_possible_findings_and_free_visits(client: Client, city: City, opened: Round, sites: Any) -> None:
    visit = stop_of(opened)
    sign_in(client, key_of(city, visit))
    finding = reverse("field:finding", args=[visit.pk])
    assert client.get(finding).status_code == 200
    client.post(finding, {"text": "消防通道堵塞", "severity": 3, "photos": upload()})
    assert Case.objects.get().description == "消防通道堵塞"
    not_possible = reverse("field:not_possible", args=[visit.pk])
    assert client.get(not_possible).status_code == 200
    answer = client.post(not_possible, {"reason": "市场停业"}, follow=True)
    reserve = Visit.objects.get(kind="reserve")
    assert reserve.site.name_zh in answer.content.decode()
    search = client.get(reverse("field:free_visit"), {"q": "第9市场"}).content.decode()
    assert "P12-09" in search
    answer = client.post(reverse("field:free_visit"), {"site": f"site:{sites['P12-09'].pk}"})
    assert answer["Location"] == reverse("field:visit", args=[Visit.objects.get(kind="free").pk])


def test_the_office_replaces_an_inspector(client: Client, city: City, opened: Round) -> None:
    visit = stop_of(opened, "P01")
    there = {one.post_id for one in visit.inspectors.all()}
    keys = ("su_qing", "bai_lu", "gao_yuan", "lin_yue")
    joining = next(city.posts[key] for key in keys if city.posts[key].pk not in there)
    sign_in(client, "lin_yue")
    given = {"leaving": min(there), "joining": joining.pk, "reason": "生病"}
    client.post(reverse("desk:replace_inspector", args=[visit.pk]), given)
    assert "生病" in client.get(reverse("desk:round", args=[opened.pk])).content.decode()


def test_who_may_not_see(client: Client, city: City, opened: Round) -> None:
    visit = stop_of(opened)
    sign_in(client, "ma_jun")
    for name, args in (
        ("desk:rounds", []),
        ("desk:round", [opened.pk]),
        ("desk:visit", [visit.pk]),
        ("field:home", []),
        ("field:visit", [visit.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404, name


def test_an_inspector_sees_only_the_own_stops(client: Client, city: City, opened: Round, planned: Round) -> None:
    visit = stop_of(opened)
    there = {key_of(city, visit), key_of(city, visit, 1)}
    other = (
        next(key for key in ("su_qing", "bai_lu") if key not in there)
        if len(there) < 3 and not ({"su_qing", "bai_lu"} <= there)
        else ""
    )
    if not other:
        visit.inspectors.filter(post=city.posts["bai_lu"]).update(left_at=city.at)
        other = "bai_lu"
    sign_in(client, other)
    assert client.get(reverse("field:visit", args=[visit.pk])).status_code == 404
    assert client.get(reverse("desk:visit", args=[visit.pk])).status_code == 404


@pytest.mark.browser
def test_an_inspector_works_with_one_thumb(
    transactional_db: None, open_page: Any, live_server: Any, city: City, opened: Round, axe: Any
) -> None:
    """On a phone of 390 pixels: one tap for what is met, a question per screen for what is not, no barrier."""
    visit = stop_of(opened)
    signed = Client()
    sign_in(signed, key_of(city, visit))
    phone = open_page("phone")
    phone.context.add_cookies(
        [{"name": "sessionid", "value": signed.cookies["sessionid"].value, "url": live_server.url}]
    )
    phone.goto(reverse("field:home"))
    axe(phone)
    phone.get_by_text(visit.site.name_zh).click()
    axe(phone)
    phone.locator(".btn-met").first.click()
    phone.locator(".check-row .tone-done").wait_for()
    assert Observation.objects.get().verdict == "pass"
    phone.goto(reverse("field:answer", args=[visit.pk, points(visit)["P12-01"].pk]))
    corrected = phone.locator("[name=is_corrected_on_spot]")
    assert not corrected.is_visible()
    phone.locator("input[value=fail]").check()
    corrected.check()
    axe(phone)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.evaluate(overflow) == 0
    phone.locator("[name=note]").fill("东门有污水，已冲洗")
    phone.locator("button.btn-primary").click()
    phone.wait_for_url("**/visits/**")
    row = Observation.objects.get()
    assert (row.verdict, row.note_zh, row.is_corrected_on_spot) == ("fail", "东门有污水，已冲洗", True)
