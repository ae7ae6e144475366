"""The lives of a document, a figure and a negative event as tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.kit.transitions import Move, TransitionTable, move_on
from chuangcheng.materials.models import DocumentState, EventState, FigureState

D = DocumentState

DOCUMENTS = TransitionTable(
    (
        Move("materials.hand_in_document", None, D.DRAFT.value, ("title", "unit", "demand"), _("Hand in")),
        Move("materials.adopt_case", None, D.DRAFT.value, ("unit", "demand"), _("Use it")),
        Move("materials.submit_document", D.DRAFT.value, D.SUBMITTED.value, (), _("Submit for review")),
        Move("materials.submit_document", D.RETURNED.value, D.SUBMITTED.value, (), _("Submit again")),
        Move("materials.accept_document", D.SUBMITTED.value, D.ACCEPTED.value, (), _("Accept the material")),
        Move("materials.return_document", D.SUBMITTED.value, D.RETURNED.value, ("reason",), _("Return it")),
        Move("materials.return_document", D.ACCEPTED.value, D.RETURNED.value, ("reason",), _("Return it after all")),
        Move("materials.withdraw_document", D.DRAFT.value, D.WITHDRAWN.value, ("reason",), _("Withdraw")),
        Move("materials.withdraw_document", D.SUBMITTED.value, D.WITHDRAWN.value, ("reason",), _("Withdraw")),
        Move("materials.withdraw_document", D.RETURNED.value, D.WITHDRAWN.value, ("reason",), _("Withdraw")),
    ),
    final=(D.WITHDRAWN.value,),
)

OPEN = (D.DRAFT.value, D.RETURNED.value)
"""States in which the unit may change what it hands in."""

F = FigureState

FIGURES = TransitionTable(
    (
        Move("materials.define_figure", None, F.ASKED.value, ("name", "period", "measure"), _("Ask for a figure")),
        Move("materials.report_figure", F.ASKED.value, F.REPORTED.value, ("value", "source"), _("Report")),
        Move("materials.report_figure", F.RETURNED.value, F.REPORTED.value, ("value", "source"), _("Report again")),
        Move("materials.report_figure", F.REPORTED.value, F.REPORTED.value, ("value", "source"), _("Correct it")),
        Move("materials.confirm_figure", F.REPORTED.value, F.CONFIRMED.value, (), _("Confirm the figure")),
        Move("materials.return_figure", F.REPORTED.value, F.RETURNED.value, ("reason",), _("Return it")),
        Move("materials.return_figure", F.CONFIRMED.value, F.RETURNED.value, ("reason",), _("Return it after all")),
    ),
    final=(),
)

E = EventState

EVENTS = TransitionTable(
    (
        Move(
            "materials.report_event", None, E.REPORTED.value, ("item", "happened_on", "account", "source"), _("Enter")
        ),
        Move("materials.examine_event", E.REPORTED.value, E.EXAMINED.value, ("finding",), _("Record the examination")),
        Move(
            "materials.decide_effect", E.EXAMINED.value, E.DECIDED.value, ("effect", "ground"), _("Decide the effect")
        ),
        Move("materials.lapse_event", E.REPORTED.value, E.LAPSED.value, (), _("Lapse")),
        Move("materials.lapse_event", E.EXAMINED.value, E.LAPSED.value, (), _("Lapse")),
        Move("materials.lapse_event", E.DECIDED.value, E.LAPSED.value, (), _("Lapse")),
    ),
    final=(E.LAPSED.value,),
)

FIELD_NAMES: Mapping[str, Any] = {
    "title": _("Title"),
    "unit": _("Unit"),
    "demand": pgettext_lazy("material", "What it answers"),
    "reason": _("Reason"),
    "name": _("Name"),
    "period": pgettext_lazy("figure", "Period"),
    "measure": _("Unit of measure"),
    "value": _("Value"),
    "source": _("Source"),
    "item": _("Line of the negative list"),
    "happened_on": _("Happened on"),
    "account": _("What happened"),
    "finding": _("Finding"),
    "effect": _("Effect"),
    "ground": _("Grounds"),
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
