"""What every kind that the product brings keeps, those of the rooms above included: walked, not sampled."""

from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from chuangcheng.calendars.queries import city_calendar, deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.honours.rules import Terms, award_kind
from chuangcheng.proceedings.kinds import BUILTIN
from chuangcheng.proceedings.models import State
from chuangcheng.proceedings.queries import ACT_OF
from chuangcheng.proceedings.rules import Course, clash, is_public, is_suspended, public_phase
from chuangcheng.proceedings.workflow import TABLE, allowed
from tests.honours.conftest import PERSONS
from tests.proceedings.test_rules import COURSES, DAYS

AWARD = award_kind("H01", "身边好人", "", Terms.of(PERSONS))
"""The kinds of awards are data: made with each programme."""
KINDS = [*sorted(BUILTIN.values(), key=lambda kind: kind.code), AWARD]
PUBLIC = [kind for kind in KINDS if kind.goes_public]
SHANGHAI = ZoneInfo("Asia/Shanghai")
EACH = pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.code)


def test_kinds_of_the_rooms_above_are_here():
    assert {"red_firm", "black_person", "integrity_story", "traffic_exposure", "result_objection"} <= set(BUILTIN)


def paths(kind, state, done):
    """Every way to a decision, by two people: (acts so far, whether everybody has seen something)."""
    if state == State.DECIDED:
        yield done, "publication" in kind.steps
        return
    if state == State.NOTICED and kind.notice == "public":
        yield done, True
    for move, person in product(allowed(kind, state), (1, 2)):
        act = ACT_OF.get(move.verb, "")
        if act and move.target not in (state, State.REJECTED) and not clash(kind, done, act, person):
            yield from paths(kind, move.target, [*done, (act, person)])


@EACH
def test_nothing_is_public_without_two_people_and_nothing_is_decided_by_two_where_three_are_needed(kind):
    found = list(paths(kind, State.PROPOSED, [("propose", 1)]))
    for done, is_shown in found:
        assert not is_shown or len({person for _act, person in done}) > 1
    if "review" in kind.steps:
        assert not any(done[-1][0] == "decide" for done, _is_shown in found)


@EACH
@given(course=COURSES, at=DAYS)
def test_never_before_never_after_never_while_suspended(kind, course, at):
    ends = (course.published_until, course.over_at)
    may = course.published_from is not None and course.published_from <= at
    may = may and not any(end is not None and end <= at for end in ends) and not is_suspended(kind, course, at)
    assert is_public(kind, course, at) == may
    if public_phase(kind, course, at) == "notice":
        assert kind.notice == "public"
        assert course.served_at <= at < course.notice_until
        assert course.over_at is None or at < course.over_at


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [one for one in KINDS if one.notice], ids=lambda kind: kind.code)
def test_a_notice_runs_its_working_days_from_every_day_of_the_year(kind):
    """Holidays and make-up days included: on the last moment before its end it runs, at its end it does not."""
    calendar = city_calendar()
    for days in range(0, 365, 3):
        start = datetime(2026, 1, 1, 9, 30, tzinfo=SHANGHAI) + timedelta(days=days)
        end = deadline(start, Limit(kind.notice_days, "working_days")).at
        first, last = start.date(), end.astimezone(SHANGHAI).date()
        between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
        if last < date(2027, 1, 1):
            assert sum(calendar.day(one).is_workday for one in between) == kind.notice_days
        course = Course(served_at=start, notice_until=end)
        assert (public_phase(kind, course, end - timedelta(seconds=1)) == "notice") == (kind.notice == "public")
        assert public_phase(kind, course, end) == ""


def test_every_move_of_the_table_is_of_some_state_and_final_states_have_none():
    for state in State.values:
        assert (not TABLE.leaving(state)) == (state in TABLE.final)
