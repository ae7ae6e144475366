"""The office's side of the deliberation: who sits on the jury, which comments are released."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.honours.forms import JurorForm, NothingForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.honours import actions, queries
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


def jury(request: StaffRequest, pk: int) -> HttpResponse:
    """Appoint somebody, or draw the free seats."""
    season = queries.get_season_for(request.actor, pk)
    if season.state not in ("nominating", "deliberating"):
        raise NotFound("jury")
    seated = queries.jury_of(season)
    taken = {one.person_id for one in seated}
    people = [one for one in queries.eligible_jurors(request.at) if one.pk not in taken]
    is_draw = request.POST.get("deed") == "draw"
    form: Any = JurorForm(request.POST if request.method == "POST" and not is_draw else None, people=people)
    if request.method == "POST":
        drawing = NothingForm(request.POST)
        if is_draw and drawing.is_valid():
            done = attempt(drawing, lambda: actions.draw_jury(by=request.actor, at=request.at, season=season))
        else:
            done = attempt(form, lambda: _appointed(request, season, form)) if form.is_valid() else None
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:honour_jury", pk)
        form = drawing if is_draw else form
    context = {
        "season": season,
        "jury": seated,
        "form": form if isinstance(form, JurorForm) else JurorForm(people=people),
        "refusal": form if not isinstance(form, JurorForm) else None,
        "free": max(0, season.rules.jury_size - len(seated)),
        "eligible": len(people),
    }
    return render(request, "desk/honours/jury.html", context)


def _appointed(request: StaffRequest, season: Any, form: JurorForm) -> Any:
    person = form.people[form.cleaned_data["person"]]
    return actions.appoint_juror(by=request.actor, at=request.at, season=season, person=person)


@require_GET
def comments(request: StaffRequest, pk: int) -> HttpResponse:
    """What citizens wrote and nobody has read yet."""
    season = queries.get_season_for(request.actor, pk)
    found = page(queries.comments_held(season), ["pk"], cursor=request.GET.get("cursor", ""))
    return render(request, "desk/honours/comments.html", {"season": season, "page": found})


@require_POST
def comment_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Release or remove one."""
    found = queries.get_comment(pk)
    deeds = {"release": actions.release_comment, "remove": actions.remove_comment}
    if move not in deeds:
        raise NotFound("move")
    deeds[move](by=request.actor, at=request.at, comment=found)
    messages.success(request, _("Saved."))
    return redirect("desk:honour_comments", found.nomination.season_id)
