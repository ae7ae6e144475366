"""What a list of tasks is narrowed by, from its address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.duties.forms import UnitField
from chuangcheng.desk.plans.forms import NamedField
from chuangcheng.frameworks.queries import themes
from chuangcheng.plans.queries import Filters, State, upgrade_kinds

STATES = [("", _("All states")), ("open", _("Not over")), *State.choices]
SLIPS = [
    ("", _("Whether it slips or not")),
    ("any", _("Everything that slips")),
    ("overdue", _("Overdue")),
    ("milestone", _("Milestone missed")),
    ("silent", _("No progress reported")),
]


class TaskFilter(forms.Form):
    """Words, state, unit; then what else."""

    words = forms.CharField(label=_("Code or words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    unit = UnitField(required=False, empty_label=_("All units"))
    slip = forms.ChoiceField(label=_("Slippage"), required=False, choices=SLIPS)
    theme = NamedField(queryset=themes(), required=False, empty_label=_("All themes"), label=_("Theme"))
    upgrade = NamedField(
        queryset=upgrade_kinds(), required=False, empty_label=_("All kinds"), label=_("Kind of upgrade")
    )
    standard = forms.CharField(label=_("Standard (code)"), required=False, max_length=40)
    year = forms.IntegerField(label=_("Due in the year"), required=False, min_value=2000, max_value=2100)
    under = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def filters(self) -> Filters:
        """The conditions; what cannot be read narrows nothing."""
        self.is_valid()
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        things = {name: thing.pk for name in ("unit", "theme", "upgrade") if (thing := given.get(name))}
        plain = ("words", "state", "slip", "standard", "year", "under")
        return Filters(kind="task", **things, **{name: given[name] for name in plain if given.get(name)})
