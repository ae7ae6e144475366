"""Department figures: the list, one figure, what is asked, what is reported."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.materials.forms import FigureFilter, FigureForm, ReasonForm, ReportForm
from chuangcheng.desk.materials.listing import tabs, values
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks.queries import indicator_by_pk
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries
from chuangcheng.materials.queries import DepartmentFigure, DocumentFilters, FigureFilters, FigureState

TERMS = ("name_zh", "code", "period", "measure_zh", "comparison", "threshold", "unit", "due_on")
MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "report_figure": (actions.report_figure, ReportForm),
    "confirm_figure": (actions.confirm_figure, forms.Form),
    "return_figure": (actions.return_figure, ReasonForm),
}


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """By code and period; met or not at a glance."""
    form = FigureFilter(request.GET or None)
    given = values(form)
    filters = FigureFilters(given.get("q", ""), given.get("state", ""), given.get("unit"))
    rows = queries.figures_for(request.actor, filters, request.at)
    found = page(rows, ["code", "period"], cursor=request.GET.get("cursor", ""))
    counts = queries.figure_counts(request.actor, request.at)
    chips = [("", _("All"), sum(counts.values())), *((v, label, counts[v]) for v, label in FigureState.choices)]
    context = {
        "page": found,
        "form": form,
        "today": timezone.localdate(request.at),
        "tabs": tabs(request, "desk:department_figures"),
        "chips": [{"value": v, "label": label, "count": n, "active": v == filters.state} for v, label, n in chips],
        "may_import": request.actor.may_anywhere("materials.import_figures"),
    }
    return render(request, "desk/materials/figures.html", context)


@require_GET
def figure(request: StaffRequest, pk: int) -> HttpResponse:
    """Value, threshold, source, and the next step."""
    found = queries.get_figure_for(request.actor, pk)
    moves = queries.figure_moves(request.actor, found)
    may_report = any(move.verb == "materials.report_figure" for move in moves) and found.value is None
    context = {
        "figure": found,
        "held": list(queries.held_figures(found)[:3]) if may_report else [],
        "moves": [(move.verb.removeprefix("materials."), move.label) for move in moves],
        "may_edit": request.actor.may("materials.define_figure", unit_path=found.unit.path),
        "history": history(found, limit=30),
    }
    return render(request, "desk/materials/figure.html", context)


def new(request: StaffRequest, standard: int) -> HttpResponse:
    """Ask for a figure of a standard."""
    found = indicator_by_pk(standard)
    form = FigureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.define_figure, standard=found, **form.cleaned_data)
        if made := attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("The unit has been asked."))
            return redirect("desk:department_figure", made.pk)
    context = {"form": form, "standard": found, "heading": _("Ask for a figure"), "back": "desk:department_figures"}
    return render(request, "desk/materials/form.html", context)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change what is asked; a value that was reported stays."""
    found = queries.get_figure_for(request.actor, pk)
    initial = {name: getattr(found, name) for name in TERMS} | {"threshold": found.plain_threshold}
    form = FigureForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.define_figure, standard=found.standard, figure=found, **form.cleaned_data)
        if attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("Saved."))
            return redirect("desk:department_figure", pk)
    return _form(request, found, form, _("Change what is asked"))


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Report, confirm or return. What the table or the reader's grants do not allow does not exist."""
    found = queries.get_figure_for(request.actor, pk)
    allowed = {one.verb.removeprefix("materials."): one.label for one in queries.figure_moves(request.actor, found)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    options: dict[str, Any] = {}
    if kind is ReportForm:
        documents = queries.documents_for(request.actor, DocumentFilters(unit=found.unit))
        options = {"documents": documents, "initial": {"value": found.plain_value, "source_zh": found.source_zh}}
    is_sent = request.method == "POST"
    form = kind(request.POST if is_sent else None, **options)
    if is_sent and form.is_valid():
        done = partial(deed, by=request.actor, at=request.at, figure=found, **form.cleaned_data)
        if attempt(form, done):
            messages.success(request, _("Saved."))
            return redirect("desk:department_figure", pk)
    return _form(request, found, form, allowed[move])


def _form(request: StaffRequest, found: DepartmentFigure, form: forms.Form, heading: Any) -> HttpResponse:
    return render(request, "desk/materials/form.html", {"form": form, "figure": found, "heading": heading})
