"""The table of moves of every kind; which of them a kind has follows from its steps."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.proceedings.models import Proceeding, State
from chuangcheng.proceedings.rules import Kind

S = State
OPEN = (S.PROPOSED, S.REVIEWED, S.NOTICED)
FINAL = (S.REJECTED, S.ENDED, S.WITHDRAWN)


def _move(name: str, source: State | None, target: State, label: Any, *carries: str) -> Move:
    return Move(f"proceedings.{name}", source and source.value, target.value, carries, label)


_DECIDE, _WITHDRAW, _NOTICE = _("Decide"), _("Withdraw"), _("Give notice")
_OBJECT, _ANSWER, _DOWN = _("Object"), _("Answer the objection"), _("Turn it down")

TABLE = TransitionTable(
    [
        _move("propose_proceeding", None, S.PROPOSED, _("Begin"), "text", "title"),
        _move("review_proceeding", S.PROPOSED, S.REVIEWED, _("Review"), "text"),
        _move("turn_down_proceeding", S.PROPOSED, S.REJECTED, _DOWN, "text"),
        _move("give_notice", S.PROPOSED, S.NOTICED, _NOTICE, "text"),
        _move("give_notice", S.REVIEWED, S.NOTICED, _NOTICE, "text"),
        _move("decide_proceeding", S.PROPOSED, S.DECIDED, _DECIDE, "outcome", "text"),
        _move("decide_proceeding", S.REVIEWED, S.DECIDED, _DECIDE, "outcome", "text"),
        _move("decide_proceeding", S.NOTICED, S.DECIDED, _DECIDE, "outcome", "text"),
        _move("record_service", S.NOTICED, S.NOTICED, _("Record the service"), "served_at"),
        _move("file_objection", S.NOTICED, S.NOTICED, _OBJECT, "text"),
        _move("file_objection", S.DECIDED, S.DECIDED, _OBJECT, "text"),
        _move("answer_objection", S.NOTICED, S.NOTICED, _ANSWER, "text"),
        _move("answer_objection", S.DECIDED, S.DECIDED, _ANSWER, "text"),
        _move("end_proceeding", S.DECIDED, S.ENDED, _("End"), "text"),
        *(_move("withdraw_proceeding", state, S.WITHDRAWN, _WITHDRAW, "text") for state in (*OPEN, S.DECIDED)),
    ],
    final=[state.value for state in FINAL],
)

NEXT: Mapping[str, tuple[str, ...]] = {
    "review": ("proceedings.review_proceeding", "proceedings.turn_down_proceeding"),
    "notice": ("proceedings.give_notice",),
    "decision": ("proceedings.decide_proceeding",),
}
REACHED = {S.PROPOSED: "", S.REVIEWED: "review", S.NOTICED: "notice"}
FIELD_NAMES: Mapping[str, Any] = {
    "text": _("Text"),
    "title": _("Subject"),
    "outcome": _("Outcome"),
    "served_at": _("Served at"),
}


def allowed(kind: Kind, state: str) -> list[Move]:
    """The moves that leave a state in this kind: of the steps only the next one, and what is possible beside it."""
    return [move for move in TABLE.leaving(state) if _is_of(kind, state, move)]


def _is_of(kind: Kind, state: str, move: Move) -> bool:
    steps = [name for name in kind.steps if name in NEXT]
    if any(move.verb in verbs for verbs in NEXT.values()):
        done = REACHED[State(state)]
        after = steps[steps.index(done) + 1 :] if done in steps else steps
        return bool(after) and move.verb in NEXT[after[0]]
    if state == S.DECIDED and "publication" not in kind.steps:
        # Nothing is shown to anybody: the decision is the end, but for what still waits for an answer.
        return move.verb == "proceedings.answer_objection"
    if move.verb == "proceedings.file_objection":
        return kind.objectors != "nobody" and (state == S.NOTICED or "publication" in kind.steps)
    return True


def check(verb: str, proceeding: Proceeding | None, kind: Kind, carried: Mapping[str, Any]) -> Move:
    """The move that table and kind allow, or Refused: `wrong_state`, or `missing` with the first field not carried."""
    label = proceeding.get_state_display() if proceeding else ""
    wrong = _("This cannot be done while the proceeding is “%(state)s”.") % {"state": label}
    state = proceeding.state if proceeding else None
    move = TABLE.check(verb, state, carried, wrong=wrong, missing=_missing)
    if state is not None and move not in allowed(kind, state):
        return TABLE.check(verb, "", carried, wrong=wrong, missing=_missing)
    return move


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(proceeding: Proceeding, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(proceeding, move, _("Somebody else was faster. Look at it again."), **changes)
