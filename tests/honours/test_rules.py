"""Terms that can be wrong, marks, agreement, the order of reading, swings: values alone."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.honours.models import NominationState
from chuangcheng.honours.rules import (
    Criterion,
    Terms,
    Voice,
    agreement,
    as_voice,
    award_kind,
    blind_order,
    faults,
    is_quorate,
    ranking,
    revocation_kind,
    shown_name,
    swings,
    weighted,
)
from chuangcheng.honours.workflow import AWARDS, NOMINATIONS, SEASONS
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings.rules import Kind
from chuangcheng.proceedings.rules import faults as kind_faults
from tests.honours.conftest import PERSONS, UNITS

TERMS = Terms.of(PERSONS)
MARKS = st.lists(st.integers(0, 10), min_size=3, max_size=3)


@pytest.mark.parametrize("data", [PERSONS, UNITS])
def test_terms_survive_being_stored_and_make_sound_kinds(data):
    terms = Terms.of(data)
    assert Terms.of(terms.as_data()) == terms
    for kind in (award_kind("H01", "身边好人", "Good People", terms), revocation_kind()):
        assert kind_faults(kind) == []
        assert Kind.of(kind.as_data()) == kind


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "dog"}, "kind"),
        ({"classes": []}, "classes"),
        ({"classes": ["甲", "甲"]}, "classes"),
        ({"criteria": []}, "criteria"),
        ({"criteria": [{"code": "C1", "text_zh": "好", "weight": 0}]}, "weights"),
        ({"quota": 0}, "quota"),
        ({"term_months": 121}, "term_months"),
        ({"notice_days": 0}, "notice_days"),
        ({"jury_size": 0}, "jury_size"),
        ({"checks": [{"unit": "DW17", "matter_zh": "", "working_days": 3}]}, "checks"),
        ({"vote_days": 0}, "calendar"),
        ({"colour": "red"}, "unknown or missing"),
    ],
)
def test_terms_that_cannot_be_right_are_named(change, fault):
    with pytest.raises(ValueError, match=fault):
        Terms.of({**PERSONS, **change})
    assert faults(TERMS) == []


@given(st.integers(0, 10), st.integers(0, 10))
def test_marks_weigh_as_the_criteria_say(first, second):
    criteria = (Criterion("C1", "甲", 3), Criterion("C2", "乙", 1))
    assert weighted(criteria, {"C1": first, "C2": second}) == pytest.approx(2.5 * (3 * first + second))
    with pytest.raises(ValueError, match="every criterion"):
        weighted(criteria, {"C1": first})


@given(st.integers(1, 10_000), st.sets(st.integers(1, 500), min_size=1, max_size=30))
def test_each_juror_reads_everybody_once_always_in_the_same_order(juror, candidates):
    order = blind_order("seed", juror, candidates)
    assert sorted(order) == sorted(candidates)
    assert order == blind_order("seed", juror, sorted(candidates, reverse=True))


def test_two_jurors_read_in_two_orders():
    assert blind_order("seed", 1, range(1, 8)) != blind_order("seed", 2, range(1, 8))


def test_agreement_is_one_for_the_same_order_and_as_in_the_literature():
    same = {juror: {1: 9.0, 2: 7.0, 3: 5.0} for juror in (1, 2, 3)}
    assert agreement(same) == 1
    # Siegel and Castellan, Nonparametric Statistics, 2nd edition, table 9.5: three judges, six applicants, W = 0.16.
    ranks = ((1, 6, 3, 2, 5, 4), (1, 5, 6, 4, 2, 3), (6, 3, 2, 5, 4, 1))
    marks = {juror: {place: -float(rank) for place, rank in enumerate(row)} for juror, row in enumerate(ranks)}
    assert agreement(marks) == pytest.approx(0.162, abs=0.001)
    assert agreement({1: {1: 5.0}, 2: {1: 6.0}}) is None
    assert agreement({1: {1: 5.0, 2: 5.0}, 2: {1: 5.0, 2: 5.0}}) is None
    assert agreement({1: {1: 9.0, 2: 5.0, 3: 1.0}, 2: {1: 9.0, 2: 5.0}}) == 1


@given(st.lists(MARKS, min_size=2, max_size=5))
def test_agreement_lies_between_nothing_and_one_and_knows_no_names(rows):
    marks = {juror: dict(enumerate(map(float, row))) for juror, row in enumerate(rows)}
    found = agreement(marks)
    assert found is None or 0 <= found <= 1
    for order in list(permutations(range(3)))[:3]:
        renamed = {juror: {order[name]: value for name, value in row.items()} for juror, row in marks.items()}
        assert agreement(renamed) == found


def test_equal_scores_share_a_rank_and_the_vote_is_one_voice():
    found = ranking([Voice(1, (80.0, 60.0)), Voice(2, (70.0, 70.0)), Voice(3, (50.0, 50.0), public=100.0)])
    assert [(name, rank) for name, _score, rank in found] == [(1, 1), (2, 1), (3, 3)]
    assert found[2][1] == pytest.approx(200 / 3, abs=1e-3)
    assert as_voice({1: 50, 2: 200}, 1) == 25
    assert as_voice({}, 1) == 0
    assert is_quorate(2, 3) and not is_quorate(1, 2) and not is_quorate(0, 0)


def test_a_drive_for_one_candidate_is_flagged_and_enthusiasm_for_all_is_not():
    days = [date(2026, 11, 20) + timedelta(days=number) for number in range(5)]
    calm = dict.fromkeys(days, 10)
    found = swings({1: {**calm, days[2]: 41}, 2: calm, 3: {days[0]: 19}})
    assert [(one.nomination, one.on, one.count, one.usual) for one in found] == [(1, days[2], 41, 10.0)]
    assert swings({1: {days[0]: 500}}) == []


def test_of_a_minor_the_family_name_alone_is_read():
    assert shown_name("王小明", is_minor=True) == "王某某"
    assert shown_name("王大明", is_minor=False) == "王大明"


def test_tables_allow_what_they_say_and_nothing_else():
    for table in (SEASONS, NOMINATIONS, AWARDS):
        verbs = {move.verb for move in table.moves}
        for state in table.states:
            open_verbs = {move.verb for move in table.leaving(state)}
            assert bool(open_verbs) != (state in table.final)
            for verb in verbs - open_verbs:
                with pytest.raises(Refused, match="wrong_state"):
                    table.check(verb, state, {}, wrong="", missing=str)
    assert NominationState.AWARDED in NOMINATIONS.final
