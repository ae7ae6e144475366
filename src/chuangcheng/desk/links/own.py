"""Links that one made: how often they were opened, and the button that ends them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.accounts import queries
from chuangcheng.accounts.actions import revoke_link
from chuangcheng.accounts.queries import Link
from chuangcheng.kit.links import purpose
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest


@require_GET
def links(request: StaffRequest) -> HttpResponse:
    """One's own; everybody's for those who may see them."""
    found = page(queries.links(request.actor), ["-id"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "rows": [line(request, one) for one in found.rows],
        "sees_all": request.actor.may_anywhere("accounts.see_link"),
    }
    return render(request, "desk/links/links.html", context)


def line(request: StaffRequest, link: Link) -> dict[str, Any]:
    """A row of a list of links."""
    declared = purpose(link.purpose)
    return {
        "link": link,
        "what": declared.label,
        "url": reverse(declared.subject_page, args=[link.subject_id]) if declared.subject_page else "",
        "is_open": link.is_open(request.at),
    }


@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on the link opens nothing."""
    link = queries.get_link_for(request.actor, pk)
    try:
        revoke_link(by=request.actor, at=request.at, link=link)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The link is revoked."))
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "desk:links")
