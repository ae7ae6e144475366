"""Import from the police system, counts by place and hour, kinds of violations."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.exposures.pages import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.sealed_import import Import, SheetForm, import_page
from chuangcheng.exposures import actions, queries, spreadsheet
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Preview, download

SPANS = (30, 90, 365)


def _preview(_by: Actor, at: datetime, name: str, content: bytes) -> Preview:
    return spreadsheet.preview_violations(name, content, at)


def _take_over(by: Actor, at: datetime, found: Preview) -> int:
    return actions.import_violations(by=by, at=at, rows=found.values)


VIOLATIONS = Import(
    gettext_lazy("Import decided violations"),
    "desk:import_violations",
    "desk:violations",
    gettext_lazy("Violations in traffic"),
    "desk:violation_pattern",
    spreadsheet.VIOLATION_COLUMNS,
    _preview,
    _take_over,
)


def import_violations(request: StaffRequest) -> HttpResponse:
    """What the police system exports."""
    return import_page(request, VIOLATIONS)


@require_GET
def pattern(request: StaffRequest) -> HttpResponseBase:
    """An empty sheet."""
    return download(_("violations"), [spreadsheet.pattern()])


@require_GET
def statistics(request: StaffRequest) -> HttpResponse:
    """Where and when, without identities; facilities at crossings and school gates with their condition."""
    chosen = next((days for days in SPANS if str(days) == request.GET.get("days")), SPANS[1])
    since = request.at - timedelta(days=chosen)
    places = queries.statistics(since, request.at)
    context: dict[str, Any] = {
        "places": [{"one": place, "hours": [(f"{h:02}", n) for h, n in place.hours.items()]} for place in places],
        "groups": [(queries.GROUP_NAMES[code], n) for code, n in queries.group_counts(since, request.at).items()],
        "facilities": queries.facility_counts(),
        "chips": [{"value": days, "active": days == chosen} for days in SPANS],
        "least": queries.LEAST,
        "tabs": tabs("desk:traffic_statistics"),
    }
    return render(request, "desk/exposures/statistics.html", context)


def kinds(request: StaffRequest) -> HttpResponse:
    """Kinds of violations; with the verb, the table anew."""
    may_define = request.actor.may_anywhere("exposures.define_violation_kinds")
    form = SheetForm(request.POST or None, request.FILES or None) if may_define else None
    if request.method == "POST":
        if form is None:
            raise NotFound("kinds")
        if form.is_valid() and attempt(form, partial(_defined, request, form)) is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:violation_kinds")
    context = {
        "kinds": queries.ViolationKind.objects.order_by("code")[:200],
        "form": form,
        "tabs": tabs("desk:violation_kinds"),
    }
    return render(request, "desk/exposures/kinds.html", context)


def _defined(request: StaffRequest, form: SheetForm) -> int:
    file = form.cleaned_data["file"]
    rows = spreadsheet.read_kinds(file.name, file.read())
    return actions.define_violation_kinds(by=request.actor, at=request.at, rows=rows)
