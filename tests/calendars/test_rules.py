"""Deadlines against the Civil Code's counting, the published calendar, and a naive reference."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.calendars.published import published_tables
from chuangcheng.calendars.rules import (
    Calendar,
    DayKind,
    Limit,
    Season,
    UnknownYear,
    YearTable,
    add_working_seconds,
    due_at,
    explain,
    working_seconds_between,
)

ZONE = ZoneInfo("Asia/Shanghai")
CITY = Calendar(published_tables())
SUMMER = Calendar(
    published_tables(),
    (
        Season(5, 1, ((time(8, 30), time(12)), (time(15), time(18, 30))), "夏季"),
        Season(10, 1, ((time(8, 30), time(12)), (time(14, 30), time(18))), "冬季"),
    ),
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def due(start: str, limit: str, calendar: Calendar = CITY) -> str:
    return due_at(calendar, local(start), Limit.parse(limit)).at.isoformat()[:16]


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        # Saturday the 14th is a make-up working day, the 15th to the 23rd are the Spring Festival.
        ("2026-02-13T16:30", "3 working_days", "2026-02-25T18:00"),
        ("2026-02-13T16:30", "1 working_days", "2026-02-14T18:00"),
        # The day of the event does not count, whatever the hour, working day or not.
        ("2026-03-02T00:01", "1 working_days", "2026-03-03T18:00"),
        ("2026-03-02T23:59", "1 working_days", "2026-03-03T18:00"),
        ("2026-03-07T09:00", "1 working_days", "2026-03-09T18:00"),
        # Calendar days that end on a day off move on; those that do not stay.
        ("2026-03-02T09:00", "5 calendar_days", "2026-03-09T18:00"),
        ("2026-03-02T09:00", "4 calendar_days", "2026-03-06T18:00"),
        ("2026-02-13T16:30", "2 calendar_days", "2026-02-24T18:00"),
        # Working hours run inside working hours only, from the moment itself.
        ("2026-02-13T16:30", "4 working_hours", "2026-02-14T11:00"),
        ("2026-03-02T08:30", "7 working_hours", "2026-03-02T18:00"),
        ("2026-03-02T10:30", "2 working_hours", "2026-03-02T15:00"),
        ("2026-03-02T13:00", "1 working_hours", "2026-03-02T15:30"),
        ("2026-03-06T17:30", "1 working_hours", "2026-03-09T09:00"),
        ("2026-02-14T18:00", "1 working_hours", "2026-02-24T09:30"),
        ("2026-03-02T09:30", "2 working_hours", "2026-03-02T11:30"),
    ],
)
def test_a_deadline_is_counted_as_the_civil_code_counts(start: str, limit: str, end: str) -> None:
    assert due(start, limit) == end


def test_working_hours_that_run_out_at_noon_end_at_noon() -> None:
    assert due("2026-03-02T08:30", "3 working_hours") == "2026-03-02T11:30"
    assert due_at(CITY, local("2026-03-02T09:00"), Limit(3, "working_hours")).at == local("2026-03-02T12:00")


def test_summer_hours_end_later_and_begin_on_their_day() -> None:
    assert due("2026-04-29T10:00", "1 working_days", SUMMER) == "2026-04-30T18:00"
    assert due("2026-07-01T10:00", "1 working_days", SUMMER) == "2026-07-02T18:30"
    assert due("2026-07-01T11:30", "1 working_hours", SUMMER) == "2026-07-01T15:30"
    # Before the first season of a year the last one of the year before is still in force.
    assert SUMMER.season(date(2026, 1, 5)).name_zh == "冬季"


def test_a_moment_is_read_in_the_citys_zone_whatever_offset_it_carries() -> None:
    utc = datetime(2026, 2, 13, 8, 30, tzinfo=UTC)
    assert due_at(CITY, utc, Limit(3, "working_days")).at.isoformat() == "2026-02-25T18:00:00+08:00"
    with pytest.raises(ValueError, match="zone"):
        due_at(CITY, datetime(2026, 2, 13, 8, 30), Limit(1, "working_days"))


def test_a_year_without_a_table_is_refused_and_named() -> None:
    with pytest.raises(UnknownYear) as refusal:
        due_at(CITY, local("2026-12-30T16:00"), Limit(3, "working_days"))
    assert refusal.value.year == 2027
    assert "2027" in refusal.value.message


def test_inside_the_product_an_unknown_year_is_taken_by_weekdays_and_called_provisional() -> None:
    found = due_at(CITY, local("2026-12-30T16:00"), Limit(3, "working_days"), provisional=True)
    assert (found.at, found.provisional) == (local("2027-01-04T18:00"), True)
    inside = due_at(CITY, local("2026-12-28T16:00"), Limit(3, "working_days"), provisional=True)
    assert (inside.at, inside.provisional) == (local("2026-12-31T18:00"), False)
    far = due_at(CITY, local("2028-02-28T16:00"), Limit(2, "working_days"), provisional=True)
    assert (far.at, far.provisional) == (local("2028-03-01T18:00"), True)


def test_the_table_of_2027_moves_the_deadline_when_it_arrives() -> None:
    off = dict.fromkeys((date(2027, 1, n) for n in (1, 2, 3)), "元旦")
    known = Calendar({**published_tables(), 2027: YearTable(2027, off, {date(2027, 1, 9): "元旦"})})
    start = local("2026-12-30T16:00")
    guessed = due_at(CITY, start, Limit(3, "working_days"), provisional=True)
    assert guessed.at == local("2027-01-04T18:00")
    assert due_at(known, start, Limit(3, "working_days")).at == local("2027-01-05T18:00")
    assert due_at(known, local("2027-01-08T09:00"), Limit(1, "working_days")).at == local("2027-01-09T18:00")


def test_only_the_day_on_which_calendar_days_end_must_be_known() -> None:
    tables = {2026: published_tables()[2026], 2028: YearTable(2028, {}, {})}
    assert due_at(Calendar(tables), local("2026-12-31T10:00"), Limit(400, "calendar_days")).provisional is False


def test_a_deadline_says_which_days_were_not_counted() -> None:
    start = local("2026-02-13T16:30")
    found = explain(CITY, start, due_at(CITY, start, Limit(3, "working_days")).at)
    assert found.working_days == 3
    assert [(run.first.day, run.last.day, run.names) for run in found.days_off] == [(15, 23, ("春节",))]
    assert [day.on.day for day in found.makeup_days] == [14]
    assert found.unknown_years == ()
    weekend = explain(CITY, local("2026-03-06T10:00"), local("2026-03-09T18:00"))
    assert weekend.days_off[0].names == ()
    assert weekend.holidays == ()
    assert explain(CITY, local("2026-12-31T10:00"), local("2027-01-04T18:00")).unknown_years == (2027,)


def test_two_holidays_in_one_run_are_both_named() -> None:
    assert explain(CITY, local("2025-09-30T09:00"), local("2025-10-09T18:00")).days_off[0].names == ("国庆节", "中秋节")


def test_limits_are_written_and_read_alike() -> None:
    assert str(Limit.parse(" 4 working_hours ")) == "4 working_hours"
    for wrong in ("", "4", "four working_hours", "4 hours", "0 working_days", "-1 working_days", "99999 calendar_days"):
        with pytest.raises(ValueError):
            Limit.parse(wrong)


def test_working_hours_out_of_order_are_refused() -> None:
    for spans in ((), ((time(12), time(8)),), ((time(8), time(12)), (time(11), time(18)))):
        with pytest.raises(ValueError):
            Season(1, 1, spans)
    with pytest.raises(ValueError):
        Calendar({}, (Season(5, 1, ((time(8), time(12)),)), Season(1, 1, ((time(8), time(12)),))))


def test_the_published_years_agree_with_the_official_notices(shared) -> None:
    import csv

    with (shared / "data/calendar/cn-workdays-2018-2024.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = CITY.day(date.fromisoformat(row["date"]))
            assert day.is_workday == (row["is_workday"] == "1"), row
            assert (day.kind is DayKind.MAKEUP) == (row["kind"] == "makeup_workday"), row


# Properties: any moment of three known years, any amount, with one season or two.

moments = st.datetimes(datetime(2023, 1, 1), datetime(2025, 11, 30)).map(lambda naive: naive.replace(tzinfo=ZONE))
calendars = st.sampled_from([CITY, SUMMER])
limits = st.one_of(
    st.builds(Limit, st.integers(1, 40), st.just("working_hours")),
    st.builds(Limit, st.integers(1, 15), st.sampled_from(["working_days", "calendar_days"])),
)


def is_open(calendar: Calendar, moment: datetime) -> bool:
    """The moment lies in working hours, their last instant included."""
    at = calendar.local(moment)
    return calendar.day(at.date()).is_workday and any(a < at <= b for a, b in calendar.spans(at.date()))


@given(calendars, moments, limits)
def test_a_deadline_is_always_inside_working_hours_and_after_its_start(calendar, start, limit) -> None:
    end = due_at(calendar, start, limit).at
    assert end > start
    assert is_open(calendar, end)


@given(calendars, moments, limits, st.timedeltas(timedelta(0), timedelta(days=12)))
def test_a_later_start_never_ends_earlier(calendar, start, limit, later) -> None:
    assert due_at(calendar, start, limit).at <= due_at(calendar, start + later, limit).at


@given(calendars, moments, limits)
def test_a_greater_amount_never_ends_earlier(calendar, start, limit) -> None:
    assert due_at(calendar, start, limit).at <= due_at(calendar, start, Limit(limit.amount + 1, limit.unit)).at


@given(calendars, moments, st.integers(1, 15))
def test_working_days_equal_a_naive_count(calendar, start, amount) -> None:
    day, worked = start.date(), 0
    while worked < amount:
        day += timedelta(days=1)
        worked += calendar.day(day).is_workday
    expected = datetime.combine(day, calendar.season(day).spans[-1][1], ZONE)
    assert due_at(calendar, start, Limit(amount, "working_days")).at == expected


@given(calendars, moments.map(lambda m: m.replace(second=0, microsecond=0)), st.integers(1, 24))
def test_working_hours_equal_a_count_minute_by_minute(calendar, start, amount) -> None:
    minute, worked = start, 0
    while worked < amount * 60:
        minute += timedelta(minutes=1)
        worked += is_open(calendar, minute)
    assert due_at(calendar, start, Limit(amount, "working_hours")).at == minute


@given(calendars, moments, st.integers(1, 200_000))
def test_working_seconds_added_are_the_working_seconds_between(calendar, start, seconds) -> None:
    end, guessed = add_working_seconds(calendar, start, seconds)
    assert not guessed
    assert working_seconds_between(calendar, start, end) == seconds
    assert working_seconds_between(calendar, end, start) == 0


@given(calendars, moments, moments, moments)
def test_working_seconds_add_up(calendar, a, b, c) -> None:
    a, b, c = (moment.replace(microsecond=0) for moment in sorted((a, b, c)))
    total = working_seconds_between(calendar, a, c)
    assert working_seconds_between(calendar, a, b) + working_seconds_between(calendar, b, c) == total
