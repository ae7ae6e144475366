"""The months, one month as a table of units, and the moves of its results."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.documents.results import result_sheets
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.scoring import actions, results
from chuangcheng.scoring.ranking import Places, error_of, places_by_points

MOVES = {"confirm_results": actions.confirm_results, "announce_results": actions.announce_results}


class MonthForm(forms.Form):
    """Which month."""

    month = forms.DateField(
        label=gettext_lazy("Month"),
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )


def tabs(request: StaffRequest, active: str) -> list[dict[str, Any]]:
    """The pages around the results of units, as far as the reader may open them."""
    shown = (
        ("desk:result_months", _("Monthly results"), "scoring.see_result"),
        ("desk:proceedings", _("Proceedings"), "proceedings.see_proceeding"),
        ("desk:burden", _("Burden"), "scoring.see_burden"),
        ("desk:working_rules", _("Working rules"), "duties.see_working_rules"),
        ("desk:result_rules", _("Rules of results"), "scoring.define_result_rules"),
        ("desk:rehearsal", _("Rehearsal of rules"), "scoring.define_result_rules"),
    )
    return [
        {"label": label, "url": reverse(name), "active": name == active}
        for name, label, verb in shown
        if request.actor.may_anywhere(verb)
    ]


@require_GET
def months(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    found = page(results.months_for(request.actor), ["-month"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "tabs": tabs(request, "desk:result_months"),
        "may_draft": request.actor.may_anywhere("scoring.draft_results"),
    }
    return render(request, "desk/results/months.html", context)


@require_GET
def month(request: StaffRequest, pk: int) -> HttpResponse:
    """All units that the reader reaches, best first, each number with the rows behind it."""
    found = results.get_month_for(request.actor, pk)
    rows = results.table_of(request.actor, found)
    moves = [(one.verb.removeprefix("scoring."), one.label) for one in results.month_moves(request.actor, found)]
    context = {
        "month": found,
        "rows": [
            {"result": row, "places": places, "lines": list(row.lines.all())}
            for row, places in zip(rows, _places(found, rows), strict=True)
        ],
        "sees_scores": request.actor.may_anywhere("scoring.see_score"),
        "labels": list(results.labels_of(found).values()),
        "moves": [one for one in moves if one[0] in MOVES],
        "may_draft": "draft_results" in dict(moves),
        "is_whole": results.sees_drafts(request.actor),
        "history": history(found, limit=20),
    }
    return render(request, "desk/results/month.html", context)


@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The same table, and the rows behind it, as a spreadsheet."""
    found = results.get_month_for(request.actor, pk)
    return download(f"{_('Results of units')} {found.month:%Y-%m}", result_sheets(request.actor, found))


def _places(month: results.ResultMonth, rows: list[results.UnitResult]) -> list[Places]:
    """Which places each could hold if a month like this came again: a plain rank would be mostly chance."""
    errors = [error_of(month.rules, {one.code: (one.counted, one.of) for one in row.lines.all()}) for row in rows]
    return places_by_points([float(row.points) for row in rows], errors)


def draft(request: StaffRequest) -> HttpResponse:
    """Draft a month that is over, or draft it anew."""
    last = (localdate(request.at).replace(day=1) - timedelta(days=1)).replace(day=1)
    form = MonthForm(request.POST or None, initial={"month": last})
    if request.method == "POST" and form.is_valid():
        month = form.cleaned_data["month"]
        made = attempt(form, lambda: actions.draft_results(by=request.actor, at=request.at, month=month))
        if made is not None:
            messages.success(request, _("Drafted. Another person confirms."))
            return redirect("desk:result_month", made.pk)
    return render(request, "desk/results/draft.html", {"form": form})


@require_POST
def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Confirm or announce, after a question."""
    found = results.get_month_for(request.actor, pk)
    allowed = {one.verb.removeprefix("scoring."): one.label for one in results.month_moves(request.actor, found)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    if not request.POST.get("confirmed"):
        context = {
            "heading": allowed[move],
            "title": allowed[move],
            "text": f"{found.month:%Y-%m}",
            "consequences": [_("The units see their results and may object to single rows.")],
            "button": allowed[move],
            "cancel_url": reverse("desk:result_month", args=[pk]),
        }
        return render(request, "kit/confirm.html", context)
    MOVES[move](by=request.actor, at=request.at, month=found)
    messages.success(request, _("Done."))
    return redirect("desk:result_month", pk)
