"""An Atom feed of what was let through, for the city or an area."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.participation import queries


@require_GET
def atom(request: HttpRequest) -> HttpResponse:
    """The newest fifty."""
    area = queries.public_area(request.GET["area"]) if request.GET.get("area") else None
    rows = queries.public_reports("", area).order_by("-received_at", "-pk")[:50]
    feed = Atom1Feed(
        title=_("Reports of citizens"),
        link=request.build_absolute_uri(reverse("portal:reports")),
        feed_url=request.build_absolute_uri(),
        description="",
        language=get_language(),
    )
    for one in queries.public_report(rows):
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
