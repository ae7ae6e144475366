"""The score of a round with its interval: kept by day, shown beside every figure, explained, computed once more."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.inspections.actions import finish_visit
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed
from chuangcheng.scoring import estimates
from chuangcheng.scoring.actions import store_estimate
from chuangcheng.scoring.jobs import estimate_scores
from chuangcheng.scoring.queries import report, scope_of
from tests.inspections.conftest import inspector_of, record_all, stop_of
from tests.scoring.test_stories import cycle, visited  # noqa: F401
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(visited: Round, at: datetime) -> Any:  # noqa: F811
    return store_estimate(by=SYSTEM, at=at + timedelta(hours=1), scope=scope_of(at + timedelta(hours=1)))


def test_the_interval_holds_the_figure_that_the_page_computes(stored: Any, at: datetime) -> None:
    shown = report(scope_of(at + timedelta(hours=1)))
    whole = stored.content["points"]["whole"]
    assert whole["value"] == pytest.approx(shown.whole.earned)
    assert whole["low"] < whole["value"] < whole["high"] <= whole["judged"] == pytest.approx(40)
    ground = next(branch for branch in shown.standards if branch.indicator.code == "C1.1.1")
    rate = stored.content["standard"][str(ground.indicator.pk)]
    assert rate["value"] == pytest.approx(ground.tally.rate) and rate["low"] < 5 / 6 < rate["high"]
    parking = next(branch for branch in shown.standards if branch.indicator.code == "C1.1.2")
    all_met = stored.content["standard"][str(parking.indicator.pk)]
    assert all_met["value"] == 1 and all_met["low"] < 0.9, "two of four streets and three of ten markets prove little"


def visit_stop(city: City, opened: Round, at: datetime, kind: str, number: int, **verdicts: str) -> None:
    visit = stop_of(opened, kind, number)
    by = inspector_of(city, visit)
    record_all(by, at, visit, **verdicts)
    finish_visit(by=by, at=at + timedelta(minutes=20), visit=visit)


def test_the_same_visits_give_the_same_digits_even_after_more_visits(
    cycle: Any,  # noqa: F811
    opened: Round,
    city: City,
    at: datetime,
) -> None:
    for kind, number in (("P12", 0), ("P12", 1), ("P01", 0)):
        visit_stop(city, opened, at, kind, number)
    stored = store_estimate(by=SYSTEM, at=at + timedelta(hours=1), scope=scope_of(at))
    assert stored is not None and estimates.recomputed(stored)
    visit_stop(city, opened, at + timedelta(hours=2), "P12", 2, P12_01="fail")
    assert estimates.recomputed(stored)
    assert not estimates.is_current(scope_of(at + timedelta(hours=3)))


def test_an_estimate_a_day_is_made_only_where_something_was_judged_since(visited: Round, at: datetime) -> None:  # noqa: F811
    estimate_scores.func()
    made = list(estimates.ScoreEstimate.objects.values_list("pk", "computed_at"))
    estimate_scores.func()
    assert list(estimates.ScoreEstimate.objects.values_list("pk", "computed_at")) == made
    assert len(made) == 1, "the twelve months hold this round alone: one scope"


def test_only_the_product_itself_keeps_estimates(visited: Round, city: City, at: datetime) -> None:  # noqa: F811
    with pytest.raises(NotAllowed):
        store_estimate(by=city.actor("lin_yue"), at=at, scope=scope_of(at))


def test_pages_show_the_interval_and_explain_each_line(stored: Any, city: City, client: Client) -> None:
    sign_in(client, city.lin_yue)
    whole = stored.content["points"]["whole"]
    page = client.get(reverse("desk:scores")).content.decode()
    assert f"{whole['low']:.1f}–{whole['high']:.1f}" in page and "正在计算置信区间" not in page
    standard = next(iter(stored.content["standard"]))
    line = client.get(reverse("desk:score_line", args=[standard])).content.decode()
    assert "如何计算" in line and "样本层" in line
    below = client.get(reverse("desk:score_estimate", args=[stored.pk]), {"check": 1}).content.decode()
    assert "同样的考察记录得出同样的数字" in below
    kinds = client.get(reverse("desk:scores_by", args=["site_type"])).content.decode()
    assert 'class="between"' in kinds
    assert client.get(reverse("desk:score_line", args=[10**6])).status_code == 404
    assert client.get(reverse("desk:score_estimate", args=[10**6])).status_code == 404


def test_before_the_first_estimate_the_page_says_so(visited: Round, city: City, client: Client) -> None:  # noqa: F811
    sign_in(client, city.lin_yue)
    page = client.get(reverse("desk:scores")).content.decode()
    assert "正在计算置信区间" in page
