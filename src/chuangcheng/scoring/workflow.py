"""The life of a month's results as a table."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.scoring.models import MonthState, ResultMonth

S = MonthState

MONTHS = TransitionTable(
    (
        Move("scoring.draft_results", None, S.DRAFT.value, (), _("Draft the results")),
        Move("scoring.draft_results", S.DRAFT.value, S.DRAFT.value, (), _("Draft them anew")),
        Move("scoring.confirm_results", S.DRAFT.value, S.CONFIRMED.value, (), pgettext_lazy("results", "Confirm")),
        Move("scoring.announce_results", S.CONFIRMED.value, S.ANNOUNCED.value, (), _("Announce")),
    ),
    final=(S.ANNOUNCED.value,),
)


def check(verb: str, month: ResultMonth | None) -> Move:
    """The move that the table allows, or Refused `wrong_state`."""
    label = month.get_state_display() if month else ""
    wrong = _("This cannot be done while the results are “%(state)s”.") % {"state": label}
    return MONTHS.check(verb, month.state if month else None, {}, wrong=wrong, missing=str)


def moved(month: ResultMonth, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(month, move, _("Somebody else was faster. Look at it again."), **changes)
