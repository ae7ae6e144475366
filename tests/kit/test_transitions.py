"""Tables of moves that cannot be right are refused when they are loaded."""

import pytest

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.transitions import BadTable, Move, TransitionTable

OPEN = Move("t.open", None, "open", ("text",))
CLOSE = Move("t.close", "open", "closed", ("reason",))


def test_a_sound_table_finds_its_moves() -> None:
    table = TransitionTable([OPEN, CLOSE], final=["closed"])
    assert table.find("t.close", "open") == CLOSE
    assert table.find("t.close", "closed") is None
    assert table.leaving("open") == (CLOSE,)
    assert table.check("t.close", "open", {"reason": "done"}, wrong="no", missing=str) == CLOSE


@pytest.mark.parametrize(
    ("moves", "final", "says"),
    [
        ([OPEN], [], "dead ends"),
        ([OPEN, CLOSE, Move("t.close", "open", "gone")], ["closed", "gone"], "ambiguous"),
        ([OPEN, CLOSE, Move("t.back", "lost", "open")], ["closed"], "unreachable"),
        ([CLOSE], ["closed"], "birth"),
        ([OPEN, CLOSE], ["closed", "burnt"], "no move reaches"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(moves: list[Move], final: list[str], says: str) -> None:
    with pytest.raises(BadTable, match=says):
        TransitionTable(moves, final=final)


@pytest.mark.parametrize("empty", [None, "", [], (), {}])
def test_what_a_move_must_carry_is_asked_for_by_name(empty: object) -> None:
    table = TransitionTable([OPEN, CLOSE], final=["closed"])
    with pytest.raises(Refused) as refusal:
        table.check("t.close", "open", {"reason": empty}, wrong="no", missing="say the {}".format)
    assert (refusal.value.code, refusal.value.field) == ("missing", "reason")
    assert refusal.value.message == "say the reason"
    with pytest.raises(Refused, match="wrong_state"):
        table.check("t.open", "open", {}, wrong="no", missing=str)
    assert table.check("t.close", "open", {"reason": 0}, wrong="no", missing=str) == CLOSE
