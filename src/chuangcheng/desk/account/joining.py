"""What the holder of a one-time link sees before signing in: join, or choose a new password."""

from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.accounts import actions, queries
from chuangcheng.accounts.queries import Person
from chuangcheng.desk.account.forms import NewPasswordForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.actions import take_up_post
from chuangcheng.units.queries import actor_for, post_of_invitation

NOBODY = Actor(person_id=0, name="")
BACKEND = "django.contrib.auth.backends.ModelBackend"


@unlisted
def join(request: StaffRequest, token: str) -> HttpResponse:
    """Accept an invitation: choose a password, take up the post, be signed in."""
    invitation = queries.open_invitation(token, request.at)
    if invitation is None:
        return render(request, "desk/account/link_over.html", {"heading": _("This invitation is over")}, status=410)
    post = post_of_invitation(invitation)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = attempt(form, lambda: _join(request, token, form.cleaned_data["password"]))
        if person is not None:
            login(request, person, backend=BACKEND)
            messages.success(request, _("Welcome. You are signed in."))
            return redirect("desk:home")
    context = {
        "form": form,
        "invitation": {
            "name": invitation.name,
            "username": invitation.username,
            "unit": post.unit if post else None,
            "post": post,
            "expires_at": invitation.expires_at,
        },
    }
    return render(request, "account/invitation.html", context)


def _join(request: StaffRequest, token: str, password: str) -> Person:
    """Joining and taking up the post stand or fall together."""
    with transaction.atomic():
        person = actions.accept_invitation(by=NOBODY, at=request.at, token=token, password=password)
        take_up_post(by=actor_for(person, request.at), at=request.at, person=person)
    return person


@unlisted
def new_password(request: StaffRequest, token: str) -> HttpResponse:
    """Choose a new password by the office's one-time link, then sign in with it (and with the second factor)."""
    link = queries.open_password_link(token, request.at)
    if link is None:
        return render(request, "desk/account/link_over.html", {"heading": _("This link is over")}, status=410)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        try:
            done = attempt(
                form, lambda: actions.use_password_link(by=NOBODY, at=request.at, token=token, password=password)
            )
        except NotFound:
            return redirect("desk:new_password", token)
        if done:
            messages.success(request, _("The new password is set. Sign in with it."))
            return redirect("account_login")
    return render(request, "desk/account/new_password.html", {"form": form, "person": link.person})
