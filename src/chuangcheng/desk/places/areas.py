"""The area tree, one area, and the two short lists: site types and facility kinds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.places.pages import tabs
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places import queries
from chuangcheng.places.queries import Area

MOST_NODES = 3_000


def _tree(areas: list[Area]) -> list[dict[str, Any]]:
    """Nested nodes; an area whose parent is not visible stands at the top."""
    nodes: dict[int, dict[str, Any]] = {}
    roots: list[dict[str, Any]] = []
    for area in areas:
        node: dict[str, Any] = {
            "code": area.code,
            "label": area,
            "url": reverse("desk:area", args=[area.pk]),
            "meta": area.get_level_display(),
            "is_open": area.level in ("city", "district"),
            "children": [],
        }
        nodes[area.pk] = node
        above = nodes.get(area.parent_id or 0)
        (above["children"] if above else roots).append(node)
    return roots


@require_GET
def areas(request: StaffRequest) -> HttpResponse:
    """The tree: everything down to communities; cells of the grid are on the page of their community."""
    found = list(queries.areas_for(request.actor).exclude(level="grid").defer("boundary")[: MOST_NODES + 1])
    context = {
        "nodes": _tree(found[:MOST_NODES]),
        "is_cut": len(found) > MOST_NODES,
        "tabs": tabs(request, "desk:areas"),
        "may_define": request.actor.may_anywhere("places.define_area"),
        "may_import": request.actor.may_anywhere("places.import_geometry"),
    }
    return render(request, "desk/places/areas.html", context)


@require_GET
def area(request: StaffRequest, pk: int) -> HttpResponse:
    """One area: where it lies, what lies inside, how much stands in it."""
    actor = request.actor
    found = queries.get_area_for(actor, pk)
    inside = queries.Sought(area=found)
    counted = {
        noun: queries.counted(queries.narrowed(rows, inside))
        for noun, rows in (
            ("sites", queries.sites_for(actor)),
            ("segments", queries.segments_for(actor)),
            ("facilities", queries.facilities_for(actor)),
        )
    }
    context = {
        "area": found,
        "chain": queries.area_chain(found)[:-1],
        "below": list(queries.areas_for(actor).filter(parent=found).defer("boundary")[:300]),
        "counts": {noun: f"{count:,}+" if is_more else f"{count:,}" for noun, (count, is_more) in counted.items()},
        "map_url": f"{reverse('desk:place_map', args=['sites'])}?area={found.pk}",
        "history": history(found, limit=30),
        "may_define": actor.may("places.define_area", area_path=found.path),
    }
    return render(request, "desk/places/area.html", context)


@require_GET
def site_types(request: StaffRequest) -> HttpResponse:
    """A few dozen types; checklists hang on them in the framework."""
    context = {
        "types": list(queries.site_types()),
        "tabs": tabs(request, "desk:site_types"),
        "may_define": request.actor.may_anywhere("places.define_site_type"),
    }
    return render(request, "desk/places/site_types.html", context)


@require_GET
def facility_kinds(request: StaffRequest) -> HttpResponse:
    """A few dozen kinds with what their equipment is described by."""
    context = {
        "kinds": list(queries.facility_kinds()),
        "tabs": tabs(request, "desk:facility_kinds"),
        "may_define": request.actor.may_anywhere("places.define_facility_kind"),
    }
    return render(request, "desk/places/facility_kinds.html", context)
