"""What a round of visits says about the city: rates weighted by stratum, points by weights, rows behind figures."""

from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.queries import Case
from chuangcheng.frameworks.actions import define_cycle, put_cycle_in_force
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import finish_visit, mark_not_possible, raise_finding, start_free_visit
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed
from chuangcheng.scoring.queries import by_place, report, rows_behind, scope_of
from tests.inspections.conftest import inspector_of, record_all, stop_of
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(edition: Edition, at: datetime) -> Any:
    """The cycle that adopts the edition: 40 points on paper, 40 in the field, 20 by questionnaire."""
    made = define_cycle(
        by=SYSTEM,
        at=at,
        code="2024-2026",
        name_zh="2024—2026",
        first_year=2024,
        city_edition=edition,
        method_weights={"material": 40, "field": 40, "questionnaire": 20},
        year_weights=[15, 25, 60],
    )
    return put_cycle_in_force(by=SYSTEM, at=at, cycle=made)


@pytest.fixture
def visited(city: City, at: datetime, cycle: Any, opened: Round) -> Round:
    """Three of ten markets (one with dirty ground) and two of four streets (all in order)."""
    for kind, number, verdicts in (
        ("P12", 0, {"P12_01": "fail"}),
        ("P12", 1, {}),
        ("P12", 2, {}),
        ("P01", 0, {}),
        ("P01", 1, {}),
    ):
        visit = stop_of(opened, kind, number)
        by = inspector_of(city, visit)
        record_all(by, at, visit, **verdicts)
        finish_visit(by=by, at=at + timedelta(minutes=20), visit=visit)
    return opened


def test_points_follow_weights_and_rates(visited: Round, at: datetime) -> None:
    """Two field standards share 40 points; each is a ratio: 5 of 6 market answers met, everything else met."""
    shown = report(scope_of(at + timedelta(hours=1)))
    by_code = {branch.indicator.code: branch for branch in shown.standards}
    assert by_code["C1.1.1"].tally.rate == pytest.approx(5 / 6)
    assert by_code["C1.1.1"].sum.earned == pytest.approx(20 * 5 / 6)
    assert by_code["C1.1.2"].sum.earned == pytest.approx(20)
    assert shown.whole.earned == pytest.approx(20 * 5 / 6 + 20)
    assert shown.whole.judged == pytest.approx(40)


def test_strata_weigh_by_their_size_not_by_their_visits(visited: Round, at: datetime) -> None:
    """Parking: 3 answers stand for 10 markets, 2 answers for 4 streets."""
    shown = report(scope_of(at + timedelta(hours=1)))
    parking = next(branch for branch in shown.standards if branch.indicator.code == "C1.1.2")
    assert parking.tally.observed == 5
    assert parking.tally.weighted_observed == pytest.approx(10 + 4)


def test_free_findings_never_enter_a_rate(visited: Round, city: City, at: datetime, sites: dict[str, Any]) -> None:
    before = report(scope_of(at + timedelta(hours=1))).tally
    su_qing = city.actor("su_qing")
    free = start_free_visit(by=su_qing, at=at, site=sites["P12-10"])
    record_all(su_qing, at, free, P12_01="fail", P12_02="fail")
    raise_finding(by=su_qing, at=at, visit=free, text="门前堆放杂物")
    finish_visit(by=su_qing, at=at, visit=free)
    after = report(scope_of(at + timedelta(hours=1))).tally
    assert after == before
    assert Case.objects.count() == 1 + 3


def test_a_site_that_could_not_be_visited_leaves_its_weight_to_the_others(
    city: City, at: datetime, cycle: Any, opened: Round
) -> None:
    """One street is closed and the reserve too: the other one stands for all four."""
    lost, seen = stop_of(opened, "P01", 0), stop_of(opened, "P01", 1)
    reserve = mark_not_possible(by=inspector_of(city, lost), at=at, visit=lost, reason="道路封闭施工")
    assert reserve is not None
    mark_not_possible(by=inspector_of(city, reserve), at=at, visit=reserve, reason="道路封闭施工")
    by = inspector_of(city, seen)
    record_all(by, at, seen)
    finish_visit(by=by, at=at, visit=seen)
    assert report(scope_of(at + timedelta(hours=1))).tally.weighted_observed == pytest.approx(4)


def test_rates_by_unit_name_who_was_responsible(visited: Round, city: City, at: datetime) -> None:
    lines = {line.thing.code if line.thing else "": line for line in by_place(scope_of(at), "unit")}
    assert "DW26" in lines and lines["DW26"].tally.failed == 0
    assert sum(line.tally.failed for line in lines.values()) == 1


def test_the_rows_behind_a_figure_add_up_to_it(visited: Round, city: City, at: datetime) -> None:
    scope = scope_of(at + timedelta(hours=1))
    he_ping, ma_jun = city.actor("he_ping"), city.actor("ma_jun")
    for branch in report(scope).standards:
        assert rows_behind(scope, he_ping, standard=branch.indicator.pk).count() == branch.tally.observed
    for line in by_place(scope, "unit"):
        key = line.thing.pk if line.thing else 0
        assert rows_behind(scope, he_ping, unit=key).count() == line.tally.observed
    [item] = report(scope).roots
    assert rows_behind(scope, he_ping, standard=item.indicator.pk).count() == item.tally.observed
    assert rows_behind(scope, he_ping, verdict="fail").get().check_point.code == "P12-01"
    with pytest.raises(NotAllowed):
        rows_behind(scope, ma_jun)


def test_the_pages_and_their_queries(
    visited: Round, city: City, client: Client, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, city.people["he_ping"])
    pages = [
        reverse("desk:scores"),
        *(reverse("desk:scores_by", args=[dimension]) for dimension in ("site_type", "area", "unit")),
        reverse("desk:score_rows"),
    ]
    for page in pages:
        with django_assert_max_num_queries(25):
            shown = client.get(page)
        assert shown.status_code == 200 and "置信区间" in shown.content.decode()
    sign_in(client, city.people["ma_jun"])
    assert client.get(pages[0]).status_code == 404


def test_the_tables_go_into_a_workbook(visited: Round, city: City, client: Client, tmp_path: Any) -> None:
    sign_in(client, city.people["he_ping"])
    answer = client.get(reverse("desk:export_scores"))
    file = tmp_path / "score.xlsx"
    file.write_bytes(b"".join(answer.streaming_content))
    book = openpyxl.load_workbook(file)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(book.worksheets) == 4
    assert {row[0] for row in rows[1:]} == {"C1.1.1", "C1.1.2"}


def test_without_a_cycle_the_page_says_what_to_do(city: City, client: Client) -> None:
    sign_in(client, city.people["lin_yue"])
    assert reverse("desk:editions") in client.get(reverse("desk:scores")).content.decode()
