"""Models learnt from the city's own closed reports: how good they are, and which one suggests."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.cases.queries import categories
from chuangcheng.desk.history import history
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import actions, queries
from chuangcheng.participation.queries import MODELS, LearntModel

MOVES = {
    "accept_model": actions.accept_model,
    "refuse_model": actions.refuse_model,
    "retire_model": actions.retire_model,
}


@require_GET
def models(request: StaffRequest) -> HttpResponse:
    """All that were trained, newest first."""
    found = page(queries.learnt_models(), ["-id"], cursor=request.GET.get("cursor", ""))
    context = {"page": found, "closed": queries.count_closed_since(None)}
    return render(request, "desk/reports/models.html", context)


@require_GET
def model(request: StaffRequest, pk: int) -> HttpResponse:
    """Before and after, of all and of each kind, on reports that the model has not seen."""
    found = queries.learnt_model(pk)
    context = {
        "model": found,
        "rows": _rows(found),
        "moves": [
            (one.verb.removeprefix("participation."), one.label)
            for one in MODELS.leaving(found.state)
            if request.actor.may_anywhere(one.verb)
        ],
        "history": history(found, limit=20),
    }
    return render(request, "desk/reports/model.html", context)


def _rows(found: LearntModel) -> list[dict[str, Any]]:
    before, after = found.before.get("classes", {}), found.after.get("classes", {})
    names = {one.code: one.name for one in categories().filter(code__in=[*before, *after])}
    return [
        {
            "name": names.get(code, code),
            "support": after.get(code, before.get(code, {})).get("support", 0),
            "before": before.get(code, {}).get("f1"),
            "after": after.get(code, {}).get("f1"),
            "precision": after.get(code, {}).get("precision"),
            "recall": after.get(code, {}).get("recall"),
        }
        for code in sorted({*before, *after})
    ]


@require_POST
def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Put in force, not taken, or out of force again."""
    found = queries.learnt_model(pk)
    if move not in MOVES:
        raise NotFound("move")
    try:
        MOVES[move](by=request.actor, at=request.at, model=found)
        messages.success(request, _("Saved."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("desk:report_model", pk)
