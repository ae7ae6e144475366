"""Kinds of news and the table of news name the same verbs, each once, and every room that tells has its kind."""

from collections import Counter

from chuangcheng.kit.verbs import all_verbs
from chuangcheng.notices.kinds import KINDS, kind_of, placeholders_of
from chuangcheng.reactions.table import TABLE, TELL

TOLD = {verb for verb, reactions in TABLE.items() if TELL in reactions}


def test_every_verb_of_a_kind_is_told_and_belongs_to_one_kind() -> None:
    named = Counter(verb for kind in KINDS for verb in kind.verbs)
    assert set(named) <= TOLD and set(named.values()) == {1}
    rooms = Counter(room for kind in KINDS for room in kind.rooms)
    assert set(rooms) <= {verb.partition(".")[0] for verb in all_verbs()} and set(rooms.values()) == {1}


def test_nothing_that_is_told_falls_through() -> None:
    assert not {verb for verb in TOLD if kind_of(verb).code == "other"}


def test_texts_may_name_what_all_their_news_carry_and_nothing_personal() -> None:
    verbs = all_verbs()
    for kind in KINDS:
        personal = {name for verb in kind.verbs for name in verbs[verb].personal}
        assert not personal & set(placeholders_of(kind.code))
    assert "number" in placeholders_of("overdue") and "description" not in placeholders_of("case_given")
