"""Reading writes nothing: the page of devices stays truthful to ten minutes, and no page pays for it."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.accounts.queries import sessions_of
from tests.stories import PASSWORD, City

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


def _writes(client: Client, name: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(reverse(name)).status_code == 200
    return [query["sql"] for query in queries if query["sql"].startswith(WRITES)]


def test_a_page_that_is_read_writes_nothing(city: City, client: Client) -> None:
    client.post(reverse("account_login"), {"login": "ma.jun", "password": PASSWORD})
    client.get(reverse("desk:inbox"))
    for name in ("desk:home", "desk:inbox", "desk:cases", "desk:account"):
        assert _writes(client, name) == []


def test_after_ten_minutes_the_session_is_seen_again(city: City, client: Client, settings: Any) -> None:
    client.post(reverse("account_login"), {"login": "ma.jun", "password": PASSWORD})
    client.get(reverse("desk:inbox"))
    long_ago = UserSession.objects.get(user=city.ma_jun).last_seen_at - timedelta(days=1)
    UserSession.objects.update(last_seen_at=long_ago)
    client.get(reverse("desk:inbox"))
    assert sessions_of(city.ma_jun)[0].last_seen_at == long_ago
    settings.CLOCK_SHIFT_SECONDS += 11 * 60
    client.get(reverse("desk:inbox"))
    assert sessions_of(city.ma_jun)[0].last_seen_at > long_ago
