"""The pages of rounds and visits at the desk of the office."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.inspections.models import Round, Visit
from tests.field.phone import Phone
from tests.inspections.conftest import inspector_of, record_all, stop_of
from tests.stories import City, sign_in


def key_of(city: City, visit: Visit, number: int = 0) -> str:
    """Whose post inspects there."""
    post = visit.inspectors.filter(left_at=None).order_by("position")[number].post
    return next(key for key, own in city.posts.items() if own.pk == post.pk)


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
    ):
        assert client.get(reverse(name, args=args)).status_code == 404, name
    packet = Phone(client).packet().json()
    assert (packet["stops"], packet["free_sites"], packet["finished"]) == ([], None, [])


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
    assert visit.pk not in {stop["visit"] for stop in Phone(client).packet().json()["stops"]}
    assert client.get(reverse("desk:visit", args=[visit.pk])).status_code == 404
