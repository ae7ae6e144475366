"""Forms that set up and change places. Coordinates may be typed in any of the three datums."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import AreaLevel, Condition, FacilityKind, facility_kinds, place_of, site_types
from chuangcheng.places.rules import to_wgs84

DATUM_CHOICES = (
    ("wgs84", _("WGS-84 (GPS, Tianditu)")),
    ("gcj02", _("GCJ-02 (Amap, Tencent)")),
    ("bd09", _("BD-09 (Baidu)")),
)
NAMES = ("name_zh", "name_zh_hant", "name_en")


def _text(label: Any, limit: int, *, required: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, required=required, help_text=hint)


def active() -> forms.BooleanField:
    """In use or not: what is no longer in use stays in the record."""
    return forms.BooleanField(label=_("In use"), required=False, initial=True)


class NounForm(forms.Form):
    """Code and names. The code is the identity: it is chosen once."""

    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[^/\s]+$",
        max_length=40,
        error_messages={"invalid": _("A code holds neither blanks nor “/”.")},
    )
    name_zh = _text(_("Name"), 200, required=True)
    name_zh_hant = _text(_("Name in Traditional Chinese"), 200, hint=_("Blank: converted from the name"))
    name_en = _text(_("Name in English"), 200)

    def __init__(self, data: Any = None, *, actor: Actor, thing: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=self.initial_of(thing) if thing is not None else initial)
        self.thing = thing
        for field in self.fields.values():
            if isinstance(field, PlaceField):
                field.actor = actor
        if thing is not None:
            self.fields["code"].disabled = True

    def initial_of(self, thing: Any) -> dict[str, Any]:
        """The values of what stands."""
        return {name: getattr(thing, name, None) for name in self.base_fields}

    def values(self) -> dict[str, Any]:
        """What the action takes; places picked become the nouns themselves."""
        given = dict(self.cleaned_data)
        for name, field in self.fields.items():
            if isinstance(field, PlaceField):
                given[name] = given[name].thing if given[name] else None
        return given


def _picked(thing: Any, *names: str) -> dict[str, Any]:
    return {name: place_of(found) for name in names if (found := getattr(thing, name)) is not None}


class AreaForm(NounForm):
    """An area; its boundary comes with a GeoJSON import."""

    level = forms.ChoiceField(label=_("Level"), choices=AreaLevel.choices)
    parent = PlaceField(label=_("Upper area"), kinds=("area",), required=False)

    def initial_of(self, thing: Any) -> dict[str, Any]:
        return {**super().initial_of(thing), **_picked(thing, "parent")}


class SiteTypeForm(NounForm):
    """A kind of inspected site."""

    is_active = active()


class SegmentForm(NounForm):
    """A street segment; its line comes with a GeoJSON import."""

    street_zh = _text(_("Street"), 100, required=True)
    from_zh = _text(_("Starts at"), 100)
    to_zh = _text(_("Ends at"), 100)
    length_m = forms.IntegerField(label=_("Length (m)"), min_value=1, max_value=1_000_000, required=False)
    road_class = _text(_("Class of road"), 40)
    area = PlaceField(label=_("Area"), kinds=("area",), required=False)
    is_active = active()
    field_order = ("code", "street_zh", "from_zh", "to_zh", "name_zh")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_zh"].required = False
        self.fields["name_zh"].help_text = _("Blank: made from the street and its two ends")

    def initial_of(self, thing: Any) -> dict[str, Any]:
        return {**super().initial_of(thing), **_picked(thing, "area")}


class PointForm(NounForm):
    """What has a point: the area may be left to the point."""

    address_zh = _text(_("Street address"), 200)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    datum = forms.ChoiceField(label=_("These coordinates are"), choices=DATUM_CHOICES, initial="wgs84")
    area = PlaceField(
        label=_("Area"), kinds=("area",), required=False, help_text=_("Blank: the smallest area around the point")
    )
    segment = PlaceField(label=_("Street segment"), kinds=("segment",), required=False)
    is_active = active()

    def initial_of(self, thing: Any) -> dict[str, Any]:
        return {**super().initial_of(thing), **_picked(thing, "area", "segment"), "datum": "wgs84"}

    def values(self) -> dict[str, Any]:
        given = super().values()
        datum = given.pop("datum")
        if given["longitude"] is not None and given["latitude"] is not None:
            lon, lat = to_wgs84(given["longitude"], given["latitude"], datum)
            given["longitude"], given["latitude"] = round(lon, 7), round(lat, 7)
        return given


class SiteForm(PointForm):
    """A site of some type, perhaps at a facility, whose address and point it then shares."""

    site_type = forms.ModelChoiceField(label=_("Site type"), queryset=site_types())
    facility = PlaceField(label=_("At the facility"), kinds=("facility",), required=False)
    opens_at = forms.TimeField(label=_("Opens at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    closes_at = forms.TimeField(label=_("Closes at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    field_order = ("code", "site_type", *NAMES, "facility")

    def initial_of(self, thing: Any) -> dict[str, Any]:
        return {**super().initial_of(thing), **_picked(thing, "facility")}


class FacilityForm(PointForm):
    """A facility; the fields of its equipment follow from its kind."""

    hours_zh = _text(_("Opening hours"), 200)

    def __init__(self, *args: Any, kind: FacilityKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        values = self.thing.equipment if self.thing is not None else {}
        for attribute in kind.attributes:
            field = attribute_field(attribute)
            field.initial = values.get(attribute["code"])
            self.fields[f"equipment_{attribute['code']}"] = field

    def values(self) -> dict[str, Any]:
        given = super().values()
        equipment = {
            name.removeprefix("equipment_"): given.pop(name) for name in list(given) if name.startswith("equipment_")
        }
        return {**given, "kind": self.kind, "equipment": equipment}


YES_NO = [("", _("Not known")), ("1", _("yes")), ("0", _("no"))]


def attribute_field(attribute: dict[str, Any]) -> forms.Field:
    """A form field for one attribute of a facility kind; nothing is required, because not everything is known."""
    label = attribute["name_zh"] + (f"（{attribute['unit']}）" if attribute["unit"] else "")
    kind = attribute["type"]
    if kind == "int":
        return forms.IntegerField(label=label, required=False)
    if kind == "decimal":
        return forms.FloatField(label=label, required=False)
    if kind == "date":
        return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
    if kind == "bool":
        choices = YES_NO
        return forms.TypedChoiceField(
            label=label, required=False, choices=choices, coerce=lambda value: value in ("1", True), empty_value=None
        )
    if kind == "choice":
        return forms.ChoiceField(
            label=label, required=False, choices=[("", _("Not known")), *((c, c) for c in attribute["choices"])]
        )
    return forms.CharField(label=label, required=False, max_length=500)


class KindChoiceForm(forms.Form):
    """Which kind a new facility is of."""

    kind = forms.ModelChoiceField(label=_("Kind"), queryset=facility_kinds())


ATTRIBUTE_LINE = _("One per line: code | name | type | unit | choices. Types: int, decimal, bool, text, date, choice.")


class FacilityKindForm(NounForm):
    """A kind of facility, its attributes as lines."""

    attributes = forms.CharField(
        label=_("Attributes"), required=False, help_text=ATTRIBUTE_LINE, widget=forms.Textarea(attrs={"rows": 12})
    )

    def initial_of(self, thing: Any) -> dict[str, Any]:
        return {**super().initial_of(thing), "attributes": "\n".join(_line(one) for one in thing.attributes)}

    def clean_attributes(self) -> list[dict[str, Any]]:
        attributes = []
        for line in self.cleaned_data["attributes"].splitlines():
            if line.strip():
                parts = [part.strip() for part in re.split(r"[|｜]", line)] + [""] * 5
                choices = [choice for choice in re.split(r"[、,，]", parts[4]) if choice.strip()]
                attributes.append(
                    {"code": parts[0], "name_zh": parts[1], "type": parts[2], "unit": parts[3], "choices": choices}
                )
        return attributes


def _line(attribute: dict[str, Any]) -> str:
    parts = (
        attribute["code"],
        attribute["name_zh"],
        attribute["type"],
        attribute["unit"],
        "、".join(attribute["choices"]),
    )
    return " | ".join(parts).rstrip(" |")


class ConditionForm(forms.Form):
    """What somebody found at a facility."""

    condition = forms.ChoiceField(
        label=_("Condition"), choices=[choice for choice in Condition.choices if choice[0] != "unknown"]
    )
    on = forms.DateField(label=_("Found on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = _text(_("Source"), 100, required=True, hint=_("For example: patrol, census, report of the unit"))
    note_zh = _text(_("Note"), 300)
