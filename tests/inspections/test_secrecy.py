"""What nobody may foresee: no stop of a planned round, nor of a day to come, shows to those who do not plan it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.inspections.actions import open_round, plan_round, replace_inspector
from chuangcheng.inspections.models import Round
from chuangcheng.inspections.queries import get_visit_for, stops, stops_for
from chuangcheng.journal.queries import Entry, line
from chuangcheng.kit.refused import NotFound
from chuangcheng.reactions.recipients import posts_to_tell
from tests.inspections.conftest import stop_of
from tests.stories import City, sign_in


@pytest.mark.parametrize("reader", ["deng_hai", "he_ping"])
def test_leaders_and_auditors_see_the_stops_when_the_round_opens(
    client: Client, city: City, planned: Round, at: datetime, reader: str
) -> None:
    visit = stop_of(planned)
    sign_in(client, reader)
    page, points = (reverse(name, args=[planned.pk]) for name in ("desk:round", "desk:round_points"))
    stop = reverse("desk:visit", args=[visit.pk])
    shown = client.get(page)
    assert shown.status_code == 200
    names = [one.site.name_zh for one in stops(planned)]
    assert not any(name in shown.content.decode() for name in names)
    assert client.get(points).json()["features"] == []
    assert client.get(stop).status_code == 404
    open_round(by=city.actor("lin_yue"), at=at, round=planned)
    assert visit.site.name_zh in client.get(page).content.decode()
    assert len(client.get(points).json()["features"]) == len(names)
    assert client.get(stop).status_code == 200


def test_who_plans_a_round_sees_its_stops_before(client: Client, city: City, planned: Round) -> None:
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:round", args=[planned.pk])).content.decode()
    assert all(one.site.name_zh in page for one in stops(planned))


def test_a_stop_of_a_later_day_shows_to_an_auditor_on_that_day(
    city: City, draw: Any, edition: Any, at: datetime
) -> None:
    today, office = at.date(), city.actor("lin_yue")
    dates = {"opens_on": today, "closes_on": today + timedelta(days=4)}
    planned = plan_round(by=office, at=at, code="R", name_zh="轮", draw=draw, edition=edition, is_spread=True, **dates)
    open_round(by=office, at=at, round=planned)
    auditor = city.actor("he_ping")
    counted = [stops_for(auditor, planned, at + timedelta(days=day)).count() for day in range(5)]
    assert counted == [1, 2, 3, 4, 5]
    assert stops_for(office, planned, at).count() == 5


def test_news_of_a_replacement_names_no_site(city: City, planned: Round, at: datetime) -> None:
    visit = stop_of(planned, "P01")  # a street that nobody holds: every inspector may go
    team = [row.post for row in visit.inspectors.all()]
    joining = next(
        post for key in ("su_qing", "bai_lu", "gao_yuan") if (post := city.posts[key]).pk not in {p.pk for p in team}
    )
    replace_inspector(by=city.actor("lin_yue"), at=at, visit=visit, leaving=team[0], joining=joining, reason="生病")
    entry = Entry.objects.get(verb="inspections.replace_inspector")
    assert joining.pk in posts_to_tell(entry, at)
    assert visit.site.name_zh not in str(entry.payload) + line(entry).sentence
    assert visit.site.code not in str(entry.payload)
    assert f"2026-11-{visit.position}" in line(entry).sentence


def test_a_unit_finds_no_round_at_all(client: Client, city: City, planned: Round, at: datetime) -> None:
    sign_in(client, "ma_jun")
    for name in ("desk:round", "desk:round_points"):
        assert client.get(reverse(name, args=[planned.pk])).status_code == 404
    with pytest.raises(NotFound):
        get_visit_for(city.actor("ma_jun"), stop_of(planned).pk, at)
