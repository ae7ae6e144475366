"""A fault that still stands cannot come back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.recurrences.rules import Occurrence, recurring, times

START = datetime(2026, 3, 2, tzinfo=UTC)


def on(day: float, until: float | None = None, case: int = 0, *faults: str) -> Occurrence:
    ended = None if until is None else START + timedelta(days=until)
    return Occurrence(case or int(day * 10), START + timedelta(days=day), ended, frozenset(faults or ("category:1",)))


def test_what_was_put_right_before_it_was_found_again_is_one_more_time() -> None:
    assert len(times([on(1, 3), on(5, 8), on(20)])) == 3


def test_five_neighbours_who_report_the_same_bin_report_it_once() -> None:
    assert len(times([on(1, 4), on(1.1, 4), on(2, 4), on(3, 5), on(4.5, 6)])) == 1


def test_what_was_never_put_right_hides_all_that_follows() -> None:
    assert [one.at for one in times([on(1), on(9, 10), on(20, 21)])] == [START + timedelta(days=1)]


def test_the_most_exact_name_that_came_often_enough_is_the_fault() -> None:
    exact, rough = "check_point:7", "standard:2"
    rows = [on(1, 2, 1, exact, rough), on(3, 4, 2, rough), on(5, 6, 3, exact, rough)]
    assert recurring(rows, [exact, rough], 3) == (rough, rows)
    assert recurring([*rows, on(9, 10, 4, exact)], [exact, rough], 3)[0] == exact
    assert recurring(rows, [exact], 3) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 60))),
        max_size=30,
    )
)
def test_counted_times_never_overlap_and_the_order_of_cases_does_not_matter(rows: list) -> None:
    made = [on(day, None if lasts is None else day + lasts, n + 1) for n, (day, lasts) in enumerate(rows)]
    counted = times(made)
    assert counted == times(reversed(made))
    assert bool(counted) == bool(made)
    for earlier, later in zip(counted, counted[1:], strict=False):
        assert earlier.ended_at is not None and earlier.ended_at <= later.at
