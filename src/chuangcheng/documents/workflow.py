"""The life of a document as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.documents.models import Document, State
from chuangcheng.kit.transitions import Move, TransitionTable, move_on

S = State
R = "documents"

DOCUMENTS = TransitionTable(
    (
        Move(f"{R}.draft_document", None, S.DRAFT.value, ("title",), _("Draft it")),
        Move(f"{R}.send_document", S.DRAFT.value, S.WAITING.value, ("recipients",), _("Send for approval")),
        Move(f"{R}.send_document", S.RETURNED.value, S.WAITING.value, ("recipients",), _("Send for approval again")),
        Move(f"{R}.edit_document", S.DRAFT.value, S.DRAFT.value, (), _("Change the words")),
        Move(f"{R}.edit_document", S.RETURNED.value, S.RETURNED.value, (), _("Change the words")),
        Move(f"{R}.address_document", S.DRAFT.value, S.DRAFT.value, ("title",), _("Title and recipients")),
        Move(f"{R}.address_document", S.RETURNED.value, S.RETURNED.value, ("title",), _("Title and recipients")),
        Move(f"{R}.reread_document", S.DRAFT.value, S.DRAFT.value, (), _("Read the figures anew")),
        Move(f"{R}.reread_document", S.RETURNED.value, S.RETURNED.value, (), _("Read the figures anew")),
        Move(f"{R}.discard_document", S.DRAFT.value, S.DISCARDED.value, (), _("Discard")),
        Move(f"{R}.discard_document", S.RETURNED.value, S.DISCARDED.value, (), _("Discard")),
        Move(f"{R}.approve_document", S.WAITING.value, S.APPROVED.value, (), _("Approve")),
        Move(f"{R}.return_document", S.WAITING.value, S.RETURNED.value, ("reason",), _("Return")),
        Move(f"{R}.take_back_document", S.WAITING.value, S.DRAFT.value, (), _("Take back")),
        Move(f"{R}.issue_document", S.APPROVED.value, S.ISSUED.value, (), _("Issue")),
        Move(f"{R}.take_back_document", S.APPROVED.value, S.DRAFT.value, (), _("Take back")),
        Move(f"{R}.withdraw_document", S.ISSUED.value, S.WITHDRAWN.value, ("reason",), _("Withdraw")),
        Move(f"{R}.replace_document", S.ISSUED.value, S.REPLACED.value, ("later",), _("Replace")),
    ),
    final=(S.WITHDRAWN.value, S.REPLACED.value, S.DISCARDED.value),
)

FIELD_NAMES: Mapping[str, Any] = {
    "title": _("Title"),
    "recipients": _("Main recipients"),
    "reason": _("Reason"),
    "later": _("The document that replaces it"),
}


def check(verb: str, document: Document | None, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, or `missing` naming the first field not carried."""
    label = document.get_state_display() if document else ""
    wrong = _("This cannot be done while the document stands at “%(state)s”.") % {"state": label}
    return DOCUMENTS.check(verb, document.state if document else None, carried, wrong=wrong, missing=_missing)


def _missing(name: str) -> Any:
    return _("Please give: %(field)s.") % {"field": FIELD_NAMES[name]}


def moved(document: Document, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database and on the instance; Stale if somebody else was faster."""
    move_on(document, move, _("Somebody else was faster. Look at it again."), **changes)
