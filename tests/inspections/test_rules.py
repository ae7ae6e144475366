"""Who inspects where, and what an answer must bring."""

from collections import Counter
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.inspections.crews import deal_teams, opening, together
from chuangcheng.inspections.rules import Answer, TooFewInspectors, may_have_photo, missing, spread


@given(st.integers(2, 9), st.integers(0, 40), st.integers(1, 9), st.integers(0, 2**31))
def test_nobody_goes_where_barred_and_everybody_goes_about_equally(
    people: int, stops: int, a_day: int, salt: int
) -> None:
    order = [f"p{n}" for n in range(people + 2)]
    days = [stop // a_day for stop in range(stops)]
    barred = {(f"p{(salt >> stop % 20) % len(order)}", stop) for stop in range(stops)}
    dealt = deal_teams(order, days, 2, lambda code, stop: (code, stop) in barred)
    assert all(len(set(team)) == 2 for team in dealt)
    assert not any((code, stop) in barred for stop, team in enumerate(dealt) for code in team)
    free = deal_teams(order, list(range(stops)), 2, lambda code, stop: False)
    counts = Counter(code for team in free for code in team)
    assert max(counts.values(), default=0) - min((counts[code] for code in order), default=0) <= 1


@given(st.integers(2, 11), st.integers(1, 40), st.integers(1, 12))
def test_teams_hold_for_a_day_so_that_its_stops_are_ways(people: int, stops: int, a_day: int) -> None:
    """Nobody barred: on each day every inspector is in one team only, and teams differ by one stop at most."""
    order = [f"p{n}" for n in range(people)]
    days = [stop // a_day for stop in range(stops)]
    dealt = deal_teams(order, days, 2, lambda code, stop: False)
    for day in set(days):
        teams = Counter(tuple(team) for at, team in zip(days, dealt, strict=True) if at == day)
        assert len({code for team in teams for code in team}) == 2 * len(teams)
        assert max(teams.values()) - min(teams.values()) <= 1


def test_who_stands_by_goes_where_a_team_may_not() -> None:
    dealt = deal_teams(["a", "b", "c"], [1, 1], 2, lambda code, stop: (code, stop) == ("a", 0))
    assert dealt == [["b", "c"], ["a", "b"]]


def test_who_had_least_goes_first_on_the_next_day() -> None:
    assert deal_teams(["a", "b", "c"], [1, 2], 2, lambda code, stop: False) == [["a", "b"], ["c", "a"]]


def test_too_few_inspectors_are_named_by_their_stop() -> None:
    with pytest.raises(TooFewInspectors) as error:
        deal_teams(["a", "b"], [1, 1, 1], 2, lambda code, stop: stop == 1 and code == "a")
    assert error.value.stop == 1


def test_people_who_share_a_stop_go_together() -> None:
    assert together({"x": [1, 2], "y": [3, 4], "z": [2, 5], "nobody": []}) == [((1, 2, 5), ["x", "z"]), ((3, 4), ["y"])]
    assert together({"x": [1], "y": [2], "z": [2, 1]}) == [((1, 2), ["x", "y", "z"])]


@pytest.mark.parametrize(
    ("opens", "closes", "hours", "expected"),
    [
        (time(8), time(18, 30), "", (480, 1110)),
        (None, None, "06:00–22:00", (360, 1320)),
        (None, None, "夏季 6：30 至 21：00，冬季 7:00-20:00", (390, 1260)),
        (None, None, "全天", (0, 1440)),
        (None, None, "25:00-26:00", (0, 1440)),
        (time(20), time(2), "", (1200, 1440)),
        (None, time(12), "08:00-09:00", (0, 720)),
    ],
)
def test_when_a_place_is_open(opens: time | None, closes: time | None, hours: str, expected: tuple) -> None:
    assert opening(opens, closes, hours) == expected


def test_days_are_spread_evenly_without_days_off() -> None:
    off = [date(2026, 11, 28), date(2026, 11, 29)]
    days = spread(5, date(2026, 11, 26), date(2026, 11, 30), off)
    assert days == [date(2026, 11, d) for d in (26, 26, 27, 27, 30)]
    assert spread(2, off[0], off[1], off) == off


@pytest.mark.parametrize(
    ("kind", "photo", "answer", "lacking"),
    [
        ("binary", "none", None, ["verdict"]),
        ("binary", "on_fail", Answer("pass", False, 0, 0, False), []),
        ("binary", "on_fail", Answer("fail", False, 0, 0, False), ["photo"]),
        ("binary", "none", Answer("fail", False, 0, 0, False), []),
        ("binary", "always", Answer("pass", False, 0, 0, False), ["photo"]),
        ("binary", "always", Answer("not_observed", False, 0, 0, False), []),
        ("count", "none", Answer("pass", False, 0, 0, False), ["number"]),
        ("count", "none", Answer("not_applicable", False, 0, 0, False), []),
        ("threshold", "none", Answer("pass", False, 0, 0, False), []),
        ("scale", "on_fail", Answer("fail", False, 1, 0, True), ["number", "corrected_photo"]),
    ],
)
def test_what_an_answer_lacks(kind: str, photo: str, answer: Answer | None, lacking: list[str]) -> None:
    assert missing(kind, photo, answer) == lacking


def test_photos_only_where_asked() -> None:
    rules, verdicts = ("none", "on_fail", "always"), ("pass", "fail")
    assert [may_have_photo(rule, verdict) for rule in rules for verdict in verdicts] == [
        *(False, False),
        *(False, True),
        *(True, True),
    ]
