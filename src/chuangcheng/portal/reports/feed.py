"""An Atom feed of what was let through, for the city, an area or a circle."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.kit.refused import NotFound
from chuangcheng.participation import queries
from chuangcheng.participation.rules import ALERT_RADII


@require_GET
def atom(request: HttpRequest) -> HttpResponse:
    """The newest fifty."""
    area = queries.public_area(request.GET["area"]) if request.GET.get("area") else None
    rows = queries.public_reports("", area).order_by("-received_at", "-pk")
    found = queries.around_point(rows, *_circle(request)) if "near" in request.GET else list(rows[:50])
    feed = Atom1Feed(
        title=_("Reports of citizens"),
        link=request.build_absolute_uri(reverse("portal:reports")),
        feed_url=request.build_absolute_uri(),
        description="",
        language=get_language(),
    )
    for one in queries.public_report(found[:50]):
        where = one.place or one.area
        feed.add_item(
            title=f"{one.category.name if one.category else _('Report')} · {where.name if where else ''}",
            link=request.build_absolute_uri(reverse("portal:report_page", args=[one.code])),
            description=one.text,
            pubdate=one.received_at,
            updateddate=one.answered_at or one.received_at,
            categories=(str(one.state_name),),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _circle(request: HttpRequest) -> tuple[float, float, int]:
    """Longitude, latitude and metres of `?near=98.28,39.77&metres=500`. NotFound for anything else."""
    try:
        east, north = (float(part) for part in request.GET.get("near", "").split(","))
        metres = int(request.GET.get("metres", "500"))
    except ValueError:
        raise NotFound("place") from None
    if not (-180 <= east <= 180 and -85 <= north <= 85 and 0 < metres <= max(ALERT_RADII)):
        raise NotFound("place")
    return east, north, metres
