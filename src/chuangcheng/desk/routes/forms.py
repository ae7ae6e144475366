"""Forms of routes: the city's rules, and a file of roads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.places.forms import DATUM_CHOICES
from chuangcheng.inspections.actions import Ruled
from chuangcheng.inspections.queries import RouteRules


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RulesForm(forms.Form):
    """How a day is planned."""

    shift_starts = forms.TimeField(widget=_clock(), label=_("The shift begins"))
    shift_ends = forms.TimeField(widget=_clock(), label=_("The shift ends"))
    lunch_starts = forms.TimeField(
        widget=_clock(), label=_("Lunch from"), help_text=_("It begins when the visit or the way under way has ended.")
    )
    lunch_minutes = forms.IntegerField(label=_("Minutes of lunch"), help_text=_("0: no break."))
    stop_minutes = forms.IntegerField(label=_("Minutes at a stop"))
    speed_kmh = forms.FloatField(label=_("Speed, km/h"), help_text=_("From door to door, with parking."))
    factor = forms.FloatField(
        label=_("Factor of the straight line"),
        help_text=_("Streets are longer than the straight line: 1.3 to 1.5 in most cities. Unused with a road graph."),
    )
    recheck_worth_m = forms.IntegerField(
        label=_("Worth of a re-check, in metres"), help_text=_("The longest detour that an optional re-check may cost.")
    )
    start_zh = forms.CharField(required=False, max_length=100, label=_("Where the teams set out and return"))
    start_longitude = forms.FloatField(required=False, label=_("Longitude (WGS-84)"))
    start_latitude = forms.FloatField(required=False, label=_("Latitude (WGS-84)"))

    @staticmethod
    def initial_of(rules: RouteRules) -> dict[str, Any]:
        return {name: getattr(rules, name) for name in RulesForm.base_fields}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (given.get("start_longitude") is None) != (given.get("start_latitude") is None):
            self.add_error("start_longitude", _("Longitude and latitude go together."))
        return given

    def ruled(self) -> Ruled:
        given = dict(self.cleaned_data)
        longitude, latitude = given.pop("start_longitude"), given.pop("start_latitude")
        start = (longitude, latitude) if longitude is not None and latitude is not None else None
        return Ruled(**given, start=start)


class RoadsForm(forms.Form):
    """Lines as GeoJSON, or a table of ways."""

    file = forms.FileField(
        label=_("File (GeoJSON, XLSX or CSV)"),
        help_text=_("A table has the columns from_lon, from_lat, to_lon, to_lat, and if known metres and one_way."),
    )
    datum = forms.ChoiceField(label=_("Coordinates in the file are"), choices=DATUM_CHOICES, initial="wgs84")
