"""Records from phones: what came in, and what a person must decide, with every version side by side."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.inspections.actions import apply_submission
from chuangcheng.inspections.queries import Version, get_record_for, records_for, rival_records, versions
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.receipts import queries
from chuangcheng.receipts.actions import discard_submission
from chuangcheng.receipts.queries import Submission, SubmissionState
from chuangcheng.surveys.record import INTERVIEW

KINDS = {
    "visit": gettext_lazy("Visit"),
    "not_possible": gettext_lazy("Could not be visited"),
    "free_visit": gettext_lazy("Free visit"),
    INTERVIEW: gettext_lazy("Interview"),
}


class ReasonForm(forms.Form):
    """Why a record is set aside."""

    reason = forms.CharField(
        max_length=300, widget=forms.Textarea(attrs={"rows": 2}), label=gettext_lazy("Why it is set aside")
    )


@require_GET
def submissions(request: StaffRequest) -> HttpResponse:
    """Newest first; those that wait for a decision by default."""
    state = request.GET.get("state", SubmissionState.CONFLICT.value)
    rows = records_for(request.actor)
    if state in SubmissionState.values:
        rows = rows.filter(state=state)
    found = page(rows, ["-id"], cursor=request.GET.get("cursor", ""), size=50)
    chips = [*((value, label) for value, label in SubmissionState.choices), ("all", _("All"))]
    context = {
        "page": found,
        "rows": [{"row": row, "kind": KINDS.get(row.kind, row.kind)} for row in found.rows],
        "chips": [{"value": value, "label": label, "active": value == state} for value, label in chips],
    }
    return render(request, "desk/rounds/submissions.html", context)


@require_GET
def submission(request: StaffRequest, pk: int) -> HttpResponse:
    """One record: why it waits, what it says, what else came under its number, what is entered already."""
    found = get_record_for(request.actor, pk)
    return _shown(request, found, ReasonForm())


def _shown(request: StaffRequest, found: Submission, form: ReasonForm) -> HttpResponse:
    is_open = found.state == SubmissionState.CONFLICT
    may_discard = request.actor.may_anywhere("receipts.discard_submission") or (
        found.person_id == request.actor.person_id
    )
    # What somebody answered is encrypted and is nobody's to read: an interview can only be set aside.
    columns: list[Version] = []
    if found.kind != INTERVIEW:
        columns = versions(request.actor, request.at, found, rival_records(request.actor, found))
    context = {
        "submission": found,
        "kind": KINDS.get(found.kind, found.kind),
        "columns": columns,
        "lines": _lines(columns),
        "missing": queries.missing(found) if found.state != SubmissionState.APPLIED else [],
        "form": form,
        "may_apply": is_open and found.kind != INTERVIEW and request.actor.may_anywhere("inspections.apply_submission"),
        "may_discard": is_open and may_discard,
        "history": history(found),
    }
    return render(request, "desk/rounds/submission.html", context)


def _lines(columns: list[Version]) -> list[dict[str, Any]]:
    """One line per check point that any version answers, with what each says."""
    names: dict[tuple[int, int], str] = {}
    for version in columns:
        for key, said in version.answers.items():
            names.setdefault(key, said.name)
    return [
        {
            "name": name,
            "repetition": key[1],
            "cells": [version.answers.get(key) for version in columns],
            "differs": len({version.answers[key].words if key in version.answers else "" for version in columns}) > 1,
        }
        for key, name in names.items()
    ]


@require_POST
def submission_apply(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter it after all, as its sender."""
    found = get_record_for(request.actor, pk)
    request.actor.must("inspections.apply_submission")
    try:
        visit = apply_submission(by=request.actor, at=request.at, submission=found)
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, refused.message or refused.code)
        return redirect("desk:submission", pk)
    messages.success(request, _("The record is entered."))
    return redirect("desk:visit", visit.pk)


@require_POST
def submission_discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Set it aside, with a reason; it stays to be read."""
    found = get_record_for(request.actor, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempt(
            form, lambda: discard_submission(by=request.actor, at=request.at, submission=found, reason=reason)
        )
        if done is not None:
            messages.success(request, _("The record is set aside."))
            return redirect("desk:submission", pk)
    return _shown(request, found, form)
