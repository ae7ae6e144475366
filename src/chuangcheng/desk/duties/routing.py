"""Routing rules: proposed, rehearsed on last month's cases, switched on by a second person, ended."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.cases.queries import Case, Filters, cases_for, category_by_code, routing_rehearsal
from chuangcheng.desk.duties.forms import UnitField, pages
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.duties import queries
from chuangcheng.duties.actions import (
    end_routing_rule,
    propose_routing_rule,
    rehearse_routing_rule,
    switch_on_routing_rule,
)
from chuangcheng.duties.queries import RoutingRule, RoutingState
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Area
from chuangcheng.units.queries import units

DAYS = (
    (1, gettext_lazy("Monday")),
    (2, gettext_lazy("Tuesday")),
    (3, gettext_lazy("Wednesday")),
    (4, gettext_lazy("Thursday")),
    (5, gettext_lazy("Friday")),
    (6, gettext_lazy("Saturday")),
    (7, gettext_lazy("Sunday")),
)
MOST_SHOWN = 20


class RuleForm(forms.Form):
    """Area x category x time -> unit."""

    area = forms.CharField(
        label=gettext_lazy("Area (code)"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Blank: the whole city. Smaller areas in it are included."),
    )
    category = forms.CharField(
        label=gettext_lazy("Category (code)"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Blank: all. A code stands for all that begin with it: B01 for B0101 and the rest."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: every day."),
    )
    starts = forms.TimeField(
        label=gettext_lazy("From hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends = forms.TimeField(
        label=gettext_lazy("To hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=gettext_lazy("Earlier than the first: over midnight."),
    )
    unit = UnitField(label=gettext_lazy("To unit"))
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def clean_area(self) -> Area | None:
        code = str(self.cleaned_data["area"]).strip()
        found = Area.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("There is no area with this code."))
        return found

    def clean_category(self) -> str:
        code = str(self.cleaned_data["category"]).strip()
        if code and category_by_code(code) is None:
            raise forms.ValidationError(_("There is no category with this code."))
        return code


class ReasonForm(forms.Form):
    """Why a rule ends."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


@require_GET
def rule_list(request: StaffRequest) -> HttpResponse:
    """Rules, the newest first."""
    state = request.GET.get("state", "")
    found = page(queries.routing_rules_for(request.actor, state), ["-pk"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "state": state,
        "states": RoutingState.choices,
        "pages": pages(request),
        "may_propose": request.actor.may_anywhere("duties.propose_routing_rule"),
        "may_import": request.actor.may_anywhere("duties.import_routing_rules"),
    }
    return render(request, "desk/duties/routing_rules.html", context)


def new_rule(request: StaffRequest) -> HttpResponse:
    """Propose a rule; it does nothing until it is rehearsed and switched on."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: propose_routing_rule(by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("Proposed. Rehearse it on last month's cases next."))
            return redirect("desk:routing_rule", made.pk)
    return render(request, "desk/duties/routing_rule_form.html", {"form": form})


@require_GET
def rule_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One rule: what it says, what it would have moved, who may do what with it."""
    return _shown(request, queries.get_routing_rule_for(request.actor, pk), ReasonForm())


@require_POST
def act_on_rule(request: StaffRequest, pk: int, deed: str) -> HttpResponse:
    """Rehearse, switch on or end it."""
    rule, actor, at = queries.get_routing_rule_for(request.actor, pk), request.actor, request.at
    form = ReasonForm(request.POST)
    try:
        if deed == "rehearse":
            actor.must("duties.rehearse_routing_rule")
            rehearse_routing_rule(by=actor, at=at, rule=rule, found=routing_rehearsal(rule, at))
        elif deed == "switch-on":
            switch_on_routing_rule(by=actor, at=at, rule=rule)
        elif deed == "end":
            if not form.is_valid():
                return _shown(request, rule, form)
            end_routing_rule(by=actor, at=at, rule=rule, reason=form.cleaned_data["reason"])
        else:
            raise NotFound("deed")
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:routing_rule", pk)


def _shown(request: StaffRequest, rule: RoutingRule, form: ReasonForm) -> HttpResponse:
    actor, is_proposed = request.actor, rule.state == RoutingState.PROPOSED
    is_own = rule.proposed_by_id is not None and rule.proposed_by_id == actor.person_id
    may_switch = is_proposed and actor.may_anywhere("duties.switch_on_routing_rule")
    names = {unit.code: unit for unit in units()}
    told = rule.rehearsal or {}
    context = {
        "rule": rule,
        "category": category_by_code(rule.category) if rule.category else None,
        "days": [label for number, label in DAYS if number in rule.weekdays],
        "moved": [(names.get(code, code), count) for code, count in told.get("moved", [])],
        "moved_count": sum(count for _code, count in told.get("moved", [])),
        "shown": _cases(request, told.get("shown", [])[:MOST_SHOWN]),
        "form": form,
        "history": history(rule),
        "may_rehearse": is_proposed and actor.may_anywhere("duties.rehearse_routing_rule"),
        "may_switch": may_switch and bool(rule.rehearsed_at) and not is_own,
        "needs_second": may_switch and is_own,
        "may_end": rule.state != RoutingState.ENDED and actor.may_anywhere("duties.end_routing_rule"),
    }
    return render(request, "desk/duties/routing_rule.html", context)


def _cases(request: StaffRequest, ids: list[int]) -> list[Case]:
    """Those of the moved cases that the reader may see."""
    return list(cases_for(request.actor, Filters(), request.at).filter(pk__in=ids).order_by("-pk"))
