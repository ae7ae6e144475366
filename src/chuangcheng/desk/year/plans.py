"""The plan of rounds for a year: frequencies, batches on drawn days, the next step of each."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.year.forms import FrequencyForm, ReasonForm, YearForm
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import drop_frequency, make_year_plan, plan_frequency, reveal_year_plan
from chuangcheng.inspections.queries import BatchRow, YearPlan
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest

STATES = ("due", "late", "missed", "planned", "running", "ahead", "done")
OPEN_STATES = ("due", "late")


def state_labels() -> dict[str, str]:
    return {
        "due": _("Due soon"),
        "late": _("Late"),
        "missed": pgettext("batch", "Missed"),
        "planned": _("Planned"),
        "running": _("Under way"),
        "ahead": _("Ahead"),
        "done": _("Held"),
    }


def year_plans(request: StaffRequest) -> HttpResponse:
    """All plans; posting makes one."""
    form = YearForm(request.POST or None, at=request.at)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        made = attempt(form, lambda: make_year_plan(by=request.actor, at=request.at, year=year))
        if made:
            messages.success(request, _("The plan is made and its secret sealed. Now say how often each kind is seen."))
            return redirect("desk:year_plan", made.pk)
    found = page(queries.year_plans(request.actor), ["-year"], cursor=request.GET.get("cursor", ""))
    context = {"page": found, "form": form, "may_make": request.actor.may_anywhere("inspections.make_year_plan")}
    return render(request, "desk/year/plans.html", context)


def year_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Lines and batches; posting adds a line and draws its days."""
    plan = queries.get_year_plan_for(request.actor, pk)
    form = FrequencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: plan_frequency(by=request.actor, at=request.at, plan=plan, **given)):
            messages.success(request, _("The days are drawn."))
            return redirect("desk:year_plan", plan.pk)
    rows = queries.batches(plan, request.at)
    labels, wanted = state_labels(), request.GET.get("state", "")
    counts = {state: sum(row.state == state for row in rows) for state in STATES}
    edition = edition_in_force("city", request.at)
    context = {
        "plan": plan,
        "form": form,
        "lines": plan.frequencies.filter(dropped_at=None).select_related("site_type").order_by("site_type__code"),
        "rows": [_shown(row, labels, edition) for row in rows if wanted not in STATES or row.state == wanted],
        "chips": [
            {"value": "", "label": _("All"), "count": len(rows), "active": wanted not in STATES},
            *({"value": s, "label": labels[s], "count": counts[s], "active": s == wanted} for s in STATES),
        ],
        "history": history(plan),
        "may_plan": request.actor.may_anywhere("inspections.plan_frequency") and plan.revealed_at is None,
        "may_drop": request.actor.may_anywhere("inspections.drop_frequency"),
        "may_commit": request.actor.may_anywhere("draws.commit_draw"),
        "may_reveal": plan.revealed_at is None
        and queries.today(request.at).year > plan.year
        and request.actor.may_anywhere("inspections.reveal_year_plan"),
    }
    return render(request, "desk/year/plan.html", context)


def _shown(row: BatchRow, labels: dict[str, str], edition: Any) -> dict[str, Any]:
    """A row of the page; an open batch leads to the draw of its round, the kind of site chosen already."""
    draw_url = ""
    if row.state in OPEN_STATES:
        asked: dict[str, Any] = {"site_types": row.batch.frequency.site_type_id, "total": 20}
        draw_url = f"{reverse('desk:new_draw')}?{urlencode({**asked, **({'edition': edition.pk} if edition else {})})}"
    return {"row": row, "batch": row.batch, "label": labels[row.state], "draw_url": draw_url}


def drop(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    """A line is dropped, with a reason."""
    plan = queries.get_year_plan_for(request.actor, pk)
    frequency = queries.frequency_of(plan, line)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: drop_frequency(by=request.actor, at=request.at, frequency=frequency, reason=reason)):
            return redirect("desk:year_plan", plan.pk)
    context = {
        "heading": _("Drop %s from the plan") % frequency.site_type.name,
        "title": _("Drop %s from the plan") % frequency.site_type.name,
        "text": _("Its batches are not waited for any more. The line stays in the record with your reason."),
        "form": form,
        "button": _("Drop"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:year_plan", args=[plan.pk]),
    }
    return render(request, "kit/confirm.html", context)


def reveal(request: StaffRequest, pk: int) -> HttpResponse:
    """After the year: the secret is published, so that anyone can draw the days again."""
    plan: YearPlan = queries.get_year_plan_for(request.actor, pk)
    if request.method == "POST" and "confirmed" in request.POST:
        reveal_year_plan(by=request.actor, at=request.at, plan=plan)
        messages.success(request, _("The secret is published."))
        return redirect("desk:year_plan", plan.pk)
    context = {
        "heading": _("Publish the secret of %s") % plan.year,
        "title": _("Publish the secret of %s") % plan.year,
        "text": _("Anyone can then repeat how every day of this plan was drawn. Nothing more can be drawn with it."),
        "button": _("Publish"),
        "cancel_url": reverse("desk:year_plan", args=[plan.pk]),
    }
    return render(request, "kit/confirm.html", context)
