"""The life of a draw as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.models import Draw, DrawState
from chuangcheng.kit.transitions import Move, TransitionTable, move_on

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
    label = S(state).label if state else ""
    wrong = _("This cannot be done: the draw is “%(state)s”.") % {"state": label}
    return TABLE.check(verb, state, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(draw: Draw, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(draw, move, _("Somebody else has moved this draw meanwhile. Look at it again."), **changes)
