"""The dashboard and the explorer: figures open their rows, both say up to when they go and work without scripts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.frameworks.actions import set_assessment_day
from chuangcheng.inspections.actions import finish_visit
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.scoring import exploring, summaries
from chuangcheng.scoring.actions import store_estimate
from chuangcheng.scoring.course import course
from chuangcheng.scoring.estimates import shown
from chuangcheng.scoring.jobs import refresh_summaries
from chuangcheng.scoring.queries import scope_of
from tests.inspections.conftest import inspector_of, record_all, stop_of
from tests.scoring.test_stories import cycle, visited  # noqa: F401
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(visited: Round, at: datetime) -> Round:  # noqa: F811
    """The round with its summaries and today's estimate."""
    refresh_summaries.func()
    store_estimate(by=SYSTEM, at=at + timedelta(hours=1), scope=scope_of(at + timedelta(hours=1)))
    return visited


def page(client: Client, name: str, **asked: Any) -> str:
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_leader_sees_score_tree_flow_and_what_they_rest_on(
    counted: Round, city: City, client: Client, settings: Any
) -> None:
    settings.CLOCK_SHIFT_SECONDS += 3600
    sign_in(client, city.deng_hai)
    text = page(client, "desk:dashboard")
    estimate = course(counted.edition, date(2026, 1, 1))[-1]
    assert f"{estimate.value:.1f}" in text and f"{estimate.low:.1f}–{estimate.high:.1f}" in text
    assert 'data-chart="tree-data"' in text and "公共环境" in text
    assert "此后没有新增" in text and "尚未计入" not in text
    assert "opened_from=2026-11-23&amp;opened_until=2026-11-29&amp;state=dispatched" in text, (
        "this week opens its cases"
    )


def test_a_visit_finished_since_is_told_and_not_hidden(
    cycle: Any,  # noqa: F811
    opened: Round,
    city: City,
    client: Client,
    at: datetime,
) -> None:
    def visit(kind: str, number: int) -> None:
        stop = stop_of(opened, kind, number)
        by = inspector_of(city, stop)
        record_all(by, at, stop)
        finish_visit(by=by, at=at, visit=stop)

    visit("P12", 0)
    visit("P12", 1)
    refresh_summaries.func()
    visit("P01", 0)
    sign_in(client, city.deng_hai)
    for name in ("desk:dashboard", "desk:explorer"):
        text = page(client, name)
        assert "此后完成的 1 次实地考察尚未计入" in text and "并非当前" in text
        assert "此后没有新增" not in text
    refresh_summaries.func()
    assert "此后没有新增" in page(client, "desk:explorer")


def test_before_anything_is_counted_the_page_says_so(visited: Round, city: City, client: Client) -> None:  # noqa: F811
    sign_in(client, city.deng_hai)
    assert "尚未统计" in page(client, "desk:dashboard")


def test_the_countdown_follows_the_day_that_the_office_sets(
    counted: Round,
    cycle: Any,  # noqa: F811
    city: City,
    client: Client,
    at: datetime,
) -> None:
    sign_in(client, city.lin_yue)
    url = reverse("desk:assessment_day", args=[cycle.pk])
    assert client.post(url, {"day": "2031-01-01"}).status_code == 200, "outside the cycle: the form says why"
    assert client.post(url, {"day": "2026-12-20"}).status_code == 302
    text = page(client, "desk:dashboard")
    assert "2026-12-20" in text and ">26<" in text
    with pytest.raises(NotAllowed):
        set_assessment_day(by=city.actor("deng_hai"), at=at, cycle=cycle, day=None)


def test_the_map_colours_areas_by_rate(counted: Round, city: City, client: Client) -> None:
    sign_in(client, city.deng_hai)
    answer = client.get(reverse("desk:dashboard_map"))
    assert answer.status_code == 200 and answer.json()["type"] == "FeatureCollection"


def test_the_explorer_gives_the_rates_and_intervals_of_the_estimate(counted: Round, at: datetime) -> None:
    scope = scope_of(at + timedelta(hours=1))
    fresh = summaries.freshness(scope.round_ids)
    stored = course(scope.edition, date(2026, 1, 1))[-1]
    from chuangcheng.scoring.estimates import ScoreEstimate

    estimate = ScoreEstimate.objects.get(pk=stored.pk)
    for dimension, table in (("standard", "standard"), ("site_type", "site_type"), ("area", "area"), ("unit", "unit")):
        found = exploring.rates_by(fresh, scope.edition.pk, dimension)
        assert found
        for key, rate in found.items():
            kept = estimate.content[table][str(key or 0)]
            assert rate.value == pytest.approx(kept["value"], abs=1e-12)
            between = shown(estimate, table, key or 0)
            assert (rate.low, rate.high) == pytest.approx((between.low, between.high), abs=1e-9)


def test_rows_times_columns_and_what_stands_behind(counted: Round, city: City, client: Client) -> None:
    sign_in(client, city.lin_yue)
    text = page(client, "desk:explorer", rows="site_type", columns="round", measure="failed")
    assert "农贸市场" in text and "verdict=fail" in text
    answer = client.get(next(part for part in text.split('"') if "verdict=fail" in part).replace("&amp;", "&"))
    assert answer.status_code == 200 and "地面" in answer.content.decode()
    for rows in exploring.DIMENSIONS:
        for columns in ("", *exploring.DIMENSIONS):
            page(client, "desk:explorer", rows=rows, columns=columns)
    assert "不能" in page(client, "desk:explorer", rows="standard", columns="unit")
    assert "不属于任何一轮" in page(client, "desk:explorer", rows="round", measure="cases")


def test_cases_are_split_by_what_they_say_themselves(counted: Round, city: City, client: Client, settings: Any) -> None:
    settings.CLOCK_SHIFT_SECONDS += 3600
    sign_in(client, city.lin_yue)
    text = page(client, "desk:explorer", rows="standard", columns="unit", measure="cases")
    assert "C1.1.1" in text and "市市场监督管理局" in text
    url = next(part for part in text.split('"') if part.startswith("/desk/cases/?") and "standard=" in part)
    assert "地面无污水垃圾" in client.get(url.replace("&amp;", "&")).content.decode()


def test_cases_by_item_are_named_without_a_query_each(
    counted: Round, city: City, client: Client, settings: Any
) -> None:
    settings.CLOCK_SHIFT_SECONDS += 3600
    sign_in(client, city.lin_yue)
    asked = {"columns": "unit", "measure": "cases"}
    for rows in ("standard", "item"):
        page(client, "desk:explorer", rows=rows, **asked)
    with CaptureQueriesContext(connection) as by_standard:
        page(client, "desk:explorer", rows="standard", **asked)
    with CaptureQueriesContext(connection) as by_item:
        assert "standard_code=" in page(client, "desk:explorer", rows="item", **asked)
    assert len(by_item) <= len(by_standard) + 1, "one for the tree, none for the cell and its two totals"


def test_conditions_narrow_and_nonsense_falls_back(counted: Round, city: City, client: Client) -> None:
    sign_in(client, city.lin_yue)
    text = page(client, "desk:explorer", rows="nonsense", columns="'; drop", measure="x", unit="-7")
    assert "公共环境" in text
    assert "没有可显示的内容" in page(client, "desk:explorer", unit=str(10**9))
    narrowed = page(client, "desk:explorer", rows="standard", area=str(city.areas["XG-XH"].pk))
    assert "C1.1.1" in narrowed


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_seen_can_be_taken_along(counted: Round, city: City, client: Client, kind: str, tmp_path: Any) -> None:
    sign_in(client, city.lin_yue)
    asked = {"rows": "standard", "columns": "site_type", "measure": "rate", "kind": kind}
    answer = client.get(reverse("desk:export_explorer"), asked)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert lines[1].startswith("C1.1.1") and "0.83333" in lines[1]
        return
    file = tmp_path / "seen.xlsx"
    file.write_bytes(content)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = list(sheet.values)
    assert rows[1][0].startswith("C1.1.1") and rows[-1][0] == "合计"


def test_standards_and_units_are_not_crossed(counted: Round, at: datetime) -> None:
    scope = scope_of(at)
    fresh = summaries.freshness(scope.round_ids)
    with pytest.raises(Refused) as refused:
        exploring.pivot(fresh, scope.edition.pk, "standard", "unit", {})
    assert refused.value.code == "not_kept"


def test_a_unit_sees_neither(counted: Round, city: City, client: Client) -> None:
    sign_in(client, city.ma_jun)
    for name in ("desk:dashboard", "desk:explorer", "desk:export_explorer", "desk:dashboard_map"):
        assert client.get(reverse(name)).status_code == 404


def test_queries_are_bounded(
    counted: Round, city: City, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    sign_in(client, city.lin_yue)
    page(client, "desk:dashboard")
    with django_assert_max_num_queries(50):
        page(client, "desk:dashboard")
    with django_assert_max_num_queries(45):
        page(client, "desk:explorer", rows="item", columns="area")
