"""Small values that everything rests on: periods, names in three languages, the text that search looks in."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.kit.names import localised, search_text
from chuangcheng.kit.period import Period

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_a_period_holds_its_start_and_not_its_end(start: date, end: date, day: date) -> None:
    if end < start:
        with pytest.raises(ValueError, match="cannot end"):
            Period(start, end)
        return
    assert (day in Period(start, end)) == (start <= day < end)
    assert (day in Period(start)) == (start <= day)


@given(days, days, days, days)
def test_overlap_is_mutual(a: date, b: date, c: date, d: date) -> None:
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    assert one.overlaps(other) == other.overlaps(one)


def test_search_finds_whatever_characters_are_typed() -> None:
    stored = search_text("新華路農貿市場", "DW26")
    assert search_text("农贸") in stored and search_text("農貿") in stored
    assert search_text("ｄｗ26") in stored
    assert search_text("市场") in stored


@pytest.mark.parametrize(
    ("language", "name_hant", "name_en", "shown"),
    [
        ("zh-hans", "", "", ("整改台账", "zh-Hans")),
        ("zh-hant", "", "", ("整改台賬", "zh-Hant")),
        ("zh-hant", "整改簿", "", ("整改簿", "zh-Hant")),
        ("en", "", "Ledger", ("Ledger", "en")),
        ("en", "", "", ("整改台账", "zh-Hans")),
    ],
)
def test_a_name_in_three_languages(language: str, name_hant: str, name_en: str, shown: tuple[str, str]) -> None:
    with translation.override(language):
        assert localised("整改台账", name_hant, name_en) == shown
