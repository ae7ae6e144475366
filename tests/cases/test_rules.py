"""Properties of the clock: more time never means an earlier deadline, and what is late stays late."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.calendars.published import published_tables
from chuangcheng.calendars.rules import Calendar, Limit, due_at, working_seconds_between
from chuangcheng.cases.rules import More, Stop, days_of, deadline, distance_m, number

CALENDAR = Calendar(published_tables())
START = datetime(2026, 1, 2, tzinfo=UTC)
moments = st.integers(0, 300 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
limits = st.one_of(
    st.integers(1, 40).map(lambda amount: Limit(amount, "working_hours")),
    st.integers(1, 15).map(lambda amount: Limit(amount, "working_days")),
    st.integers(1, 20).map(lambda amount: Limit(amount, "calendar_days")),
)


@st.composite
def histories(draw):
    """A start, a limit, and stops and extensions that follow each other in time."""
    now = start = draw(moments)
    changes = []
    for _one in range(draw(st.integers(0, 5))):
        now += timedelta(minutes=draw(st.integers(0, 6000)))
        if draw(st.booleans()):
            until = now + timedelta(minutes=draw(st.integers(0, 9000)))
            changes.append(Stop(now, until))
            now = until
        else:
            changes.append(More(now, draw(limits)))
    return start, draw(limits), changes


@given(histories())
def test_stops_and_extensions_never_bring_the_deadline_forward(history):
    start, limit, changes = history
    found = deadline(CALENDAR, start, limit, changes)
    steps = found.steps
    assert steps[0].after == due_at(CALENDAR, start, limit, provisional=True).at
    assert all(step.after >= step.before for step in steps)
    assert all(later.before == earlier.after for earlier, later in itertools.pairwise(steps))
    assert found.at == steps[-1].after


@given(histories())
def test_the_order_in_which_rows_are_read_does_not_matter(history):
    start, limit, changes = history
    instants = {change.at for change in changes}
    if len(instants) == len(changes):
        assert deadline(CALENDAR, start, limit, changes) == deadline(CALENDAR, start, limit, changes[::-1])


@given(moments, st.integers(1, 30), st.integers(0, 3000), st.integers(0, 5000))
def test_hours_given_back_are_exactly_the_working_time_of_the_stop(start, hours, wait, pause):
    limit = Limit(hours, "working_hours")
    stop = Stop(start + timedelta(minutes=wait), start + timedelta(minutes=wait + pause))
    first = deadline(CALENDAR, start, limit)
    moved = deadline(CALENDAR, start, limit, [stop])
    if stop.at > first.at:
        assert moved.at == first.at
    else:
        ran = working_seconds_between(CALENDAR, start, moved.at)
        stood = working_seconds_between(CALENDAR, stop.at, stop.until)
        assert ran - stood == hours * 3600


@given(moments, st.integers(1, 20), st.integers(1, 40000), st.integers(0, 9000))
def test_a_stop_after_the_deadline_never_makes_a_late_case_timely(start, days, late, pause):
    limit = Limit(days, "working_days")
    due = deadline(CALENDAR, start, limit).at
    stop = Stop(due + timedelta(minutes=late), due + timedelta(minutes=late + pause))
    assert deadline(CALENDAR, start, limit, [stop]).at == due


@given(moments, st.lists(st.integers(0, 4000), min_size=1, max_size=5), st.booleans())
def test_stops_that_follow_each_other_count_no_day_twice(start, lengths, working):
    edges = [start]
    for length in lengths:
        edges.append(edges[-1] + timedelta(minutes=length))
    pieces = [Stop(a, b) for a, b in itertools.pairwise(edges)]
    whole = Stop(edges[0], edges[-1])
    assert sum(days_of(CALENDAR, piece, working=working) for piece in pieces) == days_of(
        CALENDAR, whole, working=working
    )


def test_numbers_read_year_and_serial():
    assert number(2026, 123) == "2026-000123"
    assert number(2026, 1234567) == "2026-1234567"


def test_distance_on_the_ground():
    assert round(distance_m(98.28, 39.77, 98.28, 39.77)) == 0
    assert abs(distance_m(98.28, 39.77, 98.28, 39.78) - 1112) < 1
    assert abs(distance_m(98.28, 39.77, 98.29, 39.77) - 854.7) < 1
