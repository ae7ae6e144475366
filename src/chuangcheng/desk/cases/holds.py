"""The open list of holds (緩辦): every member of staff sees what is put off, why, and when it is looked at again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest


@require_GET
def holds(request: StaffRequest) -> HttpResponse:
    """What is reviewed first on top. The case itself opens only for those who may see it."""
    found = page(queries.held_openly(), ["wanted_at"], cursor=request.GET.get("cursor", ""))
    seen = {case.pk for case in queries.cases_by_id_for(request.actor, [case.pk for case in found.rows])}
    return render(request, "desk/cases/holds.html", {"page": found, "seen": seen})
