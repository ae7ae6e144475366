"""Double inspection: the draw chooses stops that two inspectors judge apart; the first counts, the office compares."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.cases.models import Case
from chuangcheng.draws.queries import proof, selection
from chuangcheng.draws.rules import verify
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import (
    end_round,
    finish_reading,
    finish_visit,
    mark_not_possible,
    open_round,
    plan_round,
    raise_finding,
    replace_inspector,
    take_up_observation,
)
from chuangcheng.inspections.models import Finding, Observation, Round, Visit
from chuangcheng.inspections.rules import agreement, double_count, double_frame
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from tests.field.phone import Phone
from tests.inspections.conftest import drawn, inspector_of, record_all, stop_of
from tests.inspections.test_pages import key_of
from tests.stories import City, sign_in


@pytest.fixture
def opened(city: City, at: datetime, edition: Any, sites: dict[str, Any], inspectors: Any) -> Round:
    """An open round of five stops, all of which the draw chose to be judged twice."""
    return a_round(city, at, edition, sites, 5)


def a_round(city: City, at: datetime, edition: Any, sites: dict[str, Any], double: int) -> Round:
    office = city.actor("lin_yue")
    draw = drawn(city, at, sites, double_frame(5, double))
    closes_on = at.date() + timedelta(days=10)
    values = {"code": "2026-11", "name_zh": "十一月", "edition": edition, "opens_on": at.date(), "closes_on": closes_on}
    planned = plan_round(by=office, at=at, draw=draw, **values)
    return open_round(by=office, at=at, round=planned)


def pair_at(city: City, visit: Visit) -> tuple[Actor, Actor]:
    """First and second in the order drawn."""
    return inspector_of(city, visit, 0), inspector_of(city, visit, 1)


def test_the_committed_draw_says_which_stops_are_judged_twice(
    city: City, at: datetime, edition: Any, sites: dict[str, Any], inspectors: Any
) -> None:
    opened = a_round(city, at, edition, sites, 2)
    assert opened.draw is not None
    frame = opened.draw.commitment["frames"][2]
    assert (frame["code"], frame["strata"][0]["pool"], frame["strata"][0]["count"]) == ("double", 5, 2)
    end_round(by=city.actor("lin_yue"), at=at + timedelta(days=9), round=opened)
    published = proof(opened.draw)
    assert verify(published).holds
    chosen = {int(entry.code) for one in selection(opened.draw, "double") for entry in one.selected}
    assert {visit.position for visit in queries.stops(opened) if visit.is_double} == chosen
    assert len(chosen) == 2


def test_neither_sees_the_other_until_both_have_finished(city: City, at: datetime, opened: Round) -> None:
    visit = stop_of(opened)
    first, second = pair_at(city, visit)
    record_all(first, at, visit, P12_01="fail")
    free = raise_finding(by=first, at=at, visit=visit, text="门口有积水")
    visit = queries.get_visit_for(second, visit.pk, at)
    assert queries.is_apart(visit)
    assert (queries.reading_of(first, visit), queries.reading_of(second, visit)) == (1, 2)
    assert not any(line.observation for line in queries.checklist(visit, queries.reading_of(second, visit)))
    assert queries.findings(visit, queries.readings_for(second, visit)) == []
    assert queries.findings(visit, queries.readings_for(first, visit)) == [free]
    shown = Observation.objects.get(visit=visit, check_point__code="P12-01").photos.get()
    assert queries.photo_for(first, shown.pk, at).pk == shown.pk
    with pytest.raises(NotFound):
        queries.photo_for(second, shown.pk, at)
    with pytest.raises(Refused, match="incomplete"):
        finish_visit(by=second, at=at, visit=visit)
    record_all(second, at, visit)
    finish_visit(by=first, at=at, visit=visit, note="人多")
    assert Visit.objects.get(pk=visit.pk).state == "planned"
    assert Case.objects.count() == 1  # the free finding's
    assert visit.pk not in {one.pk for one in queries.stops_of(first, at)}
    assert visit.pk in {one.pk for one in queries.visited_by(first, at)}
    assert visit.pk in {one.pk for one in queries.stops_of(second, at)}
    for again in (record_all, lambda by, at, visit: finish_visit(by=by, at=at, visit=visit)):
        with pytest.raises(Refused, match="already_finished"):
            again(first, at, visit)
    finish_visit(by=second, at=at + timedelta(hours=1), visit=visit)
    visit = queries.get_visit_for(second, visit.pk, at)
    assert (visit.state, visit.note_zh, visit.visited_at) == ("done", "人多", at)


def test_cases_and_rates_read_the_first_judgement_alone(city: City, at: datetime, opened: Round) -> None:
    visit = stop_of(opened)
    first, second = pair_at(city, visit)
    record_all(second, at, visit, P12_02="fail")
    finish_visit(by=second, at=at, visit=visit)
    assert not Case.objects.exists()
    record_all(first, at, visit, P12_01="fail")
    finish_visit(by=first, at=at, visit=visit)
    case = Case.objects.get()
    assert (case.check_point.code, case.opened_by_id) == ("P12-01", first.person_id)  # type: ignore[union-attr]
    counted = queries.observations(round_ids=[opened.pk])
    assert counted.count() == 3
    assert set(counted.values_list("recorded_by", flat=True)) == {first.person_id}
    assert sum(cell.failed for cell in queries.cells(round_ids=[opened.pk])) == 1
    assert queries.all_observations(edition_id=opened.edition_id, round_ids=[opened.pk]).count() == 3
    verbs = Counter(Entry.objects.filter(verb__startswith="inspections.").values_list("verb", flat=True))
    assert verbs["inspections.finish_reading"] == 2
    assert verbs["inspections.conclude_visit"] == 1


def test_what_only_the_second_found_is_a_hint_that_the_office_takes_up(
    client: Client, city: City, at: datetime, opened: Round
) -> None:
    visit = stop_of(opened)
    first, second = pair_at(city, visit)
    office = city.actor("lin_yue")
    record_all(first, at, visit, P12_01="fail")
    record_all(second, at, visit, P12_01="fail", P12_02="fail")
    only, both = (Observation.objects.get(visit=visit, reading=2, check_point__code=f"P12-0{n}") for n in (2, 1))
    with pytest.raises(Refused, match="wrong_state"):
        take_up_observation(by=office, at=at, observation=only)
    for by in (first, second):
        finish_visit(by=by, at=at, visit=visit)
    visit = queries.get_visit_for(city.actor("deng_hai"), visit.pk, at)
    found = queries.differences(visit)
    assert [(row.second.check_point.code, row.may_take_up) for row in found] == [("P12-02", True)]
    only.refresh_from_db()
    with pytest.raises(NotAllowed):
        take_up_observation(by=city.actor("su_qing"), at=at, observation=only)
    with pytest.raises(Refused, match="already_a_case"):
        take_up_observation(by=office, at=at, observation=both)
    with pytest.raises(Refused, match="not_a_difference"):
        take_up_observation(by=office, at=at, observation=Observation.objects.filter(reading=1, verdict="fail")[0])
    sign_in(client, "lin_yue")
    answer = client.post(reverse("desk:take_up_observation", args=[visit.pk, only.pk]), follow=True)
    finding = Finding.objects.get(observation=only)
    assert finding.case.number in answer.content.decode()
    assert finding.case.opened_by_id == second.person_id
    assert not queries.differences(visit)[0].may_take_up
    with pytest.raises(Refused, match="already_a_case"):
        take_up_observation(by=office, at=at, observation=only)
    assert sum(cell.failed for cell in queries.cells(round_ids=[opened.pk])) == 1


def test_whether_a_stop_was_possible_is_the_first_ones_word(city: City, at: datetime, opened: Round) -> None:
    market, street = stop_of(opened), stop_of(opened, "P01")
    first, second = pair_at(city, market)
    record_all(first, at, market)
    finish_visit(by=first, at=at, visit=market)
    assert mark_not_possible(by=second, at=at, visit=market, reason="到达时已关门") is None
    market.refresh_from_db()
    assert market.state == "done"
    assert queries.pairs([opened.pk]) == []
    first, second = pair_at(city, street)
    record_all(second, at, street)
    finish_visit(by=second, at=at, visit=street)
    following = mark_not_possible(by=first, at=at, visit=street, reason="道路封闭")
    street.refresh_from_db()
    assert street.state == "not_possible"
    assert following is not None
    assert following.is_double


def test_the_end_of_a_round_counts_what_the_first_has_finished(city: City, at: datetime, opened: Round) -> None:
    half, other = stop_of(opened), stop_of(opened, number=1)
    record_all(inspector_of(city, half, 0), at, half, P12_01="fail")
    finish_visit(by=inspector_of(city, half, 0), at=at, visit=half)
    record_all(inspector_of(city, other, 1), at, other)
    finish_visit(by=inspector_of(city, other, 1), at=at, visit=other)
    end_round(by=city.actor("lin_yue"), at=at + timedelta(days=11), round=opened)
    states = dict(Visit.objects.filter(round=opened).values_list("pk", "state"))
    assert (states[half.pk], states[other.pk]) == ("done", "not_possible")
    assert Finding.objects.get().observation.check_point.code == "P12-01"  # type: ignore[union-attr]


def test_who_has_finished_is_not_replaced_and_a_team_has_no_readings(
    city: City, at: datetime, edition: Any, sites: dict[str, Any], inspectors: Any
) -> None:
    opened = a_round(city, at, edition, sites, 4)
    single = queries.stops(opened).get(is_double=False)
    with pytest.raises(Refused, match="not_double"):
        finish_reading(by=inspector_of(city, single), at=at, visit=single)
    visit = queries.stops(opened).filter(is_double=True, stratum_code="P12")[0]
    first = inspector_of(city, visit)
    record_all(first, at, visit)
    finish_visit(by=first, at=at, visit=visit)
    leaving = visit.inspectors.get(position=1).post
    joining = next(post for post in city.posts.values() if post.pk not in {o.post_id for o in visit.inspectors.all()})
    with pytest.raises(Refused, match="already_finished"):
        replace_inspector(by=city.actor("lin_yue"), at=at, visit=visit, leaving=leaving, joining=joining, reason="生病")


@given(st.lists(st.tuples(*[st.sampled_from(["pass", "fail", "not_applicable", "not_observed"])] * 2), max_size=40))
def test_agreement_is_a_share_that_does_not_care_who_was_first(pairs: list[tuple[str, str]]) -> None:
    found, turned = agreement(pairs), agreement([(second, first) for first, second in pairs])
    assert found == turned
    assert found.agreed + found.differing == found.pairs == len(pairs)
    for share in (found.share, found.of_fail, found.of_pass):
        assert share is None or 0 <= share <= 1
    if pairs and all(first == second for first, second in pairs):
        assert found.share == 1


def test_agreement_of_a_known_table() -> None:
    """Both fail 10, both pass 80, differ 6 + 4: 90 % alike, but of “not met” only 2·10 / (16 + 14)."""
    table = [("fail", "fail")] * 10 + [("pass", "pass")] * 80 + [("fail", "pass")] * 6 + [("pass", "fail")] * 4
    found = agreement(table)
    assert found.share == 0.9
    assert found.of_fail == pytest.approx(20 / 30)
    assert found.of_pass == pytest.approx(160 / 170)
    assert [double_count(stops, 10) for stops in (0, 1, 60, 61)] == [0, 1, 6, 7]


def test_both_judge_on_the_phone_and_only_the_office_compares(
    client: Client, city: City, at: datetime, opened: Round, django_assert_max_num_queries: Any
) -> None:
    visit = next(
        one for one in queries.stops(opened) if "lin_yue" not in {key_of(city, one, number) for number in (0, 1)}
    )
    keys = [key_of(city, visit, number) for number in (0, 1)]
    kind = visit.stratum_code
    first, second = (city.actor(key) for key in keys)
    record_all(first, at, visit, **{f"{kind}_01": "fail"})
    sign_in(client, keys[1])
    stop = next(one for one in Phone(client).packet().json()["stops"] if one["visit"] == visit.pk)
    assert stop["is_apart"] and stop["answers"] == []
    desk = reverse("desk:visit", args=[visit.pk])
    assert client.get(desk).context["counts"]["fail"] == 0
    assert client.get(desk).context["history"] == []
    record_all(second, at, visit)
    finish_visit(by=first, at=at, visit=visit)
    finish_visit(by=second, at=at, visit=Visit.objects.get(pk=visit.pk))
    assert Visit.objects.get(pk=visit.pk).state == "done"
    compare = reverse("desk:round_agreement", args=[opened.pk])
    for reader in (*keys, "deng_hai", "he_ping"):
        sign_in(client, reader)
        assert client.get(compare).status_code == 404
        assert client.get(desk).context["differences"] is None
    sign_in(client, "lin_yue")
    for address in (desk, compare, reverse("desk:round", args=[opened.pk])):
        with django_assert_max_num_queries(40):
            assert client.get(address).status_code == 200
    assert len(client.get(desk).context["differences"]) == 1
    row = client.get(compare).context["rows"][0]
    assert row["agreement"].of_fail == 0
    assert client.get(reverse("desk:round", args=[opened.pk])).context["may_compare"]
