"""Kinds are data that can be wrong; the rest of the rules is arithmetic on moments."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.proceedings.kinds import BUILTIN
from chuangcheng.proceedings.rules import ACTS, Course, Filed, Kind, clash, counts, faults, hindrance, is_public
from tests.proceedings.conftest import LIST

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
DAYS = st.integers(-40, 40).map(lambda day: NOON + timedelta(days=day))
OBJECTIONS = st.lists(
    st.builds(Filed, filed_at=DAYS, counts=st.booleans(), answered_at=st.none() | DAYS), max_size=4
).map(tuple)
COURSES = st.builds(
    Course,
    served_at=st.none() | DAYS,
    notice_until=st.none() | DAYS,
    objections=OBJECTIONS,
    published_from=st.none() | DAYS,
    published_until=st.none() | DAYS,
    over_at=st.none() | DAYS,
)


@pytest.mark.parametrize("kind", [*BUILTIN.values(), LIST], ids=lambda kind: kind.code)
def test_kinds_are_sound_and_survive_being_stored(kind):
    assert faults(kind) == []
    assert Kind.of(kind.as_data()) == kind


@pytest.mark.parametrize(
    "change",
    [
        {"steps": ("notice", "review", "decision")},
        {"steps": ("review", "notice")},
        {"notice": ""},
        {"notice_days": 0},
        {"answer_days": 500},
        {"outcomes": ()},
        {"basis_zh": " "},
        {"objectors": "neighbours"},
        {"objectors": "nobody"},
        {"different": (("propose", "propose"),)},
        {"different": (("propose", "review"), ("review", "decide"))},
    ],
)
def test_a_kind_that_cannot_be_right_is_named(change):
    assert faults(replace(LIST, **change))


def test_data_that_is_no_kind_is_refused():
    with pytest.raises(ValueError, match="unknown or missing"):
        Kind.of({"code": "x"})


@given(COURSES, DAYS)
def test_public_exactly_between_its_days_unless_over_or_suspended(course, at):
    begun = course.published_from is not None and course.published_from <= at
    ended = any(end is not None and end <= at for end in (course.published_until, course.over_at))
    open_ones = any(
        one.counts and one.filed_at <= at and not (one.answered_at and one.answered_at <= at)
        for one in course.objections
    )
    assert is_public(LIST, course, at) == (begun and not ended and not open_ones)
    assert is_public(replace(LIST, suspends=False), course, at) == (begun and not ended)


@given(COURSES, DAYS)
def test_no_decision_before_the_notice_has_run(course, at):
    if not hindrance(LIST, course, at):
        assert course.notice_until is not None
        assert course.notice_until <= at
    assert hindrance(replace(LIST, notice="", notice_days=0, blocks=False), course, at) == ""


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 4))), st.integers(1, 4), st.sampled_from(ACTS))
def test_nobody_does_two_acts_that_must_differ(done, person, act):
    found = clash(LIST, done, act, person)
    barred = {other for pair in LIST.different if act in pair for other in pair if other != act}
    assert bool(found) == any(who == person and one in barred for one, who in done)
    assert clash(LIST, done, "decide", None) == "system"


@given(DAYS, DAYS, st.booleans())
def test_what_comes_late_or_again_does_not_count(filed, until, is_repeat):
    assert counts(filed_at=filed, until=until, is_repeat=is_repeat) == (filed < until and not is_repeat)
