"""Check digits and periods are arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.integrity.kinds import KINDS
from chuangcheng.integrity.rules import (
    LIMITS,
    is_credit_code,
    is_identity_number,
    is_of_age,
    is_sound,
    months_after,
    term,
)
from chuangcheng.proceedings.rules import faults

DIGITS = "0123456789"
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_examples_of_the_standard_of_identity_numbers(number):
    assert is_identity_number(number)


@pytest.mark.parametrize("number", ["91350100M000100Y43", "91110000600037341L"])
def test_examples_of_credit_codes(number):
    assert is_credit_code(number)


@pytest.mark.parametrize(
    "number",
    ["", "11010519491231002x", "110105194912310021", "110105194913310026", "91350100M000100Y44", "91I50100M000100Y43"],
)
def test_what_is_neither(number):
    assert not is_identity_number(number)
    assert not is_credit_code(number)


@given(st.from_regex(r"[1-9][0-9]{5}19[0-9]{2}0[1-9][0-2][1-8][0-9]{3}", fullmatch=True))
def test_exactly_one_sign_fits_and_no_single_slip_passes(stem):
    fitting = [sign for sign in "0123456789X" if is_identity_number(stem + sign)]
    assert len(fitting) == 1
    for place in (0, 5, 16):
        other = str((int(stem[place]) + 1) % 10)
        assert not is_identity_number(stem[:place] + other + stem[place + 1 :] + fitting[0])


@given(st.text(DIGITS, min_size=6, max_size=6), st.text(CREDIT, min_size=9, max_size=9))
def test_exactly_one_sign_fits_a_credit_code(region, body):
    assert sum(is_credit_code(f"91{region}{body}{sign}") for sign in CREDIT) == 1


def test_of_age_from_the_birthday_on():
    assert not is_of_age("110105200811240021", date(2026, 11, 23))
    assert is_of_age("110105200811240021", date(2026, 11, 24))


@given(st.sampled_from(sorted(LIMITS)), st.integers(0, 60), DAYS)
def test_no_class_is_public_longer_than_it_may(failing, months, start):
    found = term(failing, months, start)
    least, most = LIMITS[failing]
    assert found.until <= months_after(start, most)
    assert found.repair_from == months_after(start, least)
    if is_sound(failing, months):
        assert found.repair_from <= found.until
        assert found.until > start


def test_a_month_without_that_day_ends_on_its_last():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_kinds_are_sound_and_show_numbers_masked(kind):
    assert faults(kind) == []
    masks = {code: mask for code, mask, *_names in kind.published}
    assert masks.get("number", "identity") in ("identity", "credit_code")
    assert masks.get("name", "plain") == ("name" if kind.code.endswith("person") else "plain")
