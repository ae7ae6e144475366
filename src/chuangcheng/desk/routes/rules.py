"""How routes are planned in this city, and the uploaded road graph with its preview."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import KeptUpload, kept_upload
from chuangcheng.desk.places.forms import DATUM_CHOICES
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.routes.forms import RoadsForm, RulesForm
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import import_road_graph, set_route_rules
from chuangcheng.inspections.queries import RouteRules
from chuangcheng.inspections.roads import RoadFile, read_roads
from chuangcheng.kit.requests import StaffRequest

PAGE = "desk:road_import"
SHOWN_ERRORS = 200


def route_rules(request: StaffRequest) -> HttpResponse:
    """The city's rules."""
    form = RulesForm(request.POST or None, initial=RulesForm.initial_of(queries.route_rules()))
    if request.method == "POST" and form.is_valid() and _set(request, form):
        messages.success(request, _("Routes planned from now on follow these rules."))
        return redirect("desk:route_rules")
    return render(request, "desk/routes/rules.html", {"form": form, "roads": queries.newest_road_map()})


def _set(request: StaffRequest, form: RulesForm) -> RouteRules | None:
    return attempt(form, lambda: set_route_rules(by=request.actor, at=request.at, rules=form.ruled()))


def road_import(request: StaffRequest) -> HttpResponse:
    """Look at a file first: how many roads and junctions, which rows are wrong; then use it."""
    form = RoadsForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "roads": queries.newest_road_map()}
    if request.method == "POST" and "upload" in request.POST:
        upload = kept_upload(request.actor, PAGE, request.POST["upload"])
        file = read_roads(bytes(upload.content), upload.filename, _datum(request.POST.get("datum", "")))
        import_road_graph(by=request.actor, at=request.at, file=file)
        messages.success(request, _("Routes planned from now on follow these roads."))
        return redirect("desk:route_rules")
    if request.method == "POST" and form.is_valid():
        read = attempt(form, lambda: _read(request, form.cleaned_data["file"], form.cleaned_data["datum"]))
        if read:
            file, upload = read
            context |= {"found": file, "errors": file.errors[:SHOWN_ERRORS], "upload": upload}
            context["datum"] = form.cleaned_data["datum"]
    return render(request, "desk/routes/roads.html", context)


def _datum(text: str) -> str:
    return text if text in dict(DATUM_CHOICES) else "wgs84"


def _read(request: StaffRequest, given: Any, datum: str) -> tuple[RoadFile, KeptUpload]:
    content = given.read()
    file = read_roads(content, given.name, datum)
    return file, keep_upload(by=request.actor, at=request.at, page=PAGE, filename=given.name, content=content)
