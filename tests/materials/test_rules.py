"""Windows, faults, completeness and forecasts as plain arithmetic."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.materials import rules
from chuangcheng.materials.rules import Asked, Fault, Given, Stand, Tally

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("ends_on", "months", "starts_on"),
    [
        (date(2017, 7, 31), 12, date(2016, 8, 1)),  # a test in August 2017, as the source has it
        (date(2026, 2, 28), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2025, 2, 28), 12, date(2024, 3, 1)),  # the month before has a day more: it still begins on the first
        (date(2026, 11, 15), 12, date(2025, 11, 16)),
        (date(2026, 4, 30), 1, date(2026, 4, 1)),
    ],
)
def test_a_window_is_the_months_that_end_with_a_day(ends_on: date, months: int, starts_on: date) -> None:
    assert rules.window(ends_on, months).starts_on == starts_on


@given(DAYS, st.integers(1, 60))
def test_windows_one_after_the_other_leave_no_day_out(ends_on: date, months: int) -> None:
    later = rules.window(ends_on, months)
    assert later.holds(ends_on) and later.holds(later.starts_on)
    assert not later.holds(ends_on + timedelta(days=1)) and not later.holds(later.starts_on - timedelta(days=1))
    assert 27 * months <= (ends_on - later.starts_on).days + 1 <= 31 * months


ASKED = Asked("C1-1", "photo", ("time", "place", "persons", "theme"), rules.window(date(2026, 11, 30), 12))
WHOLE = Given("photo", date(2026, 5, 1), "新华南路", "李某", "义务清扫", 1, True)


def test_a_whole_thing_has_no_faults() -> None:
    assert rules.faults(WHOLE, [ASKED]) == []


@pytest.mark.parametrize(
    ("thing", "code", "part"),
    [
        (Given("photo", date(2025, 11, 30), "a", "b", "c", 1, True), "window", ""),
        (Given("photo", date(2026, 12, 1), "a", "b", "c", 1, True), "window", ""),
        (Given("plan", date(2026, 5, 1), "a", "b", "c", 1, True), "kind", ""),
        (Given("photo", date(2026, 5, 1), "a", "b", "c", 1, False), "no_picture", ""),
        (Given("photo", date(2026, 5, 1), "", "b", "c", 1, True), "caption", "place"),
        (Given("photo", None, "a", "b", "c", 1, True), "caption", "time"),
    ],
)
def test_each_fault_names_the_demand_and_the_part(thing: Given, code: str, part: str) -> None:
    assert rules.faults(thing, [ASKED]) == [Fault(code, "C1-1", part)]


def test_without_a_file_that_is_the_first_fault() -> None:
    assert rules.faults(Given("photo"), [])[0] == Fault("no_file")


TALLIES = st.builds(Tally, st.integers(1, 9), st.integers(0, 12), st.integers(0, 12), st.integers(0, 3))


@given(TALLIES)
def test_what_is_missing_is_what_is_neither_accepted_nor_waiting(tally: Tally) -> None:
    assert 0 <= tally.missing <= tally.wanted
    assert tally.is_complete == (tally.accepted >= tally.wanted)
    state = tally.state(date(2026, 1, 1), date(2026, 1, 2))
    assert (state == "overdue") == (not tally.is_complete and tally.missing > 0)


@given(st.lists(TALLIES, max_size=6))
def test_too_much_for_one_demand_never_covers_another(tallies: list[Tally]) -> None:
    share = rules.share_complete(tallies)
    assert (share is None) == (not tallies)
    if share is not None:
        assert 0 <= share <= 1
        assert (share == 1) == all(tally.is_complete for tally in tallies)


STANDS = st.lists(
    st.builds(
        Stand,
        st.text("ABC123.", min_size=1, max_size=5),
        st.fractions(0, 5),
        st.sampled_from(["", "met", "partly", "not_met"]),
    ),
    max_size=8,
)


@given(STANDS, st.fractions(0, 1))
def test_the_forecast_adds_up(stands: list[Stand], partly: Fraction) -> None:
    found = rules.forecast(stands, partly)
    assert 0 <= found.sure <= found.best <= found.total
    assert found.sure + sum(gain for _stand, gain in found.gains) == found.total
    gains = [gain for _stand, gain in found.gains]
    assert gains == sorted(gains, reverse=True) and all(gains)


@pytest.mark.parametrize(
    ("comparison", "threshold", "value", "met"),
    [
        ("at_least", Decimal("13"), Decimal("13"), True),
        ("at_least", Decimal("13"), Decimal("12.9999"), False),
        ("at_most", Decimal("60"), Decimal("60"), True),
        ("at_most", Decimal("60"), Decimal("60.0001"), False),
        ("none", None, Decimal("1"), None),
        ("at_least", Decimal("1"), None, None),
    ],
)
def test_a_threshold_is_reached_from_the_right_side(
    comparison: str, threshold: Decimal | None, value: Decimal | None, met: bool | None
) -> None:
    assert rules.is_met(comparison, threshold, value) is met


@given(st.text(max_size=80))
def test_no_name_climbs_out_of_its_folder(text: str) -> None:
    part = rules.safe_part(text)
    assert part and part not in (".", "..") and not set(part) & set('/\\:*?"<>|\0\n\r')
