"""Cycles: which editions count, with which weights."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.frameworks.forms import AssessmentDayForm, CycleForm, may
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import define_cycle, put_cycle_in_force, set_assessment_day
from chuangcheng.frameworks.queries import Cycle, Method
from chuangcheng.frameworks.rules import DEFAULT_METHOD_WEIGHTS, DEFAULT_YEAR_WEIGHTS, plain_number
from chuangcheng.kit.requests import StaffRequest

PLAIN = ("code", "name_zh", "name_en", "first_year", "city_edition", "minors_edition", "year_weights")


@require_GET
def cycle_list(request: StaffRequest) -> HttpResponse:
    """All cycles, newest first."""
    rows = [_told(one) for one in queries.cycles()]
    return render(request, "desk/frameworks/cycles.html", {"rows": rows, "may": may(request.actor, "define_cycle")})


def _told(cycle: Cycle) -> dict[str, Any]:
    methods = [(Method(code).label, plain_number(weight)) for code, weight in cycle.method_weights.items()]
    years = [(cycle.first_year + index, plain_number(weight)) for index, weight in enumerate(cycle.year_weights)]
    return {"cycle": cycle, "methods": methods, "years": years, "last_year": cycle.first_year + len(years) - 1}


def new_cycle(request: StaffRequest) -> HttpResponse:
    """Set up a cycle; the weights of 2018-2020 stand in the form as a start."""
    year = request.at.year
    initial = {
        **DEFAULT_METHOD_WEIGHTS,
        "year_weights": " ".join(plain_number(weight) for weight in DEFAULT_YEAR_WEIGHTS),
        "first_year": year,
        "code": f"{year}-{year + 2}",
        "city_edition": queries.edition_in_force("city", request.at),
        "minors_edition": queries.edition_in_force("minors", request.at),
    }
    return _edited(request, initial, None)


def cycle(request: StaffRequest, pk: int) -> HttpResponse:
    """A cycle's page; while it is not in force its form too."""
    one = queries.cycle_by_pk(pk)
    is_editable = not one.is_in_force and request.actor.may_anywhere("frameworks.define_cycle")
    if is_editable and (request.method == "POST" or "edit" in request.GET):
        initial = {
            **{name: getattr(one, name) for name in PLAIN},
            **one.method_weights,
            "year_weights": " ".join(plain_number(weight) for weight in one.year_weights),
        }
        return _edited(request, initial, one)
    context = {
        **_told(one),
        "history": history(one),
        "is_editable": is_editable,
        "may": may(request.actor, "put_cycle_in_force", "set_assessment_day"),
    }
    return render(request, "desk/frameworks/cycle.html", context)


def _edited(request: StaffRequest, initial: dict[str, Any], one: Cycle | None) -> HttpResponse:
    form = CycleForm(request.POST or None, initial=initial)
    if one is not None:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in PLAIN}
        deed = partial(define_cycle, by=request.actor, at=request.at, method_weights=form.method_weights, **given)
        made = attempt(form, deed)
        if made:
            messages.success(request, _("The cycle was saved. It counts once it is put in force."))
            return redirect("desk:cycle", made.pk)
    return render(request, "desk/frameworks/edit_cycle.html", {"form": form, "cycle": one})


def put_in_force(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on draws, duties and scores follow this cycle; a second click decides."""
    one = queries.cycle_by_pk(pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        put_cycle_in_force(by=request.actor, at=request.at, cycle=one)
        messages.success(request, _("The cycle is in force."))
        return redirect("desk:cycle", pk)
    context = {
        "heading": _("Put the cycle %(name)s in force") % {"name": one.name},
        "text": _("Draws, duties and scores follow its editions and weights from now on."),
        "consequences": [_("Duties of new editions must be confirmed: look at what they inherit.")],
        "button": _("Put in force"),
        "cancel_url": f"/desk/cycles/{pk}/",
    }
    return render(request, "kit/confirm.html", context)


def assessment_day(request: StaffRequest, pk: int) -> HttpResponse:
    """When the assessors are expected: what the dashboard counts down to."""
    one = queries.cycle_by_pk(pk)
    form = AssessmentDayForm(request.POST or None, initial={"day": one.assessment_on})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        if attempt(form, partial(set_assessment_day, by=request.actor, at=request.at, cycle=one, day=day)):
            messages.success(request, _("The day of the assessment was saved."))
            return redirect("desk:cycle", pk)
    return render(request, "desk/frameworks/assessment_day.html", {"form": form, "cycle": one})
