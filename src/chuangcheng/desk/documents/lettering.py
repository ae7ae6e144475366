"""The city's letterhead, fonts, series and wording: data, never code."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.documents.forms import LetterheadForm, WordingForm
from chuangcheng.desk.documents.listing import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.documents import actions, queries
from chuangcheng.documents.queries import SPECS, Kind, spec_of
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

COLUMNS = tuple(LetterheadForm.base_fields)


def letterhead(request: StaffRequest) -> HttpResponse:
    """One form for all documents, and the way to the wording of each kind."""
    head = queries.letterhead()
    form = LetterheadForm(request.POST or None, initial={name: getattr(head, name) for name in COLUMNS})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.set_letterhead(by=request.actor, at=request.at, **given))
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:letterhead")
    kinds = [{"kind": kind, "label": Kind(kind).label, "series": queries.wording_of(kind).series_zh} for kind in SPECS]
    return render(request, "desk/documents/letterhead.html", {"form": form, "kinds": kinds, "tabs": tabs(request)})


def wording(request: StaffRequest, kind: str) -> HttpResponse:
    """What new drafts of a kind say."""
    if kind not in SPECS:
        raise NotFound("kind")
    form = WordingForm(spec_of(kind), queries.wording_of(kind), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.set_wording(
                by=request.actor,
                at=request.at,
                kind=kind,
                series=given["series"],
                copies=given["copies"],
                words=form.words(),
            ),
        )
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:letterhead")
    return render(request, "desk/documents/wording.html", {"form": form, "heading": Kind(kind).label})
