"""Arithmetic of a unit's month: exact, bounded, and never against whoever reports itself."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.result_rules import (
    CREDITS,
    DEFAULT,
    LINES,
    WITH_CITIZENS,
    Row,
    changed,
    compute,
    faults,
    leaving_out,
    without,
)

VALUES = {
    "on_time": ["on_time", "late", "open"],
    "relapse": ["kept", "relapsed"],
    "satisfaction": ["satisfied", "fair", "dissatisfied"],
}
SHARES = {"on_time", "satisfaction"}


def rows_of(code):
    value = st.sampled_from(VALUES.get(code, [""]))
    return st.lists(
        st.builds(Row, kind=st.just("case"), pk=st.integers(1, 99), case=st.integers(1, 20), value=value), max_size=25
    )


ALL = st.fixed_dictionaries({code: rows_of(code) for code in LINES})


def points(rows, rules=DEFAULT):
    return {line.code: line.points for line in compute(rules, rows).lines}


def test_the_lines_of_one_month_by_hand():
    rows = {
        "on_time": [Row("case", 1, 1, "on_time"), Row("case", 2, 2, "on_time"), Row("case", 3, 3, "late")],
        "rework": [Row("submission", n, 4) for n in range(4)],
        "relapse": [Row("recheck", 1, 1, "kept"), Row("recheck", 2, 2, "relapsed")],
        "open_overdue": [Row("case", n, n) for n in range(40)],
        "dispute_lost": [Row("pause", 1, 1)],
        "self_found": [Row("recheck", n, n, "kept") for n in range(5)],
    }
    result = compute(DEFAULT, rows)
    assert {line.code: str(line.points) for line in result.lines} == {
        "on_time": "-13.33",
        "rework": "-1.40",
        "relapse": "-1.00",
        "open_overdue": "-15.00",
        "dispute_lost": "-0.50",
        "self_found": "1.00",
    }
    assert str(result.points) == "69.77"
    assert [(line.counted, line.of) for line in result.lines[:3]] == [(2, 3), (4, 1), (1, 2)]


def test_nothing_happened_nothing_is_taken():
    assert compute(DEFAULT, {}).points == Decimal(100)


@given(ALL)
def test_points_stay_between_nought_and_the_ceiling_and_the_same_rows_give_the_same_digits(rows):
    result = compute(WITH_CITIZENS, rows)
    assert 0 <= result.points <= 100
    assert compute(WITH_CITIZENS, {code: list(reversed(list(behind))) for code, behind in rows.items()}) == result
    assert all((line.points >= 0) == (line.code in CREDITS) or line.points == 0 for line in result.lines)


@given(ALL, st.sampled_from(sorted(CREDITS)), rows_of("self_found"))
def test_credit_never_lowers_a_result_and_is_capped(rows, code, more):
    before, after = compute(DEFAULT, {**rows, code: []}), compute(DEFAULT, {**rows, code: more})
    assert after.points >= before.points
    assert after.points - before.points <= Decimal(DEFAULT["self_found"]["most"])


@given(ALL, st.sampled_from([code for code in LINES if code not in {*SHARES, *CREDITS}]))
def test_striking_rows_never_lowers_a_result(rows, code):
    struck = [row.key for row in rows[code][::2]]
    assert compute(WITH_CITIZENS, without(rows, code, struck)).points >= compute(WITH_CITIZENS, rows).points


@given(ALL)
def test_striking_what_was_late_never_lowers_a_result(rows):
    late = [row.key for row in rows["on_time"] if row.value != "on_time"]
    kept = {row.key for row in rows["on_time"] if row.value == "on_time"}
    struck = [key for key in late if key not in kept]
    assert points(without(rows, "on_time", struck))["on_time"] >= points(rows)["on_time"]


@given(ALL, ALL)
def test_what_a_unit_reports_itself_is_never_held_against_it(rows, reported):
    own = set(range(1000, 1021))
    added = {
        code: [Row(r.kind, r.pk + 1000, r.case + 1000, r.value) for r in behind] for code, behind in reported.items()
    }
    whole = {code: [*rows[code], *added[code]] for code in LINES}
    judged = {
        code: behind if code in CREDITS else leaving_out(behind, own | {row.case for row in added[code]})
        for code, behind in whole.items()
    }
    assert compute(DEFAULT, judged).points >= compute(DEFAULT, rows).points


def test_wrong_rules_are_named():
    assert faults(DEFAULT) == []
    assert faults(changed(DEFAULT, "on_time.weight", "50")) == []
    assert faults(changed(DEFAULT, "on_time.weight", "-1")) == [("on_time.weight", "number")]
    assert faults(changed(DEFAULT, "base", "NaN")) == [("base", "number")]
    assert faults({**DEFAULT, "magic": "1"}) == [("magic", "unknown")]
    assert ("rework.most", "missing") in faults({**DEFAULT, "rework": {"each": "1"}})
