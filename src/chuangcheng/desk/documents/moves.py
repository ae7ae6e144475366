"""The moves of a document: most are one button, some carry a reason."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from chuangcheng.desk.documents.forms import ReasonForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.documents import actions, queries
from chuangcheng.documents.queries import Document, document_moves
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest

BOTH = "approve_and_issue"
PLAIN: dict[str, Any] = {
    "send_document": actions.send_document,
    "take_back_document": actions.take_back_document,
    "approve_document": actions.approve_document,
    "issue_document": actions.issue_document,
    "discard_document": actions.discard_document,
    "reread_document": actions.reread_document,
}
REASONED: dict[str, Any] = {
    "return_document": actions.return_document,
    "withdraw_document": actions.withdraw_document,
}
LABELS: dict[str, Any] = {
    "send_document": gettext_lazy("Send for approval"),
    BOTH: gettext_lazy("Approve and issue"),
    "approve_document": gettext_lazy("Approve only"),
    "return_document": gettext_lazy("Return"),
    "issue_document": gettext_lazy("Issue"),
    "reread_document": gettext_lazy("Read the figures anew"),
    "take_back_document": gettext_lazy("Take back"),
    "withdraw_document": gettext_lazy("Withdraw"),
    "discard_document": gettext_lazy("Discard"),
}
ICONS = {"send_document": "send", "reread_document": "refresh", BOTH: "file-check", "issue_document": "file-check"}


def _allowed(request: StaffRequest, document: Document) -> list[str]:
    """Names of moves in the order of the buttons."""
    found = {verb.removeprefix("documents.") for verb in document_moves(request.actor, document)}
    if "approve_document" in found and request.actor.may_anywhere("documents.issue_document"):
        found.add(BOTH)
    return [name for name in LABELS if name in found]


def buttons(request: StaffRequest, document: Document) -> list[dict[str, Any]]:
    """What may be done: the first is the act of the page."""
    return [
        {
            "name": name,
            "label": LABELS[name],
            "url": reverse("desk:document_move", args=[document.pk, name]),
            "icon": ICONS.get(name, ""),
            "asks": name in REASONED,
            "look": "btn-primary" if at == 0 and name not in REASONED else "btn-quiet" if name in QUIET else "",
        }
        for at, name in enumerate(_allowed(request, document))
    ]


QUIET = ("take_back_document", "discard_document", "withdraw_document")


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move. What the table or the reader's grants do not allow does not exist."""
    document = queries.get_document_for(request.actor, pk)
    if move not in _allowed(request, document):
        raise NotFound("move")
    if move in REASONED:
        return _reasoned(request, document, move)
    if request.method != "POST":
        return redirect("desk:document", pk)
    try:
        _do(request, document, move)
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:documents" if move == "discard_document" else "desk:document", *_to(document, move))


def _to(document: Document, move: str) -> tuple[int, ...]:
    return () if move == "discard_document" else (document.pk,)


def _do(request: StaffRequest, document: Document, move: str) -> None:
    if move == BOTH:
        with transaction.atomic():
            actions.approve_document(by=request.actor, at=request.at, document=document)
            actions.issue_document(by=request.actor, at=request.at, document=document)
    else:
        found = PLAIN[move](by=request.actor, at=request.at, document=document)
        if move == "reread_document":
            messages.success(request, _("%(count)s figures changed.") % {"count": found})
            return
    if move in (BOTH, "issue_document"):
        messages.success(request, _("Issued as %(number)s.") % {"number": document.number})
    else:
        messages.success(request, _("Done."))


def _reasoned(request: StaffRequest, document: Document, move: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        deed = REASONED[move]
        if attempt(form, lambda: deed(by=request.actor, at=request.at, document=document, reason=reason)):
            messages.success(request, _("Done."))
            return redirect("desk:document", document.pk)
    context = {"document": document, "form": form, "heading": LABELS[move]}
    return render(request, "desk/documents/form.html", context)


@require_POST
def acknowledge(request: StaffRequest, pk: int, recipient: int) -> HttpResponse:
    """簽收 for one unit."""
    document = queries.get_document_for(request.actor, pk)
    row = queries.received_row(request.actor, document, recipient)
    try:
        actions.acknowledge_document(by=request.actor, at=request.at, recipient=row)
        messages.success(request, _("Acknowledged for %(unit)s.") % {"unit": row.unit.name})
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:document", pk)
