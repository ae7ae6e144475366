"""The arithmetic of hours and the rules of shifts: values only, no database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.volunteering import rules
from chuangcheng.volunteering.rules import Presence, Span

START = datetime(2026, 11, 28, 9, tzinfo=UTC)


def moment(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def span(start: float, end: float) -> Span:
    return Span(moment(start), moment(end))


spans = st.tuples(st.integers(0, 600), st.integers(0, 300)).map(lambda pair: span(pair[0], sum(pair)))
records = st.lists(st.tuples(spans, spans), max_size=8).map(
    lambda pairs: [Presence(key, present, planned) for key, (present, planned) in enumerate(pairs)]
)


def covered(found: list[Presence]) -> int:
    """Whole minutes that lie in at least one record, counted one by one: the slow, obvious way."""
    clipped = [one.present.within(one.planned) for one in found]
    return sum(any(one.starts_at <= moment(m) < one.ends_at for one in clipped) for m in range(901))


@settings(max_examples=50)
@given(records)
def test_the_parts_are_the_whole_and_overlap_counts_once(found):
    counted = rules.credited_minutes(found)
    assert set(counted) == {one.key for one in found}
    assert sum(counted.values()) == covered(found)
    assert all(minutes >= 0 for minutes in counted.values())


@given(records, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert rules.credited_minutes(shuffled) == rules.credited_minutes(found)


@given(records, spans, spans)
def test_one_more_record_never_takes_hours_away(found, present, planned):
    more = [*found, Presence(len(found), present, planned)]
    assert sum(rules.credited_minutes(more).values()) >= sum(rules.credited_minutes(found).values())


@given(spans, spans)
def test_nothing_beyond_the_planned_time_counts(present, planned):
    minutes = rules.credited_minutes([Presence(1, present, planned)])[1]
    assert minutes <= (planned.ends_at - planned.starts_at).total_seconds() / 60
    assert minutes <= (present.ends_at - present.starts_at).total_seconds() / 60


def test_the_way_there_does_not_count_and_seconds_are_dropped():
    came = Span(moment(-25), moment(60.9))
    assert rules.credited_minutes([Presence(1, came, span(0, 120))]) == {1: 60}


@pytest.mark.parametrize(("minutes", "text"), [(0, "0.00"), (95, "1.58"), (120, "2.00"), (119, "1.98"), (1, "0.01")])
def test_hours_are_cut_and_never_rounded_up(minutes, text):
    assert rules.hours_text(minutes) == text


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (span(0, 120), "overlap"),
        (span(119, 200), "overlap"),
        (span(120, 200), "rest"),
        (span(179, 200), "rest"),
        (span(180, 240), ""),
        (span(300, 700), "day_full"),
    ],
)
def test_overlap_rest_and_the_day(wanted, why):
    held = [span(0, 120)]
    assert rules.conflict(wanted, held, timedelta(minutes=60), timedelta(minutes=480)) == why


def test_codes_of_presence_live_ten_minutes_and_belong_to_one_shift():
    code = rules.code_of("secret", START)
    for minutes, fits in ((0, True), (5, True), (10, False), (-6, False)):
        assert rules.code_fits(code, "secret", moment(minutes), allows_print=True) is fits
    assert not rules.code_fits(code, "another", START, allows_print=True)
    printed = rules.printed_code("secret")
    assert rules.code_fits(printed, "secret", moment(9999), allows_print=True)
    assert not rules.code_fits(printed, "secret", START, allows_print=False)
    assert not rules.code_fits("é", "secret", START, allows_print=True)


@pytest.mark.parametrize(("rule", "left"), [("nothing", 10), ("half", 65), ("planned_end", 120)])
def test_a_forgotten_check_out_follows_the_rule(rule, left):
    assert rules.planned_end(moment(10), span(0, 120), rule) == moment(left)


def test_age_is_counted_in_whole_years():
    assert rules.age_on(date(2008, 11, 28), date(2026, 11, 27)) == 17
    assert rules.age_on(date(2008, 11, 28), date(2026, 11, 28)) == 18
    assert rules.is_minor(date(2008, 11, 29), date(2026, 11, 28))


def test_what_is_shown_of_a_name_and_a_code():
    assert rules.masked_name("欧阳明月") == "欧***"
    assert rules.plain_code("abcd-efgh jklm") == "ABCDEFGHJKLM"
    assert rules.shown_code("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"


@pytest.mark.parametrize(
    ("counts", "shifts"),
    [
        ({}, []),
        ({7: 12}, [(7, 8, 12)]),
        ({7: 12, 8: 9, 17: 20, 18: 6, 16: 7}, [(16, 18, 27), (7, 9, 21), (18, 19, 6)]),
        ({23: 8, 0: 9}, [(0, 1, 9), (23, 24, 8)]),
        (dict.fromkeys(range(0, 24, 2), 5), [(0, 1, 5), (2, 3, 5), (4, 5, 5), (6, 7, 5)]),
    ],
)
def test_the_busiest_hours_are_proposed_first_two_at_a_time(counts, shifts):
    assert [(one.from_hour, one.until_hour, one.count) for one in rules.proposed_hours(counts)] == shifts
