"""A nomination: what speaks for it, consent, checks, review on site, and its moves."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.accounts.queries import names_of
from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.history import history
from chuangcheng.desk.honours.forms import (
    ConsentForm,
    JoinForm,
    NominateForm,
    NothingForm,
    ReasonForm,
    ReviewForm,
    SiteForm,
    SiteReviewForm,
    TextForm,
)
from chuangcheng.desk.honours.shared import as_photo, form_page
from chuangcheng.evidence.queries import file_response
from chuangcheng.honours import actions, queries
from chuangcheng.honours.actions import Subject
from chuangcheng.honours.queries import Consent, Nomination, NominationState
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Place, place_by_reference

VARIANTS = ("shown", "thumbnail", "original")
SUBJECT = ("name_zh", "honour_class", "headline_zh", "unit", "area", "site", "is_minor", "contact")
MOVES: dict[str, tuple[Any, type]] = {
    "admit_nomination": (actions.admit_nomination, SiteForm),
    "refuse_nomination": (actions.refuse_nomination, ReasonForm),
    "join_nomination": (actions.join_nomination, JoinForm),
    "propose_award": (actions.propose_award, TextForm),
    "withdraw_nomination": (actions.withdraw_nomination, ReasonForm),
    "ask_checks": (actions.ask_checks, NothingForm),
    "review_site": (actions.review_site, ReviewForm),
    "record_consent": (actions.record_consent, ConsentForm),
    "withdraw_consent": (actions.withdraw_consent, NothingForm),
    "ask_consent": (actions.ask_consent, NothingForm),
}
"""Moves of the table, then what is done beside it."""


def nominate(request: StaffRequest, pk: int) -> HttpResponse:
    """Put somebody forward."""
    season = queries.get_season_for(request.actor, pk)

    def deed(**given: Any) -> Nomination:
        subject = Subject(**{name: given[name] for name in SUBJECT if name in given})
        files = stored(request, given["uploads"] or [])
        return actions.nominate(
            by=request.actor, at=request.at, season=season, subject=subject, text=given["text"], files=files
        )

    return form_page(
        request,
        NominateForm(request.POST or None, request.FILES or None, season=season, actor=request.actor),
        deed,
        heading=_("Nominate"),
        back=reverse("desk:honour_season", args=[pk]),
        done=lambda made: reverse("desk:honour_nomination", args=[made.pk]),
        context={"lead": season.programme, "note": season.name_zh},
    )


@require_GET
def nomination(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one candidate that the reader may see."""
    found = queries.get_nomination_for(request.actor, pk)
    recommendations = list(found.recommendations.all()[:50])
    reviews = list(found.reviews.all()[:20])
    people = {one.person_id for one in recommendations} | {one.reviewed_by_id for one in reviews}
    names = names_of(person for person in people if person)
    reviewed = queries.review_found(request.actor, found, request.at)
    obstacle = queries.obstacle(found) if found.state == NominationState.CANDIDATE else ""
    context = {
        "nomination": found,
        "season": found.season,
        "terms": found.season.rules,
        "recommendations": [{"one": one, "who": names.get(one.person_id or 0, "")} for one in recommendations],
        "reviews": [{"one": one, "who": names.get(one.reviewed_by_id or 0, "")} for one in reviews],
        "checks": list(found.checks.select_related("unit")),
        "files": [_file(row) for row in found.files.select_related("file")],
        "found": reviewed,
        "earlier": queries.earlier_laureates(found),
        "obstacle": queries.OBSTACLES.get(obstacle),
        "contact": queries.contact_of(request.actor, found),
        "award": queries.awards_for(request.actor).filter(nomination=found).first(),
        "moves": _moves(request, found, reviewed),
        "may_show": request.actor.may_anywhere("honours.release_file"),
        "sees_proceeding": request.actor.may_anywhere("proceedings.see_proceeding"),
        "history": history(found, limit=50),
    }
    return render(request, "desk/honours/nomination.html", context)


def _moves(request: StaffRequest, found: Nomination, reviewed: queries.Found) -> list[tuple[str, Any]]:
    """The table's moves and what is done beside it, as far as this reader may and it makes sense now."""
    rows = [(one.verb.removeprefix("honours."), one.label) for one in queries.nomination_moves(request.actor, found)]
    path = found.unit.path if found.unit else ""
    is_live = found.state in (NominationState.RECEIVED, NominationState.CANDIDATE, NominationState.PROPOSED)
    is_candidate, is_personal = found.state == NominationState.CANDIDATE, found.season.is_personal
    beside = (
        ("ask_checks", _("Ask the offices"), is_candidate and bool(found.season.rules.checks)),
        ("review_site", *_review(_step(request, found, reviewed))),
        ("ask_consent", _("Make the link that asks for consent"), is_live and is_personal),
        ("record_consent", _("Record the consent"), is_live and is_personal and found.consent == Consent.OPEN),
        (
            "withdraw_consent",
            _("Record that consent is withdrawn"),
            (is_live or found.state == NominationState.AWARDED) and found.consent == Consent.GIVEN,
        ),
    )
    for name, label, fits in beside:
        if fits and request.actor.may(f"honours.{name}", unit_path=path):
            rows.append((name, label))
    # What goes on stands first, what takes back last.
    return sorted(rows, key=lambda row: row[0].startswith(("withdraw", "refuse")))


def _step(request: StaffRequest, found: Nomination, reviewed: queries.Found) -> str:
    """What is next with the review on site; '' where there is none."""
    is_due = found.state == NominationState.CANDIDATE and found.season.rules.site_review
    return queries.review_step(found, reviewed, request.at) if is_due else ""


def _review(step: str) -> tuple[Any, bool]:
    """The word of the button, and whether something can be said now."""
    label = _("Decide on the review on site") if step == "decide" else _("Record a review on site")
    return label, step in ("decide", "by_hand")


def _file(row: queries.NominationFile) -> dict[str, Any]:
    def url(variant: str) -> str:
        return reverse("desk:honour_file", args=[row.pk, variant])

    kind = _("Review on site") if row.review_id else ""
    photo = {**as_photo(url("shown"), url("thumbnail"), url("original"), row.file), "caption": kind}
    word = "hide" if row.is_public else "release"
    return {**photo, "is_public": row.is_public, "show_url": reverse("desk:honour_file_show", args=[row.pk, word])}


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move. What table, grants and what one did before do not allow does not exist."""
    found = queries.get_nomination_for(request.actor, pk)
    reviewed = queries.review_found(request.actor, found, request.at)
    allowed = dict(_moves(request, found, reviewed))
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    back = reverse("desk:honour_nomination", args=[pk])
    if move == "ask_consent" and request.method == "POST":
        token = deed(by=request.actor, at=request.at, nomination=found)
        url = request.build_absolute_uri(reverse("portal:honour_consent", args=[token]))
        return render(request, "desk/honours/link.html", {"nomination": found, "url": url, "back": back})

    def done(**given: Any) -> Any:
        if "uploads" in given:
            given["files"] = stored(request, given.pop("uploads") or [])
        return deed(by=request.actor, at=request.at, nomination=found, **given)

    extra: dict[str, Any] = {"nomination": found} if kind is JoinForm else {}
    if kind is SiteForm:
        extra = {"season": found.season, "actor": request.actor, "initial": {"site": _named(found)}}
    context: dict[str, Any] = {"note": f"{found.number} {found.name_zh}", "is_move": True}
    if move == "review_site":
        context["found"] = reviewed
        kind = ReviewForm if reviewed.is_visited else SiteReviewForm
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = kind(*data, **extra)
    return form_page(request, form, done, heading=allowed[move], back=back, context=context)


def _named(found: Nomination) -> Place | None:
    return place_by_reference(f"site:{found.site_id}") if found.site_id else None


@require_GET
def file(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """Evidence, for whoever sees the nomination and for its jurors."""
    try:
        row = queries.nomination_file_for(request.actor, pk)
    except NotFound:
        row = queries.juror_file_for(request.actor, pk)
    if variant not in VARIANTS or (variant != "original" and not row.file.is_image):
        raise NotFound("file")
    return file_response(row.file, variant)  # type: ignore[arg-type]


@require_POST
def show(request: StaffRequest, pk: int, word: str) -> HttpResponse:
    """Release a picture, or hide it again."""
    row = queries.nomination_file_for(request.actor, pk)
    if word not in ("release", "hide"):
        raise NotFound("word")
    deed = actions.release_file if word == "release" else actions.hide_file
    deed(by=request.actor, at=request.at, file=row)
    messages.success(request, _("Saved."))
    return redirect("desk:honour_nomination", row.nomination_id)
