"""Programmes as a spreadsheet: import with a preview, export that imports unchanged."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.materials.forms import UploadForm
from chuangcheng.desk.materials.listing import chinese
from chuangcheng.honours import actions, queries, spreadsheet
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download

PAGE = "desk:import_honour_programmes"
MOST_SHOWN = 300


def import_page(request: StaffRequest) -> HttpResponse:
    """Upload, look at what would change, take it over."""
    context: dict[str, Any] = {"form": UploadForm(), "columns": spreadsheet.COLUMNS}
    if request.method == "POST" and "upload" in request.POST:
        kept = kept_upload(request.actor, PAGE, request.POST["upload"])
        found = spreadsheet.preview_programmes(kept.filename, bytes(kept.content))
        count = actions.import_programmes(by=request.actor, at=request.at, rows=found.values)
        messages.success(request, _("%(count)s rows were taken over.") % {"count": count})
        return redirect("desk:honour_programmes")
    if request.method == "POST":
        context |= _looked_at(request, UploadForm(request.POST, request.FILES))
    return render(request, "desk/honours/import.html", context)


def _looked_at(request: StaffRequest, form: UploadForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        found = spreadsheet.preview_programmes(file.name, content)
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {"form": form}
    kept = keep_upload(by=request.actor, at=request.at, page=PAGE, filename=file.name, content=content)
    rows = [
        {"kind": row.kind, "code": row.code, "label": row.label, "changes": row.changes}
        for row in found.rows[:MOST_SHOWN]
    ]
    counts = {name: getattr(found, name) for name in ("added_count", "changed_count", "removed_count", "refused_count")}
    return {"form": form, "upload": kept, "preview": {**counts, "errors": found.errors[:MOST_SHOWN], "rows": rows}}


@require_GET
def export_programmes(request: StaffRequest) -> HttpResponseBase:
    """Those in use."""
    sheet = spreadsheet.programmes_sheet(queries.programmes()[:1000], chinese=chinese())
    return download("评选项目", [sheet], kind=request.GET.get("kind", "xlsx"))
