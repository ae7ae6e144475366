"""The whole table is walked: every move from every state, allowed where the table says so, refused elsewhere."""

from datetime import timedelta

import pytest

from chuangcheng.cases import actions
from chuangcheng.cases.queries import Case, State
from chuangcheng.cases.workflow import FINAL, OPEN, TABLE
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused, Stale

VERBS = sorted({move.verb.removeprefix("cases.") for move in TABLE.moves} - {"open_case"})


def bring_to(street, state):
    """A case in this state, by the ordinary way there."""
    ways = {
        State.REGISTERED: street.opened,
        State.DISPATCHED: street.dispatched,
        State.ACCEPTED: street.accepted,
        State.SUBMITTED: street.submitted,
        State.CORRECTED: lambda: street.opened(corrected_photos=[street.after], measure="当场清理"),
        State.DISPUTED: lambda: moved(street, "dispute_case", street.dispatched()),
        State.HELD: lambda: moved(street, "hold_case", street.accepted()),
        State.SPLIT: lambda: moved(street, "split_case", street.opened()),
        State.CLOSED: lambda: moved(street, "close_case", street.submitted()),
        State.REFUSED: lambda: moved(street, "refuse_case", street.opened()),
        State.MERGED: lambda: moved(street, "merge_case", street.opened()),
    }
    return ways[state]()


def moved(street, verb, case):
    """The case after a move that is made properly."""
    getattr(actions, verb)(by=SYSTEM, at=street.at, case=case, **prepare(street, verb, case))
    return case


def arguments(street, verb):
    """What the move carries when it is made properly."""
    units = street.city.units
    review = (street.at + timedelta(days=90)).date()
    given = {
        "dispatch_case": {},
        "classify_case": {"category": street.category("B0101")},
        "split_case": {"units": [units["DW26"], units["DW35"]]},
        "merge_case": {"into": None, "reason": "重复"},
        "submit_correction": {"photos": [street.after]},
        "dispute_case": {"proposed_unit": units["DW35"], "reason": "不属我局"},
        "uphold_dispute": {"unit": units["DW35"], "reason": "确属"},
        "submit_case": {"cause": "老化", "measure": "更换", "photos": [street.after]},
        "ask_extension": {"limit": "2 working_days", "reason": "待料"},
        "grant_extension": {"limit": "1 working_days", "reason": "暴雪"},
        "record_recheck": {"outcome": "kept"},
        "hold_case": {"reason": "冻土", "plan": "四月", "review_on": review},
        "renew_hold": {"reason": "仍冻", "review_on": review},
    }
    bare = {"accept_case", "resume_case", "close_case", "close_split_case", "reopen_split_case"}
    return given.get(verb, {} if verb in bare else {"reason": "理由"})


def prepare(street, verb, case):
    """What a move needs beside the state."""
    given = arguments(street, verb)
    if verb == "merge_case":
        given["into"] = street.opened()
    if verb == "deny_extension" and case.state in (State.ACCEPTED, State.SUBMITTED):
        from chuangcheng.cases.queries import Extension

        Extension.objects.create(
            case=case, limit="2 working_days", reason="待料", asked_at=street.at, clock_started_at=case.dispatched_at
        )
    return given


@pytest.mark.parametrize("state", list(State))
def test_every_move_from_every_state(street, state, django_db_blocker):
    from django.db import transaction

    allowed = {move.verb.removeprefix("cases.") for move in TABLE.leaving(state)}
    case = bring_to(street, state)
    assert case.state == state
    for verb in VERBS:
        point = transaction.savepoint()
        case = Case.objects.select_related("unit", "area", "category__default_unit").get(pk=case.pk)
        given = prepare(street, verb, case)
        action = getattr(actions, verb)
        rows = Entry.objects.count()
        if verb in allowed:
            action(by=SYSTEM, at=street.at, case=case, **given)
            case.refresh_from_db()
            assert case.state == TABLE.find(f"cases.{verb}", state).target, verb
            assert Entry.objects.count() > rows, verb
        else:
            with pytest.raises(Refused) as refused:
                action(by=SYSTEM, at=street.at, case=case, **given)
            assert refused.value.code == "wrong_state", verb
            assert Entry.objects.count() == rows, verb
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize(
    "move", [move for move in TABLE.moves if move.carries], ids=lambda move: f"{move.verb}-{move.source}"
)
def test_a_move_without_what_it_must_carry_names_the_field(street, move):
    verb = move.verb.removeprefix("cases.")
    if verb in ("open_case", "dispatch_case"):
        return
    case = bring_to(street, State(move.source))
    for name in move.carries:
        given = prepare(street, verb, case)
        given[name] = (
            []
            if name in ("photos", "units")
            else ("" if name not in ("unit", "into", "proposed_unit", "review_on") else None)
        )
        with pytest.raises(Refused) as refused:
            getattr(actions, verb)(by=SYSTEM, at=street.at, case=case, **given)
        assert (refused.value.code, refused.value.field) == ("missing", name)


def test_open_and_final_states_together_are_all(street):
    assert set(OPEN) | set(FINAL) == set(State)
    assert not set(OPEN) & set(FINAL)


def test_a_description_of_blanks_registers_nothing_and_uses_no_number(street):
    with pytest.raises(Refused) as refused:
        street.opened(description="   ")
    assert refused.value.field == "description"
    assert street.opened().number == "2026-000001"


def test_numbers_begin_anew_with_the_local_year(street, at):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    first = street.opened()
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=ZoneInfo("UTC"))
    assert first.number == "2026-000001"
    assert street.opened(at=new_year).number == "2027-000001", "half past midnight in the city"
    assert street.opened().number == "2026-000002"


def test_two_people_who_move_the_same_case_make_one_move(street, at):
    case = street.dispatched()
    liaison, office = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    actions.accept_case(by=street.actor("ma_jun"), at=at, case=liaison)
    rows = Entry.objects.count()
    with pytest.raises(Stale):
        actions.take_back_case(by=street.actor("lin_yue"), at=at, case=office, reason="派错")
    assert Entry.objects.count() == rows
    case.refresh_from_db()
    assert case.state == State.ACCEPTED


def test_two_officers_who_decide_on_one_request_make_one_decision(street, at):
    case = street.accepted()
    actions.ask_extension(by=street.actor("ma_jun"), at=at, case=case, limit="2 working_days", reason="待料")
    one, other = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    actions.deny_extension(by=street.actor("lin_yue"), at=at, case=one, reason="可加快")
    with pytest.raises(Refused) as refused:
        actions.deny_extension(by=street.actor("lin_yue"), at=at, case=other, reason="可加快")
    assert refused.value.code == "nothing_asked"


def test_a_second_request_waits_for_the_answer_to_the_first(street, at):
    case = street.accepted()
    ma = street.actor("ma_jun")
    actions.ask_extension(by=ma, at=at, case=case, limit="2 working_days", reason="待料")
    with pytest.raises(Refused) as refused:
        actions.ask_extension(by=ma, at=at, case=case, limit="3 working_days", reason="还待料")
    assert refused.value.code == "asked_already"


def test_a_split_case_closes_with_its_last_part_and_opens_with_the_first(street, at):
    case = street.opened()
    units = [street.city.units["DW26"], street.city.units["DW35"]]
    parts = actions.split_case(by=street.actor("lin_yue"), at=at, case=case, units=units)
    assert [part.unit for part in parts] == units
    assert all(part.photos.count() == 1 for part in parts)
    gao = street.actor("gao_yuan")
    for part, liaison in zip(parts, ("ma_jun", "luo_jia"), strict=True):
        actions.accept_case(by=street.actor(liaison), at=at, case=part)
        street.submit(part, at, by=liaison)
        case.refresh_from_db()
        assert case.state == State.SPLIT
        actions.close_case(by=gao, at=at, case=part)
    case.refresh_from_db()
    assert case.state == State.CLOSED
    with pytest.raises(Refused) as refused:
        actions.reopen_case(by=street.actor("lin_yue"), at=at, case=case, reason="反弹")
    assert refused.value.code == "has_parts"
    actions.reopen_case(by=street.actor("lin_yue"), at=at, case=parts[0], reason="反弹")
    case.refresh_from_db()
    assert case.state == State.SPLIT


def test_a_case_is_never_merged_into_itself_nor_into_one_that_is_gone(street, at):
    lin = street.actor("lin_yue")
    case, other = street.opened(), street.opened()
    with pytest.raises(Refused) as refused:
        actions.merge_case(by=lin, at=at, case=case, into=case, reason="重复")
    assert refused.value.code == "merged_into_itself"
    actions.merge_case(by=lin, at=at, case=other, into=case, reason="重复")
    with pytest.raises(Refused) as refused:
        actions.merge_case(by=lin, at=at, case=case, into=other, reason="重复")
    assert refused.value.code == "not_there"


def test_a_case_corrected_on_the_spot_goes_straight_to_verification(street, at):
    case = street.opened(corrected_photos=[street.after], measure="当场清理")
    assert case.state == State.CORRECTED
    assert case.due_at is None
    assert case.unit.code == "DW26", "the record says whose it would have been"
    actions.return_correction(by=street.actor("gao_yuan"), at=at, case=case, reason="仍有积水")
    assert (case.state, case.unit) == (State.REGISTERED, None)
    actions.dispatch_case(by=street.actor("lin_yue"), at=at, case=case)
    actions.accept_case(by=street.actor("ma_jun"), at=at, case=case)
    street.submit(case, at)
    assert [one.attempt for one in case.submissions.all()] == [1, 2]


def test_a_unit_outside_the_candidates_needs_a_reason(street, at):
    case = street.opened()
    lin, other = street.actor("lin_yue"), street.city.units["DW35"]
    with pytest.raises(Refused) as refused:
        actions.dispatch_case(by=lin, at=at, case=case, unit=other)
    assert refused.value.field == "reason"
    actions.dispatch_case(by=lin, at=at, case=case, unit=other, reason="市场门前，由市场监管局协调")
    assert case.dispatch_reason["params"]["text"].startswith("市场门前")


def test_without_anybody_responsible_the_office_must_choose(street, at):
    from chuangcheng.places.queries import Place

    place = Place(street.city.areas["JYG"])
    case = street.opened(category=None, place=place)
    with pytest.raises(Refused) as refused:
        actions.dispatch_case(by=street.actor("lin_yue"), at=at, case=case)
    assert refused.value.code == "nobody_responsible"
