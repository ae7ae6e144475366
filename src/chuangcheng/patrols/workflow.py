"""The lives of a scheme and of a trouble spot as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.patrols.models import SchemeState

S = SchemeState
TO_SWITCH_ON = ("purpose", "basis", "until")

SCHEMES = TransitionTable(
    (
        Move("patrols.define_scheme", None, S.DRAFT.value, ("code", "name"), _("Set up")),
        Move("patrols.edit_scheme", S.DRAFT.value, S.DRAFT.value, (), _("Change")),
        Move("patrols.edit_scheme", S.OFF.value, S.OFF.value, (), _("Change")),
        Move("patrols.switch_on", S.DRAFT.value, S.ON.value, TO_SWITCH_ON, _("Switch on")),
        Move("patrols.switch_on", S.OFF.value, S.ON.value, TO_SWITCH_ON, _("Switch on")),
        Move("patrols.switch_off", S.ON.value, S.OFF.value, ("reason",), _("Switch off")),
    ),
    final=(),
)

FIELD_NAMES: Mapping[str, Any] = {
    "code": _("Code"),
    "name": _("Name"),
    "purpose": _("Lawful purpose"),
    "basis": _("Basis"),
    "until": _("Last day"),
    "reason": _("Reason"),
}


def check(table: TransitionTable, verb: str, thing: Any, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    label = thing.get_state_display() if thing else ""
    wrong = _("This cannot be done while it stands at “%(state)s”.") % {"state": label}
    return table.check(verb, thing.state if thing else None, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(thing: Any, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(thing, move, _("Somebody else was faster. Look at it again."), **changes)
