"""Sheets in and out: entries with a preview, fields and grounds, the press list, the provincial platform's file."""

from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.chosen_columns import ColumnsForm, shown
from chuangcheng.desk.integrity.entries import tabs
from chuangcheng.desk.integrity.forms import GroundsForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.sealed_import import Import, import_page
from chuangcheng.documents.press import press_list
from chuangcheng.integrity import actions, queries, spreadsheet
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Preview, download
from chuangcheng.units.queries import Unit

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _preview(by: Actor, at: datetime, name: str, content: bytes) -> Preview:
    def may(unit: Unit) -> bool:
        return by.may("integrity.import_entries", unit_path=unit.path)

    return spreadsheet.preview_entries(name, content, localdate(at), may)


def _take_over(by: Actor, at: datetime, found: Preview) -> int:
    return actions.import_entries(by=by, at=at, rows=[values["given"] for values in found.values])


ENTRIES = Import(
    gettext_lazy("Import entries"),
    "desk:import_list_entries",
    "desk:list_entries",
    gettext_lazy("Red and black lists"),
    "desk:list_entry_pattern",
    spreadsheet.ENTRY_COLUMNS,
    _preview,
    _take_over,
)


def import_entries(request: StaffRequest) -> HttpResponse:
    """Entries of one authority or of many."""
    return import_page(request, ENTRIES)


@require_GET
def pattern(request: StaffRequest) -> HttpResponseBase:
    """An empty sheet."""
    return download(_("red-black-list"), [spreadsheet.pattern()])


def grounds(request: StaffRequest) -> HttpResponse:
    """Fields and grounds; with the verb, both tables anew."""
    may_import = request.actor.may_anywhere("integrity.import_grounds")
    form = GroundsForm(request.POST or None, request.FILES or None) if may_import else None
    if request.method == "POST":
        if form is None:
            raise NotFound("grounds")
        if form.is_valid() and attempt(form, partial(_taken_over, request, form)) is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:listing_grounds")
    context = {
        "fields": queries.fields(),
        "grounds": queries.Ground.objects.select_related("field", "authority").order_by("code")[:500],
        "form": form,
        "tabs": tabs(request, "desk:listing_grounds"),
    }
    return render(request, "desk/integrity/grounds.html", context)


def _taken_over(request: StaffRequest, form: GroundsForm) -> int:
    given = form.cleaned_data
    fields, rows = spreadsheet.read_grounds(given["fields_file"].read(), given["grounds_file"].read())
    return actions.import_grounds(by=request.actor, at=request.at, fields=fields, grounds=rows)


@require_GET
def press(request: StaffRequest) -> HttpResponse:
    """The list for the press conference with the court, of what is published at this moment."""
    content = press_list(queries.published_entries(request.actor, request.at), request.at)
    response = HttpResponse(content, content_type=DOCX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="red-black-list-{_day(request.at)}.docx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _day(moment: datetime) -> str:
    return localdate(moment).isoformat()


def platform(request: StaffRequest) -> HttpResponse:
    """Which columns the file for the provincial platform has."""
    initial = shown(spreadsheet.platform_columns())
    form = ColumnsForm(request.POST or None, initial=initial, sources=spreadsheet.SOURCES)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["columns"]
        actions.set_platform_columns(by=request.actor, at=request.at, columns=chosen)
        messages.success(request, _("Saved."))
        return redirect("desk:platform_columns")
    context = {
        "form": form,
        "sources": [(code, label) for code, (label, _value) in spreadsheet.SOURCES.items()],
        "tabs": tabs(request, "desk:platform_columns"),
    }
    return render(request, "desk/integrity/platform.html", context)


@require_GET
def export(request: StaffRequest, kind: str) -> HttpResponseBase:
    """The file, of what is published at this moment and of nothing else."""
    if kind not in ("xlsx", "csv"):
        raise NotFound("export")
    entries = queries.published_entries(request.actor, request.at)
    actions.export_entries(by=request.actor, at=request.at, count=len(entries))
    return download(f"credit-{_day(request.at)}", [spreadsheet.platform_sheet(entries)], kind=kind)
