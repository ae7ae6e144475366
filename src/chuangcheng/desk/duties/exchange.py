"""Duties, holders and remits as spreadsheets: import with a preview, export that imports back unchanged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.duties.forms import UploadForm
from chuangcheng.duties import actions, spreadsheet
from chuangcheng.duties.rules import DutyRow, HoldingRow, RemitRow, RoutingRow
from chuangcheng.duties.spreadsheet import TablePreview
from chuangcheng.frameworks import queries as frameworks
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Column, download
from chuangcheng.units.queries import Group

AnyPreview = TablePreview[DutyRow] | TablePreview[HoldingRow] | TablePreview[RemitRow] | TablePreview[RoutingRow]


@dataclass(frozen=True, slots=True)
class _Table:
    """One importable table: its pages, how it is read and how it is taken over."""

    heading: Any
    page: str
    back: str
    export: str
    columns: tuple[Column, ...]
    preview: Callable[[str, bytes, datetime, bool], Any]
    take_over: Callable[[Actor, datetime, Any, bool], Any]


def _preview_duties(name: str, content: bytes, at: datetime, replaces: bool) -> AnyPreview:
    return spreadsheet.preview_duties(name, content, frameworks.editions_in_force(at), replaces=replaces)


def _take_over_duties(by: Actor, at: datetime, rows: Any, replaces: bool) -> Any:
    editions = frameworks.editions_in_force(at)
    return actions.import_duties(by=by, at=at, editions=editions, rows=rows, replaces=replaces)


TABLES = {
    "duties": _Table(
        gettext_lazy("Import the table of duties (责任分解表)"),
        "desk:import_duties",
        "desk:duties",
        "desk:export_duties",
        spreadsheet.DUTY_COLUMNS,
        _preview_duties,
        _take_over_duties,
    ),
    "holdings": _Table(
        gettext_lazy("Import who holds which place"),
        "desk:import_holdings",
        "desk:holdings",
        "desk:export_holdings",
        spreadsheet.HOLDING_COLUMNS,
        lambda name, content, at, _replaces: spreadsheet.preview_holdings(name, content, at),
        lambda by, at, rows, _replaces: actions.import_holdings(by=by, at=at, rows=rows),
    ),
    "remits": _Table(
        gettext_lazy("Import the remits of the groups"),
        "desk:import_remits",
        "desk:remits",
        "desk:export_remits",
        spreadsheet.REMIT_COLUMNS,
        lambda name, content, _at, _replaces: spreadsheet.preview_remits(name, content),
        lambda by, at, rows, _replaces: actions.import_remits(by=by, at=at, rows=rows),
    ),
    "routing": _Table(
        gettext_lazy("Import routing rules"),
        "desk:import_routing_rules",
        "desk:routing_rules",
        "desk:export_routing_rules",
        spreadsheet.ROUTING_COLUMNS,
        lambda name, content, _at, _replaces: spreadsheet.preview_routing(name, content),
        lambda by, at, rows, _replaces: actions.import_routing_rules(by=by, at=at, rows=rows),
    ),
}


def import_page(request: StaffRequest, what: str) -> HttpResponse:
    """Upload, look at what would change, take it over."""
    table = TABLES[what]
    context: dict[str, Any] = {"table": table, "form": _form(what)}
    if request.method == "POST" and "upload" in request.POST:
        kept = kept_upload(request.actor, table.page, request.POST["upload"])
        replaces = request.POST.get("replaces") == "1"
        found = table.preview(kept.filename, bytes(kept.content), request.at, replaces)
        table.take_over(request.actor, request.at, found.rows, replaces)
        messages.success(request, _("%(count)s rows were taken over.") % {"count": len(found.changes)})
        return redirect(table.back)
    if request.method == "POST":
        context |= _looked_at(request, table, _form(what, request.POST, request.FILES))
    return render(request, "desk/duties/import.html", context)


def _form(what: str, *data: Any) -> UploadForm:
    form = UploadForm(*data)
    if what != "duties":
        del form.fields["replaces"]
    return form


def _looked_at(request: StaffRequest, table: _Table, form: UploadForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    file = form.cleaned_data["file"]
    content, replaces = file.read(), bool(form.cleaned_data.get("replaces"))
    try:
        found = table.preview(file.name, content, request.at, replaces)
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {"form": form}
    kept = keep_upload(by=request.actor, at=request.at, page=table.page, filename=file.name, content=content)
    return {"form": form, "upload": kept, "replaces": replaces, "preview": _shown(found)}


def _shown(found: AnyPreview) -> dict[str, Any]:
    counted = {f"{kind}_count": found.count(kind) for kind in ("added", "changed", "removed")}
    refused = len({error.row for error in found.errors})
    rows = [
        {"kind": change.kind, "code": change.key.split(":")[-1], "label": "", "changes": _changed(change)}
        for change in found.changes[:300]
    ]
    return {**counted, "refused_count": refused, "errors": found.errors, "rows": rows}


def _changed(change: Any) -> list[tuple[Any, str, str]]:
    before, after = _words(change.before), _words(change.after)
    return [(name, before.get(name, ""), after.get(name, "")) for name in LABELS if before.get(name) != after.get(name)]


LABELS: dict[Any, str] = {
    gettext_lazy("Unit"): "unit",
    gettext_lazy("Lead"): "lead",
    gettext_lazy("Support"): "supports",
    gettext_lazy("Holders"): "holders",
    gettext_lazy("Agreed on"): "agreed_on",
    gettext_lazy("Last day"): "until",
    gettext_lazy("What is to be kept"): "kept",
    gettext_lazy("Material required"): "material_zh",
    gettext_lazy("Due each year"): "due",
    gettext_lazy("Note"): "note",
    gettext_lazy("Contents or standards (codes)"): "contents",
    gettext_lazy("Site types (codes)"): "site_types",
    gettext_lazy("Areas (codes)"): "areas",
    gettext_lazy("Units"): "units",
}


def _words(row: Any) -> dict[Any, str]:
    """What a row says, by label."""
    if row is None:
        return {}
    found = {}
    for label, name in LABELS.items():
        value = (
            (row.lead_unit, row.lead_post) if name == "lead" and hasattr(row, "lead_unit") else getattr(row, name, "")
        )
        if name in ("supports", "holders"):
            value = "、".join(" ".join(filter(None, pair)) for pair in value or ())
        elif isinstance(value, tuple):
            value = "、".join(filter(None, value))
        if value:
            found[label] = str(value)
    return found


def _chinese() -> bool:
    return not (get_language() or "zh").startswith("en")


@require_GET
def export_duties(request: StaffRequest) -> HttpResponseBase:
    """The 責任分解表 of the editions in force."""
    sheet = spreadsheet.duties_sheet(frameworks.editions_in_force(request.at), chinese=_chinese())
    return download("责任分解表", [sheet], kind=request.GET.get("kind", "xlsx"))


@require_GET
def export_holdings(request: StaffRequest) -> HttpResponseBase:
    """Who holds which places of one kind (segments unless told)."""
    kind = request.GET.get("place", "segment")
    kind = kind if kind in spreadsheet.KIND_WORDS else "segment"
    return download("管护责任", [spreadsheet.holdings_sheet(kind, request.at, chinese=_chinese())])


@require_GET
def export_remits(request: StaffRequest) -> HttpResponseBase:
    """What each group looks after."""
    names = dict(Group.objects.values_list("code", "name_zh"))
    return download("工作组职责", [spreadsheet.remits_sheet(names, chinese=_chinese())])


@require_GET
def export_routing_rules(request: StaffRequest) -> HttpResponseBase:
    """The routing rules that are proposed or in force."""
    return download("分派规则", [spreadsheet.routing_sheet(chinese=_chinese())], kind=request.GET.get("kind", "xlsx"))
