"""Seasons: the list, one with its nominations and record, and its moves."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.honours.forms import NothingForm, ReasonForm, SeasonForm
from chuangcheng.desk.honours.shared import chips, form_page, tabs
from chuangcheng.honours import actions, queries
from chuangcheng.honours.queries import NominationState, Season, SeasonState
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

MOVES: dict[str, tuple[Any, type]] = {
    "close_nominations": (actions.close_nominations, NothingForm),
    "open_vote": (actions.open_vote, NothingForm),
    "conclude_deliberation": (actions.conclude_deliberation, NothingForm),
    "end_season": (actions.end_season, NothingForm),
    "cancel_season": (actions.cancel_season, ReasonForm),
}


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    state = request.GET.get("state", "")
    found = page(queries.seasons_for(request.actor, state), ["-opened_at"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "tabs": tabs(request, "desk:honour_seasons"),
        "chips": chips(SeasonState.choices, state),
        "own": {one.pk for one in queries.own_seasons(request.actor)},
    }
    return render(request, "desk/honours/seasons.html", context)


@require_GET
def season(request: StaffRequest, pk: int) -> HttpResponse:
    """Who was put forward, how far it has come, what the record says."""
    found = queries.get_season_for(request.actor, pk)
    state, words = request.GET.get("state", ""), request.GET.get("q", "")[:60]
    rows = queries.nominations_for(request.actor, found, state=state, words=words)
    sees_jury = request.actor.may("honours.see_jury")
    may_open = request.actor.may_anywhere
    context = {
        "season": found,
        "terms": found.rules,
        "page": page(rows, ["-nominated_at"], cursor=request.GET.get("cursor", "")),
        "chips": chips(NominationState.choices, state),
        "words": words,
        "moves": [(one.verb.removeprefix("honours."), one.label) for one in queries.season_moves(request.actor, found)],
        "sees_nominations": may_open("honours.see_nomination"),
        "jury": queries.jury_of(found) if sees_jury else [],
        "may_seat": may_open("honours.appoint_juror") and found.state in ("nominating", "deliberating"),
        "is_juror": queries.juror_of(request.actor, found) is not None and found.state == SeasonState.DELIBERATING,
        "may_nominate": may_open("honours.nominate") and found.state == SeasonState.NOMINATING,
        "has_reviews": may_open("honours.plan_reviews") and found.rules.site_review,
        "held_comments": queries.comments_held(found).count() if may_open("honours.release_comment") else 0,
        "standing": queries.standing_of(found) if sees_jury and found.state == SeasonState.DELIBERATING else None,
        "order": _order(request, found) if sees_jury else [],
        "history": history(found, limit=30, but=("honours.cast_vote",)),
    }
    return render(request, "desk/honours/season.html", context)


def _order(request: StaffRequest, season: Season) -> list[dict[str, Any]]:
    """The record's order, with names as far as the reader may see them."""
    record = season.record
    places = {pk: (score, rank) for pk, score, rank in record.get("order", [])[:500]}
    rows = {one.pk: one for one in queries.nominations_for(request.actor, season).filter(pk__in=places)}
    found = []
    for pk, (score, rank) in places.items():
        if pk in rows:
            marks, votes = record["of"].get(str(pk), [0, 0])
            found.append({"one": rows[pk], "score": score, "rank": rank, "marks": marks, "votes": votes})
    return found


def open_new(request: StaffRequest, pk: int) -> HttpResponse:
    """A new season of a programme."""
    programme = queries.get_programme(pk)

    def deed(**given: Any) -> Season:
        return actions.open_season(by=request.actor, at=request.at, programme=programme, **given)

    return form_page(
        request,
        SeasonForm(request.POST or None),
        deed,
        heading=_("Open a season"),
        back=reverse("desk:honour_programme", args=[pk]),
        done=lambda made: reverse("desk:honour_season", args=[made.pk]),
        context={"lead": programme},
    )


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move of the season. What table and grants do not allow does not exist."""
    found = queries.get_season_for(request.actor, pk)
    allowed = {one.verb.removeprefix("honours."): one.label for one in queries.season_moves(request.actor, found)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]

    def done(**given: Any) -> Any:
        return deed(by=request.actor, at=request.at, season=found, **given)

    form = kind(request.POST if request.method == "POST" else None)
    return form_page(request, form, done, heading=allowed[move], back=reverse("desk:honour_season", args=[pk]))
