"""The lives of a round and of a visit as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.models import Round, RoundState, Visit, VisitState
from chuangcheng.kit.transitions import Move, TransitionTable, move_on

R = RoundState
V = VisitState

ROUNDS = TransitionTable(
    (
        Move("inspections.plan_round", None, R.PLANNED.value, ("name", "code"), _("Plan the round")),
        Move("inspections.plan_recheck_round", None, R.PLANNED.value, ("name", "code"), _("Plan the round")),
        Move("inspections.plan_review_round", None, R.PLANNED.value, ("name", "code"), _("Plan the round")),
        Move("inspections.open_round", R.PLANNED.value, R.OPEN.value, (), _("Open the round")),
        Move("inspections.cancel_round", R.PLANNED.value, R.CANCELLED.value, ("reason",), _("Cancel the round")),
        Move("inspections.end_round", R.OPEN.value, R.ENDED.value, (), _("End the round and publish the proof")),
    ),
    final=(R.ENDED.value, R.CANCELLED.value),
)

VISITS = TransitionTable(
    (
        Move("inspections.plan_round", None, V.PLANNED.value, (), ""),
        Move("inspections.plan_recheck_round", None, V.PLANNED.value, (), ""),
        Move("inspections.plan_review_round", None, V.PLANNED.value, (), ""),
        Move("inspections.record_observations", V.PLANNED.value, V.PLANNED.value, (), _("Record")),
        Move("inspections.raise_finding", V.PLANNED.value, V.PLANNED.value, ("text",), _("Raise a finding")),
        Move("inspections.replace_inspector", V.PLANNED.value, V.PLANNED.value, ("reason",), _("Replace an inspector")),
        Move("inspections.finish_reading", V.PLANNED.value, V.PLANNED.value, (), ""),
        Move("inspections.finish_visit", V.PLANNED.value, V.DONE.value, (), _("Finish the visit")),
        Move("inspections.conclude_visit", V.PLANNED.value, V.DONE.value, (), ""),
        Move("inspections.mark_not_possible", V.PLANNED.value, V.NOT_POSSIBLE.value, ("reason",), _("Not possible")),
        Move("inspections.end_round", V.PLANNED.value, V.NOT_POSSIBLE.value, (), ""),
    ),
    final=(V.DONE.value, V.NOT_POSSIBLE.value),
)

FIELD_NAMES: Mapping[str, Any] = {
    "name": _("Name"),
    "code": _("Code"),
    "reason": _("Reason"),
    "text": _("What was found"),
}


def check(table: TransitionTable, verb: str, thing: Round | Visit | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    label = thing.get_state_display() if thing else ""
    wrong = _("This cannot be done while it stands at “%(state)s”.") % {"state": label}
    return table.check(verb, thing.state if thing else None, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(thing: Round | Visit, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(thing, move, _("Somebody else was faster. Look at it again."), **changes)
