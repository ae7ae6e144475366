"""A new draft: this week's bulletin by one button, any other kind by a short form; then its words and recipients."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.documents.forms import AddressForm, DraftForm, WordsForm, suggested_period
from chuangcheng.desk.documents.listing import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.documents import actions, queries
from chuangcheng.documents.blocks import Words, from_json
from chuangcheng.documents.queries import SPECS, Kind, spec_of
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import Unit, get_unit_for

HINTS = {
    Kind.CASE_NOTICE: "clipboard-list",
    Kind.REMINDER: "bell",
    Kind.INSTRUCTION: "gavel",
    Kind.BULLETIN: "speakerphone",
    Kind.WEEKLY: "report",
    Kind.MONTHLY: "report-analytics",
    Kind.CLOSE_LIST: "list-check",
    Kind.LEDGER: "table",
    Kind.RESPONSIBILITY: "sitemap",
    Kind.MINUTES: "messages",
}


@require_POST
def bulletin_of_the_week(request: StaffRequest) -> HttpResponse:
    """Draft the bulletin of the week that ends: everything in it comes from what was recorded."""
    since, until = suggested_period("week", timezone.localdate(request.at))
    made = actions.draft_document(by=request.actor, at=request.at, kind=Kind.BULLETIN, since=since, until=until)
    return redirect("desk:document", made.pk)


@require_GET
def kinds(request: StaffRequest) -> HttpResponse:
    """Which kind?"""
    shown = [{"kind": kind, "label": Kind(kind).label, "icon": HINTS[Kind(kind)]} for kind in SPECS]
    return render(request, "desk/documents/kinds.html", {"kinds": shown, "tabs": tabs(request)})


def draft(request: StaffRequest, kind: str) -> HttpResponse:
    """What the kind asks for. `?unit=` offers that unit's open cases; `?replaces=` an issued document."""
    if kind not in SPECS:
        raise NotFound("kind")
    spec = spec_of(kind)
    unit = _unit(request)
    former = _former(request)
    initial = dict(zip(("since", "until"), suggested_period(spec.span, timezone.localdate(request.at)), strict=True))
    if former is not None and former.since and former.until:
        initial = {"since": former.since, "until": former.until}
    form = DraftForm(
        request, spec, unit, request.POST or None, initial={**initial, "meeting": request.GET.get("meeting")}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.draft_document(
                by=request.actor, at=request.at, kind=kind, replaces=former, **form.values()
            ),
        )
        if made is not None:
            return redirect("desk:document", made.pk)
    context: dict[str, Any] = {"form": form, "heading": Kind(kind).label, "spec": spec, "former": former}
    context["asks_unit_first"] = "unit" in form.fields and "cases" not in form.fields and spec.wants(queries.Asks.CASES)
    context["unit"] = unit
    return render(request, "desk/documents/draft.html", context)


def _unit(request: StaffRequest) -> Unit | None:
    asked = request.POST.get("unit") or request.GET.get("unit") or ""
    return get_unit_for(request.actor, int(asked)) if asked.isdecimal() and len(asked) < 10 else None


def _former(request: StaffRequest) -> queries.Document | None:
    asked = request.GET.get("replaces", "")
    if not (asked.isdecimal() and len(asked) < 10):
        return None
    return queries.get_document_for(request.actor, int(asked))


def words(request: StaffRequest, pk: int, slot: str) -> HttpResponse:
    """The words of one slot."""
    document = queries.get_document_for(request.actor, pk)
    found = next((one for one in from_json(document.blocks) if isinstance(one, Words) and one.slot == slot), None)
    if found is None or not document.is_open:
        raise NotFound("slot")
    form = WordsForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(
            form,
            lambda: actions.edit_document(by=request.actor, at=request.at, document=document, slot=slot, text=text),
        ):
            messages.success(request, _("Saved."))
            return redirect("desk:document", pk)
    labels = {one.name: one.label for one in spec_of(document.kind).slots}
    context = {"document": document, "form": form, "heading": labels.get(slot, slot)}
    return render(request, "desk/documents/form.html", context)


def address(request: StaffRequest, pk: int) -> HttpResponse:
    """Title, main recipients, copies."""
    document = queries.get_document_for(request.actor, pk)
    if not document.is_open:
        raise NotFound("document")
    form = AddressForm(request.POST or None, initial=AddressForm.initial_of(document))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(
            form,
            lambda: actions.address_document(by=request.actor, at=request.at, document=document, **given),
        ):
            messages.success(request, _("Saved."))
            return redirect("desk:document", pk)
    context = {"document": document, "form": form, "heading": _("Title and recipients")}
    return render(request, "desk/documents/form.html", context)
