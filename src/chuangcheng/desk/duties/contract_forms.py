"""Forms of contracts for streets and other places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.duties.forms import PostField, UnitField
from chuangcheng.units.queries import Unit


def day_field(label: Any, *, required: bool = False, hint: Any = "") -> forms.DateField:
    """A day as the browser's own calendar shows it."""
    return forms.DateField(
        label=label, required=required, help_text=hint, widget=forms.DateInput(attrs={"type": "date"})
    )


class LinesForm(forms.Form):
    """What is to be kept, one line each."""

    lines = forms.CharField(
        label=_("What is to be kept"),
        help_text=_("One duty per line."),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_lines(self) -> list[str]:
        return [line for line in str(self.cleaned_data["lines"]).splitlines() if line.strip()]


class ClassDutiesForm(LinesForm):
    """The same for a class of street."""

    road_class = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class RenewForm(forms.Form):
    """Until when the contract goes on."""

    agreed_until = day_field(_("Last day"), required=True)
    agreed_on = day_field(_("Agreed on"), hint=_("Blank: today."))


class HandOverForm(forms.Form):
    """Who takes the place over."""

    unit = UnitField(label=_("To unit"))
    agreed_until = day_field(_("Last day"), hint=_("Blank: without a last day."))
    agreed_on = day_field(_("Agreed on"), hint=_("Blank: today."))


class HolderPostForm(forms.Form):
    """The post that looks after the place."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = PostField(unit, label=_("Responsible post"), empty_label=_("Nobody yet"))
