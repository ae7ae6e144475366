"""現場核查: the round that goes to the sites of candidates."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.desk.honours.forms import ReviewRoundForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.honours import actions, queries
from chuangcheng.inspections.queries import inspector_pool
from chuangcheng.kit.requests import StaffRequest

DAYS = 7
MOST_DUE = 100


def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Whose review is due, with their sites; those without one are reviewed by hand; what earlier rounds found."""
    season = queries.get_season_for(request.actor, pk)
    due = list(queries.due_reviews(season)[:MOST_DUE])
    sites = queries.sites_of(due, request.at)
    rows = [(one, sites[one.pk]) for one in due]
    initial = _initial(season, request)
    form = ReviewRoundForm(request.POST or None, due=rows, pool=inspector_pool(request.at), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        made = attempt(form, lambda: actions.plan_reviews(by=request.actor, at=request.at, season=season, **given))
        if made is not None:
            messages.success(request, _("The round is planned. Its stops stay unseen until you open it."))
            sees = request.actor.may_anywhere("inspections.see_round")
            return redirect("desk:round", made.pk) if sees else redirect("desk:honour_season", pk)
    context = {
        "season": season,
        "form": form if any(own for _one, own in rows) else None,
        "without": [one for one, own in rows if not own],
        "reviewed": queries.season_reviews(request.actor, season, request.at),
        "back": reverse("desk:honour_season", args=[pk]),
    }
    return render(request, "desk/honours/reviews.html", context)


def _initial(season: queries.Season, request: StaffRequest) -> dict[str, Any]:
    today = timezone.localdate(request.at)
    name = f"{season.programme.name_zh}{season.name_zh}现场核查"
    dates = {"opens_on": today, "closes_on": today + timedelta(days=DAYS)}
    return {"name_zh": name, "code": f"HC-{season.pk}-{today:%m%d}", **dates}
