"""Plans as spreadsheets, and a plan copied into another year."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.plans.forms import CopyForm, UploadForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.display import is_chinese
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.plans import queries, spreadsheet
from chuangcheng.plans.actions import copy_plan, import_undertakings
from chuangcheng.plans.queries import State, Undertaking
from chuangcheng.plans.spreadsheet import PlanPreview

PAGE = "desk:plans_import"
MOST_SHOWN = 300
LABELS: dict[str, Any] = {
    "name_zh": gettext_lazy("Name"),
    "name_en": gettext_lazy("English name"),
    "text_zh": gettext_lazy("What is to be done"),
    "kind": gettext_lazy("Kind"),
    "parent": gettext_lazy("Belongs to"),
    "unit": gettext_lazy("Owner unit"),
    "post": gettext_lazy("Responsible post"),
    "theme": gettext_lazy("Theme"),
    "standards": gettext_lazy("Standards it serves"),
    "weight": gettext_lazy("Weight"),
    "starts_on": gettext_lazy("Starts on"),
    "due_on": gettext_lazy("Due on"),
    "milestones": gettext_lazy("Milestones"),
    "upgrade": gettext_lazy("Kind of upgrade"),
    "facility": gettext_lazy("Facility"),
    "site": gettext_lazy("Site"),
    "segment": gettext_lazy("Street segment"),
    "equipment": gettext_lazy("Equipment afterwards"),
}


def import_plans(request: StaffRequest) -> HttpResponse:
    """Upload, look at what would change, take it over."""
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": UploadForm(), "columns": spreadsheet.COLUMNS}
    if request.method == "POST" and "upload" in request.POST:
        return _taken_over(request)
    if request.method == "POST":
        context |= _looked_at(request, form)
    return render(request, "desk/plans/import.html", context)


def _taken_over(request: StaffRequest) -> HttpResponse:
    kept = kept_upload(request.actor, PAGE, request.POST["upload"])
    replaces = request.POST.get("replaces") == "1"
    found = spreadsheet.preview_plan(kept.filename, bytes(kept.content), replaces=replaces)
    counts = import_undertakings(
        by=request.actor, at=request.at, rows=found.rows, replaces=replaces and not found.errors
    )
    messages.success(request, _("%(count)s rows were taken over.") % {"count": sum(counts.values())})
    return redirect("desk:plans")


def _looked_at(request: StaffRequest, form: UploadForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    file, replaces = form.cleaned_data["file"], form.cleaned_data["replaces"]
    content = file.read()
    try:
        found = spreadsheet.preview_plan(file.name, content, replaces=replaces)
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {"form": form}
    kept = keep_upload(by=request.actor, at=request.at, page=PAGE, filename=file.name, content=content)
    return {"form": form, "upload": kept, "replaces": replaces, "preview": _shown(found)}


def _shown(found: PlanPreview) -> dict[str, Any]:
    counted = {f"{kind}_count": found.count(kind) for kind in ("added", "changed", "removed")}
    rows = [
        {"kind": one.kind, "code": one.row.code, "label": one.row.name_zh, "changes": _changes(one)}
        for one in found.changes[:MOST_SHOWN]
    ]
    refused = len({error.row for error in found.errors})
    return {**counted, "refused_count": refused, "errors": found.errors[:MOST_SHOWN], "rows": rows}


def _changes(one: Any) -> list[tuple[Any, str, str]]:
    """Of a changed row every column that differs; an added one says its unit and date."""
    if one.kind == "changed":
        return [(LABELS[name], _said(old), _said(new)) for name, old, new in one.changed]
    if one.kind == "added":
        return [(LABELS[name], "", _said(getattr(one.row, name))) for name in ("parent", "unit", "due_on")]
    return []


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(" ".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value)
    return "" if value is None else str(value)


@require_GET
def export_plan(request: StaffRequest, pk: int) -> HttpResponseBase:
    """An undertaking and what the reader may see under it, as a table that imports back unchanged."""
    one = queries.get_undertaking_for(request.actor, pk)
    branch = queries.branch_for(request.actor, one)
    status = {code: (state, percent) for code, state, percent in branch.values_list("code", "state", "percent")}
    labels = dict(State.choices)
    plain = Undertaking.objects.filter(pk__in=branch.order_by().values("pk"))
    rows = ((row, str(labels[status[row.code][0]]), status[row.code][1]) for row in queries.plan_rows(plain))
    return download(one.name_zh[:60], [spreadsheet.plan_sheet(rows, chinese=is_chinese())])


def copy_into_year(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole branch as drafts of another year."""
    one = queries.get_undertaking_for(request.actor, pk)
    form = CopyForm(request.POST or None, initial={"year": one.due_on.year + 1})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        made = attempt(form, lambda: copy_plan(by=request.actor, at=request.at, undertaking=one, year=year))
        if made is not None:
            messages.success(request, _("Copied as drafts. Look them through, then confirm them."))
            return redirect("desk:undertaking", made.pk)
    context = {
        "form": form,
        "heading": _("Copy into another year"),
        "lead": _(
            "Dates move to working days of that year; progress, what was dropped and finished upgrades stay behind."
        ),
        "one": one,
        "back": reverse("desk:undertaking", args=[one.pk]),
    }
    return render(request, "desk/plans/form.html", context)
