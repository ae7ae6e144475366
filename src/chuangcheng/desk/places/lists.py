"""The three long lists, their maps and their spreadsheets: sites, street segments, facilities."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.places.filters import FacilityFilter, PlaceFilter, SegmentFilter, SiteFilter
from chuangcheng.desk.places.pages import condition_legend, tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.places import queries, spreadsheet


@dataclass(frozen=True, slots=True)
class Noun:
    """One of the three: where its rows come from and what its pages are called."""

    kind: str
    plural: str
    rows: Callable[..., Any]
    form: type[PlaceFilter]


SITE = Noun("site", "sites", queries.sites_for, SiteFilter)
SEGMENT = Noun("segment", "segments", queries.segments_for, SegmentFilter)
FACILITY = Noun("facility", "facilities", queries.facilities_for, FacilityFilter)
OUTLINES = ("search_text", "area__boundary")
UNWRITTEN = {
    "sites": (*OUTLINES, "segment__line", "facility__equipment"),
    "segments": (*OUTLINES, "line"),
    "facilities": (*OUTLINES, "segment__line"),
}
"""Long columns that no sheet has: they would be read for every row."""
NOUNS = {noun.plural: noun for noun in (SITE, SEGMENT, FACILITY)}


def _list(request: StaffRequest, noun: Noun) -> HttpResponse:
    form = noun.form(request.GET, actor=request.actor)
    rows = form.narrow(noun.rows(request.actor))
    count, is_more = queries.counted(rows)
    query = urlencode([(name, value) for name, value in request.GET.items() if value and name != "cursor"])
    context = {
        "form": form,
        "page": page(rows, ["code"], cursor=request.GET.get("cursor", "")),
        "total": None if is_more else count,
        "query": query,
        "map_url": f"{reverse('desk:place_map', args=[noun.plural])}?{query}",
        "legend": condition_legend() if noun is FACILITY else (),
        "tabs": tabs(request, f"desk:{noun.plural}"),
        "may_define": request.actor.may_anywhere(f"places.define_{noun.kind}"),
        "may_import": request.actor.may_anywhere(f"places.import_{noun.plural}"),
        "may_make_signs": request.actor.may_anywhere("places.make_signs"),
        "noun": noun.plural,
    }
    return render(request, f"desk/places/{noun.plural}.html", context)


@require_GET
def sites(request: StaffRequest) -> HttpResponse:
    """Sites, by words, type and area."""
    return _list(request, SITE)


@require_GET
def segments(request: StaffRequest) -> HttpResponse:
    """Street segments, by words and area."""
    return _list(request, SEGMENT)


@require_GET
def facilities(request: StaffRequest) -> HttpResponse:
    """Facilities, by words, kind, condition and area."""
    return _list(request, FACILITY)


@require_GET
def export(request: StaffRequest, noun: str) -> HttpResponseBase:
    """What the list shows, all pages of it, as a workbook that the import takes back."""
    chosen = NOUNS[noun]
    form = chosen.form(request.GET, actor=request.actor)
    rows = form.narrow(chosen.rows(request.actor)).order_by("code").defer(*UNWRITTEN[noun])
    if chosen is SITE:
        sheets = [spreadsheet.site_sheet(rows.select_related("facility").iterator(2000))]
    elif chosen is SEGMENT:
        sheets = [spreadsheet.segment_sheet(rows.iterator(2000))]
    else:
        used = set(rows.order_by().values_list("kind", flat=True).distinct())
        kinds = [kind for kind in queries.facility_kinds() if kind.pk in used] or list(queries.facility_kinds()[:1])
        sheets = spreadsheet.facility_sheets(kinds, lambda kind: rows.filter(kind=kind).iterator(2000))
    titles = {"sites": _("Sites"), "segments": _("Street segments"), "facilities": _("Facilities")}
    return download(f"{titles[noun]} {request.at:%Y-%m-%d}", sheets)
