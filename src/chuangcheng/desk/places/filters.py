"""Filters of the three long lists: words, area, type or kind, condition, in use or not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import (
    Area,
    Box,
    Condition,
    Sought,
    areas_for,
    facility_kinds,
    inside,
    narrowed,
    site_types,
    upper_areas,
)


class AreaChoice(forms.ModelChoiceField):
    """Areas indented by their place in the tree."""

    def label_from_instance(self, obj: Area) -> str:
        return "　" * (obj.path.count("/") - 1) + obj.name


class PlaceFilter(forms.Form):
    """What every list of places is narrowed by. `box` comes from a click on the map."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60, widget=forms.SearchInput())
    area = AreaChoice(label=_("Area"), queryset=Area.objects.none(), required=False, empty_label=_("All areas"))
    active = forms.ChoiceField(
        label=_("In use"),
        required=False,
        choices=[("", _("In use")), ("no", _("No longer in use")), ("all", _("All"))],
    )
    box = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data or None)
        field = self.fields["area"]
        assert isinstance(field, forms.ModelChoiceField)
        chosen = str((data or {}).get("area", ""))
        # A community or a cell comes from a link: it joins the few larger areas of the box.
        more = (
            areas_for(actor).filter(pk=int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else Area.objects.none()
        )
        field.queryset = upper_areas(actor) | more
        field.queryset = field.queryset.defer("boundary")

    def sought(self) -> Sought:
        """The filter as values; an unreadable one narrows nothing."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Sought(
            words=given.get("q", ""),
            area=given.get("area"),
            site_type=given.get("site_type"),
            kind=given.get("kind"),
            condition=given.get("condition", ""),
            is_active={"": True, "no": False, "all": None}[given.get("active", "")],
        )

    def narrow(self, rows: Any) -> Any:
        """The rows that fit."""
        box = Box.read(self.data.get("box", "")) if self.is_bound else None
        return inside(narrowed(rows, self.sought()), box)


class SegmentFilter(PlaceFilter):
    """Street segments have no point of their own."""

    def narrow(self, rows: Any) -> Any:
        return narrowed(rows, self.sought())


class SiteFilter(PlaceFilter):
    """Sites by type."""

    site_type = forms.ModelChoiceField(
        label=_("Site type"), queryset=site_types(), required=False, empty_label=_("All types")
    )
    field_order = ("q", "site_type", "area", "active", "box")


class FacilityFilter(PlaceFilter):
    """Facilities by kind and condition."""

    kind = forms.ModelChoiceField(
        label=_("Kind"), queryset=facility_kinds(), required=False, empty_label=_("All kinds")
    )
    condition = forms.ChoiceField(
        label=_("Condition"), required=False, choices=[("", _("Any condition")), *Condition.choices]
    )
    field_order = ("q", "kind", "condition", "area", "active", "box")
