"""回頭看: closed cases are drawn or chosen, looked at by others than their unit, and what relapsed opens again."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import record_recheck
from chuangcheng.cases.models import Case, Recheck
from chuangcheng.draws.queries import proof
from chuangcheng.draws.rules import verify
from chuangcheng.inspections.actions import (
    Observed,
    Seen,
    end_round,
    finish_visit,
    mark_not_possible,
    open_round,
    plan_recheck,
    plan_recheck_round,
    raise_finding,
    record_observations,
)
from chuangcheng.inspections.models import Finding, Round, Visit
from chuangcheng.inspections.queries import Window, cells, checklist, may_be_drawn, recheck_pools, stops_of
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.inspections.conftest import inspector_of, photo, points
from tests.rechecks.conftest import Closed, recheck_draw
from tests.stories import City


def planned_round(city: City, at: datetime, draw: Any, **more: Any) -> Round:
    """A round of today and the next week."""
    dates = {"opens_on": at.date(), "closes_on": at.date() + timedelta(days=7)}
    office = city.actor("lin_yue")
    return plan_recheck_round(by=office, at=at, code="HT-1", name_zh="回头看", draw=draw, **dates, **more)


def test_a_drawn_round_from_its_frame_to_its_proof(
    city: City, at: datetime, closed: Closed, sites: Any, segment: Any, pointed: Any
) -> None:
    places = [segment, pointed, *(sites[f"P01-0{number}"] for number in (1, 2, 3, 4))]
    cases = [closed(place) for place in places]
    cases += [closed(sites[f"P12-0{number}"], unit="DW35") for number in (1, 2, 3)]
    draw = recheck_draw(city, at, count=2)
    planned = planned_round(city, at, draw)
    visits = list(Visit.objects.filter(round=planned).order_by("position"))
    assert Counter(visit.stratum_code for visit in visits) == {"DW26@0": 2, "DW35@0": 2}
    assert {(v.population_count, v.sample_count) for v in visits} == {(6, 2), (3, 2)}
    for visit in visits:
        assert visit.case is not None
        assert visit.case.unit is not None
        assert visit.case.unit.code not in {one.post.unit.code for one in visit.inspectors.all()}
    open_round(by=city.actor("lin_yue"), at=at, round=planned)
    first, second, third, last = visits
    inspector = inspector_of(city, first)
    assert first in stops_of(inspector, at)
    finish_visit(by=inspector, at=at, visit=first, recheck=Seen("kept", "路面平整"))
    shown = Seen("relapsed", "又见积水", [photo(at, "red")])
    finish_visit(by=inspector_of(city, second), at=at, visit=second, recheck=shown)
    mark_not_possible(by=inspector_of(city, third), at=at, visit=third, reason="道路封闭施工")
    outcomes = {row.case_id: row.outcome for row in Recheck.objects.all()}
    assert outcomes == {first.case_id: "kept", second.case_id: "relapsed", third.case_id: "not_seen"}
    assert all(row.is_drawn for row in Recheck.objects.all())
    again = Case.objects.get(pk=second.case_id)
    assert (again.state, again.reopen_count, again.source) == ("dispatched", 1, "hotline")
    assert Recheck.objects.get(case=again).unit == city.units["DW26"]
    assert again.photos.filter(kind="recheck", attempt=1).count() == 1
    assert not Finding.objects.exists(), "one matter, one case: the same case is open again"
    end_round(by=city.actor("lin_yue"), at=at, round=planned)
    assert Visit.objects.get(pk=last.pk).state == "not_possible"
    verdict = verify(proof(draw))
    assert verdict.holds, verdict.failures
    assert cases[0].number not in str(proof(draw)), "which cases were in the frame stays veiled"
    assert cells() == [], "a re-check is no observation of a standard"


def test_the_frame_holds_whatever_no_draw_has_had_looked_at(
    city: City, at: datetime, closed: Closed, sites: Any, pointed: Any
) -> None:
    old, fresh, late = closed(pointed, days=100), closed(pointed, days=3), closed(pointed, days=20)
    window = Window((at - timedelta(days=60)).date(), at.date(), 7)
    assert set(may_be_drawn(window, at)) == {late}
    wide = Window((at - timedelta(days=200)).date(), at.date(), 0)
    assert {pool.code: pool.count for pool in recheck_pools(wide, at, bands=(30,))} == {"DW26@0": 2, "DW26@1": 1}
    assert recheck_pools(wide, at, bands=(30,))[0].name_zh == "市交通运输局·销号30天以内"
    chosen = plan_recheck(by=city.actor("lin_yue"), at=at, case=old, posts=[city.posts["bai_lu"]])
    finish_visit(by=city.actor("bai_lu"), at=at, visit=chosen, recheck=Seen("kept"))
    assert set(may_be_drawn(wide, at)) == {old, fresh, late}, "choosing a case must not steer what can be drawn"
    planned = planned_round(city, at, recheck_draw(city, at, count=2, window=window))
    assert set(may_be_drawn(wide, at)) == {old, fresh}, "it waits for its inspectors"
    open_round(by=city.actor("lin_yue"), at=at, round=planned)
    visit = Visit.objects.get(round=planned)
    finish_visit(by=inspector_of(city, visit), at=at, visit=visit, recheck=Seen("not_seen", "积雪覆盖"))
    assert set(may_be_drawn(wide, at)) == {old, fresh, late}, "nobody has seen it yet"


def test_a_case_opened_again_since_the_draw_stays_in_the_sample(
    city: City, at: datetime, closed: Closed, pointed: Any
) -> None:
    case, other = closed(pointed), closed(pointed)
    draw = recheck_draw(city, at, count=2)
    record_recheck(by=SYSTEM, at=at, case=case, outcome="relapsed", note="再次破损")
    planned = planned_round(city, at, draw)
    states = dict(Visit.objects.filter(round=planned).values_list("case", "state"))
    assert states == {case.pk: "not_possible", other.pk: "planned"}


def test_a_chosen_recheck_is_answered_by_the_check_point_of_its_case(
    city: City, at: datetime, closed: Closed, sites: Any, edition: Any
) -> None:
    ground = edition.check_points.get(code="P12-01")
    case = closed(sites["P12-09"], check_point=ground, source="inspection")
    office, bai_lu = city.actor("lin_yue"), city.actor("bai_lu")
    with pytest.raises(Refused, match="own_unit"):
        plan_recheck(by=office, at=at, case=case, posts=[city.posts["ma_jun"]])
    visit = plan_recheck(by=office, at=at, case=case, posts=[city.posts["bai_lu"]])
    assert [line.check_point.code for line in checklist(visit)] == ["P12-01"]
    with pytest.raises(Refused, match="missing"):
        finish_visit(by=bai_lu, at=at, visit=visit, recheck=Seen("not_seen"))
    with pytest.raises(Refused, match="photo_missing"):
        finish_visit(by=bai_lu, at=at, visit=visit, recheck=Seen("relapsed", "污水"))
    with pytest.raises(Refused, match="incomplete"):
        finish_visit(by=bai_lu, at=at, visit=visit)
    answer = Observed(points(visit)["P12-01"], "fail", note="又见污水", photos=[photo(at, "red")])
    record_observations(by=bai_lu, at=at, visit=visit, observations=[answer])
    more = raise_finding(by=bai_lu, at=at, visit=visit, text="门口堆物")
    finish_visit(by=bai_lu, at=at, visit=visit)
    case.refresh_from_db()
    assert (case.state, case.reopen_count) == ("dispatched", 1)
    row = Recheck.objects.get()
    assert (row.outcome, row.is_drawn, row.note) == ("relapsed", False, "地面无污水垃圾：又见污水")
    assert more.case.source == "recheck"
    assert Case.objects.count() == 2
    acts = Entry.objects.filter(verb__in=("inspections.finish_visit", "cases.record_recheck", "cases.reopen_case"))
    assert len(set(acts.values_list("act_id"))) == 1
    with pytest.raises(Refused, match="not_closed"):
        plan_recheck(by=office, at=at, case=case, posts=[city.posts["bai_lu"]])


def test_only_outsiders_with_the_verb_record_what_they_saw(
    city: City, at: datetime, closed: Closed, pointed: Any
) -> None:
    case = closed(pointed, unit="DW35")
    with pytest.raises(Refused, match="own_unit"):
        record_recheck(by=city.actor("su_qing"), at=at, case=case, outcome="kept")
    with pytest.raises(NotAllowed):
        record_recheck(by=city.actor("ma_jun"), at=at, case=case, outcome="kept")
    with pytest.raises(Refused, match="unknown_outcome"):
        record_recheck(by=city.actor("bai_lu"), at=at, case=case, outcome="fine")
    record_recheck(by=city.actor("bai_lu"), at=at, case=case, outcome="kept")
    record_recheck(by=city.actor("bai_lu"), at=at, case=case, outcome="kept")
    assert list(case.rechecks.values_list("number", flat=True)) == [1, 2]
