"""However much waits, the page of one's work stays short: what runs out first on top, the rest behind a link."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.desk.home.rows import Group, Work, folded

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def line(title: str, hours: int | None, *, has_deadline: bool = True) -> Work:
    due = None if hours is None else NOW + timedelta(hours=hours)
    return Work(title, "", "/", "", due_at=due, has_deadline=has_deadline)


def test_material_that_waited_for_long_does_not_push_cases_away() -> None:
    cases = Group("cases", "/cases/", [line(f"c{n}", n) for n in range(12)], is_urgent=True, is_capped=True)
    review = Group("material", "/m/", [line(f"m{n}", -900 - n, has_deadline=False) for n in range(40)])
    shown, more = folded([review, cases], 8)
    assert [one.title for one in shown] == [*(f"c{n}" for n in range(8)), *(f"m{39 - n}" for n in range(8))]
    assert [(one.label, one.count, one.is_capped) for one in more] == [("material", 32, False), ("cases", 4, True)]


@given(st.lists(st.lists(st.tuples(st.none() | st.integers(-999, 999), st.booleans()), max_size=20), max_size=6))
def test_nothing_is_lost_and_nothing_that_runs_out_sooner_is_folded(
    given_lines: list[list[tuple[int | None, bool]]],
) -> None:
    groups = [
        Group(str(number), "/", [line(f"{number}.{n}", h, has_deadline=d) for n, (h, d) in enumerate(rows)])
        for number, rows in enumerate(given_lines)
    ]
    shown, more = folded(groups, 3)
    assert len(shown) + sum(one.count for one in more) == sum(len(group.lines) for group in groups)
    deadlines = [one.due_at for one in shown if one.has_deadline and one.due_at]
    assert deadlines == sorted(deadlines)
    for group in groups:
        kept = [one for one in shown if one in group.lines]
        left = [one for one in group.lines if one not in kept]
        latest = max((one.due_at for one in kept if one.due_at), default=None)
        assert not [one for one in left if one.due_at and latest and one.due_at < latest]
