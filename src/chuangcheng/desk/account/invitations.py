"""Invitations that the actor may see, and withdrawing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts import actions
from chuangcheng.accounts.queries import Invitation
from chuangcheng.desk.units.pages import tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import PostInvitation, invitations_for


def _state(request: StaffRequest, invitation: Invitation) -> tuple[str, str]:
    """(tone, word)."""
    if invitation.accepted_at:
        return "done", _("accepted")
    if invitation.revoked_at:
        return "muted", _("withdrawn")
    if invitation.expires_at <= request.at:
        return "muted", _("ran out")
    return "progress", _("waiting to be accepted")


@require_GET
def invitations(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    found = page(invitations_for(request.actor), ["-id"], cursor=request.GET.get("cursor", ""))
    rows: list[dict[str, Any]] = []
    for offer in found.rows:
        tone, word = _state(request, offer.invitation)
        may = request.actor.may("accounts.revoke_invitation", unit_path=offer.post.unit.path)
        rows.append({"offer": offer, "tone": tone, "word": word, "may_revoke": may and tone == "progress"})
    context = {"page": found, "rows": rows, "tabs": tabs(request, "desk:invitations")}
    return render(request, "desk/account/invitations.html", context)


def _offer(request: StaffRequest, pk: int) -> PostInvitation:
    offer = invitations_for(request.actor).filter(invitation_id=pk).first()
    if offer is None:
        raise NotFound("invitation")
    return offer


@require_GET
def invitation(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the journal's link leads: to the post that the invitation is for."""
    return redirect("desk:post", _offer(request, pk).post_id)


def invitation_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Withdraw an open invitation, after a question."""
    offer = _offer(request, pk)
    request.actor.must("accounts.revoke_invitation", unit_path=offer.post.unit.path)
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.revoke_invitation(by=request.actor, at=request.at, invitation=offer.invitation)
        messages.success(request, _("The invitation is withdrawn."))
        return redirect("desk:invitations")
    context = {
        "heading": _("Withdraw the invitation?"),
        "title": _("Withdraw the invitation?"),
        "text": f"{offer.invitation.name} · {offer.post.unit.name} · {offer.post.name}",
        "button": _("Withdraw"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:invitations"),
    }
    return render(request, "kit/confirm.html", context)
