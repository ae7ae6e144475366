"""Markets are assessed in rounds of their own: what was found there over time, and when the next is due."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.draws.queries import Draw
from chuangcheng.inspections.actions import finish_visit, open_round, plan_round, set_assessment_period
from chuangcheng.inspections.models import Round, Visit
from chuangcheng.inspections.queries import (
    assessed_sites,
    assessments_due,
    assessments_of,
    overdue_assessments,
    stops,
)
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.places.models import SiteType
from chuangcheng.scoring.markets import market_result, of_one_day
from tests.inspections.conftest import inspector_of, record_all
from tests.stories import City


@pytest.fixture
def monthly(city: City, at: datetime, sites: dict[str, Any]) -> None:
    """Lin Yue decides: markets are assessed every thirty days, and this draw's streets every ninety."""
    for code, days in (("P12", 30), ("P01", 90)):
        kind = SiteType.objects.get(code=code)
        set_assessment_period(by=city.actor("lin_yue"), at=at, site_type=kind, days=days)


def _planned(city: City, at: datetime, draw: Draw, edition: Any, **changes: Any) -> Round:
    office = city.actor("lin_yue")
    dates = {"opens_on": at.date(), "closes_on": at.date() + timedelta(days=5)}
    given = {"code": "SC-11", "name_zh": "十一月市场评估", "kind": "market", "draw": draw, "edition": edition}
    return plan_round(by=office, at=at, **(given | dates | changes))


def test_an_assessment_visits_only_types_that_are_assessed(city: City, at: datetime, draw: Draw, edition: Any) -> None:
    with pytest.raises(Refused) as refused:
        _planned(city, at, draw, edition)
    assert refused.value.code == "not_assessed"
    assert not Round.objects.exists()
    with pytest.raises(Refused, match="unknown_kind"):
        _planned(city, at, draw, edition, kind="party")


@pytest.mark.usefixtures("monthly")
def test_a_market_keeps_its_results_and_asks_for_the_next(
    city: City, at: datetime, draw: Draw, edition: Any, sites: dict[str, Any]
) -> None:
    office = city.actor("lin_yue")
    planned = open_round(by=office, at=at, round=_planned(city, at, draw, edition))
    visit: Visit = next(visit for visit in stops(planned) if visit.stratum_code == "P12")
    su_qing = inspector_of(city, visit)
    record_all(su_qing, at, visit, P12_01="fail")
    finish_visit(by=su_qing, at=at + timedelta(hours=1), visit=visit)

    (one,) = assessments_of(visit.site)
    assert (one.answered, one.failed) == (3, 1)
    assert one.share == pytest.approx(2 / 3)
    between = of_one_day(one.answered, one.failed)
    assert between is not None and between.low < 0.15 and between.high > 0.98, "three check points say little"
    whole = market_result(visit.site, at + timedelta(hours=2))
    assert (whole.own.visits, whole.own.failed, whole.own.low, whole.change) == (1, 1, None, None)
    assert of_one_day(0, 0) is None

    markets = list(assessed_sites(office).filter(site_type__code="P12"))
    due = assessments_due(markets, at)[visit.site_id]
    assert due.due_on == at.date() + timedelta(days=30)
    assert not due.is_due
    never = next(site for site in markets if site.pk != visit.site_id)
    assert assessments_due(markets, at)[never.pk].is_due

    def wanted(moment: datetime) -> set[str]:
        return set(overdue_assessments(office, moment).filter(site_type__code="P12").values_list("code", flat=True))

    assert visit.site.code not in wanted(at)
    assert visit.site.code not in wanted(at + timedelta(days=29))
    assert wanted(at + timedelta(days=30)) == {site.code for site in markets}


def test_a_common_round_is_no_assessment(city: City, at: datetime, opened: Round, monthly: None) -> None:
    visit = next(visit for visit in stops(opened) if visit.stratum_code == "P12")
    inspector = inspector_of(city, visit)
    record_all(inspector, at, visit)
    finish_visit(by=inspector, at=at, visit=visit)
    assert assessments_of(visit.site) == []


def test_periods_are_the_offices_and_have_a_range(city: City, at: datetime, sites: dict[str, Any]) -> None:
    kind = SiteType.objects.get(code="P12")
    with pytest.raises(NotAllowed):
        set_assessment_period(by=city.actor("ma_jun"), at=at, site_type=kind, days=30)
    with pytest.raises(Refused, match="bad_period"):
        set_assessment_period(by=city.actor("lin_yue"), at=at, site_type=kind, days=367)
    set_assessment_period(by=city.actor("lin_yue"), at=at, site_type=kind, days=30)
    set_assessment_period(by=city.actor("lin_yue"), at=at, site_type=kind, days=0)
    assert not assessed_sites(city.actor("lin_yue")).exists()
