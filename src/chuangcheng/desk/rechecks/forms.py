"""Forms of re-checks: which closings may be drawn, and the round of those that were."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.queries import Window

STRATA = (
    ("unit", _("by the unit that put it right")),
    ("category", _("by category")),
    ("", _("not divided")),
)
LOOK_BACK, LEAST_DAYS, TOTAL = 180, 14, 30
"""What the form proposes: closings of half a year, two weeks old at least, thirty cases in all."""


def _day(label: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=label)


class WindowForm(forms.Form):
    """Which closed cases: when closed, how long ago at least, strata, how many in all."""

    closed_from = _day(_("Closed from"))
    closed_until = _day(_("Closed until"))
    least_days = forms.IntegerField(
        min_value=0,
        max_value=730,
        label=_("Days since closing, at least"),
        help_text=_("What was put right yesterday has had no time to relapse."),
    )
    by = forms.ChoiceField(choices=STRATA, required=False, label=_("Strata"))
    bands = forms.CharField(
        max_length=40,
        required=False,
        label=_("Divided further by days since closing"),
        help_text=_("Upper ends, for example 30, 90. Blank: not divided further."),
    )
    total = forms.IntegerField(min_value=1, max_value=2000, label=_("How many cases in all"))

    @staticmethod
    def proposed(at: datetime) -> dict[str, Any]:
        """The half year until today."""
        today = timezone.localdate(at)
        first = today - timedelta(days=LOOK_BACK)
        return {
            "closed_from": first,
            "closed_until": today,
            "least_days": LEAST_DAYS,
            "by": "unit",
            "bands": "",
            "total": TOTAL,
        }

    def clean_bands(self) -> tuple[int, ...]:
        words = self.cleaned_data["bands"].replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
        given = [word for word in words if word]
        if not all(word.isdecimal() and 0 < int(word) < 3650 for word in given) or len(given) > 4:
            raise forms.ValidationError(_("At most four numbers of days with commas between, for example 30, 90."))
        return tuple(sorted({int(word) for word in given}))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("closed_from"), given.get("closed_until")
        if first and last and last < first:
            self.add_error("closed_until", _("The window cannot end before it begins."))
        return given

    @property
    def window(self) -> Window:
        given = self.cleaned_data
        return Window(given["closed_from"], given["closed_until"], given["least_days"])
