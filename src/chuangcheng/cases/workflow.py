"""The table of moves of a case. It moves the row, draws the buttons and lists what each move must carry."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case, Instruction, InstructionState, State
from chuangcheng.kit.transitions import Move, TransitionTable, move_on

S = State
RUNNING = (S.DISPATCHED, S.ACCEPTED)
"""States in which the clock of the unit in charge runs."""
FINAL = (S.CLOSED, S.REFUSED, S.MERGED)
OPEN = tuple(state for state in S if state not in FINAL)


def _move(name: str, source: State | None, target: State, label: Any, *carries: str) -> Move:
    return Move(f"cases.{name}", source and source.value, target.value, carries, label)


_CLASSIFY = _("Correct the details")
_DISPATCH = _("Dispatch")
_GRANT = _("Grant more time")
_DENY = _("Deny more time")
_MERGE = _("Merge")
_SPLIT = _("Split between units")
_REOPEN = _("Reopen")
_CLOSE = _("Verify and close")

TABLE = TransitionTable(
    [
        _move("open_case", None, S.REGISTERED, _("Register"), "description"),
        _move("dispatch_case", S.REGISTERED, S.DISPATCHED, _DISPATCH, "unit"),
        _move("classify_case", S.REGISTERED, S.REGISTERED, _CLASSIFY),
        _move("split_case", S.REGISTERED, S.SPLIT, _SPLIT, "units"),
        _move("merge_case", S.REGISTERED, S.MERGED, _MERGE, "into", "reason"),
        _move("refuse_case", S.REGISTERED, S.REFUSED, _("Refuse"), "reason"),
        _move("submit_correction", S.REGISTERED, S.CORRECTED, _("Corrected on the spot"), "photos"),
        _move("accept_case", S.DISPATCHED, S.ACCEPTED, _("Accept")),
        _move("dispute_case", S.DISPATCHED, S.DISPUTED, _("Not ours"), "proposed_unit", "reason"),
        _move("grant_extension", S.DISPATCHED, S.DISPATCHED, _GRANT),
        _move("take_back_case", S.DISPATCHED, S.REGISTERED, _("Take back"), "reason"),
        _move("merge_case", S.DISPATCHED, S.MERGED, _MERGE, "into", "reason"),
        _move("uphold_dispute", S.DISPUTED, S.DISPATCHED, _("Agree: pass it on"), "unit", "reason"),
        _move("reject_dispute", S.DISPUTED, S.DISPATCHED, _("Reject: it stays"), "reason"),
        _move("split_case", S.DISPUTED, S.SPLIT, _SPLIT, "units"),
        _move("submit_case", S.ACCEPTED, S.SUBMITTED, _("Submit"), "cause", "measure", "photos"),
        _move("ask_extension", S.ACCEPTED, S.ACCEPTED, _("Ask for more time"), "limit", "reason"),
        _move("grant_extension", S.ACCEPTED, S.ACCEPTED, _GRANT),
        _move("deny_extension", S.ACCEPTED, S.ACCEPTED, _DENY, "reason"),
        _move("hold_case", S.ACCEPTED, S.HELD, _("Put on hold"), "reason", "plan", "review_on"),
        _move("resume_case", S.HELD, S.ACCEPTED, _("End the hold")),
        _move("renew_hold", S.HELD, S.HELD, _("Keep on hold"), "reason", "review_on"),
        _move("close_case", S.SUBMITTED, S.CLOSED, _CLOSE),
        _move("return_case", S.SUBMITTED, S.ACCEPTED, _("Return for rework"), "reason"),
        _move("grant_extension", S.SUBMITTED, S.SUBMITTED, _GRANT),
        _move("deny_extension", S.SUBMITTED, S.SUBMITTED, _DENY, "reason"),
        _move("close_case", S.CORRECTED, S.CLOSED, _CLOSE),
        _move("return_correction", S.CORRECTED, S.REGISTERED, _("Do not accept the correction"), "reason"),
        _move("close_split_case", S.SPLIT, S.CLOSED, _("Close")),
        _move("record_recheck", S.CLOSED, S.CLOSED, _("Record the re-check"), "outcome"),
        _move("reopen_split_case", S.CLOSED, S.SPLIT, _REOPEN),
        _move("reopen_case", S.CLOSED, S.REGISTERED, _REOPEN, "reason"),
        _move("reopen_case", S.REFUSED, S.REGISTERED, _REOPEN, "reason"),
        _move("reopen_case", S.MERGED, S.REGISTERED, _REOPEN, "reason"),
    ],
    final=[state.value for state in FINAL],
)

AUTOMATIC = frozenset(
    {
        "cases.open_case",
        "cases.submit_correction",
        "cases.close_split_case",
        "cases.reopen_split_case",
        "cases.record_recheck",
    }
)
"""Moves that another act makes; no button is drawn for them."""

N = InstructionState
INSTRUCTIONS = TransitionTable(
    [
        Move("cases.issue_instruction", None, N.OPEN.value, ("text", "limit"), _("Write an instruction")),
        Move("cases.answer_instruction", N.OPEN.value, N.ANSWERED.value, ("text",), _("Reply")),
        Move("cases.accept_reply", N.ANSWERED.value, N.ACCEPTED.value, (), _("Accept the reply")),
        Move("cases.return_reply", N.ANSWERED.value, N.OPEN.value, ("reason", "limit"), _("Return the reply")),
        Move("cases.withdraw_instruction", N.OPEN.value, N.WITHDRAWN.value, ("reason",), _("Withdraw")),
        Move("cases.withdraw_instruction", N.ANSWERED.value, N.WITHDRAWN.value, ("reason",), _("Withdraw")),
    ],
    final=[N.ACCEPTED.value, N.WITHDRAWN.value],
)

FIELD_NAMES: Mapping[str, Any] = {
    "description": _("Description"),
    "unit": _("Unit"),
    "units": _("Units"),
    "into": _("Case it is merged into"),
    "reason": _("Reason"),
    "photos": _("Photos"),
    "proposed_unit": _("Unit that it belongs to"),
    "cause": _("Cause"),
    "measure": _("Measure"),
    "limit": _("How much more time"),
    "plan": _("Plan"),
    "review_on": _("Review date"),
    "outcome": _("Outcome"),
    "text": _("Text"),
    "note": _("Note"),
}


def check(verb: str, state: str | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    label = State(state).label if state else ""
    wrong = _("This cannot be done while the case is “%(state)s”.") % {"state": label}
    return TABLE.check(verb, state, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(case: Case, move: Move, **changes: Any) -> None:
    """Compare-and-set the state with these columns, in the database and on the instance. Raises Stale if somebody
    else moved the case meanwhile."""
    move_on(case, move, _("Somebody else has moved this case meanwhile. Look at it again."), **changes)


def check_instruction(verb: str, instruction: Instruction | None, carried: Mapping[str, Any]) -> Move:
    """As `check`, for an instruction."""
    label = instruction.get_state_display() if instruction else ""
    wrong = _("This cannot be done while the instruction is “%(state)s”.") % {"state": label}
    state = instruction.state if instruction else None
    return INSTRUCTIONS.check(verb, state, carried, wrong=wrong, missing=_missing)


def instruction_moved(instruction: Instruction, move: Move, **changes: Any) -> None:
    """As `moved`, for an instruction."""
    move_on(instruction, move, _("Somebody else was faster. Look at it again."), **changes)
