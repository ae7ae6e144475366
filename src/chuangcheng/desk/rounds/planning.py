"""Planning: a round from a draw that has run, a re-check of a closed case."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.cases.queries import get_case_for
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.rounds.forms import PlanForm, RecheckForm, RecheckRoundForm
from chuangcheng.draws import queries as draws
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.inspections.actions import plan_recheck, plan_recheck_round, plan_round
from chuangcheng.inspections.queries import inspector_pool, round_of_draw
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


def _draw(request: StaffRequest) -> draws.Draw:
    pk = request.GET.get("draw", "")
    if not pk.isdecimal():
        raise NotFound("draw")
    return draws.get_draw_for(request.actor, int(pk))


def new_round(request: StaffRequest) -> HttpResponse:
    """Without a draw in the address: the draws that have run and wait for their round."""
    if "draw" not in request.GET:
        waiting = [draw for draw in draws.waiting_to_be_used(request.actor) if round_of_draw(draw.pk) is None]
        return render(request, "desk/rounds/choose.html", {"draws": waiting})
    draw = _draw(request)
    is_recheck = draw.context.get("for") == "rechecks"
    kind, plan = (RecheckRoundForm, plan_recheck_round) if is_recheck else (PlanForm, plan_round)
    form = kind(request.POST or None, initial=_initial(draw, request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: plan(by=request.actor, at=request.at, draw=draw, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The round is planned. Its stops stay unseen until you open it."))
            return redirect("desk:round", made.pk)
    context = {"draw": draw, "form": form, "site_count": draws.sample_count(draw, "cases" if is_recheck else "sites")}
    return render(request, "desk/rounds/plan.html", context)


def _initial(draw: draws.Draw, request: StaffRequest) -> dict[str, Any]:
    edition = draw.context.get("edition") or edition_in_force("city", request.at)
    return {
        "name_zh": draw.name_zh,
        "purpose_zh": draw.purpose_zh,
        "code": f"{timezone.localdate(request.at):%Y}-{draw.serial:03}",
        "edition": edition,
        "minors_edition": edition_in_force("minors", request.at),
        **PlanForm.proposed(request.at),
    }


def plan_recheck_of(request: StaffRequest, case: int) -> HttpResponse:
    """回頭看: choose who looks at a closed case again."""
    found = get_case_for(request.actor, case)
    form = RecheckForm(request.POST or None, pool=inspector_pool(request.at))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: plan_recheck(by=request.actor, at=request.at, case=found, posts=form.chosen()))
        if made is not None:
            messages.success(request, _("The re-check is planned; it waits on the inspectors' phones."))
            return redirect("desk:visit", made.pk)
    return render(request, "desk/rounds/recheck.html", {"case": found, "form": form})
