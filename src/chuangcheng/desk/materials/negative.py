"""The register of negative events, and the list that it goes by."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.history import history
from chuangcheng.desk.materials.forms import EffectForm, EventForm, FindingForm
from chuangcheng.desk.materials.listing import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries
from chuangcheng.materials.queries import EventState, NegativeEvent

VARIANTS = ("shown", "thumbnail", "original")
MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "examine_event": (actions.examine_event, FindingForm),
    "decide_effect": (actions.decide_effect, EffectForm),
}


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """The latest event first; what counts now above."""
    state = request.GET.get("state", "")
    rows = queries.events_for(request.actor, state if state in EventState.values else "")
    found = page(rows, ["-happened_on"], cursor=request.GET.get("cursor", ""))
    counts = queries.event_counts(request.actor)
    chips = [("", _("All"), sum(counts.values())), *((v, label, counts[v]) for v, label in EventState.choices)]
    context = {
        "page": found,
        "tabs": tabs(request, "desk:negative_events"),
        "chips": [{"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips],
        "deducted": queries.deducted(request.at),
        "may_report": request.actor.may_anywhere("materials.report_event"),
    }
    return render(request, "desk/materials/events.html", context)


@require_GET
def event(request: StaffRequest, pk: int) -> HttpResponse:
    """What happened, what was found, what it means, until when."""
    found = queries.get_event_for(request.actor, pk)
    moves = queries.event_moves(request.actor, found)
    context = {
        "event": found,
        "files": [_file(row) for row in queries.event_files(found)],
        "moves": [(move.verb.removeprefix("materials."), move.label) for move in moves],
        "history": history(found, limit=30),
    }
    return render(request, "desk/materials/event.html", context)


def _file(row: queries.EventFile) -> dict[str, Any]:
    def url(variant: str) -> str:
        return reverse("desk:negative_event_file", args=[row.pk, variant])

    is_image = row.file.is_image
    return {
        "url": url("shown"),
        "thumbnail_url": url("thumbnail"),
        "file_url": url("original"),
        "caption": "",
        "is_image": is_image,
        "name": row.file.name,
        "size": row.file.size,
    }


def new(request: StaffRequest) -> HttpResponse:
    """Enter an event."""
    form = EventForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_reported, request, dict(form.cleaned_data)))
        if made is not None:
            messages.success(request, _("The event is entered. It is examined next."))
            return redirect("desk:negative_event", made.pk)
    context = {"form": form, "heading": _("Enter a negative event"), "back": "desk:negative_events", "has_files": True}
    return render(request, "desk/materials/form.html", context)


def _reported(request: StaffRequest, given: dict[str, Any]) -> NegativeEvent:
    given["files"] = stored(request, given.pop("uploads") or [])
    return actions.report_event(by=request.actor, at=request.at, **given)


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Examine, or decide the effect: two people."""
    found = queries.get_event_for(request.actor, pk)
    allowed = {one.verb.removeprefix("materials."): one.label for one in queries.event_moves(request.actor, found)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    initial = {"effect": found.item.effect, "points": found.item.points or None} if kind is EffectForm else {}
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        if "points" in given:
            given["points"] = given["points"] or Decimal(0)
        if attempt(form, partial(deed, by=request.actor, at=request.at, event=found, **given)):
            messages.success(request, _("Saved."))
            return redirect("desk:negative_event", pk)
    return render(request, "desk/materials/form.html", {"form": form, "event": found, "heading": allowed[move]})


@require_GET
def items(request: StaffRequest) -> HttpResponse:
    """The negative list: thirty lines."""
    context = {
        "items": queries.negative_items()[:200],
        "tabs": tabs(request, "desk:negative_events"),
        "may_import": request.actor.may_anywhere("materials.import_negative_list"),
    }
    return render(request, "desk/materials/negative_list.html", context)


@require_GET
def file(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """Evidence of an event."""
    row = queries.event_file_for(request.actor, pk)
    if variant not in VARIANTS or (variant != "original" and not row.file.is_image):
        raise NotFound("file")
    return file_response(row.file, variant)  # type: ignore[arg-type]
