"""A round from its draw to its proof: who goes where, what is seen, what becomes a case, what enters a rate."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chuangcheng.cases.models import Case
from chuangcheng.draws.queries import proof
from chuangcheng.draws.rules import verify
from chuangcheng.inspections.actions import (
    Observed,
    cancel_round,
    end_round,
    finish_visit,
    mark_not_possible,
    open_round,
    plan_round,
    raise_finding,
    record_observations,
    replace_inspector,
    start_free_visit,
)
from chuangcheng.inspections.models import Finding, Observation, Round, Visit
from chuangcheng.inspections.queries import (
    cells,
    checklist,
    get_visit_for,
    photo_for,
    progress,
    stops,
    stops_of,
    strata,
)
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from tests.inspections.conftest import inspector_of, photo, points, record_all, stop_of
from tests.stories import City


def test_each_stop_carries_its_design_and_two_inspectors_who_do_not_hold_it(city: City, planned: Round) -> None:
    visits = list(stops(planned))
    assert Counter(visit.stratum_code for visit in visits) == {"P12": 3, "P01": 2}
    market = next(visit for visit in visits if visit.stratum_code == "P12")
    assert (market.population_count, market.sample_count) == (10, 3)
    assert market.inclusion_probability == pytest.approx(0.3)
    for visit in visits:
        units = [one.post.unit.code for one in visit.inspectors.all()]
        assert len(units) == 2
        held = visit.stratum_code == "P12" and int(visit.site.code[-2:]) <= 8
        assert not (held and "DW35" in units)


def test_stops_are_unseen_until_the_round_opens(city: City, planned: Round, at: datetime) -> None:
    visit = stop_of(planned)
    office = city.posts["lin_yue"].pk  # who plans rounds sees their stops anyway
    number = 0 if visit.inspectors.get(position=1).post_id != office else 1
    inspector = inspector_of(city, visit, number)
    assert stops_of(inspector, at) == []
    with pytest.raises(NotFound):
        get_visit_for(inspector, visit.pk, at)
    with pytest.raises(Refused, match="round_not_open"):
        record_all(inspector, at, visit)
    open_round(by=city.actor("lin_yue"), at=at, round=planned)
    assert visit in stops_of(inspector, at)
    with pytest.raises(NotFound):
        get_visit_for(city.actor("ma_jun"), visit.pk, at)


def test_a_stop_with_a_day_shows_on_its_day(city: City, draw: Any, edition: Any, at: datetime) -> None:
    today = at.date()
    office = city.actor("lin_yue")
    dates = {"opens_on": today, "closes_on": today + timedelta(days=4)}
    planned = plan_round(by=office, at=at, code="R", name_zh="轮", draw=draw, edition=edition, is_spread=True, **dates)
    open_round(by=office, at=at, round=planned)
    last = stops(planned).get(position=5)
    inspector = inspector_of(city, last)
    assert last.day == today + timedelta(days=4)
    assert last not in stops_of(inspector, at)
    with pytest.raises(Refused, match="round_not_open"):
        record_all(inspector, at, Visit.objects.get(pk=last.pk))
    assert last in stops_of(inspector, at + timedelta(days=4))


def test_what_was_not_met_becomes_a_case_at_who_is_responsible(city: City, opened: Round, at: datetime) -> None:
    visit = stop_of(opened)
    inspector = inspector_of(city, visit)
    record_all(inspector, at, visit, P12_01="fail", P12_03="fail")
    finish_visit(by=inspector, at=at + timedelta(minutes=20), visit=visit)
    found = {f.observation.check_point.code: f.case for f in Finding.objects.select_related("observation", "case")}
    assert set(found) == {"P12-01", "P12-03"}
    ground = found["P12-01"]
    assert (ground.source, ground.state, ground.site_id) == ("inspection", "dispatched", visit.site_id)
    assert ground.photos.count() == 1
    assert ground.due_at is not None
    held = int(visit.site.code[-2:]) <= 8
    assert found["P12-03"].unit == city.units["DW35" if held else "DW26"]
    visit.refresh_from_db()
    assert visit.state == "done"
    acts = set(Entry.objects.filter(verb__in=("inspections.finish_visit", "cases.open_case")).values_list("act_id"))
    assert len(acts) == 1


def test_corrected_on_the_spot_stays_not_met_and_its_case_waits_for_verification(
    city: City, opened: Round, at: datetime
) -> None:
    visit = stop_of(opened)
    inspector = inspector_of(city, visit)
    record_all(inspector, at, visit)
    ground = points(visit)["P12-01"]
    answer = Observed(ground, "fail", note="已当场清扫", is_corrected_on_spot=True, photos=[photo(at, "red")])
    record_observations(by=inspector, at=at, visit=visit, observations=[answer])
    with pytest.raises(Refused, match="incomplete"):
        finish_visit(by=inspector, at=at, visit=visit)
    more = Observed(ground, "fail", note="已当场清扫", is_corrected_on_spot=True, corrected_photos=[photo(at, "green")])
    record_observations(by=inspector, at=at, visit=visit, observations=[more])
    finish_visit(by=inspector, at=at, visit=visit)
    row = Observation.objects.get(visit=visit, check_point=ground)
    assert (row.verdict, row.is_corrected_on_spot, row.photos.count()) == ("fail", True, 2)
    assert Case.objects.get().state == "corrected"
    assert [(cell.observed, cell.passed) for cell in cells() if cell.failed] == [(2, 1)]


def test_only_inspectors_of_the_stop_record_and_only_what_belongs_there(
    city: City, opened: Round, inspectors: Any, at: datetime
) -> None:
    visit, street = stop_of(opened), stop_of(opened, "P01")
    inspector = inspector_of(city, visit)
    there = {one.post_id for one in visit.inspectors.all()}
    outsider = next(actor for key, actor in inspectors.items() if city.posts[key].pk not in there)
    with pytest.raises(Refused, match="not_your_stop"):
        record_all(outsider, at, visit)
    with pytest.raises(Refused, match="not_your_stop"):
        record_all(SYSTEM, at, visit)
    with pytest.raises(NotAllowed):
        record_all(city.actor("ma_jun"), at, visit)
    wrong = Observed(points(street)["P01-01"], "pass")
    with pytest.raises(Refused, match="wrong_check_point"):
        record_observations(by=inspector, at=at, visit=visit, observations=[wrong])
    ground, cars = points(visit)["P12-01"], points(visit)["P12-03"]
    for code, answer in {
        "unknown_verdict": Observed(ground, "maybe"),
        "photo_not_asked": Observed(cars, "fail", photos=[photo(at)]),
        "corrected_needs_failure": Observed(ground, "pass", is_corrected_on_spot=True),
    }.items():
        with pytest.raises(Refused) as refused:
            record_observations(by=inspector, at=at, visit=visit, observations=[answer])
        assert refused.value.code == code
    assert not Observation.objects.exists()


def test_an_answer_may_be_changed_until_the_visit_is_finished(city: City, opened: Round, at: datetime) -> None:
    visit = stop_of(opened)
    first, second = inspector_of(city, visit), inspector_of(city, visit, 1)
    record_all(first, at, visit, P12_01="fail")
    ground = points(visit)["P12-01"]
    later = at + timedelta(minutes=5)
    record_observations(by=second, at=later, visit=visit, observations=[Observed(ground, "pass", note="看错了")])
    row = Observation.objects.get(visit=visit, check_point=ground)
    assert (row.verdict, row.note_zh, row.photos.count()) == ("pass", "看错了", 0)
    finish_visit(by=second, at=later, visit=visit)
    with pytest.raises(Refused, match="wrong_state"):
        record_observations(by=second, at=later, visit=visit, observations=[Observed(ground, "fail")])
    assert not Case.objects.exists()


def test_numbers_and_repetitions_are_kept(city: City, opened: Round, at: datetime) -> None:
    visit = stop_of(opened)
    inspector = inspector_of(city, visit)
    cars = points(visit)["P12-03"]
    answers = [
        Observed(cars, "pass", number=Decimal(1), total=Decimal(30), unit_label="辆"),
        Observed(cars, "fail", number=Decimal(5), total=Decimal(30), unit_label="辆", repetition=2),
    ]
    record_observations(by=inspector, at=at, visit=visit, observations=answers)
    lines = [line for line in checklist(visit) if line.check_point == cars]
    assert [(line.repetition, line.observation.number, line.missing) for line in lines if line.observation] == [
        (1, Decimal(1), []),
        (2, Decimal(5), []),
    ]


def test_a_visit_is_not_finished_with_gaps(city: City, opened: Round, at: datetime) -> None:
    visit = stop_of(opened)
    inspector = inspector_of(city, visit)
    scale = Observed(points(visit)["P12-02"], "not_observed")
    record_observations(by=inspector, at=at, visit=visit, observations=[scale])
    with pytest.raises(Refused) as refused:
        finish_visit(by=inspector, at=at, visit=visit)
    assert refused.value.code == "incomplete"
    assert "2" in str(refused.value.message)


def test_a_stop_that_was_not_possible_makes_room_for_the_next_of_the_reserve(
    city: City, opened: Round, at: datetime
) -> None:
    reasons = iter(["市场拆迁", "停业", "封路", "停业"])
    visit: Visit | None = stop_of(opened)
    ranks = []
    while visit is not None:
        current = Visit.objects.get(pk=visit.pk)
        visit = mark_not_possible(by=inspector_of(city, current), at=at, visit=current, reason=next(reasons))
        if visit is not None:
            ranks.append(visit.rank)
            assert visit.kind == "reserve"
            assert visit.inspectors.count() == 2
            assert (visit.population_count, visit.sample_count) == (10, 3)
    assert ranks == [4, 5]
    market = progress(opened)[0]
    assert (market.waiting, market.done, market.not_possible) == (2, 0, 3)


def test_a_replacement_needs_a_reason_and_stays_in_the_record(
    city: City, opened: Round, inspectors: Any, at: datetime
) -> None:
    visit = next(v for v in stops(opened) if v.stratum_code == "P12" and int(v.site.code[-2:]) <= 8)
    leaving = visit.inspectors.order_by("position")[0].post
    there = {one.post_id for one in visit.inspectors.all()}
    joining = next(city.posts[key] for key in inspectors if key != "su_qing" and city.posts[key].pk not in there)
    office = city.actor("lin_yue")
    change = {"by": office, "at": at, "visit": visit, "leaving": leaving}
    with pytest.raises(Refused, match="missing"):
        replace_inspector(**change, joining=joining, reason=" ")
    with pytest.raises(Refused, match="own_unit"):
        replace_inspector(**change, joining=city.posts["su_qing"], reason="生病")
    replace_inspector(**change, joining=joining, reason="生病")
    gone = visit.inspectors.get(post=leaving)
    come = visit.inspectors.get(post=joining)
    assert gone.left_at == at
    assert (come.is_replacement, come.reason_zh, come.position) == (True, "生病", gone.position)


def test_only_drawn_stops_enter_rates(city: City, opened: Round, sites: Any, at: datetime) -> None:
    visit = stop_of(opened)
    inspector = inspector_of(city, visit)
    record_all(inspector, at, visit, P12_01="fail")
    assert cells() == []
    finish_visit(by=inspector, at=at, visit=visit)
    free = start_free_visit(by=inspector, at=at, site=sites["P12-09"])
    answer = Observed(points(free)["P12-01"], "fail", photos=[photo(at)])
    record_observations(by=inspector, at=at, visit=free, observations=[answer])
    raise_finding(by=inspector, at=at, visit=free, text="消防通道堵塞", severity=3)
    finish_visit(by=inspector, at=at, visit=free)
    assert Counter(Case.objects.values_list("source", flat=True)) == {"inspection": 1, "free_finding": 2}
    assert sum(cell.observed for cell in cells()) == 3
    assert sum(cell.passed for cell in cells()) == 2
    assert [(one.population_count, one.sample_count, one.visited) for one in strata()] == [(10, 3, 1)]


def test_the_end_of_the_round_publishes_the_proof_and_records_what_was_not_reached(
    city: City, opened: Round, at: datetime
) -> None:
    visit = stop_of(opened)
    record_all(inspector_of(city, visit), at, visit)
    finish_visit(by=inspector_of(city, visit), at=at, visit=visit)
    office = city.actor("lin_yue")
    end_round(by=office, at=at + timedelta(days=10), round=opened)
    assert Counter(Visit.objects.values_list("state", flat=True)) == {"done": 1, "not_possible": 4}
    assert opened.draw is not None
    verdict = verify(proof(opened.draw))
    assert verdict.holds, verdict.failures
    with pytest.raises(Refused, match="wrong_state"):
        end_round(by=office, at=at, round=opened)


def test_a_round_given_up_takes_its_draw_with_it(city: City, planned: Round, at: datetime) -> None:
    cancel_round(by=city.actor("lin_yue"), at=at, round=planned, reason="大雪")
    assert planned.draw is not None
    planned.draw.refresh_from_db()
    assert (planned.state, planned.draw.state) == ("cancelled", "cancelled")
    assert "大雪" in planned.draw.cancel_reason_zh


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"inspectors_per_visit": 1}, "too_few_inspectors"),
        ({"inspectors_per_visit": 5}, "too_few_inspectors"),
        ({"code": "2026-11"}, "draw_in_use"),
        ({"name_zh": ""}, "missing"),
    ],
)
def test_a_plan_that_cannot_stand_is_refused(
    city: City, draw: Any, edition: Any, at: datetime, changes: dict[str, Any], code: str
) -> None:
    given: dict[str, Any] = {
        "by": city.actor("lin_yue"),
        "at": at,
        "code": "2026-12",
        "name_zh": "轮",
        "draw": draw,
        "edition": edition,
        "opens_on": at.date(),
        "closes_on": at.date(),
    }
    if code == "draw_in_use":
        plan_round(**given)
    with pytest.raises(Refused) as refused:
        plan_round(**(given | changes))
    assert refused.value.code == code


def test_photos_open_only_for_who_sees_the_visit(city: City, opened: Round, at: datetime) -> None:
    visit = stop_of(opened)
    inspector = inspector_of(city, visit)
    record_all(inspector, at, visit, P12_01="fail")
    picture = Observation.objects.get(verdict="fail").photos.get()
    assert photo_for(inspector, picture.pk, at) == picture
    assert photo_for(city.actor("he_ping"), picture.pk, at) == picture
    with pytest.raises(NotFound):
        photo_for(city.actor("ma_jun"), picture.pk, at)


def test_recording_costs_few_queries(
    city: City, opened: Round, at: datetime, django_assert_max_num_queries: Any
) -> None:
    visit = Visit.objects.select_related("round", "site__area", "site__segment", "site__facility").get(
        pk=stop_of(opened).pk
    )
    inspector = inspector_of(city, visit)
    answers = [Observed(point, "pass") for point in points(visit).values()]
    with django_assert_max_num_queries(12):
        record_observations(by=inspector, at=at, visit=visit, observations=answers)
