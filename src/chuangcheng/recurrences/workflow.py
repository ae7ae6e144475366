"""The life of a card as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.recurrences.models import Recurrence, UpgradeState

S = UpgradeState


def _move(name: str, source: UpgradeState | None, target: UpgradeState, label: Any, *carries: str) -> Move:
    return Move(f"recurrences.{name}", source and source.value, target.value, carries, label)


_DECLINE = _("Decline")
_ADD = _("Once more")

TABLE = TransitionTable(
    (
        _move("propose_upgrade", None, S.PROPOSED, _("Propose an upgrade"), "cases"),
        _move("take_up_proposal", S.PROPOSED, S.TAKEN_UP, _("Take it up"), "unit", "plan"),
        _move("decline_proposal", S.PROPOSED, S.DECLINED, _DECLINE, "reason"),
        _move("add_occurrences", S.PROPOSED, S.PROPOSED, _ADD, "cases"),
        _move("add_occurrences", S.TAKEN_UP, S.TAKEN_UP, _ADD, "cases"),
        _move("finish_upgrade", S.TAKEN_UP, S.FINISHED, _("It has been upgraded"), "result"),
        _move("decline_proposal", S.TAKEN_UP, S.DECLINED, _("Give it up"), "reason"),
    ),
    final=(S.FINISHED.value, S.DECLINED.value),
)

AUTOMATIC = frozenset({"recurrences.add_occurrences"})
"""Moves that the product makes; no button is drawn for them."""

FIELD_NAMES: Mapping[str, Any] = {
    "cases": _("Cases"),
    "unit": _("Unit that upgrades it"),
    "plan": _("What is to be upgraded"),
    "reason": _("Reason"),
    "result": _("Result"),
}


def check(verb: str, card: Recurrence | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    label = card.get_state_display() if card else ""
    wrong = _("This cannot be done while it stands at “%(state)s”.") % {"state": label}
    return TABLE.check(verb, card.state if card else None, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(card: Recurrence, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(card, move, _("Somebody else was faster. Look at it again."), **changes)
