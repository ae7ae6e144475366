"""New undertakings, and the moves of one: each has a form of what it must carry; the table says which there are."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.plans.forms import (
    CardForm,
    ConfirmForm,
    DoneForm,
    DraftForm,
    NoteForm,
    PassOnForm,
    PostponeForm,
    ProgressForm,
    ReasonForm,
    UndertakingForm,
    equipment_of,
)
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import actions, queries
from chuangcheng.plans.queries import State, Undertaking
from chuangcheng.recurrences.queries import UpgradeState, get_recurrence_for

MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "edit_undertaking": (actions.edit_undertaking, UndertakingForm),
    "confirm_undertaking": (actions.confirm_undertaking, ConfirmForm),
    "report_progress": (actions.report_progress, ProgressForm),
    "report_done": (actions.report_done, DoneForm),
    "confirm_done": (actions.confirm_done, NoteForm),
    "return_undertaking": (actions.return_undertaking, ReasonForm),
    "pass_on_undertaking": (actions.pass_on_undertaking, PassOnForm),
    "postpone_undertaking": (actions.postpone_undertaking, PostponeForm),
    "drop_undertaking": (actions.drop_undertaking, ReasonForm),
    "reopen_undertaking": (actions.reopen_undertaking, ReasonForm),
}
MOST_AT_ONCE = 500


def new_undertaking(request: StaffRequest) -> HttpResponse:
    """At the top, or under the undertaking that the address names."""
    given = request.GET.get("parent", "")
    parent = queries.get_undertaking_for(request.actor, int(given)) if given.isdecimal() else None
    form = DraftForm(request.POST or None, actor=request.actor, parent=parent)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _drafted(request, form, parent))
        if made is not None:
            messages.success(request, _("Drafted. It counts once it is confirmed."))
            return redirect("desk:undertaking", made.pk)
    back = reverse("desk:undertaking", args=[parent.pk]) if parent else reverse("desk:plans")
    context = {"form": form, "heading": _("Draft an undertaking"), "back": back, "parent": parent}
    return render(request, "desk/plans/form.html", context)


def project_of_card(request: StaffRequest, pk: int) -> HttpResponse:
    """The accepted proposal of a recurring fault becomes a task, once; what the card says need not be typed again."""
    card = get_recurrence_for(request.actor, pk)
    if card.state != UpgradeState.TAKEN_UP or queries.project_of(card) is not None:
        raise NotFound("project")
    form = CardForm(request.POST or None, actor=request.actor, card=card)
    if request.method == "POST" and form.is_valid():
        given = {**form.values(), "recurrence": card}
        made = attempt(form, lambda: actions.draft_undertaking(by=request.actor, at=request.at, **given))
        if made is not None:
            messages.success(request, _("Drafted. It counts once it is confirmed."))
            return redirect("desk:undertaking", made.pk)
    back = reverse("desk:recurrence", args=[card.pk])
    context = {"form": form, "heading": _("Make it a project"), "back": back, "card": card}
    return render(request, "desk/plans/form.html", context)


def _drafted(request: StaffRequest, form: DraftForm, parent: Undertaking | None) -> Undertaking:
    return actions.draft_undertaking(by=request.actor, at=request.at, parent=parent, **form.values())


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    one = queries.get_undertaking_for(request.actor, pk)
    allowed = {found.verb.removeprefix("plans."): found for found in queries.moves_of(request.actor, one)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kind(*posted, **_options(request, kind, one))
    if request.method == "POST" and form.is_valid() and attempt(form, _deed(request, deed, one, form)):
        messages.success(request, _("Saved."))
        return redirect("desk:undertaking", one.pk)
    context = {
        "form": form,
        "heading": allowed[move].label,
        "one": one,
        "back": reverse("desk:undertaking", args=[one.pk]),
        "is_danger": move == "drop_undertaking",
    }
    return render(request, "desk/plans/form.html", context)


def _options(request: StaffRequest, kind: type[forms.Form], one: Undertaking) -> dict[str, Any]:
    if kind is UndertakingForm:
        return {"actor": request.actor, "undertaking": one}
    return {"undertaking": one} if kind in (ProgressForm, DoneForm) else {}


def _deed(request: StaffRequest, deed: Any, one: Undertaking, form: forms.Form) -> Callable[[], bool]:
    def do() -> bool:
        given = form.values() if isinstance(form, UndertakingForm) else dict(form.cleaned_data)
        for name in {"evidence", "before"} & set(given):
            given[name] = stored(request, given[name] or [])
        equipment = equipment_of(given)
        if equipment is not None:
            given["equipment_after"] = equipment
        deed(by=request.actor, at=request.at, undertaking=one, **given)
        return True

    return do


def confirm_all(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm every draft under it (and itself), after one look at how many they are."""
    one = queries.get_undertaking_for(request.actor, pk)
    drafts = list(queries.branch_for(request.actor, one).filter(state=State.DRAFTED).order_by("path")[:MOST_AT_ONCE])
    mine = [row for row in drafts if request.actor.may("plans.confirm_undertaking", unit_path=row.unit.path)]
    if not mine:
        raise NotFound("move")
    back = reverse("desk:undertaking", args=[one.pk])
    if request.method == "POST" and request.POST.get("confirmed"):
        with transaction.atomic():
            for row in mine:
                full = queries.get_undertaking_for(request.actor, row.pk)
                actions.confirm_undertaking(by=request.actor, at=request.at, undertaking=full)
        messages.success(request, _("%(count)s undertakings are confirmed.") % {"count": len(mine)})
        return redirect(back)
    context = {
        "heading": _("Confirm all drafts"),
        "text": _("%(count)s drafts under “%(name)s” are confirmed and their units are told.")
        % {"count": len(mine), "name": one.name},
        "consequences": [f"{row.code} {row.name_zh}" for row in mine[:20]],
        "button": _("Confirm them all"),
        "cancel_url": back,
    }
    return render(request, "kit/confirm.html", context)
