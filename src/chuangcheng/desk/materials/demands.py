"""One demand: what it asks, what answers it, what the system holds already; and its making, change and end."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.materials.forms import DemandForm, ReasonForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks.queries import indicator_by_pk
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries
from chuangcheng.materials.queries import Demand
from chuangcheng.units.queries import units_for

TERMS = ("title_zh", "kind", "count", "caption", "window_ends_on", "window_months", "due_on", "unit", "post")
HAND_IN, EDIT, WITHDRAW = "materials.hand_in_document", "materials.edit_demand", "materials.withdraw_demand"


@require_GET
def demand(request: StaffRequest, pk: int) -> HttpResponse:
    """Terms, answers, and candidates before anybody is asked again."""
    found = queries.get_demand_for(request.actor, pk)
    actor, path = request.actor, found.unit.path
    tally = queries.tallies([found])[found.pk]
    may_hand_in = actor.may_anywhere(HAND_IN) and found.withdrawn_at is None
    context = {
        "demand": found,
        "tally": tally,
        "state": tally.state(found.due_on, timezone.localdate(request.at)),
        "answers": queries.answers_of(actor, found),
        "may_hand_in": may_hand_in,
        "may_edit": actor.may(EDIT, unit_path=path) and found.withdrawn_at is None,
        "may_withdraw": actor.may(WITHDRAW, unit_path=path) and found.withdrawn_at is None,
        "candidates": queries.candidates(actor, found) if may_hand_in and not tally.is_complete else [],
        "offers": queries.offers_for(actor, found)[:8] if may_hand_in and not tally.is_complete else [],
        "history": history(found, limit=30),
    }
    return render(request, "desk/materials/demand.html", context)


def new(request: StaffRequest, pk: int) -> HttpResponse:
    """One more demand of a standard."""
    standard = indicator_by_pk(pk)
    form = DemandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.define_demand, standard=standard, **form.cleaned_data)
        if made := attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("The unit has been asked."))
            return redirect("desk:material_demand", made.pk)
    context = {"form": form, "standard": standard, "heading": _("Ask for material"), "back": "desk:material_unasked"}
    return render(request, "desk/materials/form.html", context)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change the terms of a demand."""
    found = queries.get_demand_for(request.actor, pk)
    initial = {name: getattr(found, name) for name in TERMS}
    form = DemandForm(request.POST or None, initial=initial, unit=found.unit)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.edit_demand, demand=found, **form.cleaned_data)
        if attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("Saved."))
            return redirect("desk:material_demand", pk)
    return _form(request, found, form, _("Change what is asked"))


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """No longer asked for."""
    found = queries.get_demand_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.withdraw_demand, demand=found, **form.cleaned_data)
        if attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("It is no longer asked for."))
            return redirect("desk:materials")
    return _form(request, found, form, _("No longer ask for it"))


def _form(request: StaffRequest, found: Demand, form: Any, heading: str) -> HttpResponse:
    return render(request, "desk/materials/form.html", {"form": form, "demand": found, "heading": heading})


@require_POST
def adopt(request: StaffRequest, pk: int, case: int) -> HttpResponse:
    """Take the pictures of a case that is on offer."""
    found = queries.get_demand_for(request.actor, pk)
    chosen = queries.case_on_offer(request.actor, found, case)
    if chosen is None or chosen.unit is None:
        raise NotFound("case")
    unit = units_for(request.actor, "materials.adopt_case").filter(pk=chosen.unit.pk).first() or chosen.unit
    made = actions.adopt_case(by=request.actor, at=request.at, demand=found, case=chosen, unit=unit)
    messages.success(request, _("The pictures are here, as a draft. Complete the caption and submit it."))
    return redirect("desk:material", made.pk)


@require_POST
def use(request: StaffRequest, pk: int, document: int) -> HttpResponse:
    """A document that is there answers this demand too."""
    found = queries.get_demand_for(request.actor, pk)
    chosen = queries.get_document_for(request.actor, document)
    actions.link_demand(by=request.actor, at=request.at, document=chosen, demand=found)
    messages.success(request, _("The same material is used here too; nothing was uploaded twice."))
    return redirect("desk:material", chosen.pk)


@require_GET
def held_picture(request: StaffRequest, pk: int, file: int, variant: str) -> FileResponse:
    """A picture of a case that is on offer for this demand."""
    found = queries.get_demand_for(request.actor, pk)
    picture = queries.candidate_picture_for(request.actor, found, file)
    if picture is None or variant not in ("shown", "thumbnail"):
        raise NotFound("picture")
    return file_response(picture, variant)  # type: ignore[arg-type]
