"""Where to listen, and where to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.participation.actions import Subject
from chuangcheng.participation.queries import of_point, of_words, public_subdistricts
from chuangcheng.participation.rules import ALERT_RADII


class AreaField(forms.ModelChoiceField):
    """A sub-district by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class AlertForm(forms.Form):
    """A sub-district, or a place and a distance."""

    area = AreaField(public_subdistricts(), required=False, label=_("Sub-district"), empty_label=_("None: a circle"))
    address = forms.CharField(
        required=False,
        max_length=200,
        label=_("Or around this place"),
        help_text=_("Name of a street, site or facility."),
    )
    longitude = forms.FloatField(required=False, localize=False, label=_("Longitude"))
    latitude = forms.FloatField(required=False, localize=False, label=_("Latitude"))
    radius = forms.TypedChoiceField(
        choices=[(metres, f"{metres} m") for metres in ALERT_RADII], coerce=int, initial=500, label=_("Distance")
    )
    email = forms.EmailField(required=False, max_length=200, label=_("E-mail"))

    def subject(self) -> Subject:
        """What is listened to. Refused where the words name no place with a position."""
        given = self.cleaned_data
        if given["area"] is not None:
            return Subject(area=given["area"])
        east, north = given["longitude"], given["latitude"]
        if (east is None or north is None) and given["address"]:
            place = of_words(given["address"])
            east, north = place.longitude, place.latitude
        elif east is not None and north is not None:
            of_point(east, north, "wgs84")
        if east is None or north is None:
            return Subject()
        return Subject(circle=(round(east, 5), round(north, 5), given["radius"]))
