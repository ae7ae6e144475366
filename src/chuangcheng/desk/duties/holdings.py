"""Who holds segments, sites, facilities and areas."""

from datetime import datetime, time
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.duties.forms import HoldingFilter, HoldingForm, pages
from chuangcheng.desk.refusals import attempt
from chuangcheng.duties import queries
from chuangcheng.duties.actions import end_holding, hold_place
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import place_by_reference


@require_GET
def holding_list(request: StaffRequest) -> HttpResponse:
    """Holdings in force, newest first."""
    form = HoldingFilter(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    rows = queries.holdings(
        request.at, kind=given.get("kind", ""), unit=given.get("unit"), search=given.get("search", "")
    )
    found = page(rows, ["pk"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "form": form,
        "pages": pages(request),
        "may_hold": request.actor.may_anywhere("duties.hold_place"),
        "may_import": request.actor.may_anywhere("duties.import_holdings"),
    }
    return render(request, "desk/duties/holdings.html", context)


def new_holding(request: StaffRequest) -> HttpResponse:
    """A unit takes on a place."""
    reference = request.GET.get("place", "")
    initial = {"place": place_by_reference(reference)} if reference else {}
    form = HoldingForm(request.POST or None, initial=initial, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        starts_on = given["starts_on"]
        starts_at = timezone.make_aware(datetime.combine(starts_on, time())) if starts_on else None
        terms = {name: given[name] for name in ("unit", "is_lead", "agreed_on", "agreed_until")}
        deed = partial(hold_place, place=given["place"].thing, starts_at=starts_at, **terms)
        made = attempt(form, partial(deed, by=request.actor, at=request.at))
        if made:
            messages.success(request, _("Saved. Cases there are dispatched to the unit from now on."))
            return redirect("desk:holding", made.pk)
    return render(request, "desk/duties/new_holding.html", {"form": form})


def end(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit no longer holds the place, after a second click."""
    holding = queries.get_holding(pk)
    place = holding.area or holding.segment or holding.site or holding.facility
    if request.method == "POST" and request.POST.get("confirmed"):
        end_holding(by=request.actor, at=request.at, holding=holding)
        messages.success(request, _("The holding has ended."))
        return redirect("desk:holdings")
    context = {
        "heading": _("End the holding"),
        "text": _("%(unit)s no longer holds %(place)s.") % {"unit": holding.unit.name, "place": place},
        "consequences": [_("Its cases stay with the unit; new ones go to the next candidate.")],
        "button": _("End it now"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:holding", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)
