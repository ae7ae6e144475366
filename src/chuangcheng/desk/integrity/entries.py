"""The list of entries, one with what the public would see, the form for a new one, and the moves."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.integrity.forms import EntryFilter, EntryForm, RepairForm, TextForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.integrity import actions, queries
from chuangcheng.integrity.queries import Entry
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.proceedings import queries as proceedings

MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "discard_entry": (actions.discard_entry, TextForm),
    "propose_entry": (actions.propose_entry, TextForm),
    "record_repair": (actions.record_repair, RepairForm),
    "ask_correction": (actions.ask_correction, TextForm),
    "reject_correction": (actions.reject_correction, TextForm),
    "take_down_entry": (actions.take_down_entry, TextForm),
}
TABS = (
    ("desk:list_entries", "integrity.see_entry"),
    ("desk:integrity_campaigns", "integrity.see_entry"),
    ("desk:listing_grounds", "integrity.see_entry"),
    ("desk:platform_columns", "integrity.export_entries"),
)


def tabs(request: StaffRequest, active: str) -> list[dict[str, Any]]:
    """The pages of the lists, as far as the reader may open them."""
    names = (_("Entries"), _("Campaigns and cases"), _("Fields and grounds"), _("Provincial platform"))
    return [
        {"label": label, "url": reverse(name), "active": name == active}
        for (name, verb), label in zip(TABS, names, strict=True)
        if request.actor.may_anywhere(verb)
    ]


def listing(request: StaffRequest) -> HttpResponse:
    """The latest first. A whole number is sought by its hash, and is posted, so that no address carries it."""
    form = EntryFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    number = request.POST.get("number", "")[:40]
    rows = queries.entries_for(
        request.actor,
        kind=given.get("list", ""),
        state=given.get("state", ""),
        words=given.get("q", ""),
        number=number,
    )
    found = page(rows, ["-entered_at"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "rows": [{"one": row, "stage": _stage(row, request)} for row in found.rows],
        "form": form,
        "was_sought": bool(number.strip()),
        "tabs": tabs(request, "desk:list_entries"),
        "may_enter": request.actor.may_anywhere("integrity.enter_entry"),
        "may_import": request.actor.may_anywhere("integrity.import_entries"),
        "may_export": request.actor.may_anywhere("integrity.export_entries"),
        "overdue": queries.overdue_corrections(request.actor, request.at),
    }
    return render(request, "desk/integrity/entries.html", context)


def _stage(row: Entry, request: StaffRequest) -> str:
    """How far its proceeding is; the proceeding says it, whatever our own row says."""
    if row.proceeding is None or row.over_at is not None:
        return ""
    return str(row.proceeding.get_state_display())


@require_GET
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One, with its periods, its proceeding, and what everybody would see."""
    found = queries.get_entry_for(request.actor, pk)
    moves = queries.entry_moves(request.actor, found)
    running = found.proceeding
    context = {
        "entry": found,
        "moves": [(move.verb.removeprefix("integrity."), move.label) for move in moves],
        "shown": _shown(found),
        "standing": proceedings.standing(running, request.at) if running else None,
        "corrections": found.corrections.all()[:20],
        "may_open_proceeding": request.actor.may("proceedings.see_proceeding", unit_path=""),
        "history": history(found, limit=30),
    }
    return render(request, "desk/integrity/entry.html", context)


def _shown(found: Entry) -> Any:
    """What everybody reads, or would read under the kind in force."""
    if found.proceeding is not None:
        return proceedings.public_fields(found.proceeding)
    return proceedings.preview(actions.kind_of(found), actions.facts_of(found))


def new(request: StaffRequest) -> HttpResponse:
    """Enter one."""
    form = EntryForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = actions.Given(**form.cleaned_data)
        made = attempt(form, partial(actions.enter_entry, by=request.actor, at=request.at, given=given))
        if made is not None:
            messages.success(request, _("The entry is there. Nothing is public before a proceeding has decided."))
            return redirect("desk:list_entry", made.pk)
    context = {"form": form, "heading": _("Enter a firm or person"), "is_private": True}
    return render(request, "desk/integrity/form.html", context, status=422 if form.errors else 200)


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move; what the table or the grants do not allow does not exist."""
    found = queries.get_entry_for(request.actor, pk)
    allowed = {one.verb.removeprefix("integrity."): one.label for one in queries.entry_moves(request.actor, found)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = partial(deed, by=request.actor, at=request.at, entry=found, **form.cleaned_data)
        if attempt(form, given):
            messages.success(request, _("Saved."))
            return redirect("desk:list_entry", found.pk)
    shown = _shown(found) if move == "propose_entry" else ()
    context = {"form": form, "entry": found, "heading": allowed[move], "shown": shown}
    return render(request, "desk/integrity/form.html", context)
