"""A visit ends: finished, or not possible."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.field.checklist import must_answer_all, own_visit
from chuangcheng.field.forms import FinishForm, ReasonForm
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import finish_visit, mark_not_possible
from chuangcheng.inspections.queries import Verdict, VisitKind
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest


def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """What was seen in one look, what still lacks, and the last button."""
    visit = own_visit(request, pk)
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finish_visit(by=request.actor, at=request.at, visit=visit, note=form.cleaned_data["note"])
        except Refused as refused:
            if refused.status == 404:
                raise
            form.add_error(None, str(refused.message))
        else:
            if visit.is_apart:
                messages.success(
                    request, _("Your judgement is kept. Cases are opened when the other inspector has finished too.")
                )
                return redirect("field:home")
            count = len(queries.findings(visit, queries.readings_for(request.actor, visit)))
            said = ngettext("The visit is kept; %s case came of it.", "The visit is kept; %s cases came of it.", count)
            messages.success(request, said % count)
            return redirect("field:visit", pk)
    lines = queries.checklist(visit, queries.reading_of(request.actor, visit))
    all_needed = must_answer_all(visit)
    context = {
        "visit": visit,
        "form": form,
        "lacking": [line for line in lines if line.missing and (all_needed or line.observation)],
        "failed": [line for line in lines if line.observation and line.observation.verdict == Verdict.FAIL],
        "passed_count": sum(bool(line.observation and line.observation.verdict == Verdict.PASS) for line in lines),
    }
    return render(request, "field/finish.html", context)


def not_possible(request: StaffRequest, pk: int) -> HttpResponse:
    """The site could not be visited; the next of the reserve list becomes a stop."""
    visit = own_visit(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        following = mark_not_possible(by=request.actor, at=request.at, visit=visit, reason=reason)
        if visit.is_double and queries.reading_of(request.actor, visit) != queries.FIRST:
            messages.success(request, _("Recorded. The other inspector judges the stop alone."))
        elif following is not None:
            messages.success(request, _("Recorded. %s from the reserve list takes its place.") % following.place.name)
        elif visit.kind == VisitKind.RECHECK:
            messages.success(request, _("Recorded. The case stays closed, as not seen."))
        else:
            messages.success(request, _("Recorded. No further site stands in reserve."))
        return redirect("field:home")
    return render(request, "field/not_possible.html", {"visit": visit, "form": form})
