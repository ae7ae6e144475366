"""The moves that one reader may make on one case now: the buttons of its page."""

from chuangcheng.cases.models import Case, ExtensionState, Submission, Verdict
from chuangcheng.cases.workflow import AUTOMATIC, TABLE
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.transitions import Move

JUDGING = frozenset({"cases.close_case", "cases.return_case", "cases.return_correction"})


def is_own_matter(actor: Actor, case: Case, submissions: list[Submission]) -> bool:
    """The actor is of the unit in charge, or submitted what waits for verification."""
    if case.unit and actor.belongs_to([case.unit.path]):
        return True
    pending = [one for one in submissions if one.verdict == Verdict.PENDING]
    return any(one.submitted_by_id == actor.person_id for one in pending)


def possible_moves(
    actor: Actor, case: Case, *, submissions: list[Submission], extension_states: list[str], has_parts: bool
) -> list[Move]:
    """Moves of the table that leave the case's state, that the actor's grants reach, and that make sense now.

    The rows are handed in because the page has read them already: no query here.
    """
    own = is_own_matter(actor, case, submissions)
    is_asked = ExtensionState.ASKED in extension_states
    found = []
    for move in TABLE.leaving(case.state):
        if move.verb in AUTOMATIC or not actor.may(move.verb, unit_path=case.unit_path, area_path=case.area_path):
            continue
        if move.verb in JUDGING and own:
            continue
        if move.verb == "cases.deny_extension" and not is_asked:
            continue
        if move.verb == "cases.ask_extension" and is_asked:
            continue
        if move.verb == "cases.reopen_case" and has_parts:
            continue
        found.append(move)
    return found


def move_of(verb: str, state: str) -> Move | None:
    """The row of the table, for the heading of its form."""
    return TABLE.find(verb, state)
