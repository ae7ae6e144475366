"""The life of a draw as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.models import Draw, DrawState
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.kit.transitions import Move, TransitionTable, step

S = DrawState
TABLE = TransitionTable(
    (
        Move("draws.commit_draw", None, S.COMMITTED.value, ("frames", "sources", "name"), _("Commit a draw")),
        Move("draws.enter_entropy", S.COMMITTED.value, S.COMMITTED.value, ("values",), _("Enter the public values")),
        Move("draws.run_draw", S.COMMITTED.value, S.RUN.value, (), _("Run the draw")),
        Move("draws.reveal_draw", S.RUN.value, S.REVEALED.value, (), _("Publish the proof")),
        Move("draws.cancel_draw", S.COMMITTED.value, S.CANCELLED.value, ("reason",), _("Cancel the draw")),
        Move("draws.cancel_draw", S.RUN.value, S.CANCELLED.value, ("reason",), _("Cancel the draw")),
    ),
    final=(S.REVEALED.value, S.CANCELLED.value),
)

FIELD_NAMES: Mapping[str, Any] = {
    "frames": _("What is drawn from"),
    "sources": _("Public sources"),
    "name": _("Name"),
    "values": _("Values"),
    "reason": _("Reason"),
}


def check(verb: str, state: str | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    move = TABLE.find(verb, state)
    if move is None:
        label = S(state).label if state else ""
        raise Refused("wrong_state", _("This cannot be done: the draw is “%(state)s”.") % {"state": label})
    for name in move.carries:
        if not carried.get(name):
            raise Refused("missing", _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}, field=name)
    return move


def moved(draw: Draw, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    try:
        step(Draw.objects, draw.pk, move, **changes)
    except Stale:
        raise Stale("moved_meanwhile", _("Somebody else has moved this draw meanwhile. Look at it again.")) from None
    draw.state = move.target
    for name, value in changes.items():
        setattr(draw, name, value)
