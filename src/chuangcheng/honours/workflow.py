"""The lives of a season, a nomination and an honour as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.honours.models import AwardState, NominationState, SeasonState
from chuangcheng.kit.transitions import Move, TransitionTable, move_on

S, N, A = SeasonState, NominationState, AwardState


def _move(name: str, source: Any, target: Any, label: Any, *carries: str) -> Move:
    return Move(f"honours.{name}", source and source.value, target.value, carries, label)


_CANCEL, _WITHDRAW = _("Cancel the season"), _("Withdraw the nomination")

SEASONS = TransitionTable(
    (
        _move("open_season", None, S.NOMINATING, _("Open a season"), "name", "nominations_until"),
        _move("close_nominations", S.NOMINATING, S.DELIBERATING, _("Close the nominations")),
        _move("open_vote", S.DELIBERATING, S.DELIBERATING, _("Release the candidates for the vote")),
        _move("conclude_deliberation", S.DELIBERATING, S.CONCLUDED, _("Conclude the deliberation")),
        _move("end_season", S.CONCLUDED, S.ENDED, _("End the season")),
        *(
            _move("cancel_season", state, S.CANCELLED, _CANCEL, "reason")
            for state in (S.NOMINATING, S.DELIBERATING, S.CONCLUDED)
        ),
    ),
    final=(S.ENDED.value, S.CANCELLED.value),
)

NOMINATIONS = TransitionTable(
    (
        _move("nominate", None, N.RECEIVED, _("Nominate"), "name", "honour_class", "text"),
        _move("admit_nomination", N.RECEIVED, N.CANDIDATE, _("Admit")),
        _move("refuse_nomination", N.RECEIVED, N.REFUSED, _("Do not admit"), "reason"),
        _move("refuse_nomination", N.CANDIDATE, N.REFUSED, _("Do not admit after all"), "reason"),
        _move("join_nomination", N.RECEIVED, N.JOINED, _("Join to another"), "into"),
        _move("propose_award", N.CANDIDATE, N.PROPOSED, _("Put forward for the award"), "text"),
        _move("settle_award", N.PROPOSED, N.AWARDED, _("Award")),
        _move("settle_refusal", N.PROPOSED, N.NOT_AWARDED, _("Do not award")),
        _move("end_season", N.CANDIDATE, N.PASSED_OVER, _("Not chosen")),
        _move("end_season", N.RECEIVED, N.PASSED_OVER, _("Not chosen")),
        *(
            _move("withdraw_nomination", state, N.WITHDRAWN, _WITHDRAW, "reason")
            for state in (N.RECEIVED, N.CANDIDATE, N.PROPOSED)
        ),
    ),
    final=[one.value for one in (N.REFUSED, N.JOINED, N.WITHDRAWN, N.PASSED_OVER, N.AWARDED, N.NOT_AWARDED)],
)

AWARDS = TransitionTable(
    (
        _move("settle_award", None, A.IN_FORCE, _("Award")),
        _move("question_award", A.IN_FORCE, A.QUESTIONED, _("Put in question"), "reason"),
        _move("propose_revocation", A.QUESTIONED, A.REVOKING, _("Begin the revocation"), "text"),
        _move("keep_award", A.QUESTIONED, A.IN_FORCE, _("Keep the honour")),
        _move("keep_award", A.REVOKING, A.IN_FORCE, _("Keep the honour")),
        _move("revoke_award", A.REVOKING, A.REVOKED, _("Revoke")),
        _move("give_back_award", A.IN_FORCE, A.GIVEN_BACK, _("Give back")),
        _move("give_back_award", A.QUESTIONED, A.GIVEN_BACK, _("Give back")),
    ),
    final=(A.REVOKED.value, A.GIVEN_BACK.value),
)

LIVE = (N.RECEIVED.value, N.CANDIDATE.value, N.PROPOSED.value)
"""Nominations that may still come to something."""
HELD = (A.IN_FORCE.value, A.QUESTIONED.value, A.REVOKING.value)
"""Honours that are held: what is only asked or under way takes nothing from anybody."""

FIELD_NAMES: Mapping[str, Any] = {
    "name": _("Name"),
    "honour_class": pgettext_lazy("honour", "Class"),
    "text": _("Text"),
    "reason": _("Reason"),
    "into": _("Nomination"),
    "nominations_until": _("Nominations until"),
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
