"""The whole score as arithmetic: sums of lines, methods without data, what the city cannot have, three years."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.national import DEFAULT, Known, Part, Year, composed, faults, years_total
from chuangcheng.scoring.national.composing import Spread

ABOVE = {"1": ["11", "12"], "2": ["11", "12"], "3": ["13", "12"]}
FIELD = {"whole": Spread(1.5, 40), "1": Spread(1.0, 40), "2": Spread(1.0, 40)}
PARTS = [
    Part("1", "material", 20, Known(1.0, 0.0, "rating", "7")),
    Part("2", "material", 20, Known(0.5, 0.0, "rating", "8")),
    Part("1", "field", 20, Known(0.9, 0.05, "estimate", "1")),
    Part("2", "field", 20, Known(0.8, 0.05, "estimate", "1")),
    Part("3", "questionnaire", 20, Known(0.85, 0.02, "answers", "3:200")),
]
shares = st.one_of(st.none(), st.floats(0, 1))
parts = st.lists(
    st.builds(
        Part,
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["material", "field", "questionnaire"]),
        st.floats(0.1, 30),
        st.builds(Known, shares, st.just(0.0)),
    ),
    min_size=1,
    max_size=12,
)


def test_forty_forty_twenty_add_up_to_a_score_with_its_interval() -> None:
    made = composed(PARTS, ABOVE, FIELD)
    assert made.score == pytest.approx(20 + 10 + 18 + 16 + 17)
    assert made.lines["whole"].error == pytest.approx((1.5**2 + 0.4**2) ** 0.5)
    assert made.low is not None and made.high is not None and made.low < 81 < made.high
    assert made.methods["material"].error == 0 and made.methods["material"].low == 30
    assert made.methods["questionnaire"].degrees == 200


def test_a_method_without_data_is_neither_nought_nor_full() -> None:
    silent = [replace(one, known=Known()) if one.method == "questionnaire" else one for one in PARTS]
    made = composed(silent, ABOVE, FIELD)
    assert made.score == pytest.approx(64 / 80 * 100)
    assert [made.floor, made.ceiling] == pytest.approx([64, 84])
    assert made.methods["questionnaire"].rate is None
    nothing = composed([replace(one, known=Known()) for one in PARTS], ABOVE, FIELD)
    assert nothing.score is None and (nothing.floor, nothing.ceiling) == (0, 100)


def test_what_the_city_cannot_have_leaves_its_points_to_the_others_of_its_method() -> None:
    absent = [
        replace(one, known=Known(how="spread")) if (one.standard, one.method) == ("2", "field") else one
        for one in PARTS
    ]
    made = composed(absent, ABOVE, FIELD)
    assert made.methods["field"].available == pytest.approx(40) and made.methods["field"].earned == pytest.approx(36)
    assert made.lines["whole"].available == pytest.approx(100)


def test_the_negative_list_takes_points_off_but_never_below_nought() -> None:
    assert composed(PARTS, ABOVE, FIELD, 5).score == pytest.approx(76)
    assert composed(PARTS, ABOVE, FIELD, 500).score == 0


@given(parts)
def test_the_score_is_the_sum_of_its_lines_and_lies_within_its_bounds(given_parts: list[Part]) -> None:
    made = composed(given_parts, ABOVE, {})
    whole = made.lines["whole"]
    for level in (["1", "2", "3"], ["11", "13"], ["12"]):
        inside = [made.lines[key] for key in level if key in made.lines]
        assert sum(line.earned for line in inside) == pytest.approx(whole.earned)
        assert sum(line.available for line in inside) == pytest.approx(whole.available)
    assert sum(line.earned for line in made.methods.values()) == pytest.approx(whole.earned)
    assert made.floor - 1e-9 <= (made.score if made.score is not None else made.floor) <= 100 + 1e-9
    assert made.floor <= made.ceiling + 1e-9


@given(parts, st.randoms())
def test_the_order_of_rows_does_not_matter(given_parts: list[Part], source: object) -> None:
    mixed = list(given_parts)
    source.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = composed(given_parts, ABOVE, {}), composed(mixed, ABOVE, {})
    assert one.floor == pytest.approx(other.floor) and one.ceiling == pytest.approx(other.ceiling)
    assert one.score == (None if other.score is None else pytest.approx(other.score))


@given(parts, st.integers(0, 11), st.floats(0, 1))
def test_a_share_that_falls_never_raises_the_score(given_parts: list[Part], place: int, by: float) -> None:
    chosen = given_parts[place % len(given_parts)]
    if chosen.known.share is None:
        return
    worse = [
        replace(one, known=Known(one.known.share * by)) if one is chosen and one.known.share is not None else one
        for one in given_parts
    ]
    before, after = composed(given_parts, ABOVE, {}).score, composed(worse, ABOVE, {}).score
    assert before is not None and after is not None and after <= before + 1e-9


def test_three_years_weigh_15_25_60() -> None:
    made = years_total(
        [Year(2024, 15, 90, source="official"), Year(2025, 25, 88, source="official"), Year(2026, 60, 80, 2.0, "own")]
    )
    assert made.value == pytest.approx(0.15 * 90 + 0.25 * 88 + 0.6 * 80)
    assert made.low is not None and made.low == pytest.approx(made.value - 1.959964 * 1.2, abs=1e-4)
    early = years_total([Year(2024, 15, 90, source="official"), Year(2025, 25, None), Year(2026, 60, None)])
    assert early.value == 90 and [early.floor, early.ceiling] == pytest.approx([13.5, 98.5])
    assert years_total([Year(2024, 15, None)]).value is None


def test_the_numbers_of_the_city_are_checked_by_name() -> None:
    assert faults(DEFAULT) == []
    assert faults({**DEFAULT, "line": -1}) == [("line", "number")]
    assert faults({**DEFAULT, "missing_site_type": "maybe"}) == [("missing_site_type", "choice")]
    assert faults({"bonus": 3}) == [("bonus", "unknown")]
    assert faults({**DEFAULT, "exposure": {"P01": "many"}}) == [("exposure", "number")]
