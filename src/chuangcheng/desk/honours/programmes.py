"""Programmes: what is awarded, under which terms."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.honours.forms import TermsForm
from chuangcheng.desk.honours.shared import form_page, tabs
from chuangcheng.honours import actions, queries, spreadsheet
from chuangcheng.kit.requests import StaffRequest


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """All of them: some twenty."""
    context = {
        "rows": list(queries.programmes()[:200]),
        "tabs": tabs(request, "desk:honour_programmes"),
        "may_import": request.actor.may_anywhere("honours.import_programmes"),
    }
    return render(request, "desk/honours/programmes.html", context)


@require_GET
def programme(request: StaffRequest, pk: int) -> HttpResponse:
    """The terms in force, and the seasons."""
    found = queries.get_programme(pk)
    context = {
        "programme": found,
        "terms": found.rules,
        "seasons": list(queries.seasons_for(request.actor).filter(programme=found)[:24]),
        "may_edit": request.actor.may("honours.define_programme"),
        "may_open": request.actor.may("honours.open_season"),
        "history": history(found, limit=20),
    }
    return render(request, "desk/honours/programme.html", context)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Other terms, for seasons that open from now."""
    found = queries.get_programme(pk)

    def deed(**given: Any) -> Any:
        values = spreadsheet.terms_of(given)
        return actions.define_programme(by=request.actor, at=request.at, code=found.code, **values)

    form = TermsForm(request.POST or None, initial=TermsForm.of(found))
    back = reverse("desk:honour_programme", args=[pk])
    return form_page(request, form, deed, heading=_("Terms of the programme"), back=back)
