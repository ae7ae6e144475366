"""Texts, codes, the small work, likeness: plain values."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.participation.rules import ALPHABET, clean_text, is_solved, likeness, plain_code, shown_code


@given(st.text(max_size=300))
def test_a_text_is_cleaned_once_and_for_all_or_refused(text: str) -> None:
    try:
        clean = clean_text(text)
    except ValueError:
        return
    assert clean_text(clean) == clean
    assert "\0" not in clean and "\u202e" not in clean


@pytest.mark.parametrize("text", ["井盖\0没了", "bell \x07", "escape \x1b[31m"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="control"):
        clean_text(text)


@given(st.text(alphabet=ALPHABET, min_size=10, max_size=10))
def test_a_code_is_found_however_it_is_typed(code: str) -> None:
    assert plain_code(shown_code(code)) == code
    assert plain_code(f" {code.lower()[:3]} {code[3:]}") == code


@pytest.mark.parametrize("text", ["", "K7M2P", "K7M2P-9Q4X0", "' OR 1=1 --", "井盖井盖井盖井盖井盖"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert plain_code(text) == ""


def test_the_work_is_done_by_trying_and_only_for_its_own_challenge() -> None:
    solution = next(str(n) for n in range(100_000) if is_solved("one", str(n), bits=8))
    assert hashlib.sha256(f"one:{solution}".encode()).digest()[0] == 0
    assert not all(is_solved(f"other {n}", solution, bits=8) for n in range(8))
    assert not is_solved("one", "", bits=8)
    assert not is_solved("one", "-1", bits=8)
    assert not is_solved("one", "9" * 13, bits=1)


def test_texts_about_one_matter_are_alike() -> None:
    assert likeness("新华南路井盖塌陷，很危险", "新华南路上的井盖塌陷了很危险") > 0.45
    assert likeness("新华南路井盖塌陷", "菜市场污水横流") < 0.1
    assert likeness("", "井盖") == 0


@given(st.text(max_size=50), st.text(max_size=50))
def test_likeness_has_no_direction_and_stays_between_nought_and_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
