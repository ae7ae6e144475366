"""The lives of campaigns, shifts, sign-ups and records of service as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.volunteering.models import CampaignState, ServiceState, ShiftState, SignUpState

C, H, S, V = CampaignState, ShiftState, SignUpState, ServiceState

CAMPAIGNS = TransitionTable(
    (
        Move("volunteering.define_campaign", None, C.DRAFT.value, ("code", "name"), _("Set up")),
        Move("volunteering.edit_campaign", C.DRAFT.value, C.DRAFT.value, (), _("Change")),
        Move("volunteering.edit_campaign", C.OPEN.value, C.OPEN.value, (), _("Change")),
        Move("volunteering.open_campaign", C.DRAFT.value, C.OPEN.value, ("insurance",), _("Open")),
        Move("volunteering.end_campaign", C.OPEN.value, C.ENDED.value, ("reason",), _("End")),
        Move("volunteering.open_campaign", C.ENDED.value, C.OPEN.value, ("insurance",), _("Open again")),
    ),
    final=(),
)
SHIFTS = TransitionTable(
    (
        Move("volunteering.plan_shift", None, H.OPEN.value, (), _("Plan")),
        Move("volunteering.edit_shift", H.OPEN.value, H.OPEN.value, (), _("Change")),
        Move("volunteering.cancel_shift", H.OPEN.value, H.CANCELLED.value, ("reason",), _("Cancel")),
        Move("volunteering.vouch_shift", H.OPEN.value, H.SETTLED.value, (), _("Vouch for the hours")),
        Move("volunteering.correct_service", H.SETTLED.value, H.OPEN.value, (), _("Correct")),
    ),
    final=(H.CANCELLED.value,),
)
SIGN_UPS = TransitionTable(
    (
        Move("volunteering.sign_up", None, S.PLACED.value, (), _("Sign up")),
        Move("volunteering.sign_up", S.WITHDRAWN.value, S.PLACED.value, (), _("Sign up")),
        Move("volunteering.wait_for_place", None, S.WAITING.value, (), _("Wait for a place")),
        Move("volunteering.wait_for_place", S.WITHDRAWN.value, S.WAITING.value, (), _("Wait for a place")),
        Move("volunteering.move_up", S.WAITING.value, S.PLACED.value, (), _("Move up")),
        Move("volunteering.withdraw", S.PLACED.value, S.WITHDRAWN.value, (), _("Withdraw")),
        Move("volunteering.withdraw", S.WAITING.value, S.WITHDRAWN.value, (), _("Withdraw")),
    ),
    final=(),
)
SERVICES = TransitionTable(
    (
        Move("volunteering.check_in", None, V.PRESENT.value, (), _("Check in")),
        Move("volunteering.check_out", V.PRESENT.value, V.RECORDED.value, (), _("Check out")),
        Move("volunteering.settle_forgotten", V.PRESENT.value, V.RECORDED.value, (), _("Settle by rule")),
        Move("volunteering.record_service", None, V.RECORDED.value, (), _("Write down")),
        Move("volunteering.correct_service", V.PRESENT.value, V.RECORDED.value, ("reason",), _("Correct")),
        Move("volunteering.correct_service", V.RECORDED.value, V.RECORDED.value, ("reason",), _("Correct")),
        Move("volunteering.correct_service", V.VOUCHED.value, V.RECORDED.value, ("reason",), _("Correct")),
        Move("volunteering.strike_service", V.PRESENT.value, V.STRUCK.value, ("reason",), _("Strike off")),
        Move("volunteering.strike_service", V.RECORDED.value, V.STRUCK.value, ("reason",), _("Strike off")),
        Move("volunteering.strike_service", V.VOUCHED.value, V.STRUCK.value, ("reason",), _("Strike off")),
        Move("volunteering.vouch_shift", V.RECORDED.value, V.VOUCHED.value, (), _("Vouch for the hours")),
        Move("volunteering.correct_service", V.STRUCK.value, V.RECORDED.value, ("reason",), _("Correct")),
    ),
    final=(),
)
COUNTED = (ServiceState.RECORDED, ServiceState.VOUCHED)

FIELD_NAMES: Mapping[str, Any] = {
    "code": _("Code"),
    "name": _("Name"),
    "insurance": _("Insurance"),
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
