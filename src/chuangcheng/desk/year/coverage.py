"""What has been seen this year, and what has not been seen for longest."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.year.forms import UnseenFilter
from chuangcheng.inspections import queries
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Writable, download


@require_GET
def coverage(request: StaffRequest) -> HttpResponse:
    """Per type: N, sites seen, times; with the plan's batches for those who may see them."""
    this = timezone.localdate(request.at).year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= this else this
    plan = queries.year_plans(request.actor).filter(year=year).first()
    rows = queries.batches(plan, request.at) if plan else []
    context = {
        "year": year,
        "previous": year - 1,
        "next": year + 1 if year < this else None,
        "rows": queries.coverage(year, rows, timezone.localtime(request.at)),
        "plan": plan,
        "may_plan": request.actor.may_anywhere("inspections.see_year_plan"),
    }
    return render(request, "desk/year/coverage.html", context)


@require_GET
def unseen_sites(request: StaffRequest) -> HttpResponse:
    """Active sites, those never or longest ago seen first."""
    form = UnseenFilter(request.GET)
    rows = queries.unseen_sites(**form.narrowing())
    found = page(rows, ["seen_at"], cursor=request.GET.get("cursor", ""), size=50)
    context = {"form": form, "page": found, "never": queries.NEVER, "query": request.GET.urlencode()}
    return render(request, "desk/year/unseen.html", context)


@require_GET
def export_unseen_sites(request: StaffRequest) -> HttpResponseBase:
    """The same rows as a spreadsheet."""
    form = UnseenFilter(request.GET)
    rows = queries.unseen_sites(**form.narrowing()).order_by("seen_at", "pk")
    header = [_("Code"), _("Site"), _("Kind of site"), _("Area"), _("Street address"), _("Seen last")]
    sheet = Writable(_("Sites long unseen"), header, _cells(rows), (14, 40, 20, 20, 40, 18))
    return download(_("Sites long unseen"), [sheet], kind="xlsx")


def _cells(rows: Any) -> Iterator[list[Any]]:
    for site in rows.iterator(chunk_size=500):
        seen = "" if site.seen_at == queries.NEVER else site.seen_at
        yield [site.code, site.name_zh, site.site_type.name_zh, site.area.name_zh, site.address_zh, seen]
