"""A grant keeps verbs, unit and area together: what one post allows never leaks into another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.kit.actor import SYSTEM, Actor, Grant
from chuangcheng.kit.refused import NotAllowed

VERIFY = Grant(frozenset({"cases.close_case"}), unit_path="DW05/", area_path="JYG/XG/")
LIAISE = Grant(frozenset({"cases.accept_case"}), unit_path="DW26/")
GAO_YUAN = Actor(person_id=1, name="高原", unit_paths=("DW05/",), grants=(VERIFY, LIAISE))

codes = st.text(alphabet="ABC", min_size=1, max_size=3)
paths = st.lists(codes, max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))
grants = st.builds(Grant, st.frozensets(st.sampled_from(["a.x", "a.y", "b.z"]), max_size=3), paths, paths)


def test_a_verifier_here_who_is_a_liaison_there_does_not_verify_there() -> None:
    assert GAO_YUAN.may("cases.close_case", unit_path="DW05/01/", area_path="JYG/XG/")
    assert not GAO_YUAN.may("cases.close_case", unit_path="DW26/", area_path="JYG/XG/")
    assert not GAO_YUAN.may("cases.accept_case", unit_path="DW05/")
    with pytest.raises(NotAllowed):
        GAO_YUAN.must("cases.close_case", unit_path="DW05/", area_path="JYG/GC/")


def test_a_code_that_begins_alike_is_another_unit() -> None:
    assert not GAO_YUAN.may("cases.accept_case", unit_path="DW261/")


def test_the_system_may_and_belongs_nowhere() -> None:
    assert SYSTEM.may("anything.at_all") and not SYSTEM.belongs_to(["DW05/"])


@given(st.lists(grants, max_size=4), st.sampled_from(["a.x", "a.y", "b.z"]), paths, paths)
def test_one_single_grant_must_cover_all_of_it(held: list[Grant], verb: str, unit: str, area: str) -> None:
    actor = Actor(person_id=1, name="", grants=tuple(held))
    by_hand = any(
        verb in grant.verbs and unit.startswith(grant.unit_path) and area.startswith(grant.area_path) for grant in held
    )
    assert actor.may(verb, unit_path=unit, area_path=area) == by_hand
    assert {*actor.scopes(verb)} == {grant for grant in held if verb in grant.verbs}
