"""Laureates: the list, one with its story, plaque and what became of the honour."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.honours.forms import NothingForm, ReasonForm, StoryForm, TextForm
from chuangcheng.desk.honours.shared import chips, form_page, tabs
from chuangcheng.honours import actions, queries
from chuangcheng.honours.queries import AwardState
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.sheets import qr_svg

MOVES: dict[str, tuple[Any, type]] = {
    "question_award": (actions.question_award, ReasonForm),
    "propose_revocation": (actions.propose_revocation, TextForm),
    "keep_award": (actions.keep_award, NothingForm),
    "give_back_award": (actions.give_back_award, NothingForm),
    "tell_story": (actions.tell_story, StoryForm),
    "make_plaque": (actions.make_plaque, NothingForm),
}


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "")[:60]
    rows = queries.awards_for(request.actor, state=state, words=words)
    context = {
        "page": page(rows, ["-awarded_at"], cursor=request.GET.get("cursor", "")),
        "tabs": tabs(request, "desk:honour_awards"),
        "chips": chips(AwardState.choices, state),
        "words": words,
    }
    return render(request, "desk/honours/awards.html", context)


@require_GET
def award(request: StaffRequest, pk: int) -> HttpResponse:
    """One honour."""
    found = queries.get_award_for(request.actor, pk)
    address = reverse("portal:plaque", args=[found.plaque]) if found.plaque else ""
    context = {
        "award": found,
        "nomination": found.nomination,
        "moves": _moves(request, found),
        "is_public": queries.is_award_public(found, request.at),
        "plaque_url": request.build_absolute_uri(address) if address else "",
        "may_see_plaque": request.actor.may("honours.make_plaque"),
        "sees_proceeding": request.actor.may_anywhere("proceedings.see_proceeding"),
        "history": history(found, found.nomination, limit=50),
    }
    return render(request, "desk/honours/award.html", context)


def _moves(request: StaffRequest, found: queries.Award) -> list[tuple[str, Any]]:
    rows = [(one.verb.removeprefix("honours."), one.label) for one in queries.award_moves(request.actor, found)]
    is_held = found.state in (AwardState.IN_FORCE, AwardState.QUESTIONED)
    beside = (
        ("tell_story", _("Write the story"), is_held),
        ("make_plaque", _("Make the plaque"), is_held and not found.plaque and not found.nomination.season.is_personal),
    )
    return rows + [(name, label) for name, label, fits in beside if fits and request.actor.may(f"honours.{name}")]


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move."""
    found = queries.get_award_for(request.actor, pk)
    allowed = dict(_moves(request, found))
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]

    def done(**given: Any) -> Any:
        return deed(by=request.actor, at=request.at, award=found, **given)

    initial = {"story": found.story_zh} if kind is StoryForm else {}
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    back = reverse("desk:honour_award", args=[pk])
    context = {"note": found.nomination.number}
    return form_page(request, form, done, heading=allowed[move], back=back, context=context)


@require_GET
def plaque(request: StaffRequest, pk: int) -> HttpResponse:
    """The QR code of the plaque, to be printed."""
    found = queries.get_award_for(request.actor, pk)
    if not found.plaque:
        raise NotFound("plaque")
    address = request.build_absolute_uri(reverse("portal:plaque", args=[found.plaque]))
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")
