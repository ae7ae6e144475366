"""People as the office and unit heads see them: within the units that they answer for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts import actions, queries
from chuangcheng.accounts.queries import Person
from chuangcheng.desk.account.forms import PeopleFilter, PersonForm
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.units.forms import ReasonForm
from chuangcheng.desk.units.pages import tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import (
    Holding,
    get_person_for,
    holdings_in_force,
    holdings_of_person,
    people_for,
    posts_of,
)


@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """People by name, with their posts."""
    form = PeopleFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = people_for(request.actor, request.at, text=wanted.get("q", ""), unit=wanted.get("unit"))
    if wanted.get("state") == "no_post":
        held = Holding.objects.filter(holdings_in_force(request.at), person=OuterRef("pk"))
        rows = rows.filter(~Exists(held), is_active=True)
    elif wanted.get("state"):
        rows = rows.filter(is_active=wanted["state"] == "open")
    found = page(rows, ["name"], cursor=request.GET.get("cursor", ""))
    posts = posts_of([person.pk for person in found.rows], request.at)
    context = {
        "form": form,
        "page": found,
        "rows": [{"person": person, "posts": posts.get(person.pk, [])} for person in found.rows],
        "tabs": tabs(request, "desk:people"),
    }
    return render(request, "desk/account/people.html", context)


@require_GET
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person: posts held and had, sign-in, what the office may do."""
    found = get_person_for(request.actor, request.at, pk)
    may = request.actor.may_anywhere
    is_other = found.pk != request.actor.person_id
    context = {
        "person": found,
        "holdings": holdings_of_person(found),
        "factors": queries.second_factors_of(found),
        "history": history(found, limit=30),
        "devices": queries.devices_of(found) if may("accounts.revoke_device") else [],
        "may_change": may("accounts.change_person"),
        "may_issue_link": found.is_active and may("accounts.issue_password_link"),
        "may_reset_factor": is_other and may("accounts.reset_second_factor"),
        "may_release": may("accounts.release_lock"),
        "may_close": is_other and found.is_active and may("accounts.deactivate_person"),
        "may_reopen": not found.is_active and may("accounts.reactivate_person"),
    }
    return render(request, "desk/account/person.html", context)


def person_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct a person's details."""
    found = get_person_for(request.actor, request.at, pk)
    form = PersonForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.change_person(by=request.actor, at=request.at, person=found, **values)):
            messages.success(request, _("Saved."))
            return redirect("desk:person", pk)
    return render(request, "desk/account/person_form.html", {"form": form, "person": found})


def _asked(request: StaffRequest, found: Person, deed: Callable[[], Any], done: str, **context: Any) -> HttpResponse:
    """A deed that is asked about first."""
    if request.method == "POST" and request.POST.get("confirmed"):
        deed()
        messages.success(request, done)
        return redirect("desk:person", found.pk)
    cancel_url = reverse("desk:person", args=[found.pk])
    context = {"title": context["heading"], "text": found.name, "cancel_url": cancel_url, **context}
    return render(request, "kit/confirm.html", context)


def person_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the account."""
    found = get_person_for(request.actor, request.at, pk)
    reason = request.POST.get("reason", "")[:200]
    return _asked(
        request,
        found,
        lambda: actions.deactivate_person(by=request.actor, at=request.at, person=found, reason=reason),
        _("The account is closed."),
        heading=_("Close the account?"),
        consequences=[
            _("The person is signed out everywhere and cannot sign in."),
            _("The posts stay with the person until somebody else is appointed or the post is left vacant."),
        ],
        form=ReasonForm(),
        is_dangerous=True,
        button=_("Close the account"),
    )


def person_reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = get_person_for(request.actor, request.at, pk)
    return _asked(
        request,
        found,
        lambda: actions.reactivate_person(by=request.actor, at=request.at, person=found),
        _("The account is open again."),
        heading=_("Open the account again?"),
        button=_("Open the account"),
    )


def person_reset_factor(request: StaffRequest, pk: int) -> HttpResponse:
    """Remove the second factors of somebody who lost the device."""
    found = get_person_for(request.actor, request.at, pk)
    return _asked(
        request,
        found,
        lambda: actions.reset_second_factor(by=request.actor, at=request.at, person=found),
        _("The second factors are removed."),
        heading=_("Remove the second factors?"),
        consequences=[
            _("One-time codes, passkeys and recovery codes stop working, and all sessions end."),
            _("Make sure that it is this person who asks: see them or call them back."),
        ],
        is_dangerous=True,
        button=_("Remove"),
    )


def person_release(request: StaffRequest, pk: int) -> HttpResponse:
    """Release a sign-in lock."""
    found = get_person_for(request.actor, request.at, pk)
    return _asked(
        request,
        found,
        lambda: actions.release_lock(by=request.actor, at=request.at, person=found),
        _("The person may try again now."),
        heading=_("Release the sign-in lock?"),
        button=_("Release"),
    )


def person_password_link(request: StaffRequest, pk: int) -> HttpResponse:
    """A one-time link for a new password, shown this once."""
    found = get_person_for(request.actor, request.at, pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        link, token = actions.issue_password_link(by=request.actor, at=request.at, person=found)
        context = {
            "heading": _("Link for a new password"),
            "person_name": found.name,
            "link": request.build_absolute_uri(reverse("desk:new_password", args=[token])),
            "expires_at": link.expires_at,
            "back_url": reverse("desk:person", args=[pk]),
        }
        response = render(request, "desk/account/link.html", context)
        response["Cache-Control"] = "no-store"
        return response
    context = {
        "heading": _("Issue a link for a new password?"),
        "title": _("Issue a link for a new password?"),
        "text": found.name,
        "consequences": [
            _("The link works once and for 24 hours; earlier links stop working."),
            _("Hand it over in person or by a channel where you know the person."),
        ],
        "button": _("Issue the link"),
        "cancel_url": reverse("desk:person", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)
