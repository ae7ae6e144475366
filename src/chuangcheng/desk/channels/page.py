"""The ways out of the house: what is on, what it costs, whether it works."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.channels.tabs import tabs
from chuangcheng.desk.history import history
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices import actions, queries
from chuangcheng.notices.channel_fields import FIELDS
from chuangcheng.notices.kinds import BY_CODE
from chuangcheng.notices.queries import Channel, ChannelKind

PROBLEMS = {
    "internal_address": gettext_lazy("The address leads into an internal network."),
    "bad_url": gettext_lazy("The address is none."),
    "day_cap": gettext_lazy("The day's cost cap is reached."),
    "month_cap": gettext_lazy("The month's cost cap is reached."),
    "no_address": gettext_lazy("The person has no address for this channel."),
    "gone": gettext_lazy("The receiver wants no more."),
    "no answer in time": gettext_lazy("No answer in time."),
    "the channel is switched off": gettext_lazy("The channel is switched off."),
}


@require_GET
def channels(request: StaffRequest) -> HttpResponse:
    """All channels, and how many deliveries wait, fail and are dead."""
    counts = queries.state_counts()
    rows = [_row(request, one) for one in queries.channels()]
    context = {
        "rows": rows,
        "kinds": ChannelKind.choices,
        "counts": counts,
        "late": queries.waiting_since(request.at),
        "tabs": tabs(request, "desk:channels"),
        "may_define": request.actor.may_anywhere("notices.define_channel"),
    }
    return render(request, "desk/channels/channels.html", context)


def _row(request: StaffRequest, channel: Channel) -> dict[str, Any]:
    return {
        "channel": channel,
        "is_resting": bool(channel.resting_until and channel.resting_until > request.at),
        "spent": queries.spending(channel, request.at),
    }


@require_GET
def channel(request: StaffRequest, pk: int) -> HttpResponse:
    """One channel: settings without secrets, costs, the last deliveries."""
    found = queries.get_channel_for(request.actor, pk)
    may = request.actor.may_anywhere
    context = {
        **_row(request, found),
        "facts": [(field.label, _shown(found, field.name)) for field in FIELDS[found.kind] if not field.is_secret],
        "kinds": [BY_CODE[code].label for code in found.kinds if code in BY_CODE],
        "last": [shown(one) for one in queries.deliveries(channel=found.pk).order_by("-id")[:20]],
        "report_url": request.build_absolute_uri(reverse("desk:channel_report", args=[pk]))
        if found.kind == ChannelKind.SMS
        else "",
        "history": history(found, limit=20),
        "may_define": may("notices.define_channel"),
        "may_test": may("notices.try_channel"),
        "may_switch": may("notices.switch_off_channel" if found.is_on else "notices.switch_on_channel"),
        "may_rotate": found.kind == ChannelKind.WEBHOOK and may("notices.rotate_secret"),
    }
    return render(request, "desk/channels/channel.html", context)


def _shown(channel: Channel, name: str) -> str:
    value = channel.settings.get(name, "")
    return "\n".join(f"{key}={text}" for key, text in value.items()) if isinstance(value, dict) else str(value)


def shown(delivery: Any) -> dict[str, Any]:
    """A row of the log, its problem in words where we know it."""
    kind = BY_CODE.get(delivery.kind)
    return {
        "delivery": delivery,
        "kind": kind.label if kind else (_("Digest") if delivery.kind == "digest" else _("Test")),
        "problem": PROBLEMS.get(delivery.problem, delivery.problem),
    }


@require_POST
def test(request: StaffRequest, pk: int) -> HttpResponse:
    """A test to oneself, or to the group or system."""
    found = queries.get_channel_for(request.actor, pk)
    try:
        made = actions.try_channel(by=request.actor, at=request.at, channel=found)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("desk:channel", pk)
    messages.success(request, _("The test is on its way; this page says what came of it."))
    return redirect("desk:delivery", made.pk)


@require_POST
def switch(request: StaffRequest, pk: int) -> HttpResponse:
    """On or off, the other of what it is."""
    found = queries.get_channel_for(request.actor, pk)
    try:
        if found.is_on:
            actions.switch_off_channel(by=request.actor, at=request.at, channel=found)
            messages.success(request, _("The channel is switched off."))
        else:
            actions.switch_on_channel(by=request.actor, at=request.at, channel=found)
            messages.success(request, _("The channel is switched on."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("desk:channel", pk)


@require_POST
def secret(request: StaffRequest, pk: int) -> HttpResponse:
    """A new signing secret, shown this once."""
    found = queries.get_channel_for(request.actor, pk)
    fresh = actions.rotate_secret(by=request.actor, at=request.at, channel=found)
    return render(request, "desk/channels/secret.html", {"channel": found, "secret": fresh})


@require_GET
def short_messages(request: StaffRequest) -> HttpResponse:
    """Codes and reminders to citizens: that they left. Only in the sample city one may read them."""
    context = {"rows": queries.short_messages(), "tabs": tabs(request, "desk:short_messages")}
    return render(request, "desk/channels/short.html", context)
