"""What an inspector types on the phone."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import Outcome
from chuangcheng.inspections.queries import Line, Verdict

SEVERITIES = ((1, _("slight")), (2, _("ordinary")), (3, _("grave")))


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )


class AnswerForm(forms.Form):
    """One check point: verdict, number where it counts, note, corrected on the spot."""

    verdict = forms.ChoiceField(choices=Verdict.choices, label=_("Verdict"))
    number = _number(_("Amount"))
    total = _number(_("Out of"))
    unit_label = forms.CharField(max_length=20, required=False, label=_("Unit"))
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}), label=_("Note"))
    is_corrected_on_spot = forms.BooleanField(required=False, label=_("Corrected on the spot"))

    @staticmethod
    def initial_of(line: Line) -> dict[str, Any]:
        """What was answered before."""
        row = line.observation
        if row is None:
            return {}
        return {
            "verdict": row.verdict,
            "number": row.number.normalize() if row.number is not None else None,
            "total": row.total.normalize() if row.total is not None else None,
            "unit_label": row.unit_label,
            "note": row.note_zh,
            "is_corrected_on_spot": row.is_corrected_on_spot,
        }


class FindingForm(forms.Form):
    """Anything else that is wrong."""

    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), label=_("What is wrong"))
    severity = forms.TypedChoiceField(choices=SEVERITIES, coerce=int, initial=2, label=_("Severity"))


class RecheckForm(forms.Form):
    """What became of a closed case."""

    outcome = forms.ChoiceField(choices=Outcome.choices, label=_("Outcome"))
    note = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}), label=_("What is to be seen now")
    )


class FinishForm(forms.Form):
    """A last word on the visit."""

    note = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}), label=_("Note on the visit")
    )


class ReasonForm(forms.Form):
    """Why a site could not be visited."""

    reason = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label=_("Why it was not possible")
    )
