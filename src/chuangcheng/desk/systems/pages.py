"""Other systems that hold a key: issue, limits, last use, revoke."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.accounts import actions, queries
from chuangcheng.accounts.queries import ApiClient
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.actions import appoint_person
from chuangcheng.units.queries import Post, posts_of, vacant_posts


class ClientForm(forms.Form):
    """A name, the post whose roles say what it may, and how often it may ask."""

    name = forms.CharField(label=gettext_lazy("Name of the system"), max_length=60)
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label=gettext_lazy("Post"),
        required=False,
        help_text=gettext_lazy("A vacant post; its roles say what the system sees and may do. Without one: nothing."),
    )
    a_minute = forms.IntegerField(label=gettext_lazy("Requests a minute"), min_value=1, max_value=6000, initial=120)
    a_day = forms.IntegerField(label=gettext_lazy("Requests a day"), min_value=1, max_value=1_000_000, initial=20_000)

    def __init__(self, *args: Any, request: StaffRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["post"]
        field.queryset = vacant_posts(request.actor, request.at).order_by("unit__path", "code")
        field.label_from_instance = lambda post: f"{post.unit.name} · {post.name}"


class RevokeForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


@require_GET
def clients(request: StaffRequest) -> HttpResponse:
    """Keys, the newest first."""
    found = page(queries.clients(request.actor), ["-id"], cursor=request.GET.get("cursor", ""))
    posts = posts_of([one.person_id for one in found.rows], request.at)
    context = {
        "page": found,
        "rows": [_row(one, posts.get(one.person_id, []), request) for one in found.rows],
        "may_issue": request.actor.may_anywhere("accounts.issue_client"),
    }
    return render(request, "desk/systems/clients.html", context)


def _row(client: ApiClient, posts: list[Post], request: StaffRequest) -> dict[str, Any]:
    today = client.day_count if client.day == timezone.localdate(request.at) else 0
    return {"client": client, "posts": posts, "today": today}


def new(request: StaffRequest) -> HttpResponse:
    """A key, shown this once."""
    form = ClientForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _issued(request, form.cleaned_data))
        if made is not None:
            client, key = made
            return render(request, "desk/systems/key.html", {"client": client, "key": key})
    return render(request, "desk/systems/new.html", {"form": form})


def _issued(request: StaffRequest, given: dict[str, Any]) -> tuple[ApiClient, str]:
    limits = {name: given[name] for name in ("a_minute", "a_day")}
    with transaction.atomic():
        client, key = actions.issue_client(by=request.actor, at=request.at, name=given["name"], **limits)
        if given["post"]:
            appoint_person(by=request.actor, at=request.at, post=given["post"], person=client.person)
    return client, key


@require_GET
def client(request: StaffRequest, pk: int) -> HttpResponse:
    """One system: its post, its limits, when it came last."""
    found = queries.get_client_for(request.actor, pk)
    posts = posts_of([found.person_id], request.at).get(found.person_id, [])
    context = {
        **_row(found, posts, request),
        "history": history(found, limit=50),
        "may_revoke": found.revoked_at is None and request.actor.may_anywhere("accounts.revoke_client"),
    }
    return render(request, "desk/systems/client.html", context)


def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Asked once, with a reason."""
    found = queries.get_client_for(request.actor, pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.revoke_client(by=request.actor, at=request.at, client=found, reason=reason)):
            messages.success(request, _("The key opens nothing any more."))
            return redirect("desk:api_client", pk)
    return render(request, "desk/systems/revoke.html", {"form": form, "client": found})
