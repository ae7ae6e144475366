"""Surveys: the list, one survey with its samples, planning, opening, closing."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.surveys.builder import tab_items
from chuangcheng.desk.surveys.forms import ReasonForm, SampleForm, SurveyForm
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.surveys import queries
from chuangcheng.surveys.actions import add_sample, cancel_survey, close_survey, open_survey, plan_survey
from chuangcheng.surveys.queries import Survey


@require_GET
def surveys(request: StaffRequest) -> HttpResponse:
    """All surveys, newest first."""
    context = {
        "page": page(queries.surveys(request.actor), ["-planned_at"], cursor=request.GET.get("cursor", ""), size=30),
        "may_plan": request.actor.may_anywhere("surveys.plan_survey"),
        "tab_items": tab_items("desk:surveys"),
    }
    return render(request, "desk/surveys/surveys.html", context)


def new_survey(request: StaffRequest) -> HttpResponse:
    """Name, edition and days; the samples come next."""
    today = timezone.localdate(request.at)
    initial = {"code": f"WJ-{today:%Y-%m}", "edition": edition_in_force("city", request.at), "opens_on": today}
    form = SurveyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(plan_survey, by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            return redirect("desk:survey", made.pk)
    return render(request, "desk/surveys/new_survey.html", {"form": form})


@require_GET
def survey(request: StaffRequest, pk: int) -> HttpResponse:
    """One survey: its samples and how far each has come."""
    found = queries.get_survey_for(request.actor, pk)
    moves = queries.moves_for(request.actor, found)
    context = {
        "survey": found,
        "progress": queries.progress_of(found),
        "waiting_count": queries.waiting_count(found) if found.state == "open" else 0,
        "may_add": "surveys.add_sample" in moves,
        "may_open": "surveys.open_survey" in moves,
        "may_close": "surveys.close_survey" in moves,
        "may_cancel": "surveys.cancel_survey" in moves,
        "has_results": found.state == "closed",
        "history": history(found),
    }
    return render(request, "desk/surveys/survey.html", context)


def new_sample(request: StaffRequest, pk: int) -> HttpResponse:
    """A further sample of a planned survey."""
    found = queries.get_survey_for(request.actor, pk)
    published = queries.published_forms(request.actor, found)
    form = SampleForm(request.POST or None, published=published)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(add_sample, by=request.actor, at=request.at, survey=found, **form.cleaned_data))
        if made is not None:
            return redirect("desk:survey_sample", made.pk)
    context = {"form": form, "survey": found, "has_forms": published.exists()}
    return render(request, "desk/surveys/new_sample.html", context)


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Open, close or cancel a survey; each asks first."""
    found = queries.get_survey_for(request.actor, pk)
    if f"surveys.{move}_survey" not in queries.moves_for(request.actor, found):
        raise NotFound("survey")
    if move == "cancel":
        return _cancel(request, found)
    if request.method == "POST" and "confirmed" in request.POST:
        deed = {"open": open_survey, "close": close_survey}[move]
        try:
            deed(by=request.actor, at=request.at, survey=found)
        except Refused as refused:
            messages.error(request, str(refused.message))
        return redirect("desk:survey", pk)
    texts: dict[str, tuple[Any, list[Any]]] = {
        "open": (_("Open survey %s"), [_("Interviewers see their addresses, and links take answers from now on.")]),
        "close": (
            _("Close survey %s"),
            [
                _("Nobody can answer afterwards."),
                _("The addresses are erased for good."),
                _("The results can be seen."),
            ],
        ),
    }
    heading, consequences = texts[move]
    context = {
        "heading": heading % found.code,
        "title": heading % found.code,
        "consequences": consequences,
        "button": heading % found.code,
        "is_dangerous": move == "close",
        "cancel_url": reverse("desk:survey", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)


def _cancel(request: StaffRequest, found: Survey) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: cancel_survey(by=request.actor, at=request.at, survey=found, reason=reason)):
            return redirect("desk:survey", found.pk)
    context = {
        "heading": _("Cancel survey %s") % found.code,
        "title": _("Cancel survey %s") % found.code,
        "text": _("Addresses, and answers that wait, are destroyed. The survey stays here with your reason."),
        "form": form,
        "button": _("Cancel the survey"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:survey", args=[found.pk]),
    }
    return render(request, "kit/confirm.html", context)
