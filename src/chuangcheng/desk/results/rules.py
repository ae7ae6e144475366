"""The versions of the rules of monthly results, and a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.results.months import tabs
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import actions, results
from chuangcheng.scoring.result_rules import FIELDS, WITH_CITIZENS, changed

PARTS = {
    "weight": gettext_lazy("weight, times the share that was late"),
    "each": gettext_lazy("points each"),
    "from_third": gettext_lazy("points each from the third time on"),
    "most": gettext_lazy("points at most"),
    "least": gettext_lazy("counted as so many taps at least"),
    "satisfaction.weight": gettext_lazy("weight, times the share that was dissatisfied"),
}
HEADS = {"base": gettext_lazy("Points to begin with"), "ceiling": gettext_lazy("Points at most in all")}


def number_fields(rules: dict[str, Any]) -> dict[str, forms.DecimalField]:
    """A field per number of the rules; names as in `on_time.weight`. A line that these rules lack stands at nought."""

    def field(label: Any, value: Any) -> forms.DecimalField:
        return forms.DecimalField(label=label, initial=value, min_value=0, max_value=1000, decimal_places=3)

    heads = {name: field(label, rules[name]) for name, label in HEADS.items()}
    return heads | {
        f"{line}.{part}": field(
            f"{results.LABELS[line]}：{PARTS.get(f'{line}.{part}', PARTS[part])}", rules.get(line, {}).get(part, "0")
        )
        for line, parts in FIELDS.items()
        for part in parts
    }


class RulesForm(forms.Form):
    """All numbers, from which month on, and why."""

    since = forms.DateField(
        label=gettext_lazy("In force from"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )
    note = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, rules: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**number_fields(rules), **self.fields}

    def data_of(self) -> dict[str, Any]:
        """The rules as they would be stored."""
        rules: dict[str, Any] = WITH_CITIZENS
        for name in number_fields(WITH_CITIZENS):
            rules = changed(rules, name, str(self.cleaned_data[name].normalize() + 0))
        return rules


def rules(request: StaffRequest) -> HttpResponse:
    """The rules in force, a new version, and those before. What is drafted already keeps its own."""
    request.actor.must("scoring.define_result_rules")
    month = localdate(request.at).replace(day=1)
    version, data = results.rules_for(month)
    form = RulesForm(request.POST or None, rules=data, initial={"since": month})
    if request.method == "POST" and form.is_valid():
        given = {"since": form.cleaned_data["since"], "note": form.cleaned_data["note"]}
        made = attempt(
            form,
            lambda: actions.define_result_rules(by=request.actor, at=request.at, data=form.data_of(), **given),
        )
        if made is not None:
            messages.success(request, _("In force."))
            return redirect("desk:result_rules")
    context = {
        "form": form,
        "version": version,
        "versions": results.rules_versions(),
        "tabs": tabs(request, "desk:result_rules"),
    }
    return render(request, "desk/results/rules.html", context)
