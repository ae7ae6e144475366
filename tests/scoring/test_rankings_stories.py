"""Two adopted streets over half a year: where each could stand, what that rests on, what would tell two apart."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from shapely.geometry import Point, shape

from chuangcheng.cases.actions import open_case
from chuangcheng.inspections.actions import start_free_visit
from chuangcheng.inspections.models import Observation, Visit
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotFound
from chuangcheng.patrols.models import TroubleSpot
from chuangcheng.places.actions import define_site, define_site_type
from chuangcheng.places.queries.place import Place
from chuangcheng.scoring import jobs, standings
from chuangcheng.scoring.actions import store_hotspots, store_ranking
from chuangcheng.scoring.models import Analysis
from chuangcheng.scoring.ranking import Places
from chuangcheng.scoring.spotting import centre_of
from tests.inspections.conftest import record_all
from tests.stories import City, sign_in

DAYS = 365


@pytest.fixture
def kept(visited: datetime) -> datetime:
    store_ranking(by=SYSTEM, at=visited, days=DAYS)
    return visited


def _lines(dimension: str) -> dict[str, Any]:
    return {one.thing.code: one for one in standings.lines_of(standings.get_ranking(dimension, DAYS), dimension)}


def test_the_bad_street_is_behind_as_far_as_six_visits_can_say(kept: datetime) -> None:
    lines = _lines("street")
    clean, bad = lines["LD01"].standing, lines["LD02"].standing
    assert (clean.visits, clean.failed, bad.visits, bad.failed) == (6, 0, 6, 6)
    assert clean.expected == bad.expected == pytest.approx(3)
    assert clean.rate == 0 and clean.high > bad.low, "six visits do not tell them apart"
    assert clean.places == bad.places == Places(1, 2)
    found = standings.get_ranking("street", DAYS)
    assert bad.rate == pytest.approx(bad.failed / bad.expected * found.content["rate"])
    one, other, needed = standings.told_apart(list(lines.values()), lines["LD01"].thing.pk, lines["LD02"].thing.pk)
    assert (one.thing.code, other.thing.code, needed.is_apart) == ("LD01", "LD02", False)
    assert needed.pair is not None and needed.ranking is not None and 0 < needed.pair <= needed.ranking < 50


def test_only_drawn_stops_count_and_nothing_else_moves_a_figure(city: City, kept: datetime, streets: Any) -> None:
    before, _observed = standings.computed(DAYS, kept)
    site = Visit.objects.filter(site__segment=streets["LD01"])[0].site
    free = start_free_visit(by=city.actor("su_qing"), at=kept, site=site)
    record_all(city.actor("su_qing"), kept, free, P01_01="fail")
    assert standings.computed(DAYS, kept)[0] == before


def test_a_figure_is_the_sum_of_its_rows_and_can_be_computed_again(city: City, kept: datetime) -> None:
    found, line = standings.get_ranking("street", DAYS), _lines("street")["LD02"]
    rows = standings.rows_behind(city.actor("lin_yue"), found, "street", line.thing.pk)
    assert rows.count() == line.standing.judged
    assert rows.filter(verdict="fail").count() == line.standing.failed
    points = standings.points_of(city.actor("lin_yue"), found, "street", line.thing.pk)
    assert sum(one.expected for one in points) == pytest.approx(line.standing.expected)
    assert standings.recomputed(found)
    Observation.objects.filter(pk=rows.filter(verdict="fail")[0].pk).update(verdict="pass")
    assert not standings.recomputed(found)


def test_three_queries_however_many_visits(visited: datetime) -> None:
    with CaptureQueriesContext(connection) as captured:
        standings.computed(DAYS, visited)
    assert len(captured) <= 5


def test_the_clock_ranks_once_and_again_only_when_something_was_judged(
    kept: datetime, settings: Any, at: datetime
) -> None:
    settings.CLOCK_SHIFT_SECONDS += (kept - at).total_seconds()
    jobs.rank.func()
    count = Analysis.objects.count()
    stamps = set(Analysis.objects.values_list("computed_at", flat=True))
    jobs.rank.func()
    assert Analysis.objects.count() == count and set(Analysis.objects.values_list("computed_at", flat=True)) == stamps
    Observation.objects.filter(visit__kind="drawn", verdict="pass")[0].delete()
    jobs.rank.func()
    assert Analysis.objects.count() == count and set(Analysis.objects.values_list("computed_at", flat=True)) != stamps


def test_before_anything_was_judged_there_is_no_ranking(city: City, at: datetime) -> None:
    assert store_ranking(by=SYSTEM, at=at, days=DAYS) == []
    assert standings.is_current(DAYS, at)
    with pytest.raises(NotFound):
        standings.get_ranking("unit", DAYS)
    with pytest.raises(NotFound):
        standings.get_ranking("person", DAYS)


def test_the_office_reads_it_from_the_list_to_the_rows(
    client: Client, city: City, kept: datetime, settings: Any, at: datetime
) -> None:
    settings.CLOCK_SHIFT_SECONDS += (kept - at).total_seconds()
    sign_in(client, "lin_yue")
    lines = {code: one.thing.pk for code, one in _lines("street").items()}
    for dimension in standings.DIMENSIONS:
        assert client.get(reverse("desk:ranking", args=[dimension])).status_code == 200
        assert client.get(reverse("desk:export_ranking", args=[dimension])).status_code == 200
    page = client.get(reverse("desk:ranking", args=["street"]), {"one": lines["LD01"], "other": lines["LD02"]})
    text = page.content.decode()
    assert "玉泉路" in text and "第1–2位" in text and "再考察" in text
    line = client.get(reverse("desk:ranking_line", args=["street", lines["LD02"]]), {"check": "1"}).content.decode()
    assert "6 ÷ 3.00" in line
    rows = client.get(reverse("desk:ranking_rows", args=["street", lines["LD02"]]), {"verdict": "fail"})
    assert len(rows.context["page"]) == 6
    assert client.get(reverse("desk:ranking", args=["person"])).status_code == 404
    same = client.get(reverse("desk:ranking", args=["street"]), {"one": lines["LD01"], "other": "999999"})
    assert same.status_code == 404


def test_units_do_not_see_the_ranking(client: Client, city: City, kept: datetime) -> None:
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:ranking", args=["unit"])).status_code == 404


def test_hotspots_are_kept_and_shown(
    client: Client, city: City, visited: datetime, settings: Any, at: datetime
) -> None:
    """Two streets are no grid: nothing is called out among fewer than twelve cells, and the page says so."""
    settings.CLOCK_SHIFT_SECONDS += (visited - at).total_seconds()
    sign_in(client, "lin_yue")
    assert "尚未" in client.get(reverse("desk:hotspots")).content.decode()
    store_hotspots(by=SYSTEM, at=visited, days=DAYS)
    page = client.get(reverse("desk:hotspots"), {"source": "visits", "size": "9", "slot": "0", "days": "365"})
    assert page.status_code == 200 and page.context["rows"] == []
    assert client.get(reverse("desk:hotspots"), {"days": "7", "size": "77", "source": "x"}).status_code == 200
    where = reverse("desk:hotspot", args=["all", 8, 0, "88310c1b4bfffff"])
    assert client.get(where).status_code == 404


def _spread(city: City, at: datetime) -> None:
    """A hundred places all over town; a case here and there, and forty around one square on evenings."""
    kind = define_site_type(by=SYSTEM, at=at, code="P09", name_zh="广场")
    area = city.areas["XG-XH-01"]
    for number in range(100):
        where = {"longitude": 98.22 + 0.005 * (number % 10), "latitude": 39.73 + 0.005 * (number // 10)}
        define_site(
            by=SYSTEM, at=at, code=f"P09-{number}", site_type=kind, name_zh=f"{number}号广场", area=area, **where
        )
        if number % 5 == 0:
            _case(area, at + timedelta(hours=10, days=number % 30), **where)
    for day in range(40):
        where = {"longitude": 98.242 + 0.002 * (day % 4), "latitude": 39.762 + 0.002 * (day % 3)}
        _case(area, at + timedelta(hours=10, days=day % 30), **where)


def _case(area: Any, at: datetime, longitude: float, latitude: float) -> None:
    place = Place(area=area, longitude=longitude, latitude=latitude)
    open_case(by=SYSTEM, at=at, source="other", description="占道经营", place=place, found_at=at)


def test_the_bad_square_is_found_and_becomes_a_plan(client: Client, city: City, at: datetime, settings: Any) -> None:
    """Lin Yue opens what stands out, reads why, and makes it a trouble spot with a plan in two clicks."""
    _spread(city, at)
    later = at + timedelta(days=40)
    settings.CLOCK_SHIFT_SECONDS += (later - at).total_seconds()
    jobs.find_hotspots.func()
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:hotspots"))
    rows = page.context["rows"]
    assert rows and {row["when"] for row in rows} <= {"18:00–24:00", "全天"}
    first = rows[0]["spot"]
    assert abs(centre_of(first.cell)[0] - 98.245) < 0.01 and first.around_observed > 20 > first.around_expected
    shown = client.get(rows[0]["url"], {"days": "365", "check": "1"})
    assert shown.context["is_same"] is True
    assert sum(part.observed for part in shown.context["parts"]) == first.observed
    form = client.get(shown.context["plan_url"]).context["form"]
    given = {**form.initial, "name_zh": "后街广场", "unit": city.units["DW35"].pk, "assess_every_days": 30}
    made = client.post(reverse("desk:trouble_spot_new"), {**given, "datum": "wgs84"})
    assert made.status_code == 302
    spot = TroubleSpot.objects.get()
    assert spot.problem_zh.startswith("统计发现") and shape(spot.boundary).contains(Point(*centre_of(first.cell)))


def test_a_cell_that_is_none_fills_in_nothing(client: Client, city: City) -> None:
    sign_in(client, "lin_yue")
    for cell in ("88310c1b4bfffff0", "x", ""):
        page = client.get(reverse("desk:trouble_spot_new"), {"cell": cell, "count": "3", "hours": "0"})
        assert page.status_code == 200 and page.context["form"].initial == {}
