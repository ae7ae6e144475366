"""Teams of organisations and communities."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.volunteering.campaigns import tabs
from chuangcheng.desk.volunteering.forms import TeamForm
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.volunteering import actions, queries


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """By code."""
    context = {
        "page": page(queries.teams_for(request.actor), ["code"], cursor=request.GET.get("cursor", "")),
        "tabs": tabs("desk:volunteer_teams"),
        "may_define": request.actor.may_anywhere("volunteering.define_team"),
    }
    return render(request, "desk/volunteering/teams.html", context)


def new(request: StaffRequest) -> HttpResponse:
    """A team, or a change of one by its code."""
    form = TeamForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        place = given.pop("area")
        area = place.area if place else None
        if attempt(form, lambda: actions.define_team(by=request.actor, at=request.at, area=area, **given)):
            return redirect("desk:volunteer_teams")
    context = {"form": form, "heading": _("Set up a team"), "cancel_url": reverse("desk:volunteer_teams")}
    return render(request, "desk/volunteering/form.html", context)
