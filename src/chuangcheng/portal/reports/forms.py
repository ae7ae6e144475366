"""What a report asks: what, where, photos; then the category, its questions, a telephone number that may stay blank."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.participation.queries import of_point, of_reference, of_sign, of_words, public_categories
from chuangcheng.participation.rules import LONGEST_TEXT, MOST_PHOTOS
from chuangcheng.places.queries import Place

DATUMS = (
    ("wgs84", _("This device's position (WGS-84)")),
    ("gcj02", _("Amap, Tencent (GCJ-02)")),
    ("bd09", _("Baidu (BD-09)")),
)


class PhotosInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """A list of uploads; none is allowed."""

    widget = PhotosInput(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if len(uploads) > MOST_PHOTOS:
            raise forms.ValidationError(_("Six pictures at most."))
        return [super(PhotosField, self).clean(upload, initial) for upload in uploads]


class ReportForm(forms.Form):
    """The first step: what is wrong, and where."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    challenge = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    solution = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    sign = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    call = forms.IntegerField(widget=forms.HiddenInput, required=False)
    photos = PhotosField(label=_("Photos"), required=False)
    description = forms.CharField(
        label=_("What is wrong"),
        help_text=_("One or two sentences. No names, please."),
        max_length=LONGEST_TEXT * 4,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_TEXT}),
        error_messages={"required": _("Please say in a few words what is wrong.")},
    )
    address = forms.CharField(
        label=_("Where it is"),
        help_text=_("Street, crossing, house, market, bus stop: as you would tell a neighbour."),
        max_length=200,
        required=False,
    )
    longitude = forms.FloatField(label=_("Longitude"), required=False, localize=False)
    latitude = forms.FloatField(label=_("Latitude"), required=False, localize=False)
    datum = forms.ChoiceField(label=_("Coordinates taken from"), choices=DATUMS, required=False, initial="wgs84")

    def clean(self) -> dict[str, Any]:
        """Half a position is refused; with neither words, sign nor point nobody would find it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["client_id"] = given.get("client_id") or uuid.uuid4()
        if (given.get("longitude") is None) != (given.get("latitude") is None):
            self.add_error("longitude", _("Give longitude and latitude, or neither."))
        has_point = given.get("longitude") is not None
        if (
            not self.errors
            and not has_point
            and not given.get("address")
            and not (given.get("sign") or given.get("at"))
        ):
            self.add_error("address", _("Say where it is: in words, by your position, or on the map."))
        return given

    def place(self) -> Place:
        """The place that was said: a point before a sign before words. Refused with the field that is meant."""
        given = self.cleaned_data
        if given.get("longitude") is not None:
            datum = given.get("datum") or "wgs84"
            return of_point(given["longitude"], given["latitude"], datum, given.get("address") or "")
        if given.get("sign"):
            return of_sign(given["sign"])
        if given.get("at") and not given.get("address"):
            return of_reference(given["at"])
        return of_words(given["address"])


class SendForm(ReportForm):
    """The second step: everything again, with the category, and how to reach the writer if at all."""

    category = forms.ModelChoiceField(
        public_categories(), label=_("Kind of matter"), required=False, empty_label=_("I do not know")
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


class WordForm(forms.Form):
    """What the citizen says to an answer."""

    text = forms.CharField(
        label=_("What is not put right?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        strip=False,
    )


class FollowForm(forms.Form):
    """An address, if news is wanted."""

    email = forms.EmailField(label=_("E-mail, if you want to hear the answer"), required=False, max_length=200)
