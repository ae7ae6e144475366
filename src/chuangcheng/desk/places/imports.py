"""Spreadsheets and GeoJSON in: upload, look at what would change, confirm."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import KeptUpload, kept_upload
from chuangcheng.desk.places.forms import DATUM_CHOICES
from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places import actions, spreadsheet
from chuangcheng.places.geojson import preview_geojson
from chuangcheng.places.preview import SHOWN_ROWS, Preview
from chuangcheng.places.queries import AreaLevel, place_by_reference

PAGE = "desk:place_import"
GEOMETRY_PAGE = "desk:geometry_import"
NOUNS = {"segments": "segment", "sites": "site", "facilities": "facility"}
KIND_CHOICES = (
    ("area", gettext_lazy("Boundaries of areas")),
    ("segment", gettext_lazy("Lines of street segments")),
    ("site", gettext_lazy("Points of sites")),
    ("facility", gettext_lazy("Points of facilities")),
)


class UploadForm(forms.Form):
    """A spreadsheet, and the datum its coordinates are in."""

    file = forms.FileField(label=gettext_lazy("File (XLSX, XLS or CSV)"))
    datum = forms.ChoiceField(
        label=gettext_lazy("Coordinates in the file are"), choices=DATUM_CHOICES, initial="wgs84", required=False
    )


class GeometryForm(forms.Form):
    """A GeoJSON file; level and upper area stand in where the file does not say them."""

    file = forms.FileField(label=gettext_lazy("File (GeoJSON)"))
    kind = forms.ChoiceField(label=gettext_lazy("The file holds"), choices=KIND_CHOICES)
    datum = forms.ChoiceField(label=gettext_lazy("Coordinates in the file are"), choices=DATUM_CHOICES, initial="wgs84")
    level = forms.ChoiceField(
        label=gettext_lazy("Level of new areas"),
        required=False,
        choices=[("", gettext_lazy("as the file says")), *AreaLevel.choices],
    )
    parent = PlaceField(label=gettext_lazy("Upper area of new areas"), kinds=("area",), required=False)


def _content(upload: KeptUpload) -> bytes:
    return bytes(upload.content)


def place_import(request: StaffRequest, noun: str) -> HttpResponse:
    """Segments, sites or facilities from a spreadsheet."""
    kind, form = NOUNS[noun], UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "upload" in request.POST:
        upload = kept_upload(request.actor, PAGE, request.POST["upload"])
        preview = spreadsheet.preview_spreadsheet(kind, _content(upload), upload.filename, _datum(request))
        action = getattr(actions, f"import_{noun}")
        action(by=request.actor, at=request.at, rows=preview.values, source=upload.filename)
        return _done(request, preview, f"desk:{noun}")
    context: dict[str, Any] = {"form": form, "noun": noun, "back": reverse(f"desk:{noun}"), "heading": _heading(noun)}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        datum = given["datum"] or "wgs84"
        read = attempt(form, lambda: _preview_sheet(request, kind, given["file"], datum))
        if read:
            context |= _shown(*read, datum=datum)
    return render(request, "desk/places/import.html", context)


def _heading(noun: str) -> str:
    headings = {
        "segments": _("Import street segments"),
        "sites": _("Import sites"),
        "facilities": _("Import facilities"),
    }
    return headings[noun]


def _preview_sheet(request: StaffRequest, kind: str, file: Any, datum: str) -> tuple[Preview, KeptUpload]:
    content = file.read()
    preview = spreadsheet.preview_spreadsheet(kind, content, file.name, datum)
    return preview, keep_upload(by=request.actor, at=request.at, page=PAGE, filename=file.name, content=content)


def _datum(request: StaffRequest) -> str:
    datum = request.POST.get("datum", "")
    return datum if datum in dict(DATUM_CHOICES) else "wgs84"


def _shown(preview: Preview, upload: KeptUpload, *, datum: str, **hidden: str) -> dict[str, Any]:
    """What the page shows of a preview: the counts are of the whole file, the rows of its beginning."""
    shown = Preview(preview.rows[:SHOWN_ROWS], preview.errors[:SHOWN_ROWS], preview.unchanged_count)
    is_cut = len(preview.rows) > SHOWN_ROWS or len(preview.errors) > SHOWN_ROWS
    return {
        "preview": {
            "added_count": preview.added_count,
            "changed_count": preview.changed_count,
            "removed_count": 0,
            "refused_count": preview.refused_count,
            "rows": shown.rows,
            "errors": shown.errors,
        },
        "is_cut": is_cut,
        "shown_count": SHOWN_ROWS,
        "row_count": len(preview.rows),
        "unchanged_count": preview.unchanged_count,
        "ignored": "、".join(dict.fromkeys(preview.ignored)),
        "hidden": [("upload", str(upload.pk)), ("datum", datum), *hidden.items()],
        "filename": upload.filename,
        "datum_label": dict(DATUM_CHOICES)[datum],
    }


def _done(request: StaffRequest, preview: Preview, target: str) -> HttpResponse:
    messages.success(
        request,
        _("Imported: {added} added, {changed} changed, {refused} refused.").format(
            added=preview.added_count, changed=preview.changed_count, refused=preview.refused_count
        ),
    )
    return redirect(target)


def geometry_import(request: StaffRequest) -> HttpResponse:
    """Boundaries, lines or points from GeoJSON in any of the three datums."""
    form = GeometryForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "area")})
    parent_field = form.fields["parent"]
    assert isinstance(parent_field, PlaceField)
    parent_field.actor = request.actor
    if request.method == "POST" and "upload" in request.POST:
        return _confirm_geometry(request)
    context: dict[str, Any] = {"form": form, "heading": _("Import geometry"), "back": reverse("desk:places")}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        parent = given["parent"].reference if given["parent"] else ""
        read = attempt(form, lambda: _preview_geometry(request, given["file"], given, parent))
        if read:
            hidden = {"kind": given["kind"], "level": given["level"], "parent": parent}
            context |= _shown(*read, datum=given["datum"], **hidden)
    return render(request, "desk/places/import.html", context)


def _preview_geometry(
    request: StaffRequest, file: Any, given: dict[str, Any], parent: str
) -> tuple[Preview, KeptUpload]:
    content = file.read()
    preview = _read_geometry(content, file.name, given["kind"], given["datum"], given["level"], parent)
    upload = keep_upload(by=request.actor, at=request.at, page=GEOMETRY_PAGE, filename=file.name, content=content)
    return preview, upload


def _read_geometry(content: bytes, name: str, kind: str, datum: str, level: str, parent: str) -> Preview:
    code = place_by_reference(parent).thing.code if parent else ""
    return preview_geojson(kind, content, name, datum, level=level, parent_code=code)


def _confirm_geometry(request: StaffRequest) -> HttpResponse:
    upload = kept_upload(request.actor, GEOMETRY_PAGE, request.POST["upload"])
    kind = request.POST.get("kind", "")
    kind = kind if kind in dict(KIND_CHOICES) else "area"
    level = request.POST.get("level", "")
    preview = _read_geometry(
        _content(upload), upload.filename, kind, _datum(request), level, request.POST.get("parent", "")
    )
    actions.import_geometry(
        by=request.actor, at=request.at, kind=kind, rows=preview.values, file=upload.filename, datum=_datum(request)
    )
    targets = {"area": "desk:areas", "segment": "desk:segments", "site": "desk:sites", "facility": "desk:facilities"}
    return _done(request, preview, targets[kind])
