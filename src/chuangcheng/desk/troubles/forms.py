"""Forms of trouble spots: the proposal with its outline, and the small form of each move."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.cases.fields import FilesField
from chuangcheng.desk.duties.forms import PostField, UnitField
from chuangcheng.patrols.queries import Outcome, TroubleSpot
from chuangcheng.places.queries import Area, Segment

DATUMS = (("wgs84", "WGS-84"), ("gcj02", "GCJ-02"), ("bd09", "BD-09"))
MOST_BYTES = 2 * 1024 * 1024
MOST_CORNERS = 500


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CodesField(forms.CharField):
    """Codes of places, by commas, blanks or lines; cleaned to the rows. Names the first code that stands for none."""

    def __init__(self, model: Any, **options: Any) -> None:
        super().__init__(required=False, max_length=2000, **options)
        self.model = model

    def clean(self, value: Any) -> list[Any]:
        codes = str(super().clean(value)).replace(",", " ").replace("，", " ").replace("、", " ").split()[:200]
        found = {one.code: one for one in self.model.objects.filter(code__in=codes)}
        for code in codes:
            if code not in found:
                raise forms.ValidationError(_("There is no “%(code)s”.") % {"code": code})
        return [found[code] for code in dict.fromkeys(codes)]


class CornersField(forms.CharField):
    """One corner per line: longitude, latitude. Cleaned to a Polygon, or None."""

    def clean(self, value: Any) -> dict[str, Any] | None:
        text = str(super().clean(value)).replace("，", ",")
        corners: list[list[float]] = []
        for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
            try:
                lon, lat = (float(part) for part in line.replace(",", " ").split())
            except ValueError:
                said = _("Line %(number)s is not “longitude, latitude”.") % {"number": number}
                raise forms.ValidationError(said) from None
            corners.append([lon, lat])
        if not corners:
            return None
        if not 3 <= len(corners) <= MOST_CORNERS:
            raise forms.ValidationError(_("An area has 3 to 500 corners."))
        return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


class ProposalForm(forms.Form):
    """Where, what is wrong, who would treat it."""

    code = forms.CharField(max_length=30, label=_("Code"))
    name_zh = forms.CharField(max_length=200, label=_("Name"))
    problem_zh = forms.CharField(max_length=2000, widget=_lines(), label=_("What is wrong there"))
    unit = UnitField(label=_("Unit that treats it"))
    assess_every_days = forms.IntegerField(min_value=1, max_value=366, initial=30, label=_("Assessed every … days"))
    corners = CornersField(
        required=False,
        max_length=20000,
        widget=_lines(5),
        label=_("Corners"),
        help_text=_("Click them on the map, or write one per line: longitude, latitude (WGS-84)."),
    )
    segments = CodesField(
        Segment, label=_("Street segments"), help_text=_("Codes; thirty metres on either side count.")
    )
    areas = CodesField(Area, label=_("Grid cells or other areas"), help_text=_("Codes."))
    file = forms.FileField(required=False, label=_("GeoJSON file"), help_text=_("One Polygon or MultiPolygon."))
    datum = forms.ChoiceField(choices=DATUMS, label=_("Datum of the file"))

    def clean_file(self) -> Any:
        """The geometry of the file's first feature, or None."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        try:
            data = json.loads(upload.read().decode("utf-8-sig"))
            while data.get("type") in ("FeatureCollection", "Feature"):
                data = data["features"][0] if data["type"] == "FeatureCollection" else data["geometry"]
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise forms.ValidationError(_("This file cannot be read as GeoJSON (UTF-8).")) from None
        return data

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("corners") and given.get("file"):
            raise forms.ValidationError(_("Give corners or a file, not both."))
        return given


class StartForm(forms.Form):
    """The plan: what, who, until when."""

    plan = forms.CharField(
        max_length=4000, widget=_lines(5), label=_("Plan"), help_text=_("What is done, step by step.")
    )
    unit = UnitField(required=False, empty_label=_("As proposed"))
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=_("Until"))

    def __init__(self, *args: Any, spot: TroubleSpot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = PostField(spot.unit, label=_("Post"))


class LogForm(forms.Form):
    """What was done, with pictures if they help."""

    text = forms.CharField(max_length=4000, widget=_lines(), label=_("What was done"))
    photos = FilesField(required=False, label=_("Pictures"))


class ResultForm(forms.Form):
    """How the plan was carried out."""

    result = forms.CharField(max_length=4000, widget=_lines(), label=_("Result"))


class AssessForm(forms.Form):
    """How it stands now."""

    outcome = forms.ChoiceField(choices=Outcome.choices, widget=forms.RadioSelect, label=_("How it stands"))
    note = forms.CharField(required=False, max_length=2000, widget=_lines(), label=_("Note"))


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=1000, widget=_lines(), label=_("Reason"))
