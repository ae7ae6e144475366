"""The lives of a form, a survey and an address as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.surveys.models import AddressState, FormState, SurveyState

F = FormState
FORMS = TransitionTable(
    (
        Move("surveys.define_form", None, F.DRAFT.value, ("code", "name"), _("New form")),
        Move("surveys.edit_form", F.DRAFT.value, F.DRAFT.value, (), _("Change")),
        Move("surveys.publish_form", F.DRAFT.value, F.PUBLISHED.value, (), _("Publish")),
    ),
    final=(F.PUBLISHED.value,),
)

S = SurveyState
PLANNING = (
    ("surveys.add_sample", _("Add a sample")),
    ("surveys.commit_communities", _("Commit the draw of communities")),
    ("surveys.take_communities", _("Take over the communities drawn")),
    ("surveys.import_households", _("Import a household list")),
    ("surveys.commit_households", _("Commit the draw of households")),
    ("surveys.take_households", _("Take over the addresses drawn")),
)
RUNNING = (
    ("surveys.set_known_totals", _("Set known totals")),
    ("surveys.set_quota", _("Set quotas")),
    ("surveys.assign_interviewer", _("Give to an interviewer")),
    ("surveys.make_tokens", _("Make links")),
)
SURVEYS = TransitionTable(
    (
        Move("surveys.plan_survey", None, S.PLANNED.value, ("code", "name"), _("Plan a survey")),
        *(Move(verb, S.PLANNED.value, S.PLANNED.value, (), label) for verb, label in (*PLANNING, *RUNNING)),
        Move("surveys.open_survey", S.PLANNED.value, S.OPEN.value, ("samples",), _("Open the survey")),
        *(Move(verb, S.OPEN.value, S.OPEN.value, (), label) for verb, label in RUNNING),
        Move("surveys.note_absence", S.OPEN.value, S.OPEN.value, (), _("Nobody at home")),
        Move("surveys.replace_address", S.OPEN.value, S.OPEN.value, (), _("Give an address up")),
        Move("surveys.record_interview", S.OPEN.value, S.OPEN.value, (), _("Record an interview")),
        Move("surveys.spend_token", S.OPEN.value, S.OPEN.value, (), _("Answer")),
        Move("surveys.store_answers", S.OPEN.value, S.OPEN.value, (), _("Store answers")),
        Move("surveys.close_survey", S.OPEN.value, S.CLOSED.value, (), _("Close the survey")),
        Move("surveys.exclude_answers", S.CLOSED.value, S.CLOSED.value, ("reason", "answers"), _("Leave answers out")),
        Move("surveys.include_answers", S.CLOSED.value, S.CLOSED.value, ("reason",), _("Take answers in again")),
        Move("surveys.cancel_survey", S.PLANNED.value, S.CANCELLED.value, ("reason",), _("Cancel the survey")),
        Move("surveys.cancel_survey", S.OPEN.value, S.CANCELLED.value, ("reason",), _("Cancel the survey")),
    ),
    final=(S.CANCELLED.value,),
)

A = AddressState
ADDRESSES = TransitionTable(
    (
        Move("surveys.take_households", None, A.RESERVE.value),
        Move("surveys.take_households", A.RESERVE.value, A.WAITING.value),
        Move("surveys.note_absence", A.WAITING.value, A.WAITING.value),
        Move("surveys.record_interview", A.WAITING.value, A.ANSWERED.value),
        Move("surveys.replace_address", A.WAITING.value, A.REPLACED.value, ("given_up",)),
        Move("surveys.replace_address", A.RESERVE.value, A.WAITING.value),
    ),
    final=(A.ANSWERED.value, A.REPLACED.value),
)

FIELD_NAMES: Mapping[str, Any] = {
    "code": _("Code"),
    "name": _("Name"),
    "samples": _("Samples"),
    "reason": _("Reason"),
    "answers": pgettext_lazy("questionnaire", "Answers"),
    "given_up": _("Reason"),
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
