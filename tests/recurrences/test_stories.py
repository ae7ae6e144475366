"""The bin on Xinhua South Road overflows for the third time: not one more case, but the proposal of an upgrade."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.actions import dispatch_case, record_recheck, refuse_case
from chuangcheng.cases.models import Case, Category
from chuangcheng.duties.actions import set_threshold
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.places.actions import define_facility, define_facility_kind
from chuangcheng.reactions.recipients import posts_to_tell
from chuangcheng.recurrences import queries
from chuangcheng.recurrences.actions import (
    add_occurrences,
    decline_proposal,
    finish_upgrade,
    propose_upgrade,
    take_up_proposal,
)
from chuangcheng.recurrences.models import Recurrence, RecurrenceCase
from chuangcheng.recurrences.workflow import TABLE
from tests.rechecks.conftest import Closed
from tests.recurrences.conftest import count, found
from tests.stories import City


def test_the_third_time_makes_a_card_and_tells_the_unit_and_the_office(
    city: City, at: datetime, held: Any, rubbish: Category, twice: list[Case]
) -> None:
    count(*twice)
    assert not Recurrence.objects.exists()
    third = found(held, at, category=rubbish)
    for _ in range(3):
        count(third)
    card = Recurrence.objects.get()
    assert (card.place, card.fault, card.times, card.state) == (held, f"category:{rubbish.pk}", 3, "proposed")
    assert (card.unit, card.needed_times, card.within_days) == (city.units["DW26"], 3, 180)
    assert [row.case for row in card.cases.all()] == [*twice, third]
    told = posts_to_tell(Entry.objects.get(verb="recurrences.propose_upgrade"), at)
    assert {city.posts["ma_jun"].pk, city.posts["lin_yue"].pk} <= told


def test_the_deeds_on_a_case_enqueue_the_counting(city: City, at: datetime, held: Any, rubbish: Category) -> None:
    case = found(held, at, category=rubbish)
    dispatch_case(by=SYSTEM, at=at, case=case)
    paths = [row.task_path for row in DBTaskResult.objects.all()]
    assert paths.count("chuangcheng.recurrences.jobs.count_fault") == 2


def test_neighbours_who_report_what_still_stands_do_not_make_a_card(
    at: datetime, held: Any, rubbish: Category, closed: Closed
) -> None:
    closed(held, days=40, category=rubbish)
    for hours in (0, 1, 2, 3):
        count(found(held, at + timedelta(hours=hours), category=rubbish))
    assert not Recurrence.objects.exists()


def test_another_place_another_fault_and_what_lies_long_ago_do_not_count(
    city: City, at: datetime, held: Any, sites: Any, rubbish: Category, closed: Closed
) -> None:
    closed(held, days=300, category=rubbish)
    closed(held, days=60, category=Category.objects.get(code="B0102"))
    closed(sites["P12-01"], days=50, category=rubbish)
    closed(held, days=40, category=rubbish)
    last = found(held, at, category=rubbish)
    count(last)
    assert not Recurrence.objects.exists()
    set_threshold(by=city.actor("lin_yue"), at=at, code="recurrence_days", value=400)
    count(last)
    assert Recurrence.objects.get().within_days == 400


def test_both_numbers_are_the_citys(city: City, at: datetime, held: Any, rubbish: Category, closed: Closed) -> None:
    office = city.actor("lin_yue")
    with pytest.raises(Refused, match="bad_threshold"):
        set_threshold(by=office, at=at, code="recurrence_times", value=1)
    set_threshold(by=office, at=at, code="recurrence_times", value=2)
    closed(held, days=40, category=rubbish)
    count(found(held, at, category=rubbish))
    assert Recurrence.objects.get().times == 2


def test_a_relapse_is_the_same_case_once_more(
    city: City, at: datetime, held: Any, rubbish: Category, closed: Closed
) -> None:
    case = closed(held, days=60, category=rubbish)
    record_recheck(by=SYSTEM, at=at - timedelta(days=30), case=case, outcome="relapsed", note="又满了")
    refused = found(held, at - timedelta(days=20), category=rubbish)
    refuse_case(by=SYSTEM, at=at - timedelta(days=20), case=refused, reason="重复")
    count(case, refused)
    assert not Recurrence.objects.exists()
    set_threshold(by=SYSTEM, at=at, code="recurrence_times", value=2)
    count(case)
    card = Recurrence.objects.get()
    assert [row.is_relapse for row in card.cases.all()] == [False, True]
    assert {row.case for row in card.cases.all()} == {case}


def test_a_site_at_a_facility_is_the_facility(
    city: City, at: datetime, rubbish: Category, closed: Closed, inspectors: Any
) -> None:
    kind = define_facility_kind(by=SYSTEM, at=at, code="FK01", name_zh="公共卫生间", attributes=[])
    where = {"area": city.areas["XG-XH-01"], "longitude": 98.28, "latitude": 39.77}
    toilet = define_facility(by=SYSTEM, at=at, code="GC1", kind=kind, name_zh="一号公厕", **where)
    for days in (90, 60):
        closed(toilet, days=days, category=rubbish)
    count(found(toilet, at, category=rubbish))
    assert Recurrence.objects.get().place == toilet


def test_while_a_card_stands_what_comes_back_joins_it(
    city: City, at: datetime, held: Any, rubbish: Category, twice: list[Case], closed: Closed
) -> None:
    third = closed(held, days=10, category=rubbish)
    count(third)
    card = Recurrence.objects.get()
    take_up_proposal(by=city.actor("lin_yue"), at=at, recurrence=card, plan="改为地埋式垃圾箱")
    fourth = found(held, at, category=rubbish)
    count(fourth, third, fourth)
    card.refresh_from_db()
    assert (card.times, card.state) == (4, "taken_up")
    assert RecurrenceCase.objects.filter(recurrence=card).count() == 4
    assert Entry.objects.filter(verb="recurrences.add_occurrences").count() == 1
    with pytest.raises(Refused, match="nothing_new"):
        add_occurrences(by=SYSTEM, at=at, case=fourth)
    with pytest.raises(Refused, match="stands_already"):
        propose_upgrade(by=SYSTEM, at=at, case=fourth)


def test_the_office_takes_up_and_finishes_and_counting_begins_anew(
    city: City, at: datetime, held: Any, rubbish: Category, twice: list[Case]
) -> None:
    last = found(held, at, category=rubbish)
    count(last)
    card, office = Recurrence.objects.get(), city.actor("lin_yue")
    with pytest.raises(Refused, match="missing"):
        take_up_proposal(by=office, at=at, recurrence=card, plan=" ")
    with pytest.raises(Refused, match="bad_end"):
        take_up_proposal(by=office, at=at, recurrence=card, plan="换箱", wanted_by=at.date() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        take_up_proposal(by=city.actor("ma_jun"), at=at, recurrence=card, plan="换箱")
    until = at.date() + timedelta(days=60)
    take_up_proposal(by=office, at=at, recurrence=card, plan="换为分类垃圾亭", unit=city.units["DW35"], wanted_by=until)
    kept = queries.taken_up(office).get()
    assert (kept.decided_by, kept.decided_at, kept.unit, kept.wanted_by) == (
        city.people["lin_yue"],
        at,
        city.units["DW35"],
        until,
    )
    finish_upgrade(by=office, at=at + timedelta(days=30), recurrence=card, result="已换新")
    assert card.state == "finished"
    count(last)
    assert Recurrence.objects.count() == 1


def test_what_was_declined_is_not_proposed_again_until_it_comes_back_as_often(
    city: City, at: datetime, held: Any, rubbish: Category, twice: list[Case], closed: Closed, settings: Any
) -> None:
    third = closed(held, days=20, category=rubbish)
    count(third)
    card, office = Recurrence.objects.get(), city.actor("lin_yue")
    with pytest.raises(Refused, match="missing"):
        decline_proposal(by=office, at=at, recurrence=card, reason="")
    decline_proposal(by=office, at=at - timedelta(days=19), recurrence=card, reason="明年整条路改造")
    with pytest.raises(Refused, match="wrong_state"):
        finish_upgrade(by=office, at=at, recurrence=card, result="-")
    count(closed(held, days=10, category=rubbish), closed(held, days=5, category=rubbish))
    assert Recurrence.objects.count() == 1
    count(found(held, at, category=rubbish))
    assert sorted(Recurrence.objects.values_list("state", "times")) == [("declined", 3), ("proposed", 3)]


def test_who_sees_a_card(city: City, at: datetime, held: Any, rubbish: Category, twice: list[Case]) -> None:
    count(found(held, at, category=rubbish))
    card = Recurrence.objects.get()
    for key in ("lin_yue", "ma_jun", "han_bing", "deng_hai", "he_ping"):
        assert queries.get_recurrence_for(city.actor(key), card.pk) == card
    for key in ("luo_jia", "su_qing", "wu_di"):
        with pytest.raises(NotFound):
            queries.get_recurrence_for(city.actor(key), card.pk)


def test_every_move_of_the_table_is_an_action_and_every_state_has_a_way_on() -> None:
    verbs = {move.verb for move in TABLE.moves}
    assert verbs == {
        "recurrences.propose_upgrade",
        "recurrences.add_occurrences",
        "recurrences.take_up_proposal",
        "recurrences.decline_proposal",
        "recurrences.finish_upgrade",
    }
