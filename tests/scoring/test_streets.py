"""Two adopted streets over half a year of rounds: what drawn visits found on each, and whose street is a good one."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.duties.actions import hand_over_place, set_threshold
from chuangcheng.duties.models import PlaceHolding
from chuangcheng.inspections.actions import (
    SelfAnswer,
    answer_self_check,
    finish_self_check,
    finish_visit,
    start_free_visit,
    start_self_check,
)
from chuangcheng.inspections.models import Visit
from chuangcheng.inspections.queries import self_lines
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.scoring.streets import Period, good_streets, street_results, usual_period, visits_behind
from chuangcheng.scoring.streets_rules import poisson
from tests.inspections.conftest import record_all
from tests.scoring.half_year import MONTHS
from tests.stories import City, sign_in


def _results(streets: dict[str, Any], period: Period, at: datetime) -> dict[str, Any]:
    return {one.segment.code: one.result for one in street_results(list(streets.values()), period, at)}


def test_findings_per_visit_with_an_interval(streets: dict[str, Any], visited: datetime) -> None:
    period = usual_period(visited)
    with CaptureQueriesContext(connection) as captured:
        found = _results(streets, period, visited)
    assert len(captured) <= 8
    clean, bad = found["LD01"], found["LD02"]
    assert (clean.visits, clean.found, clean.per_visit) == (MONTHS, 0, 0)
    assert (clean.low, clean.high) == pytest.approx(poisson(0, MONTHS))
    assert (bad.visits, bad.found, bad.per_visit) == (MONTHS, MONTHS, pytest.approx(1))
    assert bad.low < 1 < bad.high
    assert [row.found_count for row in visits_behind(streets["LD02"], period)] == [1] * MONTHS


def test_a_short_period_has_a_figure_and_no_interval(streets: dict[str, Any], visited: datetime) -> None:
    found = _results(streets, usual_period(visited, days=40), visited)
    assert (found["LD02"].visits, found["LD02"].per_visit, found["LD02"].high) == (1, 1, None)
    before = Period(visited.date() - timedelta(days=900), visited.date() - timedelta(days=800))
    assert _results(streets, before, visited)["LD02"].per_visit is None


def test_only_drawn_stops_count(city: City, streets: dict[str, Any], visited: datetime) -> None:
    """Neither a free visit nor what the unit says of its own street changes anything."""
    before = _results(streets, usual_period(visited), visited)
    site = Visit.objects.filter(site__segment=streets["LD01"])[0].site
    free = start_free_visit(by=city.actor("su_qing"), at=visited, site=site)
    record_all(city.actor("su_qing"), visited, free, P01_01="fail")
    finish_visit(by=city.actor("su_qing"), at=visited, visit=free)
    own = start_self_check(by=city.actor("ma_jun"), at=visited, site=site)
    seen = [SelfAnswer(line.check_point, "fail", "占道停车") for line in self_lines(own)]
    answer_self_check(by=city.actor("ma_jun"), at=visited, self_check=own, answers=seen)
    finish_self_check(by=city.actor("ma_jun"), at=visited, self_check=own)
    assert _results(streets, usual_period(visited), visited) == before


def test_the_list_names_units_that_earned_it_themselves(city: City, streets: dict[str, Any], visited: datetime) -> None:
    period = usual_period(visited)
    listed = good_streets(period, visited)
    assert [(one.unit.code, [street.segment.code for street in one.streets]) for one in listed] == [("DW26", ["LD01"])]
    set_threshold(by=SYSTEM, at=visited, code="good_street_visits", value=7)
    assert good_streets(period, visited) == []
    set_threshold(by=SYSTEM, at=visited, code="good_street_visits", value=5)
    set_threshold(by=SYSTEM, at=visited, code="good_street_findings", value=6)
    assert good_streets(period, visited) == []
    set_threshold(by=SYSTEM, at=visited, code="good_street_findings", value=30)
    assert len(good_streets(period, visited)) == 2
    holding = PlaceHolding.objects.get(segment=streets["LD01"], ends_at=None)
    hand_over_place(by=SYSTEM, at=visited, holding=holding, unit=city.units["DW49"])
    assert [one.unit.code for one in good_streets(period, visited + timedelta(hours=1))] == ["DW35"]


def test_the_pages_of_streets(
    client: Client, city: City, streets: dict[str, Any], visited: datetime, settings: Any, at: datetime
) -> None:
    settings.CLOCK_SHIFT_SECONDS += (visited - at).total_seconds()
    sign_in(client, "lin_yue")
    for name in ("desk:street_results", "desk:good_streets"):
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse(name))
        assert len(captured) <= 34, name
        assert "新华南路" in page.content.decode()
        assert "（0.00 至 0.61）" in page.content.decode()
    assert len(client.get(reverse("desk:street_results"), {"visited": "1"}).context["lines"]) == 2
    nothing = {"visited": "1", "first": "2025-01-02", "last": "2025-02-01"}
    assert client.get(reverse("desk:street_results"), nothing).context["lines"] == []
    rows = reverse("desk:street_visits", args=[streets["LD02"].pk])
    page = client.get(rows)
    assert [len(line["cases"]) for line in page.context["lines"]] == [1] * MONTHS
    assert all(line["url"] for line in page.context["lines"])
    wrong = client.get(reverse("desk:street_results"), {"first": "2027-01-02", "last": "2026-01-01"})
    assert wrong.context["form"].errors
    empty = client.get(reverse("desk:good_streets"), {"first": "2025-01-02", "last": "2025-02-01"})
    assert empty.context["units"] == []
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:street_results")).status_code == 404
    assert client.get(rows).status_code == 200
    assert client.get(reverse("desk:street_visits", args=[streets["LD01"].pk])).status_code == 404
    assert client.get(reverse("desk:good_streets")).status_code == 200
