"""What the own unit is asked about candidates."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.honours.forms import CheckForm
from chuangcheng.desk.honours.shared import form_page, tabs
from chuangcheng.honours import actions, queries
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Open ones first asked for, the most urgent first; all of them on request."""
    only_open = request.GET.get("state", "open") == "open"
    rows = queries.checks_for(request.actor, only_open=only_open)
    context = {
        "page": page(rows, ["due_at"], cursor=request.GET.get("cursor", "")),
        "tabs": tabs(request, "desk:honour_checks"),
        "only_open": only_open,
        "may_answer": request.actor.may_anywhere("honours.answer_check"),
    }
    return render(request, "desk/honours/checks.html", context)


def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer one."""
    found = queries.get_check_for(request.actor, pk)
    if found.answered_at is not None or not request.actor.belongs_to([found.unit.path]):
        raise NotFound("check")

    def deed(**given: Any) -> Any:
        return actions.answer_check(by=request.actor, at=request.at, check=found, **given)

    form = CheckForm(request.POST or None)
    context = {"check": found}
    back = reverse("desk:honour_checks")
    return form_page(request, form, deed, heading=_("Answer about a candidate"), back=back, context=context)
