"""The log of deliveries; the dead are released or discarded here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.channels.forms import DeliveryFilter
from chuangcheng.desk.channels.page import shown
from chuangcheng.desk.channels.tabs import tabs
from chuangcheng.journal.queries import outward
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices import actions, queries
from chuangcheng.notices.queries import Delivery, DeliveryState

AGAIN = (DeliveryState.GIVEN_UP, DeliveryState.SENT, DeliveryState.DELIVERED)


@require_GET
def deliveries(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    form = DeliveryFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {"state": "", "channel": ""}
    rows = queries.deliveries(state=chosen["state"], channel=int(chosen["channel"] or 0) or None)
    found = page(rows, ["-id"], cursor=request.GET.get("cursor", ""))
    context = {
        "form": form,
        "page": found,
        "rows": [shown(one) for one in found.rows],
        "tabs": tabs(request, "desk:deliveries"),
    }
    return render(request, "desk/channels/deliveries.html", context)


def delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """One delivery with its attempts."""
    found = queries.get_delivery_for(request.actor, pk)
    if request.method == "POST":
        _act(request, found)
        return redirect("desk:delivery", pk)
    may = request.actor.may_anywhere
    context = {
        **shown(found),
        "attempts": found.attempts.all()[:50],
        "sentence": outward(found.entry)[0] if found.entry else "",
        "bundle": found.bundle.select_related("entry")[:60] if found.kind == "digest" else [],
        "may_release": found.state in AGAIN and may("notices.release_delivery"),
        "may_discard": found.state == DeliveryState.GIVEN_UP and may("notices.discard_delivery"),
        "is_moving": found.state in (DeliveryState.WAITING, DeliveryState.FAILED),
    }
    return render(request, "desk/channels/delivery.html", context)


def _act(request: StaffRequest, found: Delivery) -> None:
    try:
        if "release" in request.POST:
            actions.release_delivery(by=request.actor, at=request.at, delivery=found)
            messages.success(request, _("It is on its way again."))
        else:
            reason = request.POST.get("reason", "")
            actions.discard_delivery(by=request.actor, at=request.at, delivery=found, reason=reason)
            messages.success(request, _("Discarded; the log keeps it."))
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
