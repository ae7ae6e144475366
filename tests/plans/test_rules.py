"""Roll-up, slippage, dates of another year and outcomes of shortfalls, in plain values."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.plans import rules
from chuangcheng.plans.rules import Leaf, outcome, roll_up, shifted, slips

STATES = st.sampled_from(["drafted", "confirmed", "under_way", "reported", "returned", "done", "dropped"])
T0 = datetime(2026, 6, 1, tzinfo=UTC)


@st.composite
def trees(draw: st.DrawFn) -> list[Leaf]:
    """Rows whose parents come before them."""
    count = draw(st.integers(1, 30))
    return [
        Leaf(
            pk,
            draw(st.none() | st.integers(0, pk - 1)) if pk else None,
            draw(st.integers(1, 9)),
            draw(STATES),
            draw(st.integers(0, 100)),
        )
        for pk in range(count)
    ]


@given(trees(), st.randoms())
def test_progress_is_the_weighted_mean_of_what_counts_in_whatever_order(rows: list[Leaf], random: object) -> None:
    found = roll_up(rows)
    shuffled = sorted(rows, key=lambda row: (row.pk * 7919) % 31)
    assert roll_up(shuffled).keys() == found.keys()
    assert all(roll_up(shuffled)[pk].percent == one.percent for pk, one in found.items())
    for row in rows:
        one = found[row.pk]
        assert 0 <= one.percent <= 100
        counted = [child for child in rows if child.parent == row.pk and child.state in rules.COUNTED]
        assert {part.pk for part in one.parts} == {child.pk for child in counted}
        if row.state == "done":
            assert one.percent == 100
        elif counted:
            total = sum((found[child.pk].percent * child.weight for child in counted), Fraction(0))
            assert one.percent * sum(child.weight for child in counted) == total
        else:
            assert one.percent == min(row.percent, 99)


def test_nothing_is_whole_before_somebody_has_confirmed_it() -> None:
    rows = [Leaf(1, None, 1, "under_way", 0), Leaf(2, 1, 3, "reported", 100), Leaf(3, 1, 1, "under_way", 40)]
    assert roll_up(rows)[1].percent == Fraction(3 * 99 + 40, 4)
    rows[1] = Leaf(2, 1, 3, "done", 100)
    assert roll_up(rows)[1].percent == 85
    rows[2] = Leaf(3, 1, 1, "dropped", 40)
    assert roll_up(rows)[1].percent == 100


@given(STATES, st.integers(-60, 60), st.integers(0, 90), st.integers(1, 60), st.booleans())
def test_what_slips_and_why(state: str, due_in: int, heard_ago: int, silent: int, is_reached: bool) -> None:
    today = date(2026, 11, 24)
    due, heard = today + timedelta(days=due_in), today - timedelta(days=heard_ago)
    stone = ("封顶", today - timedelta(days=1), today if is_reached else None)
    reasons = {one.reason for one in slips(state, due, heard, [stone], today, silent)}
    is_open = state in rules.OPEN
    assert "silent" not in {one.reason for one in slips(state, due, heard, [stone], today, None)}
    assert ("overdue" in reasons) == (is_open and due_in < 0)
    assert ("milestone" in reasons) == (is_open and not is_reached)
    assert ("silent" in reasons) == (state in rules.RUNNING and heard_ago > silent)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 3))
def test_dates_of_another_year_fall_on_working_days_and_never_later(day: date, years: int) -> None:
    moved = shifted(day, years, lambda one: one.weekday() < 5)
    assert moved.weekday() < 5
    assert timedelta(0) <= rules.in_year(day, years) - moved <= timedelta(days=2)


def test_the_29th_of_february_and_a_holiday_without_end() -> None:
    assert rules.in_year(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert shifted(date(2026, 5, 1), 1, lambda one: False) == date(2027, 5, 1)


def test_codes_of_another_year() -> None:
    assert rules.code_for_year("RW2026-01", 2026, 2027) == "RW2027-01"
    assert rules.code_for_year("RW-01", 2026, 2027) == "RW-01-2027"


def test_what_became_of_a_shortfall() -> None:
    day = timedelta(days=1)
    assert outcome("accepted", None, []) == "open"
    assert outcome("closed", T0, []) == "put_right"
    assert outcome("closed", T0, [("not_seen", T0, T0 + day)]) == "put_right"
    assert outcome("closed", T0, [("kept", T0, T0 + day)]) == "held"
    assert outcome("registered", None, [("kept", T0, T0 + day), ("relapsed", T0, T0 + 2 * day)]) == "relapsed"
    again = T0 + 9 * day
    assert outcome("closed", again, [("relapsed", T0, T0 + 2 * day)]) == "put_right"
    assert outcome("closed", again, [("relapsed", T0, T0 + day), ("kept", again, again + day)]) == "held"
    assert outcome("refused", T0, []) == "refused"
