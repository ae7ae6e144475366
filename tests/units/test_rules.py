"""Paths and orders of the unit tree, for any tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.units import rules


@st.composite
def trees(draw):
    size = draw(st.integers(1, 12))
    parents = {f"U{i}": (f"U{draw(st.integers(0, i - 1))}" if i and draw(st.booleans()) else "") for i in range(size)}
    keys = draw(st.permutations(list(parents)))
    return {key: parents[key] for key in keys}


@given(trees())
def test_a_parent_stands_before_its_children(parents):
    order = rules.nested_order(parents)
    assert sorted(order) == sorted(parents)
    assert all(order.index(parent) < order.index(code) for code, parent in parents.items() if parent)


@given(trees(), st.data())
def test_a_circle_is_named(parents, data):
    start = data.draw(st.sampled_from(sorted(parents)))
    top = start
    while parents[top]:
        top = parents[top]
    with pytest.raises(ValueError):
        rules.nested_order({**parents, top: start})


def test_a_subtree_is_a_prefix():
    assert rules.path_of("DW05", "DW04/") == "DW04/DW05/"
    assert rules.moved_path("A/B/C/", "A/B/", "D/B/") == "D/B/C/"
    assert not rules.path_of("DW1").startswith(rules.path_of("DW"))


@pytest.mark.parametrize("code", ["", "a/b", " DW1", "单位", "-x"])
def test_codes_that_would_break_a_path_are_refused(code):
    assert not rules.is_code(code)
