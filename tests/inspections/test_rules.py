"""Who inspects where, and what an answer must bring."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.inspections.rules import Answer, TooFewInspectors, deal, may_have_photo, missing, spread


@given(st.integers(2, 9), st.integers(0, 40), st.integers(0, 2**31))
def test_nobody_goes_where_barred_and_everybody_goes_about_equally(people: int, stops: int, salt: int) -> None:
    order = [f"p{n}" for n in range(people + 2)]
    barred = {(f"p{(salt >> stop % 20) % len(order)}", stop) for stop in range(stops)}
    dealt = deal(order, stops, 2, lambda code, stop: (code, stop) in barred)
    assert all(len(set(team)) == 2 for team in dealt)
    assert not any((code, stop) in barred for stop, team in enumerate(dealt) for code in team)
    free = deal(order, stops, 2, lambda code, stop: False)
    counts = Counter(code for team in free for code in team)
    assert max(counts.values(), default=0) - min((counts[code] for code in order), default=0) <= 1


def test_who_is_skipped_goes_to_the_next_stop() -> None:
    assert deal(["a", "b", "c"], 2, 2, lambda code, stop: (code, stop) == ("a", 0)) == [["b", "c"], ["a", "b"]]


def test_too_few_inspectors_are_named_by_their_stop() -> None:
    with pytest.raises(TooFewInspectors) as error:
        deal(["a", "b"], 3, 2, lambda code, stop: stop == 1 and code == "a")
    assert error.value.stop == 1


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
