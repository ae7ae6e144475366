"""Tasks per theme (六大文明行動) and projects per kind of upgrade; every number opens its rows. Kinds of upgrade."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.plans.forms import UpgradeKindForm
from chuangcheng.desk.plans.pages import tabs
from chuangcheng.desk.plans.shown import bar, place_url, rows
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import queries
from chuangcheng.plans.actions import define_upgrade_kind
from chuangcheng.plans.queries import Filters, Line


def _year(request: StaffRequest) -> int | None:
    given = request.GET.get("year", "")
    return int(given) if given.isdecimal() and 2000 <= int(given) <= 2100 else None


def _chips(request: StaffRequest, year: int | None) -> list[dict[str, Any]]:
    years = [("", _("All years"), year is None)]
    years += [(str(one), str(one), one == year) for one in queries.years_of(request.actor)]
    return [{"value": value, "label": label, "active": active} for value, label, active in years]


def _shown(line: Line, column: str, year: int | None) -> dict[str, Any]:
    """A line with the addresses of the tasks behind each number."""
    given: dict[str, Any] = {column: line.thing.pk, **({"year": year} if year else {})}

    def url(**more: str) -> str:
        return f"{reverse('desk:plan_tasks')}?{urlencode({**given, **more})}"

    return {
        "line": line,
        "bar": bar(line.percent),
        "all_url": url(),
        "open_url": url(state="open"),
        "done_url": url(state="done"),
        "slip_url": url(slip="any"),
    }


@require_GET
def themes(request: StaffRequest) -> HttpResponse:
    """The six themes with their tasks, progress and slippage."""
    year = _year(request)
    lines = queries.themes_report(request.actor, request.at, year)
    context = {
        "lines": [_shown(line, "theme", year) for line in lines],
        "chips": _chips(request, year),
        "tabs": tabs(request, "desk:plan_themes"),
    }
    return render(request, "desk/plans/themes.html", context)


@require_GET
def upgrades(request: StaffRequest) -> HttpResponse:
    """Kinds of upgrade with their projects, then the projects themselves by due date."""
    year = _year(request)
    lines = queries.upgrades_report(request.actor, request.at, year)
    filters = Filters(kind="task", projects_only=True, year=year)
    wanted = queries.undertakings_for(request.actor, filters, request.at)
    found = page(wanted, ["due_on"], cursor=request.GET.get("cursor", ""))
    rolled = queries.rolled_up([one.path for one in found])
    shown = rows(found, rolled, queries.slips_of(found, request.at), request.at)
    context = {
        "lines": [_shown(line, "upgrade", year) for line in lines],
        "page": found,
        "rows": [{**row, "place": row["one"].place, "place_url": place_url(row["one"])} for row in shown],
        "chips": _chips(request, year),
        "tabs": tabs(request, "desk:plan_upgrades"),
        "may_define": request.actor.may_anywhere("plans.define_upgrade_kind"),
    }
    return render(request, "desk/plans/upgrades.html", context)


@require_GET
def kinds(request: StaffRequest) -> HttpResponse:
    """The kinds of upgrade as data."""
    found = page(queries.upgrade_kinds(), ["code"], cursor=request.GET.get("cursor", ""))
    return render(request, "desk/plans/kinds.html", {"page": found})


def edit_kind(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Make or change a kind of upgrade."""
    initial: dict[str, Any] = {}
    if pk is not None:
        kind = queries.get_upgrade_kind(pk)
        plain = ("code", "name_zh", "name_en", "is_active")
        initial = {name: getattr(kind, name) for name in plain}
        initial["facility_kinds"] = ", ".join(kind.facility_kinds)
        initial["equipment"] = "\n".join(f"{code}={_said(value)}" for code, value in kind.equipment.items())
    form = UpgradeKindForm(request.POST or None, initial=initial)
    if pk is not None:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: define_upgrade_kind(by=request.actor, at=request.at, **given)):
            messages.success(request, _("Saved."))
            return redirect("desk:upgrade_kinds")
    heading = _("Change the kind of upgrade") if pk else _("New kind of upgrade")
    context = {"form": form, "heading": heading, "back": reverse("desk:upgrade_kinds")}
    return render(request, "desk/plans/form.html", context)


def _said(value: Any) -> str:
    return {True: "1", False: "0"}[value] if isinstance(value, bool) else str(value)
