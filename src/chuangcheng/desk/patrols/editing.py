"""A scheme is set up, changed, switched on, switched off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.patrols.forms import NewSchemeForm, ReasonForm, SchemeForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import define_scheme, edit_scheme, switch_off, switch_on
from chuangcheng.places.queries import place_by_reference


def new_scheme(request: StaffRequest) -> HttpResponse:
    """A draft; `place` in the address names a market."""
    reference = request.GET.get("place", "")
    initial = {"place": place_by_reference(reference)} if reference else {}
    form = NewSchemeForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: define_scheme(by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The draft is kept. Now set up points, teams and shifts."))
            return redirect("desk:patrol_scheme", made.pk)
    context = {"form": form, "heading": _("Set up a patrol scheme"), "cancel_url": reverse("desk:patrols")}
    return render(request, "desk/patrols/form.html", context)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Only while it is not on."""
    found = queries.get_scheme_for(request.actor, pk)
    initial = {name: getattr(found, name) for name in SchemeForm.base_fields}
    form = SchemeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "name_en": found.name_en}
        if attempt(form, lambda: edit_scheme(by=request.actor, at=request.at, scheme=found, **given)):
            return redirect("desk:patrol_scheme", found.pk)
    return render(request, "desk/patrols/form.html", {"form": form, "scheme": found, "heading": _("Change the scheme")})


def on(request: StaffRequest, pk: int) -> HttpResponse:
    """What it is for and until when, once more, before it is on."""
    found = queries.get_scheme_for(request.actor, pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        switch_on(by=request.actor, at=request.at, scheme=found)
        messages.success(request, _("The patrol scheme is on."))
        return redirect("desk:patrol_scheme", found.pk)
    context = {
        "heading": _("Switch this patrol scheme on?"),
        "title": _("Switch this patrol scheme on?"),
        "text": _("Lawful purpose: %s") % (found.purpose_zh or "—"),
        "consequences": [
            _("Basis: %s") % (found.basis_zh or "—"),
            _("It ends by itself after %s.") % (moment_text(found.ends_on, "date") if found.ends_on else "—"),
            _("Scans say that a place was looked at. They are kept with the team, never a person, for %(days)s days.")
            % {"days": found.keep_days},
        ],
        "button": _("Switch on"),
        "cancel_url": reverse("desk:patrol_scheme", args=[found.pk]),
    }
    return render(request, "kit/confirm.html", context)


def off(request: StaffRequest, pk: int) -> HttpResponse:
    """No more scans; asks why."""
    found = queries.get_scheme_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: switch_off(by=request.actor, at=request.at, scheme=found, reason=reason)):
            return redirect("desk:patrol_scheme", found.pk)
    context = {
        "heading": _("Switch this patrol scheme off?"),
        "title": _("Switch this patrol scheme off?"),
        "text": _("No more scans are taken and no alarm is raised. Roster and results stay."),
        "form": form,
        "button": _("Switch off"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:patrol_scheme", args=[found.pk]),
    }
    return render(request, "kit/confirm.html", context)
