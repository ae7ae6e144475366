"""One post: who holds it, its roles, its history; personnel change, invitation, grants."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.units.forms import AppointForm, GrantForm, InvitePersonForm, PostForm, ReasonForm
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units import actions, queries
from chuangcheng.units.queries import Post


def _may(request: StaffRequest, verb: str, post: Post) -> bool:
    return request.actor.may(verb, unit_path=post.unit.path)


@require_GET
def post(request: StaffRequest, pk: int) -> HttpResponse:
    """Holder, roles, groups and history of a post."""
    found = queries.get_post_for(request.actor, pk)
    holdings = queries.holdings_of_post(found)
    grants = list(queries.grants().filter(post=found).order_by("-starts_at")[:50])
    context: dict[str, Any] = {
        "post": found,
        "holding": queries.holder_of(found.pk, request.at),
        "holdings": holdings,
        "grants": [{"grant": g, "is_over": g.ends_at is not None and g.ends_at <= request.at} for g in grants],
        "groups": list(queries.groups_with(found)),
        "history": history(found, limit=50),
        "may_define": _may(request, "units.define_post", found),
        "may_appoint": found.is_active and _may(request, "units.appoint_person", found),
        "may_vacate": found.is_active and _may(request, "units.vacate_post", found),
        "may_invite": found.is_active and _may(request, "units.invite_to_post", found),
        "may_grant": found.is_active and request.actor.may_anywhere("units.grant_role"),
        "may_revoke": request.actor.may_anywhere("units.revoke_grant"),
        "may_see_people": request.actor.may("accounts.see_person", unit_path=found.unit.path),
    }
    return render(request, "desk/units/post.html", context)


def post_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Set up a post of a unit."""
    unit = queries.get_unit_for(request.actor, pk)
    request.actor.must("units.define_post", unit_path=unit.path)
    form = PostForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        if queries.Post.objects.filter(code=form.cleaned_data["code"]).exists():
            form.add_error("code", _("A post with this code is there already."))
        elif made := attempt(
            form, lambda: actions.define_post(by=request.actor, at=request.at, unit=unit, **form.cleaned_data)
        ):
            messages.success(request, _("Saved. Nobody holds the post yet."))
            return redirect("desk:post", made.pk)
    return render(request, "desk/units/post_form.html", {"form": form, "unit": unit, "post": None})


def post_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a post."""
    found = queries.get_post_for(request.actor, pk)
    request.actor.must("units.define_post", unit_path=found.unit.path)
    form = PostForm(request.POST or None, unit=found.unit, post=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.define_post(by=request.actor, at=request.at, unit=found.unit, **values)):
            messages.success(request, _("Saved."))
            return redirect("desk:post", pk)
    return render(request, "desk/units/post_form.html", {"form": form, "unit": found.unit, "post": found})


def post_retire(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a vacant post out of use, after a question."""
    found = queries.get_post_for(request.actor, pk)
    request.actor.must("units.retire_post", unit_path=found.unit.path)
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.retire_post(by=request.actor, at=request.at, post=found)
        messages.success(request, _("Retired."))
        return redirect("desk:unit", found.unit_id)
    context = {
        "heading": _("Retire the post?"),
        "title": _("Retire the post?"),
        "text": f"{found.unit.name} · {found.name}",
        "consequences": [_("Give what it holds to another post first: duties and cases stay where they are.")],
        "is_dangerous": True,
        "button": _("Retire"),
        "cancel_url": reverse("desk:post", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)


def post_appoint(request: StaffRequest, pk: int) -> HttpResponse:
    """Personnel change: one form, one act."""
    found = queries.get_post_for(request.actor, pk)
    request.actor.must("units.appoint_person", unit_path=found.unit.path)
    form = AppointForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.appoint_person(by=request.actor, at=request.at, post=found, **values)):
            messages.success(request, _("Done: everything that the post holds has passed with it."))
            return redirect("desk:post", pk)
    context = {
        "form": form,
        "post": found,
        "holding": queries.holder_of(found.pk, request.at),
        "may_invite": _may(request, "units.invite_to_post", found),
    }
    return render(request, "desk/units/appoint.html", context)


def post_vacate(request: StaffRequest, pk: int) -> HttpResponse:
    """The holder leaves and nobody follows yet."""
    found = queries.get_post_for(request.actor, pk)
    request.actor.must("units.vacate_post", unit_path=found.unit.path)
    form = ReasonForm(request.POST if request.POST.get("confirmed") else None)
    if request.method == "POST" and form.is_valid():
        actions.vacate_post(by=request.actor, at=request.at, post=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("The post is vacant and stands on the list of gaps."))
        return redirect("desk:post", pk)
    holding = queries.holder_of(found.pk, request.at)
    context = {
        "heading": _("Leave the post vacant?"),
        "title": _("Leave the post vacant?"),
        "text": f"{found.unit.name} · {found.name}" + (f" · {holding.person.name}" if holding else ""),
        "consequences": [_("Its duties and cases stay with the post and wait for the next holder.")],
        "form": ReasonForm(),
        "is_dangerous": True,
        "button": _("Leave vacant"),
        "cancel_url": reverse("desk:post", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)


def post_invite(request: StaffRequest, pk: int) -> HttpResponse:
    """Invite somebody who has no account yet; the link is shown this once."""
    found = queries.get_post_for(request.actor, pk)
    request.actor.must("units.invite_to_post", unit_path=found.unit.path)
    form = InvitePersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(form, lambda: actions.invite_to_post(by=request.actor, at=request.at, post=found, **values))
        if done:
            invitation, token = done
            context = {
                "heading": _("Invitation made"),
                "person_name": invitation.name,
                "link": request.build_absolute_uri(reverse("desk:join", args=[token])),
                "expires_at": invitation.expires_at,
                "back_url": reverse("desk:post", args=[pk]),
            }
            return _once(render(request, "desk/account/link.html", context))
    context = {"form": form, "post": found, "holding": queries.holder_of(found.pk, request.at)}
    return render(request, "desk/units/invite.html", context)


def _once(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def post_grant(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the post a role."""
    found = queries.get_post_for(request.actor, pk)
    form = GrantForm(request.POST or None, post=found)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("role", "unit", "area")}
        ends_at = form.ends_at()
        if attempt(
            form,
            lambda: actions.grant_role(by=request.actor, at=request.at, post=found, ends_at=ends_at, **values),
        ):
            messages.success(request, _("Granted."))
            return redirect("desk:post", pk)
    return render(request, "desk/units/grant.html", {"form": form, "post": found})


def grant_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """End a grant now, after a question."""
    grant = queries.get_grant(pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        reason = request.POST.get("reason", "")[:200]
        actions.revoke_grant(by=request.actor, at=request.at, grant=grant, reason=reason)
        messages.success(request, _("Revoked."))
        return redirect("desk:post", grant.post_id)
    context = {
        "heading": _("Revoke the role?"),
        "title": _("Revoke the role?"),
        "text": f"{grant.post.unit.name} · {grant.post.name} · {grant.role.name}",
        "form": ReasonForm(),
        "is_dangerous": True,
        "button": _("Revoke"),
        "cancel_url": reverse("desk:post", args=[grant.post_id]),
    }
    return render(request, "kit/confirm.html", context)
