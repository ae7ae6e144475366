"""自查 on the phone: the same check points, answered by the unit about itself, seen by nobody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.duties.queries import threshold
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import (
    SelfAnswer,
    answer_self_check,
    finish_self_check,
    register_self_check,
    start_self_check,
)
from chuangcheng.inspections.queries import SelfCheck, SelfLine, Verdict
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import place_by_reference


@require_GET
def self_checks(request: StaffRequest) -> HttpResponse:
    """The unit's own checks, newest first."""
    found = page(queries.self_checks_of(request.actor), ["-started_at"], cursor=request.GET.get("cursor", ""), size=30)
    context = {"page": found, "private_days": threshold("self_check_private_days")}
    return render(request, "field/self_checks.html", context)


@require_POST
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin at a site of the unit's own."""
    site = place_by_reference(f"site:{pk}").site
    assert site is not None
    made = start_self_check(by=request.actor, at=request.at, site=site)
    return redirect("field:self_check", made.pk)


def self_check(request: StaffRequest, pk: int) -> HttpResponse:
    """All check points on one page, kept at once; after the end only what was put right can still be said."""
    check = queries.get_self_check_for(request.actor, pk)
    lines = queries.self_lines(check)
    if request.method == "POST":
        answer_self_check(by=request.actor, at=request.at, self_check=check, answers=_given(request, check, lines))
        if "finish" in request.POST and check.finished_at is None:
            finish_self_check(by=request.actor, at=request.at, self_check=check)
            messages.success(request, _("Finished. Nobody outside your unit sees the result."))
        else:
            messages.success(request, _("Kept."))
        return redirect("field:self_check", pk)
    context = {
        "check": check,
        "rows": [_row(number, line) for number, line in enumerate(lines, start=1)],
        "answered": sum(line.answer is not None for line in lines),
        "failed": sum(bool(line.answer and line.answer.verdict == Verdict.FAIL) for line in lines),
        "private_days": threshold("self_check_private_days"),
    }
    return render(request, "field/self_check.html", context)


def _row(number: int, line: SelfLine) -> dict[str, Any]:
    now = line.answer.verdict if line.answer else ""
    choices = [{"value": value, "label": label, "is_chosen": value == now} for value, label in Verdict.choices]
    return {"number": number, "point": line.check_point, "answer": line.answer, "choices": choices}


def _given(request: StaffRequest, check: SelfCheck, lines: list[SelfLine]) -> list[SelfAnswer]:
    """The answers that the form carries; points without a verdict stay unanswered."""
    found = []
    for line in lines:
        key, answer = line.check_point.pk, line.answer
        is_over = check.finished_at is not None
        verdict = answer.verdict if is_over and answer else request.POST.get(f"verdict-{key}", "")
        if not verdict or (is_over and answer is None):
            continue
        note = request.POST.get(f"note-{key}", answer.note_zh if answer else "")
        found.append(SelfAnswer(line.check_point, verdict, note, f"put-right-{key}" in request.POST))
    return found


def register(request: StaffRequest, pk: int) -> HttpResponse:
    """A shortfall becomes a case, after a second click: from then on others see it."""
    answer = queries.get_self_answer_for(request.actor, pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        try:
            made = register_self_check(by=request.actor, at=request.at, answer=answer)
        except Refused as refused:
            if refused.status == 404:
                raise
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("Kept as case %s.") % made.number)
        return redirect("field:self_check", answer.self_check_id)
    context = {
        "heading": _("Register as a case"),
        "text": answer.check_point.name,
        "consequences": [_("The case is seen like any other, and its deadline counts.")],
        "button": _("Register as a case"),
        "cancel_url": f"/field/self-checks/{answer.self_check_id}/",
    }
    return render(request, "kit/confirm.html", context)
