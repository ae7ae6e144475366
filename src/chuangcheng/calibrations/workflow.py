"""The life of a calibration as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.calibrations.models import Calibration, CalibrationState
from chuangcheng.kit.transitions import Move, TransitionTable, move_on

S = CalibrationState

CALIBRATIONS = TransitionTable(
    (
        Move("calibrations.plan_calibration", None, S.PLANNED.value, ("name", "code"), _("Plan a calibration")),
        Move("calibrations.add_scene", S.PLANNED.value, S.PLANNED.value, ("photos",), _("Add a scene")),
        Move("calibrations.remove_scene", S.PLANNED.value, S.PLANNED.value, (), _("Remove")),
        Move("calibrations.open_calibration", S.PLANNED.value, S.OPEN.value, ("scenes",), _("Open the calibration")),
        Move("calibrations.judge_scene", S.OPEN.value, S.OPEN.value, (), _("Judge")),
        Move("calibrations.end_calibration", S.OPEN.value, S.ENDED.value, (), _("End the calibration")),
        Move("calibrations.cancel_calibration", S.PLANNED.value, S.CANCELLED.value, ("reason",), _("Cancel")),
        Move("calibrations.cancel_calibration", S.OPEN.value, S.CANCELLED.value, ("reason",), _("Cancel")),
    ),
    final=(S.ENDED.value, S.CANCELLED.value),
)

FIELD_NAMES: Mapping[str, Any] = {
    "name": _("Name"),
    "code": _("Code"),
    "photos": _("Photos"),
    "scenes": _("Scenes"),
    "reason": _("Reason"),
}


def check(verb: str, thing: Calibration | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    label = thing.get_state_display() if thing else ""
    wrong = _("This cannot be done while it stands at “%(state)s”.") % {"state": label}
    return CALIBRATIONS.check(verb, thing.state if thing else None, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(thing: Calibration, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(thing, move, _("Somebody else was faster. Look at it again."), **changes)
