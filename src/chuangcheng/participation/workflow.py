"""The life of a report as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.participation.models import LearntModel, LearntState, Report, ReportState

S = ReportState


def _move(name: str, source: ReportState | None, target: ReportState, label: Any, *carries: str) -> Move:
    return Move(f"participation.{name}", source and source.value, target.value, carries, label)


_DECLINE, _ERASE = _("Decline the report"), _("Delete")

TABLE = TransitionTable(
    [
        _move("receive_report", None, S.RECEIVED, _("Receive"), "description"),
        _move("take_in_report", None, S.RECEIVED, _("Take in"), "description"),
        _move("pass_on_report", None, S.RECEIVED, _("Take over"), "description"),
        _move("hold_report", S.RECEIVED, S.HELD, _("Hold for a look"), "reason"),
        _move("release_report", S.HELD, S.RECEIVED, _("Let it through")),
        _move("accept_report", S.RECEIVED, S.TAKEN_UP, _("Take up the report"), "category"),
        _move("merge_report", S.RECEIVED, S.MERGED, _("Join to another report"), "into"),
        _move("decline_report", S.RECEIVED, S.DECLINED, _DECLINE, "reason", "text"),
        _move("decline_report", S.HELD, S.DECLINED, _DECLINE, "reason", "text"),
        _move("reconsider_report", S.DECLINED, S.RECEIVED, _("Look at it again"), "text"),
        _move("publish_answer", S.TAKEN_UP, S.ANSWERED, _("Publish the answer"), "text"),
        _move("confirm_answer", S.ANSWERED, S.CONFIRMED, _("It is put right")),
        _move("object_to_answer", S.ANSWERED, S.TAKEN_UP, _("It is not put right"), "text"),
        _move("ask_review", S.ANSWERED, S.REVIEW, _("Ask for a review"), "text"),
        _move("ask_review", S.DECLINED, S.REVIEW, _("Ask for a review"), "text"),
        _move("settle_review", S.REVIEW, S.SETTLED, _("Settle the review"), "text"),
        _move("reopen_report", S.REVIEW, S.RECEIVED, _("Deal with it again"), "text"),
        *(_move("erase_report", state, S.ERASED, _ERASE) for state in S if state is not S.ERASED),
    ],
    final=[S.ERASED.value],
)
MODELS = TransitionTable(
    [
        Move("participation.train_model", None, LearntState.OFFERED, (), _("Train")),
        Move("participation.accept_model", LearntState.OFFERED, LearntState.IN_FORCE, (), _("Put in force")),
        Move("participation.refuse_model", LearntState.OFFERED, LearntState.REFUSED, (), _("Do not take it")),
        Move("participation.retire_model", LearntState.IN_FORCE, LearntState.RETIRED, (), _("Take out of force")),
    ],
    final=[LearntState.REFUSED.value, LearntState.RETIRED.value],
)
OPEN = (S.RECEIVED, S.TAKEN_UP, S.REVIEW)
"""Matters that the city has not answered yet; what is held is no matter yet."""
SOLVED = (S.ANSWERED, S.CONFIRMED, S.SETTLED)

FIELD_NAMES: Mapping[str, Any] = {
    "description": _("What is wrong"),
    "reason": _("Reason"),
    "text": _("Text"),
    "category": _("Category"),
    "into": pgettext_lazy("of a citizen", "Report"),
}


def check(verb: str, report: Report | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, `missing`."""
    label = report.get_state_display() if report else ""
    wrong = _("This cannot be done while it stands at “%(state)s”.") % {"state": label}
    return TABLE.check(verb, report.state if report else None, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES.get(name, name)}


def moved(report: Report, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance."""
    move_on(report, move, _("Somebody else was faster. Look at it again."), **changes)


def check_model(verb: str, model: LearntModel | None) -> Move:
    """The move of a trained model, or Refused: `wrong_state`."""
    wrong = _("This model has been decided on already.")
    return MODELS.check(verb, model.state if model else None, {}, wrong=wrong, missing=_missing)


def model_moved(model: LearntModel, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance."""
    move_on(model, move, _("Somebody else was faster. Look at it again."), **changes)
