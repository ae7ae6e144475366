"""What waits at home for those who run the patrol of a market: alarms, gaps, assessments that are due."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.duties.actions import hold_place
from chuangcheng.inspections.actions import set_assessment_period
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.patrols.actions import add_window, define_point, raise_alarm
from chuangcheng.patrols.models import Scheme, TroubleSpot
from chuangcheng.places.models import Site
from tests.patrols.conftest import window_of
from tests.patrols.test_spots import _start, spot  # noqa: F401
from tests.stories import City, sign_in


def _lines(client: Client, who: str) -> dict[str, Any]:
    sign_in(client, who)
    return {line.url: line for line in client.get(reverse("desk:home")).context["lines"]}


def test_the_unit_and_the_office_see_the_alarm_and_the_gap(
    client: Client, patrol: City, at: datetime, running: Scheme
) -> None:
    alarm = raise_alarm(by=SYSTEM, at=at, window=window_of(running, at), kind="ending")
    tomorrow = at.date() + timedelta(days=1)
    early = {"starts": datetime.min.time().replace(hour=5), "ends": datetime.min.time().replace(hour=7)}
    add_window(by=patrol.actor("luo_jia"), at=at, scheme=running, on=tomorrow, **early)
    urls = {
        reverse("desk:patrol_alarm", args=[alarm.pk]),
        reverse("desk:patrol_scheme", args=[running.pk]),
    }
    for who in ("luo_jia", "lin_yue"):
        found = _lines(client, who)
        assert urls <= set(found), who
        assert all(client.get(url).status_code == 200 for url in urls)
    for who in ("ma_jun", "su_qing", "ding_yi"):
        assert not urls & set(_lines(client, who)), who


def test_a_trouble_spot_that_is_due_waits_for_whoever_assesses_it(
    client: Client,
    city: City,
    at: datetime,
    spot: TroubleSpot,  # noqa: F811
    settings: Any,
) -> None:
    _start(city, at, spot)
    assess, look = reverse("desk:trouble_spot_move", args=[spot.pk, "assess_spot"]), None
    assert assess not in _lines(client, "lin_yue")
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=15).total_seconds()
    assert assess in _lines(client, "lin_yue")
    look = reverse("desk:trouble_spot", args=[spot.pk])
    assert look in _lines(client, "luo_jia") and assess not in _lines(client, "luo_jia")
    assert look not in _lines(client, "ma_jun")


def test_markets_that_are_due_are_counted_for_the_office_and_their_holder(
    client: Client, city: City, at: datetime, market: Site
) -> None:
    set_assessment_period(by=city.actor("lin_yue"), at=at, site_type=market.site_type, days=30)
    hold_place(by=SYSTEM, at=at, unit=city.units["DW35"], place=market)
    url = f"{reverse('desk:markets')}?state=due"
    for who, count in (("lin_yue", 1), ("luo_jia", 1), ("ma_jun", 0)):
        sign_in(client, who)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("desk:home"))
        assert len(captured) <= 60, who
        assert [one.value for one in page.context["figures_shown"] if one.url == url] == [count]
    sign_in(client, "deng_hai")
    assert not [one for one in client.get(reverse("desk:home")).context["figures_shown"] if one.url == url]


def test_points_with_a_position_are_drawn_on_the_schemes_page(
    client: Client, patrol: City, at: datetime, running: Scheme
) -> None:
    sign_in(client, "luo_jia")
    address = reverse("desk:patrol_scheme", args=[running.pk])
    assert [one["properties"]["tone"] for one in client.get(address).context["features"]["features"]] == ["info"]
    place = {"longitude": 98.2811, "latitude": 39.7712}
    define_point(by=patrol.actor("lin_yue"), at=at, scheme=running, name_zh="卸货区", **place)
    page = client.get(address)
    assert [one["properties"]["name"] for one in page.context["features"]["features"]] == ["卸货区", "新华市场"]
    assert "scheme-points" in page.content.decode()
