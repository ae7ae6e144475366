"""Sheets in and out: entries with a preview, fields and grounds, the press list, the provincial platform's file."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.integrity.entries import tabs
from chuangcheng.desk.integrity.forms import ColumnsForm, GroundsForm, UploadForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.documents.press import press_list
from chuangcheng.integrity import actions, queries, spreadsheet
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.kit.spreadsheets import Preview, download

PAGE = "desk:import_list_entries"
UPLOAD = "integrity.upload"
"""Between the two steps a sheet lies sealed: it names people with their numbers."""
MOST_SHOWN = 300
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _preview(request: StaffRequest, name: str, content: bytes) -> Preview:
    def may(unit: Any) -> bool:
        return request.actor.may("integrity.import_entries", unit_path=unit.path)

    return spreadsheet.preview_entries(name, content, localdate(request.at), may)


def import_page(request: StaffRequest) -> HttpResponse:
    """Upload, look at what would be entered and what is wrong in which row, take it over."""
    context: dict[str, Any] = {"form": UploadForm(), "columns": spreadsheet.ENTRY_COLUMNS}
    if request.method == "POST" and "upload" in request.POST:
        kept = kept_upload(request.actor, PAGE, request.POST["upload"])
        found = _preview(request, kept.filename, open_value(bytes(kept.content).decode(), UPLOAD))
        rows = [values["given"] for values in found.values]
        count = actions.import_entries(by=request.actor, at=request.at, rows=rows)
        messages.success(request, _("%(count)s rows were taken over.") % {"count": count})
        return redirect("desk:list_entries")
    if request.method == "POST":
        context |= _looked_at(request, UploadForm(request.POST, request.FILES))
    return render(request, "desk/integrity/import.html", context)


def _looked_at(request: StaffRequest, form: UploadForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        found = _preview(request, file.name, content)
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {"form": form}
    sealed = seal_value(content, UPLOAD).encode()
    kept = keep_upload(by=request.actor, at=request.at, page=PAGE, filename=file.name, content=sealed)
    rows = [{"kind": row.kind, "code": row.code, "label": row.label, "changes": []} for row in found.rows[:MOST_SHOWN]]
    counts = {name: getattr(found, name) for name in ("added_count", "changed_count", "removed_count", "refused_count")}
    return {"form": form, "upload": kept, "preview": {**counts, "errors": found.errors[:MOST_SHOWN], "rows": rows}}


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
    shown = "\n".join(f"{header} = {source}" for header, source in spreadsheet.platform_columns())
    form = ColumnsForm(request.POST or None, initial={"columns": shown})
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
