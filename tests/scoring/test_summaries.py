"""Summaries agree with the rows after any order of deeds, say so when they are behind, and are compared again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.inspections.actions import finish_visit, mark_not_possible, start_free_visit
from chuangcheng.inspections.queries import Round, Visit
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_site
from chuangcheng.scoring import queries, summaries
from chuangcheng.scoring.apps import _summaries_agree
from chuangcheng.scoring.jobs import refresh_summaries, verify_summaries
from chuangcheng.scoring.models import RoundSummary, SummaryCell
from chuangcheng.scoring.queries import scope_of, tallies
from chuangcheng.scoring.summaries.keeping import differences
from tests.inspections.conftest import inspector_of, record_all, stop_of
from tests.scoring.test_stories import cycle, visited  # noqa: F401
from tests.stories import City

pytestmark = pytest.mark.django_db


def fresh(opened: Round) -> summaries.Freshness:
    return summaries.freshness([opened.pk])


def test_after_the_jobs_the_cells_give_the_tallies_of_the_rows(visited: Round, at: datetime) -> None:  # noqa: F811
    refresh_summaries.func()
    scope = scope_of(at + timedelta(hours=1))
    found = summaries.point_tallies(fresh(visited), scope.edition.pk)
    assert found == tallies(scope, "check_point__standard_id", "check_point_id")
    assert queries.report(scope, found).whole == queries.report(scope).whole
    assert fresh(visited).is_current and fresh(visited).behind == 0 and fresh(visited).visits == 5
    days = summaries.days(fresh(visited), scope.edition.pk, at.date())
    assert days == {at.date(): (5, 11, 10)}


def test_a_visit_that_is_finished_later_makes_them_behind_until_they_are_counted(
    visited: Round,  # noqa: F811
    city: City,
    at: datetime,
    sites: dict[str, Any],
) -> None:
    assert not fresh(visited).is_current and fresh(visited).behind == 5, "nothing has been counted yet"
    refresh_summaries.func()
    start_free_visit(by=city.actor("su_qing"), at=at, site=sites["P12-10"])
    assert fresh(visited).is_current, "a free visit enters no rate"
    visit = stop_of(visited, "P12", 0)
    Visit.objects.filter(pk=visit.pk).update(state="planned")
    assert not fresh(visited).is_current, "one less is seen too"


def test_a_site_that_moves_to_another_area_is_counted_there(
    visited: Round,  # noqa: F811
    city: City,
    at: datetime,
) -> None:
    refresh_summaries.func()
    site = stop_of(visited, "P01", 0).site
    define_site(
        by=SYSTEM,
        at=at,
        code=site.code,
        site_type=site.site_type,
        name_zh=site.name_zh,
        area=city.areas["GC-WJ"],
        longitude=98.3,
        latitude=39.8,
    )
    assert not fresh(visited).is_current and fresh(visited).behind == 0
    refresh_summaries.func()
    assert fresh(visited).is_current
    areas = set(SummaryCell.objects.filter(facet="whole").values_list("area__code", flat=True))
    assert areas == {"XG-XH", "GC-WJ"}


def test_the_second_count_finds_and_mends_what_was_changed_behind_its_back(visited: Round, at: datetime) -> None:  # noqa: F811
    refresh_summaries.func()
    verify_summaries.func()
    assert _summaries_agree(at)[0]
    row = RoundSummary.objects.get(round=visited)
    cell = SummaryCell.objects.filter(facet="item").first()
    SummaryCell.objects.filter(pk=cell.pk).update(passed=cell.passed + 1)
    SummaryCell.objects.filter(facet="day").delete()
    assert differences(row) >= 2 and fresh(visited).is_current, "the mark alone cannot see it"
    verify_summaries.func()
    row.refresh_from_db()
    assert row.fault_count >= 2 and differences(row) == 0 and not _summaries_agree(at)[0]
    verify_summaries.func()
    assert _summaries_agree(at)[0]


def test_nobody_counts_twice_what_has_not_changed(visited: Round, at: datetime) -> None:  # noqa: F811
    assert summaries.refresh(at) == [visited.pk]
    assert summaries.refresh(at) == []


DEEDS = st.lists(st.sampled_from(("finish", "fail", "impossible", "free", "move", "jobs")), min_size=1, max_size=8)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(DEEDS)
def test_whatever_happens_in_whatever_order(
    city: City,
    at: datetime,
    cycle: Any,  # noqa: F811
    opened: Round,
    sites: dict[str, Any],
    deeds: list[str],
) -> None:
    """After each deed: cells that call themselves current are what the rows say; after the jobs they are current."""
    from django.db import transaction

    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():
        for deed in deeds:
            DOING[deed](city, at, opened, sites)
            found = fresh(opened)
            if found.is_current:
                scope = scope_of(at + timedelta(hours=1))
                expected = tallies(scope, "check_point__standard_id", "check_point_id")
                assert summaries.point_tallies(found, scope.edition.pk) == expected
                assert all(differences(row) == 0 for row in RoundSummary.objects.all())
        summaries.refresh(at)
        assert fresh(opened).is_current
        assert all(differences(row) == 0 for row in RoundSummary.objects.all())
        raise Undo


def _end(city: City, at: datetime, opened: Round, *, fails: bool) -> None:
    visit = Visit.objects.filter(round=opened, state="planned").order_by("position").first()
    if visit is not None:
        by = inspector_of(city, visit)
        record_all(by, at, visit, **({"P12_01": "fail"} if fails and visit.stratum_code == "P12" else {}))
        finish_visit(by=by, at=at + timedelta(minutes=20), visit=visit)


def _impossible(city: City, at: datetime, opened: Round, sites: dict[str, Any]) -> None:
    visit = Visit.objects.filter(round=opened, state="planned").order_by("-position").first()
    if visit is not None:
        mark_not_possible(by=inspector_of(city, visit), at=at, visit=visit, reason="停业")


def _free(city: City, at: datetime, opened: Round, sites: dict[str, Any]) -> None:
    visit = start_free_visit(by=city.actor("su_qing"), at=at, site=sites["P12-10"])
    record_all(city.actor("su_qing"), at, visit)
    finish_visit(by=city.actor("su_qing"), at=at, visit=visit)


def _move(city: City, at: datetime, opened: Round, sites: dict[str, Any]) -> None:
    site = sites["P12-01"]
    site.refresh_from_db()
    elsewhere = "GC-WJ" if site.area.code != "GC-WJ" else "XG-XH-01"
    define_site(
        by=SYSTEM,
        at=at,
        code=site.code,
        site_type=site.site_type,
        name_zh=site.name_zh,
        area=city.areas[elsewhere],
        longitude=98.3,
        latitude=39.8,
    )


DOING: dict[str, Callable[..., Any]] = {
    "finish": lambda city, at, opened, sites: _end(city, at, opened, fails=False),
    "fail": lambda city, at, opened, sites: _end(city, at, opened, fails=True),
    "impossible": _impossible,
    "free": _free,
    "move": _move,
    "jobs": lambda city, at, opened, sites: summaries.refresh(at),
}
