"""The year's plan: days that chance chose and anyone can check, what was missed, what was not seen for longest."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections import yearly
from chuangcheng.inspections.actions import (
    Reviewed,
    drop_frequency,
    finish_visit,
    make_year_plan,
    open_round,
    plan_frequency,
    plan_review_round,
    reveal_year_plan,
)
from chuangcheng.inspections.models import Batch, Round, Visit, YearPlan
from chuangcheng.inspections.queries import (
    NEVER,
    batches,
    coverage,
    get_year_plan_for,
    site_pools,
    unseen_sites,
    year_plans,
)
from chuangcheng.journal.models import Entry
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.places.queries import SiteType
from tests.inspections.conftest import inspector_of, record_all
from tests.stories import City

WORKING = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
WORKING = [day for day in WORKING if day.weekday() < 5]


@given(st.sampled_from(sorted(yearly.MOST_TIMES)), st.integers(1, 4))
def test_windows_are_runs_of_working_days_that_cover_the_year_once(period: str, times: int) -> None:
    found = yearly.windows(2027, period, times, WORKING)
    assert [day for window in found for day in window] == WORKING
    assert len(found) == times * 12 // yearly.MONTHS[period]
    sizes = [len(window) for window in found]
    assert max(sizes) - min(sizes) <= 8  # February beside March; within a period they differ by one


@given(st.binary(min_size=32, max_size=32), st.integers(1, 60), st.integers(1, 52), st.integers(1, 60))
def test_the_day_is_one_of_those_allowed_and_always_the_same(
    secret: bytes, ordinal: int, number: int, size: int
) -> None:
    allowed = WORKING[:size]
    day = yearly.drawn_day(secret, 2027, ordinal, number, allowed)
    assert day in allowed
    assert day == yearly.drawn_day(secret, 2027, ordinal, number, list(reversed(allowed)))


def test_days_are_spread_by_chance_and_not_by_habit() -> None:
    """1,000 batches over 10 days: no day gets less than half or more than twice its share."""
    secret = bytes(range(32))
    counts = Counter(yearly.drawn_day(secret, 2027, 1, number, WORKING[:10]) for number in range(1, 1001))
    assert len(counts) == 10
    assert 50 < min(counts.values()) <= max(counts.values()) < 200


@pytest.mark.parametrize(("period", "times"), [("week", 1), ("month", 0), ("month", 5), ("year", 53)])
def test_senseless_frequencies_have_no_windows(period: str, times: int) -> None:
    with pytest.raises(ValueError):
        yearly.windows(2027, period, times, WORKING)


@pytest.fixture
def plan(city: City, at: datetime, sites: dict[str, Any]) -> YearPlan:
    """The office plans this year: it is late November, so only what is left of it."""
    return make_year_plan(by=city.actor("lin_yue"), at=at, year=2026)


def markets() -> SiteType:
    return SiteType.objects.get(code="P12")


@pytest.mark.django_db
def test_next_years_days_can_be_drawn_again_by_anyone_once_the_secret_is_out(
    city: City, at: datetime, sites: dict[str, Any]
) -> None:
    office = city.actor("lin_yue")
    made = make_year_plan(by=office, at=at, year=2027)
    line = plan_frequency(by=office, at=at, plan=made, site_type=markets(), times=2, period="month")
    rows = list(Batch.objects.filter(frequency=line).order_by("number"))
    assert [row.number for row in rows] == list(range(1, 25))
    assert all(row.opens_on <= row.starts_on <= row.closes_on for row in rows)
    with pytest.raises(Refused) as refused:
        reveal_year_plan(by=office, at=at, plan=made)
    assert refused.value.code == "too_early"
    assert "secret" not in {key for e in Entry.objects.filter(subject_id=made.pk) for key in e.payload}
    reveal_year_plan(by=city.actor("lin_yue"), at=at + timedelta(days=405), plan=made)
    secret = bytes.fromhex(YearPlan.objects.get(pk=made.pk).secret)
    assert yearly.commitment(secret) == Entry.objects.get(verb="inspections.make_year_plan").payload["commitment"]
    for row in rows:
        allowed = [date.fromisoformat(day) for day in row.allowed_days]
        assert yearly.drawn_day(secret, 2027, line.ordinal, row.number, allowed) == row.starts_on
    with pytest.raises(Refused) as refused:
        plan_frequency(by=office, at=at, plan=made, site_type=markets(), times=1, period="year")
    assert refused.value.code == "plan_over"


@pytest.mark.django_db
def test_a_plan_made_in_november_draws_from_the_days_that_are_left(city: City, at: datetime, plan: YearPlan) -> None:
    plan_frequency(by=city.actor("lin_yue"), at=at, plan=plan, site_type=markets(), times=1, period="month")
    rows = list(Batch.objects.filter(frequency__plan=plan).order_by("number"))
    assert [row.number for row in rows] == [11, 12]
    assert all(date.fromisoformat(day) > at.date() for row in rows for day in row.allowed_days)


@pytest.mark.django_db
def test_batches_are_held_late_or_missed(city: City, at: datetime, plan: YearPlan, opened: Round) -> None:
    """The round that opened today serves November's markets; nobody comes for the streets."""
    office = city.actor("lin_yue")
    streets = SiteType.objects.get(code="P01")
    for kind in (markets(), streets):
        plan_frequency(by=office, at=at, plan=plan, site_type=kind, times=1, period="month")
    november = {row.batch.frequency.site_type.code: row for row in batches(plan, at) if row.batch.number == 11}
    assert (november["P12"].state, november["P12"].round) == ("running", opened)
    december = next(row.batch for row in batches(plan, at) if row.batch.number == 12)
    noon = datetime(2026, 12, 1, 12, tzinfo=at.tzinfo)

    def state(on: date) -> str:
        moment = noon.replace(month=on.month, day=on.day, year=on.year)
        return next(row.state for row in batches(plan, moment) if row.batch.pk == december.pk)

    assert state(december.starts_on) == "due"
    assert state(december.starts_on - timedelta(days=15)) == "ahead"
    assert state(date(2027, 1, 4)) == "missed"
    if december.starts_on < december.closes_on:
        assert state(december.starts_on + timedelta(days=1)) == "late"


@pytest.mark.django_db
def test_a_review_of_somebodys_own_markets_serves_no_batch(
    city: City, at: datetime, plan: YearPlan, sites: Any, inspectors: Any
) -> None:
    office = city.actor("lin_yue")
    plan_frequency(by=office, at=at, plan=plan, site_type=markets(), times=1, period="month")
    posts = [city.posts[key] for key in ("bai_lu", "gao_yuan")]
    named: dict[str, Any] = {"code": "HC-1", "name_zh": "现场核查", "opens_on": at.date(), "closes_on": at.date()}
    round_, _visits = plan_review_round(
        by=office, at=at, stops=[Reviewed(sites["P12-01"], city.units["DW35"])], posts=posts, **named
    )
    open_round(by=office, at=at, round=round_)
    assert all(row.round is None for row in batches(plan, at))


@pytest.mark.django_db
def test_lines_are_refused_dropped_and_never_drawn_with_the_same_key(city: City, at: datetime, plan: YearPlan) -> None:
    office = city.actor("lin_yue")
    first = plan_frequency(by=office, at=at, plan=plan, site_type=markets(), times=1, period="month")
    for wrong, code in (
        ({"site_type": markets(), "times": 1, "period": "month"}, "type_taken"),
        ({"site_type": SiteType.objects.get(code="P01"), "times": 5, "period": "month"}, "bad_times"),
        ({"site_type": SiteType.objects.get(code="P01"), "times": 1, "period": "week"}, "bad_times"),
    ):
        with pytest.raises(Refused) as refused:
            plan_frequency(by=office, at=at, plan=plan, **wrong)
        assert refused.value.code == code
    with pytest.raises(Refused):
        drop_frequency(by=office, at=at, frequency=first, reason=" ")
    drop_frequency(by=office, at=at, frequency=first, reason="改为每季度一次")
    assert batches(plan, at) == []
    again = plan_frequency(by=office, at=at, plan=plan, site_type=markets(), times=1, period="quarter")
    assert again.ordinal == first.ordinal + 1
    for year, code in ((2026, "year_taken"), (2025, "bad_year"), (2028, "bad_year")):
        with pytest.raises(Refused) as refused:
            make_year_plan(by=office, at=at, year=year)
        assert refused.value.code == code


@pytest.mark.django_db
def test_days_to_come_are_seen_only_by_those_who_plan(city: City, at: datetime, plan: YearPlan) -> None:
    for key in ("su_qing", "deng_hai", "han_bing"):
        assert not year_plans(city.actor(key)).exists()
        with pytest.raises(NotFound):
            get_year_plan_for(city.actor(key), plan.pk)
        with pytest.raises(NotAllowed):
            plan_frequency(by=city.actor(key), at=at, plan=plan, site_type=markets(), times=1, period="month")


@pytest.mark.django_db
def test_coverage_counts_sites_and_visits_and_the_frame_bars_nobody(
    city: City, at: datetime, opened: Round, edition: Edition, sites: dict[str, Any]
) -> None:
    """One market is visited: it is seen once, goes to the end of the unseen, and stays in the next frame."""
    visit = next(one for one in Visit.objects.filter(round=opened) if one.site.site_type.code == "P12")
    inspector = inspector_of(city, visit)
    record_all(inspector, at, visit)
    finish_visit(by=inspector, at=at, visit=visit)
    rows = {row.site_type.code: row for row in coverage(2026, [], at)}
    assert (rows["P12"].site_count, rows["P12"].seen_count, rows["P12"].times) == (10, 1, 1)
    assert (rows["P01"].site_count, rows["P01"].seen_count, rows["P01"].rate) == (4, 0, 0)
    assert {row.seen_count for row in coverage(2025, [], at)} == {0}
    waiting = list(unseen_sites().order_by("seen_at", "pk"))
    assert (waiting[0].seen_at, waiting[-1].pk) == (NEVER, visit.site_id)
    assert unseen_sites(never=True).count() == 13
    assert unseen_sites(site_type=markets().pk, never=True).count() == 9
    assert unseen_sites(area_path=city.areas["GC"].path).count() == 0
    pool = next(pool for pool in site_pools([markets().pk]))
    assert pool.count == 10
    assert visit.site.code in {item.code for item in pool.items}
