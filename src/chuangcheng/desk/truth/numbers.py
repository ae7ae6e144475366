"""The numbers of the whole score: the version in force, a new one, and those before."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.truth.tabs import tabs
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import actions, city
from chuangcheng.scoring.national import DEFAULT, MISSING
from chuangcheng.scoring.national.settings import MOST, NUMBERS

LABELS = {
    "minors_bar": gettext_lazy("Bar of the minors' framework (points)"),
    "line": gettext_lazy("Line that the city wants to stay above (points)"),
    "assessor_sites": gettext_lazy("Sites per type that assessors visit where the edition gives no number"),
    "inspector_spread": gettext_lazy("Spread between inspectors (points)"),
    "day_spread": gettext_lazy("Spread between days (points)"),
    "prior_spread": gettext_lazy("Lasting difference of the assessors before anything is known (± points)"),
    "occasion_spread": gettext_lazy("Scatter of single years about it (± points)"),
    "harm_1": gettext_lazy("Harm of a slight fault"),
    "harm_2": gettext_lazy("Harm of an ordinary fault"),
    "harm_3": gettext_lazy("Harm of a grave fault"),
    "effort_hours": gettext_lazy("Working hours of a repair while nothing is learnt yet"),
    "capacity_hours": gettext_lazy("Working hours of a unit that the list begins with"),
}
MISSING_LABELS = {
    "spread": gettext_lazy("their points go to the others"),
    "zero": gettext_lazy("nought"),
    "full": gettext_lazy("full points"),
    "unknown": gettext_lazy("not known: shown as bounds"),
}


class NumbersForm(forms.Form):
    """All numbers, what becomes of missing site types, how many people a site type concerns, and why."""

    missing_site_type = forms.ChoiceField(
        label=gettext_lazy("Site types that the city has none of count as"),
        choices=[(code, MISSING_LABELS[code]) for code in MISSING],
    )
    exposure = forms.CharField(
        label=gettext_lazy("People concerned by site type"),
        help_text=gettext_lazy("One line each: code of the site type, equals sign, factor (1 is usual). P01=2"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    note = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, rules: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = {
            name: forms.FloatField(label=LABELS[name], initial=rules[name], min_value=0, max_value=MOST)
            for name in NUMBERS
        }
        self.fields = {**numbers, **self.fields}
        self.initial = {
            **self.initial,
            "missing_site_type": rules["missing_site_type"],
            "exposure": "\n".join(f"{code}={factor:g}" for code, factor in sorted(rules["exposure"].items())),
        }

    def clean_exposure(self) -> dict[str, float]:
        found = {}
        for number, line in enumerate(self.cleaned_data["exposure"].splitlines(), start=1):
            code, _equals, factor = line.partition("=")
            try:
                if line.strip():
                    found[code.strip()] = float(factor)
            except ValueError:
                raise forms.ValidationError(_("Line %d is not of the form P01=2.") % number) from None
        return found

    def data_of(self) -> dict[str, Any]:
        """The numbers as they would be kept."""
        return {name: self.cleaned_data[name] for name in DEFAULT}


def score_rules(request: StaffRequest) -> HttpResponse:
    """What is in force, and a form for the next version."""
    request.actor.must("scoring.define_score_rules")
    version, rules = city.rules_now()
    form = NumbersForm(request.POST or None, rules=rules)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        made = attempt(
            form, lambda: actions.define_score_rules(by=request.actor, at=request.at, data=form.data_of(), note=note)
        )
        if made is not None:
            messages.success(request, _("In force from the next score on."))
            return redirect("desk:score_rules")
    context = {
        "form": form,
        "version": version,
        "versions": city.rules_versions(),
        "tabs": tabs(request, "desk:score_rules"),
    }
    return render(request, "desk/truth/numbers.html", context)
