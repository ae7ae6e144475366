"""The roster of a week is made; one window is looked at, given to a team, cancelled, added."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.patrols.forms import AssignForm, ReasonForm, WindowForm
from chuangcheng.desk.patrols.scheme import GAP_WORDS, may
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import add_window, assign_window, cancel_window, make_roster
from chuangcheng.patrols.queries import Window


@require_POST
def roster(request: StaffRequest, pk: int) -> HttpResponse:
    """Windows of a week from the shifts; what stands is left."""
    scheme = queries.get_scheme_for(request.actor, pk)
    try:
        monday = queries.monday_of(date.fromisoformat(request.POST.get("week", "")))
    except ValueError:
        raise NotFound("week") from None
    made = make_roster(by=request.actor, at=request.at, scheme=scheme, monday=monday)
    said = ngettext("%s window was added to the roster.", "%s windows were added to the roster.", len(made))
    messages.success(request, said % len(made))
    return redirect(f"{reverse('desk:patrol_scheme', args=[scheme.pk])}?week={monday.isoformat()}")


def _is_ahead(window: Window, request: StaffRequest) -> bool:
    return window.cancelled_at is None and window.ends_at > request.at


@require_GET
def window(request: StaffRequest, pk: int) -> HttpResponse:
    """Which points were looked at how often, who goes, what is wrong."""
    found = queries.get_window_for(request.actor, pk)
    gap = queries.find_gaps([found], request.at).get(found.pk) if found.cancelled_at is None else None
    ahead = _is_ahead(found, request)
    context = {
        "window": found,
        "scheme": found.scheme,
        "points": found.points.select_related("point"),
        "alarms": queries.alarms_for(request.actor).filter(window=found),
        "gap": GAP_WORDS[gap] if gap else "",
        "form": AssignForm(scheme=found.scheme, initial={"team": found.team_id})
        if ahead and may(request.actor, found.scheme, "assign_window")
        else None,
        "may_cancel": ahead and may(request.actor, found.scheme, "cancel_window"),
        "may_answer": may(request.actor, found.scheme, "acknowledge_alarm"),
        "history": history(found),
    }
    return render(request, "desk/patrols/window.html", context)


def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it to a team."""
    found = queries.get_window_for(request.actor, pk)
    form = AssignForm(request.POST or None, scheme=found.scheme)
    if request.method == "POST" and form.is_valid():
        team = form.cleaned_data["team"]
        if attempt(form, lambda: assign_window(by=request.actor, at=request.at, window=found, team=team)):
            return redirect("desk:patrol_window", found.pk)
    context = {"form": form, "scheme": found.scheme, "heading": _("Who goes")}
    return render(request, "desk/patrols/form.html", context)


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Nobody is to go; asks why."""
    found = queries.get_window_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: cancel_window(by=request.actor, at=request.at, window=found, reason=reason)):
            return redirect("desk:patrol_window", found.pk)
    context = {
        "heading": _("Cancel the window"),
        "title": _("Cancel the window"),
        "text": _("Nobody is to go, and no alarm is raised. The window stays in the roster with your reason."),
        "form": form,
        "button": _("Cancel the window"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:patrol_window", args=[found.pk]),
    }
    return render(request, "kit/confirm.html", context)


def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A window outside the shifts."""
    scheme = queries.get_scheme_for(request.actor, pk)
    form = WindowForm(request.POST or None, scheme=scheme, initial={"on": timezone.localdate(request.at)})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: add_window(by=request.actor, at=request.at, scheme=scheme, **form.cleaned_data))
        if made is not None:
            return redirect("desk:patrol_window", made.pk)
    context = {"form": form, "scheme": scheme, "heading": _("Add a window")}
    return render(request, "desk/patrols/form.html", context)
