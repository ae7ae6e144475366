"""The lists of units and groups as spreadsheets: export, and import with a preview."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.units.forms import ListUploadForm, all_groups
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Preview, Sheet, download
from chuangcheng.units import actions, queries, spreadsheet
from chuangcheng.units.preview import preview_groups, preview_units
from chuangcheng.units.spreadsheet import headers


@dataclass(frozen=True, slots=True)
class _List:
    """One importable list: how it is read, previewed and written."""

    url_name: str
    list_url_name: str
    export_url_name: str
    heading: Any
    read: Callable[[bytes, str], Sheet]
    preview: Callable[[Sheet], Preview]
    write: Callable[..., Preview]
    columns: Any


UNITS = _List(
    "desk:units_import",
    "desk:units",
    "desk:units_export",
    gettext_lazy("Import the list of units"),
    spreadsheet.read_units,
    preview_units,
    actions.import_units,
    spreadsheet.UNIT_COLUMNS,
)
GROUPS = _List(
    "desk:groups_import",
    "desk:groups",
    "desk:groups_export",
    gettext_lazy("Import the list of groups"),
    spreadsheet.read_groups,
    preview_groups,
    actions.import_groups,
    spreadsheet.GROUP_COLUMNS,
)


def _is_chinese() -> bool:
    return not (get_language() or "zh").startswith("en")


@require_GET
def units_export(request: StaffRequest) -> HttpResponseBase:
    """The unit list, as XLSX or CSV."""
    rows = queries.units().select_related("parent", "area").order_by("path")
    sheet = spreadsheet.units_sheet(rows, all_groups(), is_chinese=_is_chinese())
    return download(_("Units"), [sheet], kind=request.GET.get("kind", "xlsx"))


@require_GET
def groups_export(request: StaffRequest) -> HttpResponseBase:
    """The list of groups, as XLSX or CSV."""
    sheet = spreadsheet.groups_sheet(all_groups(), is_chinese=_is_chinese())
    return download(_("Groups"), [sheet], kind=request.GET.get("kind", "xlsx"))


def units_import(request: StaffRequest) -> HttpResponse:
    """Upload, preview, confirm."""
    return _import(request, UNITS)


def groups_import(request: StaffRequest) -> HttpResponse:
    """Upload, preview, confirm."""
    return _import(request, GROUPS)


def _import(request: StaffRequest, kind: _List) -> HttpResponse:
    form = ListUploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "kind": kind}
    if request.method == "POST" and "upload" in request.POST:
        return _confirm(request, kind)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        sheet = attempt(form, lambda: kind.read(content, file.name))
        if sheet is not None:
            upload = keep_upload(
                by=request.actor, at=request.at, page=kind.url_name, filename=file.name, content=content
            )
            context |= {"preview": _worded(kind.preview(sheet), kind), "sheet": sheet, "upload": upload}
    return render(request, "desk/units/list_import.html", context)


def _worded(preview: Preview, kind: _List) -> Preview:
    """Changes named by the headers that the reader's own file carries."""
    words = dict(zip((c.name for c in kind.columns), headers(kind.columns, is_chinese=_is_chinese()), strict=True))
    preview.rows = [
        replace(row, changes=[(words.get(name, name), old, new) for name, old, new in row.changes])
        for row in preview.rows
    ]
    return preview


def _confirm(request: StaffRequest, kind: _List) -> HttpResponse:
    upload = kept_upload(request.actor, kind.url_name, request.POST["upload"])
    sheet = kind.read(bytes(upload.content), upload.filename)
    done = kind.write(by=request.actor, at=request.at, sheet=sheet)
    count = done.added_count + done.changed_count
    messages.success(request, ngettext("%(count)s row written.", "%(count)s rows written.", count) % {"count": count})
    return redirect(kind.list_url_name)
