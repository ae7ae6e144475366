"""The lives of a scheme and of a trouble spot as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.patrols.models import SchemeState, SpotState

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

T = SpotState
TO_TREAT = ("plan", "unit", "until")

SPOTS = TransitionTable(
    (
        Move("patrols.propose_spot", None, T.PROPOSED.value, ("code", "name", "problem"), _("Propose")),
        Move("patrols.start_treatment", T.PROPOSED.value, T.TREATING.value, TO_TREAT, _("Begin the treatment")),
        Move("patrols.drop_spot", T.PROPOSED.value, T.DROPPED.value, ("reason",), _("Drop it")),
        Move("patrols.log_treatment", T.TREATING.value, T.TREATING.value, ("text",), _("Write into the log")),
        Move("patrols.finish_treatment", T.TREATING.value, T.TREATED.value, ("result",), _("Finish the treatment")),
        Move("patrols.assess_spot", T.TREATING.value, T.TREATING.value, ("outcome",), _("Assess")),
        Move("patrols.assess_spot", T.TREATED.value, T.TREATED.value, ("outcome",), _("Assess")),
        Move("patrols.release_spot", T.TREATED.value, T.RELEASED.value, ("reason",), _("Release it")),
        Move("patrols.mark_relapsed", T.TREATED.value, T.RELAPSED.value, ("reason",), _("It has relapsed")),
        Move("patrols.mark_relapsed", T.RELEASED.value, T.RELAPSED.value, ("reason",), _("It has relapsed")),
        Move("patrols.start_treatment", T.RELAPSED.value, T.TREATING.value, TO_TREAT, _("Treat it again")),
    ),
    final=(T.DROPPED.value,),
)

FIELD_NAMES: Mapping[str, Any] = {
    "code": _("Code"),
    "name": _("Name"),
    "purpose": _("Lawful purpose"),
    "basis": _("Basis"),
    "until": _("Last day"),
    "reason": _("Reason"),
    "problem": _("What is wrong there"),
    "plan": _("Plan"),
    "unit": _("Unit"),
    "text": _("What was done"),
    "result": _("Result"),
    "outcome": _("How it stands"),
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
