"""Gaps: what nobody leads, who leads too much, places and posts without anybody."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.duties.forms import pages
from chuangcheng.desk.numbers import numbers
from chuangcheng.duties import queries
from chuangcheng.frameworks import queries as frameworks
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

TITLES: dict[str, Any] = {
    "without-lead": gettext_lazy("Standards that nobody leads"),
    "without-check-points": gettext_lazy("Standards without check points"),
    "segments": gettext_lazy("Street segments without a holder"),
    "sites": gettext_lazy("Sites without a holder"),
    "facilities": gettext_lazy("Facilities without a holder"),
    "areas": gettext_lazy("Areas without a holder"),
    "vacant-posts": gettext_lazy("Vacant posts that hold duties"),
    "too-many": gettext_lazy("Units and how much they lead"),
}
KINDS = {"segments": "segment", "sites": "site", "facilities": "facility", "areas": "area"}


@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """Every gap as a figure that opens its list."""
    editions = frameworks.editions_in_force(request.at)
    gaps = queries.coverage(editions, request.at)
    counts = {
        "without-lead": gaps.without_lead,
        "too-many": gaps.too_many,
        "segments": gaps.segments,
        "sites": gaps.sites,
        "facilities": gaps.facilities,
        "areas": gaps.areas,
        "vacant-posts": gaps.vacant_posts,
        "without-check-points": gaps.without_check_points,
    }
    most = queries.most_standards()
    context = {
        "figures": [{"gap": gap, "label": TITLES[gap], "count": count} for gap, count in counts.items()],
        "loads": queries.loads(editions, most)[:15],
        "most": most,
        "without_post": gaps.without_post,
        "editions": editions,
        "numbers": numbers(request, "most_standards"),
        "pages": pages(request),
    }
    return render(request, "desk/duties/coverage.html", context)


@require_GET
def gap_list(request: StaffRequest, gap: str) -> HttpResponse:
    """The rows behind one figure."""
    if gap not in TITLES:
        raise NotFound("gap")
    editions = frameworks.editions_in_force(request.at)
    context: dict[str, Any] = {"gap": gap, "title": TITLES[gap], "pages": pages(request)}
    if gap == "too-many":
        context["loads"] = queries.loads(editions, queries.most_standards())
        return render(request, "desk/duties/loads.html", context)
    cursor = request.GET.get("cursor", "")
    if gap in KINDS:
        context["page"] = page(queries.places_without_holder(KINDS[gap], request.at), ["code"], cursor=cursor)
        context["kind"] = KINDS[gap]
    elif gap == "vacant-posts":
        context["page"] = page(queries.vacant_posts_with_duties(request.at), ["code"], cursor=cursor)
    else:
        bare = gap == "without-check-points"
        rows = queries.standards_without_check_points(editions) if bare else queries.standards_without_lead(editions)
        context["page"] = page(rows, ["edition__kind", "position"], cursor=cursor)
    return render(request, "desk/duties/gap.html", context)
