"""The lives of an undertaking and of a meeting as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.plans.models import MeetingState, State

S = State
_EDIT, _PASS, _POSTPONE, _DROP = (
    _("Change"),
    pgettext_lazy("undertaking", "Pass on"),
    _("Postpone"),
    pgettext_lazy("undertaking", "Drop it"),
)
_REPORT, _FINISH = _("Report progress"), _("Report as done")


def _move(name: str, source: Any, target: Any, label: Any, *carries: str) -> Move:
    return Move(f"plans.{name}", source.value if source else None, target.value, carries, label)


UNDERTAKINGS = TransitionTable(
    [
        _move("draft_undertaking", None, S.DRAFTED, _("Draft"), "code", "name", "unit", "due_on"),
        _move("confirm_undertaking", S.DRAFTED, S.CONFIRMED, pgettext_lazy("undertaking", "Confirm")),
        _move("edit_undertaking", S.DRAFTED, S.DRAFTED, _EDIT),
        _move("drop_undertaking", S.DRAFTED, S.DROPPED, _DROP, "reason"),
        _move("report_progress", S.CONFIRMED, S.UNDER_WAY, _REPORT, "text"),
        _move("report_done", S.CONFIRMED, S.REPORTED, _FINISH, "text", "evidence"),
        _move("edit_undertaking", S.CONFIRMED, S.CONFIRMED, _EDIT),
        _move("pass_on_undertaking", S.CONFIRMED, S.CONFIRMED, _PASS, "unit", "reason"),
        _move("postpone_undertaking", S.CONFIRMED, S.CONFIRMED, _POSTPONE, "due_on", "reason"),
        _move("drop_undertaking", S.CONFIRMED, S.DROPPED, _DROP, "reason"),
        _move("report_progress", S.UNDER_WAY, S.UNDER_WAY, _REPORT, "text"),
        _move("report_done", S.UNDER_WAY, S.REPORTED, _FINISH, "text", "evidence"),
        _move("edit_undertaking", S.UNDER_WAY, S.UNDER_WAY, _EDIT),
        _move("pass_on_undertaking", S.UNDER_WAY, S.UNDER_WAY, _PASS, "unit", "reason"),
        _move("postpone_undertaking", S.UNDER_WAY, S.UNDER_WAY, _POSTPONE, "due_on", "reason"),
        _move("drop_undertaking", S.UNDER_WAY, S.DROPPED, _DROP, "reason"),
        _move("confirm_done", S.REPORTED, S.DONE, _("Confirm that it is done")),
        _move("return_undertaking", S.REPORTED, S.RETURNED, _("Return"), "reason"),
        _move("report_progress", S.RETURNED, S.UNDER_WAY, _REPORT, "text"),
        _move("report_done", S.RETURNED, S.REPORTED, _FINISH, "text", "evidence"),
        _move("pass_on_undertaking", S.RETURNED, S.RETURNED, _PASS, "unit", "reason"),
        _move("postpone_undertaking", S.RETURNED, S.RETURNED, _POSTPONE, "due_on", "reason"),
        _move("drop_undertaking", S.RETURNED, S.DROPPED, _DROP, "reason"),
        _move("reopen_undertaking", S.DONE, S.UNDER_WAY, pgettext_lazy("undertaking", "Reopen"), "reason"),
        _move("reopen_undertaking", S.DROPPED, S.DRAFTED, _("Take it up again"), "reason"),
    ],
    final=(),
)

M = MeetingState
MEETINGS = TransitionTable(
    [
        _move("plan_meeting", None, M.PLANNED, _("Plan a meeting"), "name", "room"),
        _move("invite_units", M.PLANNED, M.INVITED, _("Invite the units"), "units"),
        _move("set_agenda", M.PLANNED, M.PLANNED, _("Change the agenda")),
        _move("cancel_meeting", M.PLANNED, M.CANCELLED, _("Cancel"), "reason"),
        _move("hold_meeting", M.INVITED, M.HELD, _("Note who came"), "present"),
        _move("set_agenda", M.INVITED, M.INVITED, _("Change the agenda")),
        _move("cancel_meeting", M.INVITED, M.CANCELLED, _("Cancel"), "reason"),
        _move("add_resolution", M.HELD, M.HELD, _("Add a resolution"), "text", "unit", "due_on"),
        _move("write_minutes", M.HELD, M.HELD, _("Write the minutes"), "text"),
        _move("conclude_meeting", M.HELD, M.CONCLUDED, _("Issue the minutes"), "minutes"),
    ],
    final=(M.CONCLUDED.value, M.CANCELLED.value),
)

FIELD_NAMES: Mapping[str, Any] = {
    "code": _("Code"),
    "name": _("Name"),
    "unit": _("Unit"),
    "units": _("Units"),
    "due_on": _("Due date"),
    "reason": _("Reason"),
    "text": _("Text"),
    "evidence": _("Evidence"),
    "room": pgettext_lazy("meeting", "Where"),
    "present": _("Units present"),
    "minutes": _("Minutes"),
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
