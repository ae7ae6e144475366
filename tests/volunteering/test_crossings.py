"""文明交通: the hours at which a crossing needs volunteers most, from counts that name nobody."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.exposures.actions import import_violations
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import place_of
from chuangcheng.volunteering.models import Shift
from tests.exposures.conftest import PLATE, Traffic, traffic
from tests.stories import City, sign_in
from tests.volunteering.conftest import campaign_of

__all__ = ["traffic"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(traffic: Traffic, at: datetime) -> None:
    """At the crossing of the street: eight violations at nine, five at ten, four at noon."""
    start = at.replace(minute=5) - timedelta(days=4)
    rows = [
        traffic.row(f"{hours}-{number}", happened_at=start + timedelta(hours=hours))
        for hours, count in ((0, 8), (1, 5), (3, 4))
        for number in range(count)
    ]
    import_violations(by=SYSTEM, at=at, rows=rows)


def test_a_click_on_the_busiest_hours_fills_the_times_of_the_shift(street: City, at: datetime, busy: Any) -> None:
    campaign = campaign_of(street, at)
    page = reverse("desk:volunteer_shift_new", args=[campaign.pk])
    han_bing = sign_in(Client(), "han_bing")
    typed = {"place": place_of(street.segment).reference, "capacity": "7", "meeting_zh": "岗亭旁", "starts_at": ""}
    asked = han_bing.post(page, {**typed, "hours": ""}).content.decode()
    assert 'value="9-11"' in asked and "13" in asked and PLATE not in asked
    assert 'value="12-13"' not in asked, "four are too few to tell"
    shown = han_bing.post(page, {**typed, "hours": "9-11"}).content.decode()
    for value in ("2026-11-25T09:00", "2026-11-25T11:00", "7", "岗亭旁"):
        assert f'value="{value}"' in shown
    assert not Shift.objects.exists()
    times = {"starts_at": "2026-11-28T09:00", "ends_at": ""}
    assert 'value="2026-11-28T11:00"' in han_bing.post(page, {**typed, **times, "hours": "9-11"}).content.decode()
    saved = {**typed, "starts_at": "2026-11-25T09:00", "ends_at": "2026-11-25T11:00"}
    assert han_bing.post(page, saved).status_code == 302
    assert Shift.objects.get().capacity == 7


def test_a_quiet_place_and_no_place_propose_nothing(street: City, at: datetime, traffic: Traffic) -> None:
    page = reverse("desk:volunteer_shift_new", args=[campaign_of(street, at).pk])
    client = sign_in(Client(), "han_bing")
    place = place_of(street.segment).reference
    for given in (
        {"hours": ""},
        {"hours": "", "place": place},
        {"hours": "25-30", "place": place},
        {"hours": f"{'9' * 5000}-24", "place": place},
    ):
        response = client.post(page, given)
        assert response.status_code == 200 and 'value="9-' not in response.content.decode()
    assert client.get(page).status_code == 200
