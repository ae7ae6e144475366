"""Demands, figures and the negative list as spreadsheets: import with a preview, export that imports unchanged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.materials.forms import FigureFilter, UploadForm
from chuangcheng.desk.materials.listing import chinese, values
from chuangcheng.frameworks.queries import editions_in_force
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Column, Preview, download
from chuangcheng.materials import actions, queries, spreadsheet
from chuangcheng.materials.queries import FigureFilters

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class _Table:
    """One importable table: its pages, how it is read and how it is taken over."""

    heading: Any
    page: str
    back: str
    export: str
    columns: tuple[Column, ...]
    preview: Callable[[str, bytes, datetime], Preview]
    take_over: Callable[[Actor, datetime, Preview], int]


TABLES = {
    "demands": _Table(
        gettext_lazy("Import what is asked as material"),
        "desk:import_demands",
        "desk:materials",
        "desk:export_demands",
        spreadsheet.DEMAND_COLUMNS,
        lambda name, content, at: spreadsheet.preview_demands(name, content, editions_in_force(at)),
        lambda by, at, found: actions.import_demands(by=by, at=at, rows=found.values),
    ),
    "figures": _Table(
        gettext_lazy("Import department figures"),
        "desk:import_figures",
        "desk:department_figures",
        "desk:export_figures",
        spreadsheet.FIGURE_COLUMNS,
        lambda name, content, at: spreadsheet.preview_figures(name, content, editions_in_force(at)),
        lambda by, at, found: actions.import_figures(by=by, at=at, rows=found.values),
    ),
    "negative": _Table(
        gettext_lazy("Import the negative list"),
        "desk:import_negative_list",
        "desk:negative_list",
        "desk:export_negative_list",
        spreadsheet.NEGATIVE_COLUMNS,
        lambda name, content, _at: spreadsheet.preview_negative_list(name, content),
        lambda by, at, found: actions.import_negative_list(by=by, at=at, rows=found.values),
    ),
}


def import_page(request: StaffRequest, what: str) -> HttpResponse:
    """Upload, look at what would change, take it over."""
    table = TABLES[what]
    context: dict[str, Any] = {"table": table, "form": UploadForm()}
    if request.method == "POST" and "upload" in request.POST:
        kept = kept_upload(request.actor, table.page, request.POST["upload"])
        found = table.preview(kept.filename, bytes(kept.content), request.at)
        count = table.take_over(request.actor, request.at, found)
        messages.success(request, _("%(count)s rows were taken over.") % {"count": count})
        return redirect(table.back)
    if request.method == "POST":
        context |= _looked_at(request, table, UploadForm(request.POST, request.FILES))
    return render(request, "desk/materials/import.html", context)


def _looked_at(request: StaffRequest, table: _Table, form: UploadForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        found = table.preview(file.name, content, request.at)
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {"form": form}
    kept = keep_upload(by=request.actor, at=request.at, page=table.page, filename=file.name, content=content)
    names = {column.name: column.aliases[0] for column in table.columns if column.aliases}
    rows = [
        {
            "kind": row.kind,
            "code": row.code,
            "label": row.label,
            "changes": [(names.get(name, name), old, new) for name, old, new in row.changes],
        }
        for row in found.rows[:MOST_SHOWN]
    ]
    counts = {name: getattr(found, name) for name in ("added_count", "changed_count", "removed_count", "refused_count")}
    return {"form": form, "upload": kept, "preview": {**counts, "errors": found.errors[:MOST_SHOWN], "rows": rows}}


@require_GET
def export_demands(request: StaffRequest) -> HttpResponseBase:
    """What is asked, of the editions in force."""
    sheet = spreadsheet.demands_sheet(editions_in_force(request.at), chinese=chinese())
    return download("材料要求", [sheet], kind=request.GET.get("kind", "xlsx"))


@require_GET
def export_figures(request: StaffRequest) -> HttpResponseBase:
    """The figures within reach, as filtered."""
    given = values(FigureFilter(request.GET or None))
    filters = FigureFilters(given.get("q", ""), given.get("state", ""), given.get("unit"))
    rows = queries.figures_for(request.actor, filters, request.at).iterator(chunk_size=500)
    return download(
        "部门数据", [spreadsheet.figures_sheet(rows, chinese=chinese())], kind=request.GET.get("kind", "xlsx")
    )


@require_GET
def export_negative(request: StaffRequest) -> HttpResponseBase:
    """The negative list."""
    return download("负面清单", [spreadsheet.negative_sheet(queries.negative_items(), chinese=chinese())])
