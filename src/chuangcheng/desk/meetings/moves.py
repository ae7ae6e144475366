"""A meeting is planned, its agenda set, and moved on; a resolution is settled."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.meetings.forms import (
    AttendanceForm,
    ConfirmForm,
    InviteForm,
    MeetingForm,
    MinutesForm,
    ReasonForm,
    ResolutionForm,
    SettleForm,
    WordsForm,
)
from chuangcheng.desk.meetings.pages import points
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import actions, queries
from chuangcheng.plans.queries import Meeting

MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "invite_units": (actions.invite_units, InviteForm),
    "hold_meeting": (actions.hold_meeting, AttendanceForm),
    "write_minutes": (actions.write_minutes, MinutesForm),
    "add_resolution": (actions.add_resolution, ResolutionForm),
    "conclude_meeting": (actions.conclude_meeting, ConfirmForm),
    "cancel_meeting": (actions.cancel_meeting, ReasonForm),
}


def new_meeting(request: StaffRequest) -> HttpResponse:
    """Its agenda begins with what earlier meetings left open."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.plan_meeting(by=request.actor, at=request.at, **given))
        if made is not None:
            messages.success(request, _("The meeting is planned. Choose what stands on its agenda."))
            return redirect("desk:meeting_agenda", made.pk)
    context = {"form": form, "heading": _("Plan a meeting"), "back": reverse("desk:meetings")}
    return render(request, "desk/meetings/form.html", context)


def agenda(request: StaffRequest, pk: int) -> HttpResponse:
    """Overdue and disputed cases and slipping tasks to choose from; plain points; what to take off."""
    one = queries.get_meeting_for(request.actor, pk)
    if not any(move.verb == "plans.set_agenda" for move in queries.meeting_moves(request.actor, one)):
        raise NotFound("agenda")
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _set(request, one, form)) is not None:
        messages.success(request, _("The agenda is set."))
        return redirect("desk:meeting_agenda" if "more" in request.POST else "desk:meeting", one.pk)
    context = {
        "meeting": one,
        "form": form,
        "points": points(request, one),
        "overdue": queries.overdue_cases(request.actor, request.at, one),
        "disputed": queries.disputed_cases(request.actor, request.at, one),
        "slipping": queries.slipping_tasks(request.actor, request.at, one),
    }
    return render(request, "desk/meetings/agenda.html", context)


def _numbers(request: StaffRequest, name: str) -> list[int]:
    return [int(value) for value in request.POST.getlist(name) if value.isdecimal() and len(value) < 18]


def _set(request: StaffRequest, one: Meeting, form: WordsForm) -> Meeting:
    return actions.set_agenda(
        by=request.actor,
        at=request.at,
        meeting=one,
        add_cases=cases_by_id_for(request.actor, _numbers(request, "case")),
        add_undertakings=queries.undertakings_by_id_for(request.actor, _numbers(request, "task")),
        add_words=form.cleaned_data["words"],
        remove=_numbers(request, "remove"),
        order=_ordered(request),
    )


def _ordered(request: StaffRequest) -> list[int]:
    """Points by the numbers that were typed beside them."""
    given: list[tuple[int, int, int]] = []
    for name, value in request.POST.items():
        pk = name.removeprefix("position_")
        if name.startswith("position_") and pk.isdecimal() and str(value).isdecimal():
            given.append((int(str(value)[:6]), len(given), int(pk[:18])))
    return [pk for _position, _index, pk in sorted(given)]


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    one = queries.get_meeting_for(request.actor, pk)
    allowed = {found.verb.removeprefix("plans."): found for found in queries.meeting_moves(request.actor, one)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    posted = (request.POST,) if request.method == "POST" else ()
    form = kind(*posted, **_options(request, kind, one))
    if request.method == "POST" and form.is_valid() and attempt(form, _deed(request, deed, one, form)):
        messages.success(request, _("Saved."))
        return redirect("desk:meeting", one.pk)
    context = {
        "form": form,
        "heading": allowed[move].label,
        "meeting": one,
        "back": reverse("desk:meeting", args=[one.pk]),
    }
    return render(request, "desk/meetings/form.html", context)


def _options(request: StaffRequest, kind: type[forms.Form], one: Meeting) -> dict[str, Any]:
    if kind in (AttendanceForm, ResolutionForm):
        return {"meeting": one, "request": request}
    if kind is InviteForm:
        return {"meeting": one}
    return {"initial": {"text": one.minutes_zh}} if kind is MinutesForm else {}


def _deed(request: StaffRequest, deed: Any, one: Meeting, form: forms.Form) -> Callable[[], bool]:
    def do() -> bool:
        given = form.values() if isinstance(form, AttendanceForm | ResolutionForm) else form.cleaned_data
        deed(by=request.actor, at=request.at, meeting=one, **given)
        return True

    return do


def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of a resolution."""
    found = queries.get_resolution_for(request.actor, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = form.cleaned_data["result"]

        def deed() -> Any:
            return actions.settle_resolution(by=request.actor, at=request.at, resolution=found, result=result)

        if attempt(form, deed):
            messages.success(request, _("The resolution is settled."))
            return redirect("desk:meeting", found.meeting_id)
    context = {
        "form": form,
        "heading": _("Settle the resolution"),
        "meeting": found.meeting,
        "about": found.text_zh,
        "back": reverse("desk:meeting", args=[found.meeting_id]),
    }
    return render(request, "desk/meetings/form.html", context)
