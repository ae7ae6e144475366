"""Who is responsible here, and why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.duties.forms import WhoForm, pages
from chuangcheng.duties.queries import group_for, responsible_for
from chuangcheng.frameworks.queries import standard_by_code
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import head_post, holders_of, liaison_post


@require_GET
def who(request: StaffRequest) -> HttpResponse:
    """A place and perhaps a standard in; the candidates in order out, each with its reason, and the group."""
    asked = "place" in request.GET or "place_words" in request.GET
    form = WhoForm(request.GET if asked else None, actor=request.actor)
    context: dict[str, Any] = {"form": form, "pages": pages(request)}
    if asked and form.is_valid():
        given = form.cleaned_data
        standard = standard_by_code(given["standard"], request.at) if given["standard"] else None
        if given["standard"] and standard is None:
            form.add_error("standard", _("No edition in force has a standard of this code."))
        place = given["place"]
        found = responsible_for(standard, place, request.at, given["default_unit"])
        site_type = place.site.site_type if place.site else None
        context |= {
            "place": place,
            "standard": standard,
            "candidates": [_candidate(one, request) for one in found],
            "group": group_for(standard, site_type, place.area, found[0].unit if found else None),
        }
    return render(request, "desk/duties/who.html", context)


def _candidate(candidate: Any, request: StaffRequest) -> dict[str, Any]:
    post = candidate.post or liaison_post(candidate.unit) or head_post(candidate.unit)
    holder = holders_of([post.pk], request.at).get(post.pk) if post else None
    return {"candidate": candidate, "post": post, "holder": holder}
