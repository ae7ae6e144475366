"""Windows, turns and gaps as arithmetic."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.patrols.rules import Gap, Planned, Span, gaps, is_new_look, is_patrolled, length, spans, turn

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 23, tzinfo=ZONE)
TUESDAY = date(2026, 11, 24)


@given(st.times(), st.times(), st.integers(1, 24))
def test_windows_fill_the_shift_without_gap_or_overlap(starts: time, ends: time, count: int) -> None:
    starts, ends = (one.replace(second=0, microsecond=0, fold=0) for one in (starts, ends))
    found = spans(TUESDAY, starts, ends, count, ZONE)
    assert len(found) == count
    assert found[-1].ends_at - found[0].starts_at == length(starts, ends)
    assert all(a.ends_at == b.starts_at for a, b in zip(found, found[1:], strict=False))
    longest, shortest = (pick(one.ends_at - one.starts_at for one in found) for pick in (max, min))
    assert longest - shortest <= timedelta(minutes=1)


def test_a_night_shift_ends_on_the_next_day() -> None:
    (night,) = spans(TUESDAY, time(22), time(6), 1, ZONE)
    assert night.ends_at == datetime(2026, 11, 25, 6, tzinfo=ZONE)


def test_days_of_a_shift() -> None:
    assert is_patrolled(TUESDAY, "every", (), is_workday=False)
    assert is_patrolled(TUESDAY, "working", (), is_workday=True)
    assert not is_patrolled(TUESDAY, "off", (), is_workday=True)
    assert is_patrolled(TUESDAY, "weekdays", [1], is_workday=False)
    assert not is_patrolled(TUESDAY, "weekdays", [0, 2], is_workday=True)


@given(st.dates(), st.integers(1, 5))
def test_every_team_begins_a_day_in_turn(day: date, count: int) -> None:
    day = min(day, date.max - timedelta(days=count))
    assert {turn(day + timedelta(days=number), 0, count) for number in range(count)} == set(range(count))


@st.composite
def rosters(draw: st.DrawFn) -> list[Planned]:
    rows = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6), st.sampled_from([None, 1, 2])), max_size=12))
    hours = [(START + timedelta(hours=begin), timedelta(hours=last), team) for begin, last, team in rows]
    return [Planned(key, Span(begin, begin + last), team) for key, (begin, last, team) in enumerate(hours)]


@given(rosters(), st.integers(0, 2), st.integers(0, 40))
def test_a_gap_is_what_nobody_or_one_team_twice_or_a_lone_walker_covers(
    roster: list[Planned], people: int, hour: int
) -> None:
    at = START + timedelta(hours=hour)
    found = gaps(roster, {1: 2, 2: people}, at)
    for one in roster:
        same = [two for two in roster if two.key != one.key and two.team == one.team and two.span.ends_at > at]
        if one.span.ends_at <= at:
            assert one.key not in found
        elif one.team is None:
            assert found[one.key] == Gap.NOBODY
        elif any(one.span.overlaps(two.span) for two in same):
            assert found[one.key] == Gap.DOUBLE
        elif one.team == 2 and people < 2:
            assert found[one.key] == Gap.THIN
        else:
            assert one.key not in found


def test_two_scans_within_ten_minutes_are_one_look_in_either_order() -> None:
    nine = timedelta(minutes=9)
    assert is_new_look(None, START)
    assert not is_new_look(START, START + nine)
    assert not is_new_look(START + nine, START)
    assert is_new_look(START, START + timedelta(minutes=10))
