"""Open data: the table of files, and each file as it was written last night."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chuangcheng.documents.queries import OpenFile, open_content, open_file, open_files

SETS: dict[str, tuple[Any, Any]] = {
    "facilities": (
        gettext_lazy("Public facilities"),
        gettext_lazy("Toilets, mother-and-baby rooms, ramps, water and more, with hours and equipment."),
    ),
    "adopted-streets": (
        gettext_lazy("Adopted streets"),
        gettext_lazy("Street segments and the units that look after them."),
    ),
    "markets": (
        gettext_lazy("Markets"),
        gettext_lazy("When each was last assessed, and how many points were not met."),
    ),
    "reports": (
        gettext_lazy("Reports of citizens"),
        gettext_lazy("Published reports with their state, under the field names of Open311."),
    ),
    "bulletins": (gettext_lazy("Issued bulletins"), gettext_lazy("Numbers and fingerprints of the files.")),
}
FORMS = {"csv": "CSV", "geojson": "GeoJSON"}
TYPES = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """What there is, how large, of when, with its hash and the licence."""
    context = {
        "rows": [_row(one) for one in open_files()],
        "licence": settings.OPEN_DATA_LICENCE,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "open311_url": request.build_absolute_uri(reverse("api:open311_discovery", args=["xml"])),
    }
    return render(request, "portal/opened/files.html", context)


def _row(one: OpenFile) -> dict[str, Any]:
    code, _dot, form = one.name.rpartition(".")
    title, text = SETS.get(code, (code, ""))
    label = _("%(title)s, %(form)s") % {"title": title, "form": FORMS.get(form, form)}
    return {"file": one, "label": label, "text": text}


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file itself, streamed from where it lies; whoever has it already is told so by its hash."""
    found = open_file(name)
    tag = f'"{found.sha256}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        kind = TYPES[name.rpartition(".")[2]]
        response = FileResponse(open_content(found), as_attachment=True, filename=name, content_type=kind)
        response["Content-Length"] = str(found.size)
    response["ETag"] = tag
    response["Last-Modified"] = http_date(found.changed_at.timestamp())
    response["Cache-Control"] = "public, max-age=600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
