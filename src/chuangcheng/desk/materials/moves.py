"""The moves of a document, each with the form of what it must carry; the table says which there are."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.materials.documents import EXTRAS, OPEN
from chuangcheng.desk.materials.forms import CaptionForm, CodeForm, ReasonForm, VersionForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries
from chuangcheng.materials.queries import Document, DocumentState

CAPTION = ("title_zh", "kind", "thing_on", "place_zh", "persons_zh", "theme_zh")
MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "submit_document": (actions.submit_document, forms.Form),
    "accept_document": (actions.accept_document, forms.Form),
    "return_document": (actions.return_document, ReasonForm),
    "withdraw_document": (actions.withdraw_document, ReasonForm),
    "describe_document": (actions.describe_document, CaptionForm),
    "add_version": (actions.add_version, VersionForm),
    "link_demand": (actions.link_demand, CodeForm),
}


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    document = queries.get_document_for(request.actor, pk)
    allowed = _allowed(request, document)
    if move not in allowed or move not in MOVES:
        raise NotFound("move")
    deed, kind = MOVES[move]
    initial = {name: getattr(document, name) for name in CAPTION} if kind is CaptionForm else {}
    is_sent = request.method == "POST"
    form = kind(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
    if is_sent and form.is_valid() and attempt(form, _deed(request, deed, document, form)):
        messages.success(request, _("Saved."))
        return redirect("desk:material", pk)
    context = {
        "document": document,
        "form": form,
        "heading": allowed[move],
        "has_files": kind is VersionForm,
        "demands": [link.demand for link in queries.links_of(document)],
    }
    return render(request, "desk/materials/form.html", context)


def _allowed(request: StaffRequest, document: Document) -> dict[str, Any]:
    found = {one.verb.removeprefix("materials."): one.label for one in queries.document_moves(request.actor, document)}
    if document.state != DocumentState.WITHDRAWN:
        for name, label, only_open in EXTRAS:
            is_offered = not only_open or document.state in OPEN
            if is_offered and request.actor.may(f"materials.{name}", unit_path=document.unit.path):
                found[name] = label
    return found


def _deed(request: StaffRequest, deed: Any, document: Document, form: forms.Form) -> Callable[[], bool]:
    def do() -> bool:
        given = dict(form.cleaned_data)
        if "uploads" in given:
            given["files"] = stored(request, given.pop("uploads"))
        if "code" in given:
            given["demand"] = _demand(request, given.pop("code"))
        deed(by=request.actor, at=request.at, document=document, **given)
        return True

    return do


def _demand(request: StaffRequest, code: str) -> queries.Demand:
    found = queries.demands(request.at).select_related("standard", "unit").filter(code=code.strip()).first()
    if found is None:
        raise Refused("unknown_demand", _("Nothing is asked under this code."), field="code")
    return found


@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """A further use of accepted material is right."""
    link = queries.get_link_for(request.actor, pk)
    actions.confirm_link(by=request.actor, at=request.at, link=link)
    messages.success(request, _("It counts for this demand too."))
    return redirect("desk:material", link.document_id)


@require_POST
def unlink(request: StaffRequest, pk: int) -> HttpResponse:
    """It does not answer this demand after all."""
    link = queries.get_link_for(request.actor, pk)
    deed = partial(actions.unlink_demand, document=link.document, demand=link.demand)
    deed(by=request.actor, at=request.at)
    messages.success(request, _("It no longer answers this demand."))
    return redirect("desk:material", link.document_id)
