"""A standard with what belongs to it, site types with their check points, standards that nothing bears on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuangcheng.desk.frameworks.cards import card_sets
from chuangcheng.desk.frameworks.forms import may
from chuangcheng.desk.history import history
from chuangcheng.duties.queries import lines
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.queries import Indicator, Level, Method
from chuangcheng.frameworks.rules import SCORED_METHODS
from chuangcheng.frameworks.spreadsheet import parameters_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import SiteType

EDITING = ("edit_indicator", "add_check_point", "edit_check_point")


@require_GET
def standard(request: StaffRequest, pk: int) -> HttpResponse:
    """Item, content or standard: what it asks, how much it carries, who answers for it, what is checked."""
    row = queries.indicator_by_pk(pk)
    points = list(queries.check_points_below(row))
    site_types = {one.code: one for one in SiteType.objects.filter(code__in=row.site_types)}
    duty = lines([row])[0] if row.level != Level.ITEM else None
    context = {
        "standard": row,
        "edition": row.edition,
        "above": [one for one in (row.parent.parent if row.parent else None, row.parent) if one],
        "children": list(row.children.order_by("position")),
        "points": points,
        "point_count": len(points),
        "card_sets": card_sets(points) if row.level == Level.STANDARD else [],
        "site_types": [site_types[code] for code in row.site_types if code in site_types],
        "shares": _shares(row),
        "parameters": parameters_text(tuple(sorted(row.style_parameters.items()))),
        "duty": duty,
        "history": history(row),
        "may": may(request.actor, *EDITING),
        "may_assign": request.actor.may_anywhere("duties.assign_duty") and row.edition.is_published,
        "has_material": _has_material(request, row),
    }
    return render(request, "desk/frameworks/standard.html", context)


def _has_material(request: StaffRequest, row: Indicator) -> bool:
    """Whether the standard is assessed by material that this reader may see."""
    is_asked = row.level == Level.STANDARD and Method.MATERIAL in row.methods and row.edition.is_published
    return is_asked and request.actor.may_anywhere("materials.see_material")


def _shares(row: Indicator) -> list[dict[str, Any]]:
    """What share of each method's points the standard (or everything below) carries."""
    codes = {row.code} if row.level == Level.STANDARD else None
    if codes is None:
        below = row.edition.indicators.filter(path__startswith=row.path, level=Level.STANDARD)
        codes = set(below.values_list("code", flat=True))
    found = queries.shares_of(row.edition)
    return [
        {"method": Method(method).label, "share": float(sum(found[method].get(code, 0) for code in codes))}
        for method in SCORED_METHODS
        if any(code in found[method] for code in codes)
    ]


@require_GET
def site_types(request: StaffRequest, pk: int) -> HttpResponse:
    """The edition's site types with their sample sizes and how many check points each has."""
    one = queries.edition_by_pk(pk)
    counts = queries.check_point_counts(one)
    rows = [
        {"row": row, "count": counts.get(row.site_type_id, 0)}
        for row in one.site_types.select_related("site_type").order_by("position")
    ]
    return render(request, "desk/frameworks/site_types.html", {"edition": one, "rows": rows})


@require_GET
def site_type(request: StaffRequest, pk: int, site_type: int) -> HttpResponse:
    """What is answered at a site of this type."""
    one = queries.edition_by_pk(pk)
    row = one.site_types.select_related("site_type").filter(site_type=site_type).first()
    if row is None:
        raise NotFound("site type")
    context = {
        "edition": one,
        "row": row,
        "points": list(queries.check_points(one, row.site_type)),
        "may": may(request.actor, *EDITING),
    }
    return render(request, "desk/frameworks/site_type.html", context)


@require_GET
def bare_standards(request: StaffRequest, pk: int) -> HttpResponse:
    """Standards that no check point bears on: those that field inspection looks at come first."""
    one = queries.edition_by_pk(pk)
    rows = list(queries.standards_without_check_points(one).select_related("parent"))
    rows.sort(key=lambda row: (Method.FIELD not in row.methods, row.position))
    field_count = sum(Method.FIELD in row.methods for row in rows)
    return render(
        request, "desk/frameworks/bare_standards.html", {"edition": one, "rows": rows, "field_count": field_count}
    )
