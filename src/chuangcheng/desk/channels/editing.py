"""Setting up a channel and changing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.channels.forms import ChannelForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices import actions, queries
from chuangcheng.notices.queries import Channel, ChannelKind


def new(request: StaffRequest, channel_kind: str) -> HttpResponse:
    """A new channel is switched off until a test has come through."""
    if channel_kind not in ChannelKind.values:
        raise Http404
    form = ChannelForm(request.POST or None, kind=channel_kind)
    if request.method == "POST" and form.is_valid() and (made := _save(request, form)):
        return redirect("desk:channel", made.pk)
    return render(request, "desk/channels/form.html", {"form": form, "label": ChannelKind(channel_kind).label})


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a channel."""
    channel = queries.get_channel_for(request.actor, pk)
    form = ChannelForm(request.POST or None, kind=channel.kind, channel=channel)
    if request.method == "POST" and form.is_valid() and _save(request, form):
        return redirect("desk:channel", pk)
    context = {"form": form, "channel": channel, "label": ChannelKind(channel.kind).label}
    return render(request, "desk/channels/form.html", context)


def _save(request: StaffRequest, form: ChannelForm) -> Channel | None:
    made = attempt(
        form,
        lambda: actions.define_channel(
            by=request.actor, at=request.at, channel=form.channel, kind=form.kind, **form.values
        ),
    )
    if made:
        messages.success(request, _("Saved."))
    return made
