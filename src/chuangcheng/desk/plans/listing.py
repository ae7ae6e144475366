"""Plans with their progress, the list of tasks, and what slips."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.plans.filtering import TaskFilter
from chuangcheng.desk.plans.forms import SlippageRuleForm
from chuangcheng.desk.plans.pages import tabs
from chuangcheng.desk.plans.shown import rows
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.counting import capped_text, count_capped
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import queries
from chuangcheng.plans.actions import set_slippage_rule
from chuangcheng.plans.queries import Filters, Undertaking

SLIP_CHIPS = (
    ("any", gettext_lazy("Everything that slips")),
    ("overdue", gettext_lazy("Overdue")),
    ("milestone", gettext_lazy("Milestone missed")),
    ("silent", gettext_lazy("No progress reported")),
)


def _rolled(found: Any) -> Any:
    return queries.rolled_up(sorted({one.path for one in found}))


@require_GET
def plans(request: StaffRequest) -> HttpResponse:
    """Plans, key points and schemes in the order of the tree, each with its rolled-up progress."""
    wanted = Undertaking.objects.none()
    if request.actor.may_anywhere("plans.see_plan"):
        wanted = queries.undertakings_for(request.actor, Filters(), request.at).exclude(kind="task")
    found = page(wanted, ["path"], cursor=request.GET.get("cursor", ""))
    # What stands under a plan of this page is counted once, with the plan.
    tops = [one for one in found if not any(one.path.startswith(o.path) and o.pk != one.pk for o in found)]
    context = {
        "page": found,
        "rows": rows(found, _rolled(tops), queries.slips_of(found, request.at), request.at),
        "slip_counts": queries.slip_counts(request.actor, request.at),
        "tabs": tabs(request, "desk:plans"),
        "may_draft": request.actor.may_anywhere("plans.draft_undertaking"),
        "may_import": request.actor.may_anywhere("plans.import_undertakings"),
    }
    return render(request, "desk/plans/plans.html", context)


@require_GET
def tasks(request: StaffRequest) -> HttpResponse:
    """Tasks by due date, narrowed as asked."""
    form = TaskFilter(request.GET or None)
    wanted = queries.undertakings_for(request.actor, form.filters(), request.at)
    found = page(wanted, ["due_on"], cursor=request.GET.get("cursor", ""))
    count = count_capped(wanted)
    context = {
        "form": form,
        "page": found,
        "rows": rows(found, _rolled(found), queries.slips_of(found, request.at), request.at),
        "total": capped_text(count),
        "tabs": tabs(request, "desk:plan_tasks"),
    }
    return render(request, "desk/plans/tasks.html", context)


@require_GET
def slippage(request: StaffRequest) -> HttpResponse:
    """What slips, with its reasons; the oldest due date on top."""
    reason = request.GET.get("slip", "any")
    wanted = queries.undertakings_for(request.actor, Filters(kind="task", slip=reason), request.at)
    found = page(wanted, ["due_on"], cursor=request.GET.get("cursor", ""))
    counts = queries.slip_counts(request.actor, request.at)
    context = {
        "page": found,
        "rows": rows(found, _rolled(found), queries.slips_of(found, request.at), request.at),
        "chips": [{"value": v, "label": label, "count": counts[v], "active": v == reason} for v, label in SLIP_CHIPS],
        "silent_days": queries.silent_days(),
        "tabs": tabs(request, "desk:plan_slippage"),
        "may_set": request.actor.may_anywhere("plans.set_slippage_rule"),
    }
    return render(request, "desk/plans/slippage.html", context)


def slippage_rule(request: StaffRequest) -> HttpResponse:
    """After how many days without a report a task counts as silent."""
    form = SlippageRuleForm(request.POST or None, initial={"silent_days": queries.silent_days()})
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["silent_days"]
        if attempt(form, lambda: set_slippage_rule(by=request.actor, at=request.at, silent_days=days)):
            messages.success(request, _("Saved."))
            return redirect("desk:plan_slippage")
    heading, back = _("When a task counts as silent"), reverse("desk:plan_slippage")
    return render(request, "desk/plans/form.html", {"form": form, "heading": heading, "back": back})
