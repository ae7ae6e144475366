"""Hints of coached answers, for the office to look at; leaving answers out is an act of a person with a reason."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.surveys import queries
from chuangcheng.surveys.actions import exclude_answers, include_answers


def hints(request: StaffRequest, pk: int) -> HttpResponse:
    """Every hint of a closed survey. A POST leaves the answers of one hint out, with the reason."""
    survey = queries.get_survey_for(request.actor, pk)
    if survey.state != "closed":
        raise NotFound("hints")
    found = [hint for sample in queries.samples_of(survey) for hint in queries.hints_of(sample)]
    if request.method == "POST":
        # The hint is found again by its first answer: numbers would shift when another was left out meanwhile.
        hint = next((one for one in found if str(one.keys[0]) == request.POST.get("hint")), None)
        if hint is None:
            messages.error(request, _("This hint is not there any more. Look again."))
        else:
            reason = request.POST.get("reason", "")
            deed = partial(exclude_answers, by=request.actor, at=request.at, survey=survey, keys=hint.keys)
            try:
                deed(reason=reason)
            except Refused as refused:
                if refused.status == 404:
                    raise
                messages.error(request, str(refused.message))
            else:
                messages.success(request, _("These answers are left out. The results show both."))
        return redirect("desk:survey_hints", pk)
    context = {
        "survey": survey,
        "hints": found,
        "exclusions": queries.exclusions_of(survey),
        "may_include": request.actor.may_anywhere("surveys.include_answers"),
    }
    return render(request, "desk/surveys/hints.html", context)


@require_POST
def include(request: StaffRequest, pk: int) -> HttpResponse:
    """Take answers in again, with the reason."""
    exclusion = queries.get_exclusion_for(request.actor, pk)
    reason = request.POST.get("reason", "")
    try:
        include_answers(by=request.actor, at=request.at, exclusion=exclusion, reason=reason)
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:survey_hints", exclusion.survey_id)
