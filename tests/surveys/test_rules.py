"""Forms, answers, points, batches and hints as plain arithmetic."""

import copy
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.surveys.rules import (
    LEAST_TOGETHER,
    Given,
    Question,
    Stage,
    alike,
    asked,
    coarse,
    fast,
    faults_of,
    household_weight,
    kept,
    read_form,
    ripe,
    shown_counts,
    worth,
    worths,
)
from tests.surveys.forms import RESIDENTS

FORM = read_form(RESIDENTS)


def changed(number: int, **values: Any) -> tuple[Question, ...]:
    data = copy.deepcopy(RESIDENTS)
    data[number - 1] |= values
    return read_form(data)


def test_a_sound_form_reads_back_the_same() -> None:
    assert faults_of(FORM, frozenset({"1.1.1", "1.1.2"})) == []
    assert read_form([question.as_data() for question in FORM]) == FORM


@pytest.mark.parametrize(
    ("number", "values", "field", "code"),
    [
        (2, {"code": "Q1"}, "code", "code_taken"),
        (2, {"code": ""}, "code", "missing"),
        (2, {"text_zh": " "}, "text_zh", "missing"),
        (2, {"kind": "essay"}, "kind", "unknown_kind"),
        (2, {"options": []}, "options", "few_options"),
        (2, {"options": [{"code": "a", "text_zh": "甲"}] * 2}, "options", "code_taken"),
        (2, {"standard": "9.9.9"}, "standard", "unknown_standard"),
        (2, {"standard": ""}, "standard", "no_standard"),
        (4, {"points": None}, "standard", "no_points"),
        (4, {"low": 10, "high": 1}, "high", "bad_scale"),
        (5, {"low": 10, "high": 1}, "high", "bad_range"),
        (6, {"attribute": "age"}, "attribute", "bad_attribute"),
        (2, {"attribute": "sex"}, "attribute", "twice"),
        (3, {"ask_if": {"question": "Q4", "any_of": ["1"]}}, "ask_if", "not_earlier"),
        (3, {"ask_if": {"question": "Q2", "any_of": ["gone"]}}, "ask_if", "unknown_option"),
    ],
)
def test_what_keeps_a_form_from_being_published(number: int, values: dict[str, Any], field: str, code: str) -> None:
    faults = faults_of(changed(number, **values), frozenset({"1.1.1", "1.1.2"}))
    assert (field, code) in {(fault.field, fault.code) for fault in faults}


def test_a_question_is_asked_only_after_the_answer_that_leads_to_it() -> None:
    assert "Q3" in [one.code for one in asked(FORM, {"Q2": "not"})]
    assert "Q3" not in [one.code for one in asked(FORM, {"Q2": "very"})]


def test_a_mind_that_changed_leaves_nothing_behind() -> None:
    stored, wrong = kept(FORM, {"Q1": "male", "Q2": "very", "Q3": ["waste"], "Q4": "7"})
    assert wrong == {} and stored == {"Q1": "male", "Q2": "very", "Q4": 7}


def test_every_fault_of_answers_is_named_by_its_question() -> None:
    stored, wrong = kept(FORM, {"Q2": "splendid", "Q4": "eleven", "Q5": 40, "Q6": "好" * 501})
    assert wrong == {
        "Q1": "missing",
        "Q2": "unknown_option",
        "Q4": "not_a_number",
        "Q5": "out_of_range",
        "Q6": "too_long",
    }
    assert stored == {}


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "Q1": st.sampled_from(["male", "female", "x"]),
        "Q2": st.sampled_from(["very", "fairly", "not", "unknown"]),
        "Q3": st.lists(st.sampled_from(["waste", "dogs", "noise"]), max_size=3),
        "Q4": st.integers(-1, 12) | st.text(max_size=3),
        "Q5": st.integers(-3, 30),
        "Q6": st.text(max_size=20),
    },
)


@given(ANSWERS)
def test_what_is_stored_was_asked_and_reads_again_as_itself(answers: dict[str, Any]) -> None:
    stored, _wrong = kept(FORM, answers)
    assert set(stored) <= {one.code for one in asked(FORM, stored)}
    assert kept(FORM, stored)[0] == stored


@given(ANSWERS)
def test_points_lie_between_nought_and_full_and_the_whole_is_the_sum(answers: dict[str, Any]) -> None:
    stored, _wrong = kept(FORM, answers)
    found = worths(FORM, stored)
    assert all(0 <= one.points <= one.full for one in found.values())
    parts = [one for key, one in found.items() if key]
    if parts:
        assert found[""].points == pytest.approx(sum(one.points for one in parts))
        assert found[""].full == pytest.approx(sum(one.full for one in parts))


def test_what_an_answer_is_worth() -> None:
    _sex, clean, _why, traffic, *_rest = FORM
    assert [worth(clean, one) for one in ("very", "not", "unknown", None)][2:] == [None, None]
    assert worth(clean, "fairly").points == 1 and worth(clean, "fairly").full == 2  # type: ignore[union-attr]
    assert worth(traffic, 10).points == 3 and worth(traffic, 1).points == 0  # type: ignore[union-attr]


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 12)), min_size=1, max_size=8), st.integers(8, 40))
def test_weights_of_households_sum_to_what_there_is(drawn: list[tuple[int, int]], communities: int) -> None:
    """Every answer's weight summed gives communities x mean list size: an unbiased count of all households."""
    total = sum(
        answered * household_weight(communities, len(drawn), Stage(max(size, answered), answered, answered))
        for size, answered in drawn
    )
    assert total == pytest.approx(communities / len(drawn) * sum(max(size, answered) for size, answered in drawn))


@given(st.lists(st.none() | st.integers(1, 4), max_size=60))
def test_a_batch_is_never_small_and_never_shows_one_community_alone(clusters: list[int | None]) -> None:
    chosen = ripe(list(enumerate(clusters)))
    assert not chosen or len(chosen) >= LEAST_TOGETHER
    counts = Counter(clusters[key] for key in chosen)
    assert all(count >= 3 for cluster, count in counts.items() if cluster is not None)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), max_size=6))
def test_no_small_cell_is_shown_nor_found_from_the_sum(counts: dict[str, int]) -> None:
    shown = shown_counts(counts)
    assert all(one is None or one == 0 or one >= 5 for one in shown.values())
    hidden = [key for key, one in shown.items() if one is None]
    assert len(hidden) != 1 or sum(1 for one in counts.values() if one > 0) == 1


def test_durations_are_too_coarse_for_a_key() -> None:
    assert [coarse(one) for one in (None, -1, 0, 29, 31, 119, 99999)] == [None, None, 0, 0, 30, 90, 3600]


def people(group: str, count: int, *, copies: int = 0, seconds: int = 300) -> list[Given]:
    """Answers of a community: all different, but so many copies of one."""
    rows = [
        Given(f"{group}{n}", group, tuple((n * (k + 3) + n // 5 + k) % 5 for k in range(8)), seconds)
        for n in range(count)
    ]
    told = (4, 4, 3, 4, 2, 4, 4, 3)
    return rows[: count - copies] + [Given(f"{group}c{n}", group, told, seconds) for n in range(copies)]


def test_a_community_that_learnt_its_answers_is_shown() -> None:
    rows = [*people("甲", 12, copies=7), *people("乙", 12), *people("丙", 12), *people("丁", 12)]
    [found] = alike(rows)
    assert found.group == "甲" and len(found.keys) == 7 and found.chance < 1e-6


def test_content_people_agree_without_being_coached() -> None:
    """Everybody everywhere ticks the best: no community stands out."""
    rows = [Given(f"{group}{n}", group, (5,) * 8 if n % 2 else (n % 5,) * 8) for group in "甲乙丙丁" for n in range(12)]
    assert alike(rows) == []


def test_answers_faster_than_reading_are_shown() -> None:
    rows = [*people("甲", 12), *people("乙", 2, seconds=60)]
    assert {row.group for row in fast(rows)} == {"乙"}
    assert fast(rows[:5]) == []
