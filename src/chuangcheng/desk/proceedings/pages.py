"""The list of proceedings, and one with its steps, objections and what stands in the way."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.queries import names_of
from chuangcheng.desk.history import history
from chuangcheng.desk.proceedings.moves import pictures
from chuangcheng.desk.results.months import tabs
from chuangcheng.evidence.queries import file_response
from chuangcheng.honours import queries as honours
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.proceedings import actions, queries
from chuangcheng.proceedings.queries import Proceeding, State
from chuangcheng.scoring import results

ABOUT_HONOURS: dict[str, tuple[str, Any]] = {
    "honours.nomination": ("desk:honour_nomination", honours.nominations_for),
    "honours.award": ("desk:honour_award", honours.awards_for),
}
ACTS = {
    "propose": _("Begun"),
    "review": _("Reviewed"),
    "notice": _("Notice given"),
    "answer": _("Objection answered"),
    "decide": _("Decided"),
    "end": _("Ended"),
    "withdraw": _("Withdrawn"),
}
HINDRANCES = {
    "not_served": _("The notice has not been served yet."),
    "notice_runs": _("The notice has not run its days yet."),
    "objection_open": _("An objection waits for its answer."),
}


@require_GET
def proceedings(request: StaffRequest) -> HttpResponse:
    """Newest first; open ones by default."""
    state = request.GET.get("state", "open")
    found = page(
        queries.proceedings_for(request.actor, state=state), ["-proposed_at"], cursor=request.GET.get("cursor", "")
    )
    choices = [("open", _("Open")), *State.choices[3:], ("all", _("All"))]
    context = {
        "page": found,
        "rows": [
            {"row": row, "kind": queries.kind_name(row), "outcome": queries.outcome_name(row)} for row in found.rows
        ],
        "chips": [{"value": v, "label": label, "active": v == state} for v, label in choices],
        "tabs": tabs(request, "desk:proceedings"),
    }
    return render(request, "desk/proceedings/proceedings.html", context)


@require_GET
def proceeding(request: StaffRequest, pk: int) -> HttpResponse:
    """What it is about, who did what, what was objected and answered, what was decided and why."""
    found = queries.get_proceeding_for(request.actor, pk)
    steps = list(found.steps.all())
    objections = list(found.objections.select_related("unit"))
    people = {one.person_id for one in steps} | {one.answered_by_id for one in objections}
    names = names_of(person for person in people if person)
    standing = queries.standing(found, request.at)
    context = {
        "proceeding": found,
        "kind": queries.kind_name(found),
        "basis": found.kind["basis_zh"],
        "steps": [
            {"step": one, "label": ACTS.get(one.act, one.act), "who": names.get(one.person_id or 0, "")}
            for one in steps
        ],
        "objections": [{"one": one, "who": names.get(one.answered_by_id or 0, "")} for one in objections],
        "moves": _moves(request, found),
        "hindrance": HINDRANCES.get(str(standing["hindrance"])) if found.state == State.NOTICED else None,
        "standing": standing,
        "outcome": queries.outcome_name(found),
        "subject_url": _subject_url(request, found),
        "shown": queries.public_fields(found),
        "pictures": pictures(found),
        "letter_code": _letter_code(request, found),
        "may_call": request.actor.may("proceedings.read_contact", unit_path=found.unit_path),
        "history": history(found, limit=50),
    }
    return render(request, "desk/proceedings/proceeding.html", context)


@require_GET
def picture(request: StaffRequest, pk: int, token: str) -> FileResponse:
    """The covered copy, exactly as everybody would see it."""
    found = queries.get_proceeding_for(request.actor, pk)
    return file_response(queries.covered_copy(found, token), "shown")


def _letter_code(request: StaffRequest, found: Proceeding) -> str:
    """For whoever writes the letter to a party that is no unit."""
    is_sealed = found.unit is None and found.rules.objectors == "party"
    return queries.party_code(found) if is_sealed and request.actor.may_anywhere("proceedings.give_notice") else ""


def contact(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The telephone number of somebody who objected; asking for it is written down."""
    found = queries.get_proceeding_for(request.actor, pk)
    objection = found.objections.filter(number=number).first()
    if objection is None or request.method != "POST":
        raise NotFound("objection")
    phone = actions.read_contact(by=request.actor, at=request.at, objection=objection)
    context = {"proceeding": found, "one": objection, "phone": phone}
    return render(request, "desk/proceedings/contact.html", context)


def _moves(request: StaffRequest, found: Proceeding) -> list[tuple[str, Any]]:
    moves = queries.proceeding_moves(request.actor, found, request.at)
    return [(one.verb.removeprefix("proceedings."), one.label) for one in moves]


def _subject_url(request: StaffRequest, found: Proceeding) -> str:
    """The page of what it is about, if the reader may open it."""
    if found.subject_kind in ABOUT_HONOURS:
        address, rows = ABOUT_HONOURS[found.subject_kind]
        seen = rows(request.actor).filter(pk=int(found.subject_key)).exists()
        return reverse(address, args=[found.subject_key]) if seen else ""
    if found.subject_kind != results.LINE_SUBJECT:
        return ""
    rows = results.results_for(request.actor).filter(pk=found.claim.get("result", 0))
    return reverse("desk:unit_result", args=[found.claim["result"]]) if rows.exists() else ""
