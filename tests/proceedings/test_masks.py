"""A mask keeps less than it takes, whatever it is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.kit import sealed
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings.rules import MASKS, masked, shown

HIDING = sorted(set(MASKS) - {"plain", "words", "month"})


@pytest.mark.parametrize(
    ("rule", "text", "wanted"),
    [
        ("name", "张三", "张*"),
        ("name", "欧阳修远", "欧阳**"),
        ("name", "阿依古丽·买买提", "阿***"),
        ("plate", "甘B·12345", "甘B·1**45"),
        ("plate", "甘b D12345", "甘B·D***45"),
        ("plate", "号牌不清", "****"),
        ("identity", "620200198001011234", "**************1234"),
        ("identity", "1234", "****"),
        ("credit_code", "91620200MA72ABCD1X", "9162**********CD1X"),
        ("phone", "13812345621", "138******21"),
        ("month", "2026-05-17", "2026-05"),
        ("month", "五月", ""),
        ("words", "车架号LSVAU033472012345一辆", "车架号******一辆"),
        ("plain", " 甘02执12号 ", "甘02执12号"),
    ],
)
def test_what_is_left(rule, text, wanted):
    assert masked(rule, text) == wanted


@given(st.sampled_from(HIDING), st.text("张欧阳甘B·0123456789X ", min_size=2, max_size=24))
def test_something_is_always_hidden(rule, text):
    found = masked(rule, text)
    assert found == "" or "*" in found
    assert text.strip() == "" or found != text


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
def test_the_birthday_is_never_shown(number):
    assert masked("identity", number)[:14] == "*" * 14


def test_only_the_fields_of_the_kind_are_kept():
    fields = (("name", "name", "姓名", "Name"), ("place", "plain", "地点", "Place"))
    assert shown(fields, {"name": "张三", "identity": "620200198001011234", "place": ""}) == {"name": "张*"}


def test_hashes_and_seals_survive_a_new_key(settings):
    old, hidden = sealed.keyed_hash("620200", "t"), sealed.seal_value(b"620200", "t")
    mark, key = sealed.key_mark(), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key of the city", [key]
    assert sealed.key_mark() != mark and not sealed.is_newest(hidden, "t")
    assert sealed.keyed_hashes("620200", "t") == [sealed.keyed_hash("620200", "t"), old]
    moved = sealed.resealed(hidden, "t")
    settings.SECRET_KEY_FALLBACKS = []
    assert sealed.open_value(moved, "t") == b"620200" and sealed.is_newest(moved, "t")
    with pytest.raises(Refused, match="cannot_unseal"):
        sealed.open_value(hidden, "t")
