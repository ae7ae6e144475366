"""The filter form of the list of cases, and what it narrows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import Filters, Source, State
from chuangcheng.desk.cases.fields import CategoryField, UnitField
from chuangcheng.kit.names import Named
from chuangcheng.places.queries import Area, Box
from chuangcheng.units.queries import Group

PHASES = (("", _("All states")), ("open", _("Not closed yet")), ("ended", _("Ended")))
DUE = (
    ("", _("Any deadline")),
    ("overdue", _("Overdue")),
    ("today", _("Due today")),
    ("week", _("Due within a week")),
    ("late", _("Closed too late")),
    ("asked", _("More time asked for")),
)
ORDERS = (("newest", _("Newest first")), ("wanted", _("What runs out first")), ("oldest", _("Oldest first")))


class NamedChoice(forms.ModelChoiceField):
    """Rows by their name in the language in force."""

    def label_from_instance(self, obj: Named) -> str:
        return obj.name


class AreaChoice(forms.ModelChoiceField):
    """Areas down to communities, indented as the tree is."""

    def label_from_instance(self, obj: Area) -> str:
        return "　" * (obj.path.count("/") - 1) + obj.name


def _search() -> forms.TextInput:
    box = forms.TextInput(attrs={"placeholder": _("Words, number, place")})
    box.input_type = "search"
    return box


class FilterForm(forms.Form):
    """Everything a list of cases can be narrowed by."""

    words = forms.CharField(label=_("Search"), required=False, max_length=80, widget=_search())
    state = forms.ChoiceField(label=_("State"), required=False)
    due = forms.ChoiceField(label=_("Deadline"), choices=DUE, required=False)
    unit = UnitField(required=False, empty_label=_("All units"))
    area = AreaChoice(Area.objects.none(), label=_("Area"), required=False, empty_label=_("Whole city"))
    category = CategoryField(required=False, empty_label=_("All categories"))
    standard_code = forms.CharField(label=_("Standard (code)"), required=False, max_length=40)
    source = forms.ChoiceField(label=_("Source"), required=False)
    group = NamedChoice(Group.objects.none(), label=_("Group"), required=False, empty_label=_("All groups"))
    opened_from = forms.DateField(
        label=_("Registered from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    opened_until = forms.DateField(label=_("until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    order = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)
    severity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    site = forms.IntegerField(required=False, widget=forms.HiddenInput)
    segment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    facility = forms.IntegerField(required=False, widget=forms.HiddenInput)
    standard = forms.IntegerField(required=False, widget=forms.HiddenInput)
    box = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    queue = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.exclude(level="grid").defer("boundary")
        for name, rows in (("area", areas), ("group", Group.objects.all())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        states: Any = self.fields["state"]
        states.choices = [*PHASES, *State.choices]
        sources: Any = self.fields["source"]
        sources.choices = [("", _("All sources")), *Source.choices]

    def filters(self) -> Filters:
        """The narrowing of what was valid; a broken field narrows nothing."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else getattr(self, "cleaned_data", {})
        state = given.get("state") or ""
        things = {name: given[name].pk if given.get(name) else None for name in ("unit", "area", "category", "group")}
        numbers = {name: given.get(name) for name in ("severity", "site", "segment", "facility", "standard")}
        return Filters(
            words=given.get("words", ""),
            states=(state,) if state in State.values else (),
            phase=state if state in ("open", "ended") else "",
            due=given.get("due", ""),
            standard_code=given.get("standard_code", ""),
            source=given.get("source", ""),
            opened_from=given.get("opened_from"),
            opened_until=given.get("opened_until"),
            box=Box.read(given.get("box") or ""),
            order=given.get("order") or "newest",
            **things,
            **numbers,
        )
