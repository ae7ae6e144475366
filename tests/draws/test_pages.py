"""Draws at the desk and in public."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.draws.actions import cancel_draw, reveal_draw
from tests.draws.test_stories import committed, run
from tests.stories import City, sign_in


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_draws_in_every_state_show_in_every_language(
    client: Client, city: City, language: str, django_assert_max_num_queries: Any
) -> None:
    first, second, third, fourth = (committed(city) for _ in range(4))
    run(city, second)
    reveal_draw(by=city.actor("lin_yue"), at=run(city, third), draw=third)
    cancel_draw(by=city.actor("lin_yue"), at=city.at, draw=fourth, reason="名单有误")
    client.cookies["django_language"] = language
    for name in ("portal:home", "portal:draws"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(name)).status_code == 200
    for draw in (first, second, third, fourth):
        with django_assert_max_num_queries(8):
            assert client.get(reverse("portal:draw", args=[draw.serial])).status_code == 200
        assert (
            client.get(reverse("portal:draw_proof", args=[draw.serial])).json()["commitment"]["serial"] == draw.serial
        )
    sign_in(client, "lin_yue")
    for draw in (first, second, third, fourth):
        with django_assert_max_num_queries(30):
            assert client.get(reverse("desk:draw", args=[draw.pk])).status_code == 200
    assert client.get(reverse("desk:cancel_draw", args=[first.pk])).status_code == 200


def test_before_the_reveal_the_public_sees_no_site_and_no_secret(client: Client, city: City) -> None:
    draw = committed(city)
    run(city, draw)
    for name in ("portal:draw", "portal:draw_proof"):
        shown = client.get(reverse(name, args=[draw.serial])).content.decode()
        assert "市场1号" not in shown
        assert "苏晴" not in shown
    assert "secret" not in json.loads(client.get(reverse("portal:draw_proof", args=[draw.serial])).content)


def test_only_an_auditor_opens_veiled_entries(client: Client, city: City) -> None:
    draw = committed(city)
    later: datetime = run(city, draw)
    reveal_draw(by=city.actor("lin_yue"), at=later, draw=draw)
    address = reverse("desk:opened_proof", args=[draw.pk])
    for other in ("gao_yuan", "lin_yue", "deng_hai"):
        sign_in(client, other)
        assert client.get(address).status_code == 404
    sign_in(client, "he_ping")
    assert len(client.get(address).json()["opened"]) == 3


def test_units_do_not_see_draws_at_the_desk(client: Client, city: City) -> None:
    draw = committed(city)
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:draws")).status_code == 404
    assert client.get(reverse("desk:draw", args=[draw.pk])).status_code == 404
