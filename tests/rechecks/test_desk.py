"""The office draws among closed cases, plans their round, and reads what relapsed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.draws.models import Draw
from chuangcheng.inspections.actions import Seen, finish_visit, open_round, plan_recheck
from chuangcheng.inspections.models import Round, Visit
from chuangcheng.scoring.relapses import relapses_by, relapses_of_unit
from tests.inspections.conftest import inspector_of, photo
from tests.rechecks.conftest import Closed, recheck_draw
from tests.rechecks.test_stories import planned_round
from tests.stories import City, sign_in

WINDOW = {"closed_from": "2026-06-01", "closed_until": "2026-11-24", "least_days": 14, "by": "unit", "total": 4}
GIVEN = {
    "stratum0-count": 2,
    "stratum1-count": 1,
    "source0-name": "福彩3D开奖号码",
    "source0-kind": "numbers",
    "source0-where": "2026312 期开奖公告",
    "source0-known_at": "2026-11-24T21:30",
    "name_zh": "十一月回头看",
    "fails_after": "2027-01-20T18:00",
    "is_checked": "on",
}


def test_from_the_window_to_the_planned_round(
    client: Client, city: City, settings: Any, closed: Closed, pointed: Any, sites: Any
) -> None:
    for _number in range(3):
        closed(pointed)
    closed(sites["P12-01"], unit="DW35")
    sign_in(client, "lin_yue")
    first = reverse("desk:new_recheck_draw")
    assert client.get(first).status_code == 200
    assert client.get(first, {**WINDOW, "bands": "many"}).status_code == 200
    assert client.get(first, {**WINDOW, "closed_until": "2026-05-01"}).status_code == 200
    assert "市交通运输局" not in client.get(first, {**WINDOW, "least_days": 200}).content.decode()
    address = f"{first}?" + "&".join(f"{name}={value}" for name, value in WINDOW.items())
    page = client.get(address).content.decode()
    assert "市交通运输局" in page
    assert "stratum0-reserve" not in page
    inspectors = [city.posts[key].code for key in ("su_qing", "bai_lu", "gao_yuan")]
    client.post(address, {**GIVEN, "inspectors": inspectors})
    draw = Draw.objects.get()
    frames = [(frame.code, frame.publication) for frame in draw.frames.all()]
    assert frames == [("cases", "veiled"), ("inspectors", "veiled")]
    assert [(s.code, s.pool_count, s.sample_count, s.reserve_count) for s in draw.strata.all()] == [
        ("DW26@0", 3, 2, 0),
        ("DW35@0", 1, 1, 0),
        ("all", 3, 3, 0),
    ]
    assert draw.context["least_days"] == 14
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=1).total_seconds()
    values = reverse("desk:draw_values", args=[draw.pk])
    for reader in ("lin_yue", "gao_yuan"):
        sign_in(client, reader)
        client.post(values, {"s1": "7 2 9"})
    sign_in(client, "lin_yue")
    client.post(reverse("desk:run_draw", args=[draw.pk]))


def test_the_draw_becomes_a_round_of_closed_cases(
    client: Client, city: City, at: datetime, closed: Closed, pointed: Any, segment: Any, edition: Any
) -> None:
    for place in (pointed, segment, pointed):
        closed(place)
    draw = recheck_draw(city, at, count=2)
    sign_in(client, "lin_yue")
    assert client.get(reverse("desk:draw", args=[draw.pk])).status_code == 200
    address = f"{reverse('desk:new_round')}?draw={draw.pk}"
    assert "minors_edition" not in client.get(address).content.decode()
    given = {"name_zh": "回头看", "code": "HT-1", "opens_on": "2026-11-24", "closes_on": "2026-11-30"}
    client.post(address, {**given, "inspectors_per_visit": 2})
    planned = Round.objects.get()
    assert (planned.kind, planned.visits.count()) == ("recheck", 2)
    for name in ("desk:round", "desk:round_points"):
        assert client.get(reverse(name, args=[planned.pk])).status_code == 200
    assert client.get(reverse("desk:replace_inspector", args=[Visit.objects.all()[0].pk])).status_code == 200


@pytest.fixture
def looked_at(city: City, at: datetime, closed: Closed, pointed: Any, sites: Any) -> Round:
    """Of ten cases of the Transport Bureau two were drawn (one relapsed), of two of the market bureau both (kept);
    one more of the Transport Bureau was chosen by hand and relapsed."""
    for _number in range(10):
        closed(pointed)
    for number in (1, 2):
        closed(sites[f"P12-0{number}"], unit="DW35")
    draw = recheck_draw(city, at, count=2)
    chosen = closed(pointed)
    planned = planned_round(city, at, draw)
    open_round(by=city.actor("lin_yue"), at=at, round=planned)
    visits = list(Visit.objects.filter(round=planned).order_by("position"))
    shown = Seen("relapsed", "又见积水", [photo(at, "red")])
    for visit, said in zip(visits, (shown, Seen("kept"), Seen("kept"), Seen("kept")), strict=True):
        finish_visit(by=inspector_of(city, visit), at=at, visit=visit, recheck=said)
    again = plan_recheck(by=city.actor("lin_yue"), at=at, case=chosen, posts=[city.posts["bai_lu"]])
    finish_visit(by=city.actor("bai_lu"), at=at, visit=again, recheck=shown)
    return planned


def test_rates_are_weighted_and_chosen_rechecks_stand_apart(city: City, at: datetime, looked_at: Round) -> None:
    lines = {line.thing.code: line for line in relapses_by("unit", at)}
    transport, market = lines["DW26"], lines["DW35"]
    assert (transport.tally.observed, transport.tally.failed, transport.rate) == (2, 1, 0.5)
    assert transport.tally.weighted_observed == 10, "each of the two stands for five closed cases"
    assert (market.tally.observed, market.rate) == (2, 0.0)
    assert market.low == 0 and market.high > 0.5, "two cases that held say little"
    assert transport.low < 0.5 < transport.high
    assert [line.thing.code for line in relapses_by("unit", at)] == sorted(lines), "by code: no order of merit"
    assert (transport.chosen.seen, transport.chosen.relapsed) == (1, 1)
    whole = next(iter(relapses_by("standard", at)))
    assert whole.rate == pytest.approx(5 / 12), "5 of the 12 closed cases, by weight"
    assert relapses_of_unit(city.units["DW26"], at).rate == 0.5
    assert relapses_by("unit", at + timedelta(days=500)) == []


def test_every_figure_opens_its_rows(
    client: Client, city: City, looked_at: Round, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, "deng_hai")
    with django_assert_max_num_queries(24):
        page = client.get(reverse("desk:relapses")).content.decode()
    assert "50.0%" in page
    rows = reverse("desk:relapse_rows")
    unit = city.units["DW26"].pk
    for narrowed, count in (
        ({"unit": unit, "outcome": "seen"}, 2),
        ({"unit": unit, "outcome": "relapsed"}, 1),
        ({"standard": 0}, 4),
        ({"unit": unit, "chosen": 1}, 1),
    ):
        with django_assert_max_num_queries(20):
            answer = client.get(rows, narrowed).content.decode()
        assert answer.count("row-title") == count
    with django_assert_max_num_queries(45):
        assert "50.0%" in client.get(reverse("desk:unit", args=[unit])).content.decode()
    sign_in(client, "han_bing")
    assert client.get(rows, {"within": unit}).content.decode().count("row-title") == 2
    assert client.get(rows, {"unit": unit}).status_code == 404
    assert client.get(rows, {"within": city.units["DW35"].pk}).status_code == 404
