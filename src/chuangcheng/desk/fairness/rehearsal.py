"""Change a rule on paper, see last month under it, then switch it on or leave it: nothing is written before."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.cases import actions as cases
from chuangcheng.cases.queries import Category, EscalationStep, StepKind, cases_by_id_for, ladder
from chuangcheng.cases.spreadsheet import row_of
from chuangcheng.desk.cases.fields import CategoryField, LimitField, UnitField
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.results.months import tabs
from chuangcheng.desk.results.rules import number_fields
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import actions as scoring
from chuangcheng.scoring.rehearsal import Rehearsal, last_month, with_limit, with_route, with_rules, with_step
from chuangcheng.scoring.result_rules import WITH_CITIZENS, changed
from chuangcheng.scoring.results import rules_for


class LimitForm(forms.Form):
    """A category with another deadline."""

    category = CategoryField()
    limit = LimitField(label=gettext_lazy("Limit"))


class RouteForm(forms.Form):
    """A category with another first addressee."""

    category = CategoryField()
    unit = UnitField(label=gettext_lazy("First addressee"))


class StepField(forms.ModelChoiceField):
    """A rung after the deadline."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.level} · {obj.get_audience_display()} · {obj.working_hours} h"


class StepForm(forms.Form):
    """A rung of the ladder at other working hours after the deadline."""

    step = StepField(EscalationStep.objects.filter(kind=StepKind.ESCALATE), label=gettext_lazy("Step"))
    hours = forms.IntegerField(label=gettext_lazy("Working hours after the deadline"), min_value=0, max_value=2000)


class WeightForm(forms.Form):
    """One number of the rules of monthly results."""

    number = forms.ChoiceField(label=gettext_lazy("Number of the rules"))
    value = forms.DecimalField(label=gettext_lazy("Becomes"), min_value=0, max_value=1000, decimal_places=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["number"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, one.label) for name, one in number_fields(WITH_CITIZENS).items()]


FORMS: dict[str, tuple[Any, type[forms.Form], Any, str]] = {
    "limit": (
        gettext_lazy("Deadline of a category"),
        LimitForm,
        gettext_lazy("Late cases"),
        "cases.define_category",
    ),
    "route": (
        gettext_lazy("First addressee of a category"),
        RouteForm,
        gettext_lazy("Cases"),
        "cases.define_category",
    ),
    "step": (
        gettext_lazy("Step of the ladder"),
        StepForm,
        gettext_lazy("Cases that reach the step"),
        "cases.set_escalation_ladder",
    ),
    "rules": (
        gettext_lazy("Weight of the monthly rules"),
        WeightForm,
        gettext_lazy("Points scored"),
        "scoring.define_result_rules",
    ),
}


def rehearsal(request: StaffRequest) -> HttpResponse:
    """GET shows last month before and after; POST with `switch_on` puts the change in force by its own action."""
    given = request.POST if request.method == "POST" else request.GET
    what = given.get("what", "limit")
    if what not in FORMS:
        raise NotFound("rehearsal")
    _title, kind, counted, verb = FORMS[what]
    form = kind(given if "what" in given and len(given) > 1 else None)
    is_valid = form.is_bound and form.is_valid()
    if request.method == "POST" and is_valid:
        request.actor.must(verb)
        if attempt(form, lambda: SWITCH[what](request, form.cleaned_data)):
            messages.success(request, _("Switched on."))
            return redirect(f"{request.path}?what={what}")
    found = attempt(form, lambda: REPLAY[what](request, form.cleaned_data)) if is_valid else None
    context = {
        "what": what,
        "form": form,
        "chips": [{"value": code, "label": row[0], "active": code == what} for code, row in FORMS.items()],
        "counted": counted,
        "month": last_month(request.at),
        "found": found,
        "seen": {case.pk for case in cases_by_id_for(request.actor, [one.pk for one in found.cases])}
        if found
        else set(),
        "fields_given": [(name, value) for name, value in given.items() if name not in ("csrfmiddlewaretoken",)],
        "may_switch_on": request.actor.may_anywhere(verb),
        "tabs": tabs(request, "desk:rehearsal"),
    }
    return render(request, "desk/fairness/rehearsal.html", context)


def _changed_rules(request: StaffRequest, given: dict[str, Any]) -> dict[str, Any]:
    now = rules_for(localdate(request.at).replace(day=1))[1]
    value: Decimal = given["value"]
    return changed(now, given["number"], str(value.normalize() + 0))


REPLAY: dict[str, Callable[[StaffRequest, dict[str, Any]], Rehearsal]] = {
    "limit": lambda request, given: with_limit(request.at, given["category"], given["limit"]),
    "route": lambda request, given: with_route(request.at, given["category"], given["unit"]),
    "step": lambda request, given: with_step(request.at, given["step"], given["hours"]),
    "rules": lambda request, given: with_rules(request.at, _changed_rules(request, given)),
}


def _category(request: StaffRequest, category: Category, **change: Any) -> bool:
    row = replace(row_of(category), **change)
    cases.define_category(by=request.actor, at=request.at, row=row, is_active=category.is_active)
    return True


def _step(request: StaffRequest, given: dict[str, Any]) -> bool:
    steps = [
        (one.kind, given["hours"] if one.pk == given["step"].pk else one.working_hours, one.audience)
        for one in ladder()
    ]
    cases.set_escalation_ladder(by=request.actor, at=request.at, steps=steps)
    return True


def _rules(request: StaffRequest, given: dict[str, Any]) -> bool:
    since = localdate(request.at).replace(day=1)
    note = _("After a rehearsal on %(month)s") % {"month": f"{last_month(request.at):%Y-%m}"}
    data = _changed_rules(request, given)
    scoring.define_result_rules(by=request.actor, at=request.at, data=data, since=since, note=note)
    return True


SWITCH: dict[str, Callable[[StaffRequest, dict[str, Any]], bool]] = {
    "limit": lambda request, given: _category(request, given["category"], limit=given["limit"]),
    "route": lambda request, given: _category(request, given["category"], default_unit_code=given["unit"].code),
    "step": _step,
    "rules": _rules,
}
