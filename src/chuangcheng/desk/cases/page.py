"""The page of one case: what it is, where it stands, why it is there, until when, and what happened."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.queries import names_of
from chuangcheng.calendars.queries import limit_text
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases import queries
from chuangcheng.cases.queries import (
    Audience,
    Case,
    CasePhoto,
    Dossier,
    ExtensionState,
    Outcome,
    PhotoKind,
    State,
    Verdict,
)
from chuangcheng.desk.cases.evidence import picture
from chuangcheng.desk.cases.hints import hints
from chuangcheng.desk.frameworks.cards import card_sets
from chuangcheng.journal.queries import timeline
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans.queries import shortfall_of_case
from chuangcheng.recurrences.queries import recurrences_of_case
from chuangcheng.units.queries import holders_of, recipients

FIRST = ("dispatch_case", "accept_case", "submit_case", "uphold_dispute", "close_case", "resume_case", "reopen_case")
"""The one move that a page puts forward, if the reader may make it."""
FROM_ABOVE = ("national", "provincial")
TONES = {
    "cases.mark_overdue": "alarm",
    "cases.escalate_case": "alarm",
    "cases.reopen_case": "warn",
    "cases.close_case": "done",
}


@require_GET
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one case, in a bounded number of queries."""
    found = queries.get_case_for(request.actor, pk)
    rows = queries.dossier(request.actor, found)
    moves = _moves(request, found, rows)
    context = {
        "case": found,
        "rows": rows,
        "shortfall": shortfall_of_case(request.actor, found) if found.source in FROM_ABOVE else None,
        "cards": next(iter(card_sets([found.check_point])), None) if found.check_point else None,
        "before": _files(rows.pictures(PhotoKind.BEFORE)),
        "attempts": _attempts(rows),
        "notes": _files(rows.pictures(PhotoKind.NOTE)),
        "slider": _slider(rows),
        "hints": hints(request, found, rows),
        "reason": queries.reason_in_words(found.dispatch_reason),
        "people": _people(found, request.at),
        "story": queries.deadline_story(found),
        "extensions": [_extension(one) for one in rows.extensions],
        "moves": moves,
        "rechecks": [
            {"row": one, "files": _files(rows.pictures(PhotoKind.RECHECK, one.number))}
            for one in reversed(rows.rechecks)
        ],
        "may_recheck": found.state == State.CLOSED
        and found.area_id is not None
        and not rows.parts
        and request.actor.may_anywhere("inspections.plan_recheck"),
        "instructions": queries.instructions_on(found),
        "may_instruct": found.unit_id is not None and _may(request, found, "cases.issue_instruction"),
        "may_note": _may(request, found, "cases.note_case"),
        "lines": _lines(found),
        "recurrences": recurrences_of_case(request.actor, found),
        "alike": _alike(request, found),
        "is_paused": found.state in (State.HELD, State.DISPUTED, State.SUBMITTED),
        "met_at": _met_at(found, rows),
        "has_deadline": found.due_at is not None,
    }
    return render(request, "desk/cases/case.html", context)


def _people(found: Case, at: datetime) -> list[dict[str, Any]]:
    """Who answers for it by name: the post that holds it, else those who hear for the unit; a vacant post is a gap."""
    posts = [found.post] if found.post else recipients(found.unit, at) if found.unit else []
    holders = holders_of([post.pk for post in posts], at)
    return [{"post": post, "holder": holders[post.pk].person if post.pk in holders else None} for post in posts]


def _may(request: StaffRequest, found: Case, verb: str) -> bool:
    return request.actor.may(verb, unit_path=found.unit_path, area_path=found.area_path)


def _moves(request: StaffRequest, found: Case, rows: Dossier) -> list[dict[str, Any]]:
    possible = queries.possible_moves(
        request.actor,
        found,
        submissions=rows.submissions,
        extension_states=[one.state for one in rows.extensions],
        has_parts=bool(rows.parts),
    )
    names = [(one.verb.removeprefix("cases."), one.label) for one in possible]
    first = next((name for name in FIRST if name in dict(names)), "")
    shown = [{"name": name, "label": label, "is_first": name == first} for name, label in names]
    return sorted(shown, key=lambda one: not one["is_first"])


def _files(photos: list[CasePhoto]) -> dict[str, Any]:
    """Pictures to look at, and documents to open."""
    shown = [picture(one) for one in photos]
    return {
        "pictures": [one for one in shown if one["is_image"]],
        "documents": [one for one in shown if not one["is_image"]],
        "count": len(shown),
    }


def _attempts(rows: Dossier) -> list[dict[str, Any]]:
    """Each submission with its pictures and what the verifier said."""
    return [
        {
            "submission": one,
            "files": _files(rows.pictures(PhotoKind.AFTER, one.attempt)),
            "is_returned": one.verdict == Verdict.RETURNED,
            "is_verified": one.verdict == Verdict.VERIFIED,
        }
        for one in rows.submissions
    ]


def _slider(rows: Dossier) -> dict[str, str] | None:
    """The first picture from before and the first of the last attempt."""
    before = [one for one in rows.pictures(PhotoKind.BEFORE) if one.file.is_image]
    after = [one for one in rows.pictures(PhotoKind.AFTER) if one.file.is_image]
    if not before or not after:
        return None
    last = max(one.attempt for one in after)
    chosen = next(one for one in after if one.attempt == last)
    return {
        "before": picture(before[0])["url"],
        "after": picture(chosen)["url"],
        "before_caption": moment_text(before[0].added_at),
        "after_caption": moment_text(chosen.added_at),
    }


def _extension(one: queries.Extension) -> dict[str, Any]:
    tones = {ExtensionState.GRANTED: "done", ExtensionState.DENIED: "warn", ExtensionState.ASKED: "info"}
    tone = tones.get(ExtensionState(one.state), "muted")
    return {"row": one, "limit": limit_text(Limit.parse(one.limit)), "tone": tone}


def _met_at(found: Case, rows: Dossier) -> Any:
    """When the deadline was met: the submission that was verified."""
    verified = [one.submitted_at for one in rows.submissions if one.verdict == Verdict.VERIFIED]
    return verified[-1] if found.state == State.CLOSED and verified else None


def _alike(request: StaffRequest, found: Case) -> list[queries.Likeness]:
    """Possible duplicates, while somebody still decides what to make of the case."""
    place = queries.place_of_case(found)
    if found.state != State.REGISTERED or place is None or not _may(request, found, "cases.merge_case"):
        return []
    return queries.possible_duplicates(
        request.actor, place, request.at, category=found.category, standard=found.standard, leave_out=found.pk
    )


def _lines(found: Case) -> list[dict[str, Any]]:
    """The timeline from the journal, newest first, with the names of those who acted."""
    rows = timeline(found)
    names = names_of(row.actor_id for row in rows)
    return [
        {
            "at": row.entry.at,
            "recorded_at": row.entry.recorded_at,
            "is_late_record": row.recorded_late and not settings.SAMPLE_CITY,
            "clock_note": _("sample, entered today") if row.recorded_late and settings.SAMPLE_CITY else "",
            "who": names.get(row.actor_id or 0, "") or _("The system"),
            "sentence": row.sentence,
            "details": _details(row.entry.payload),
            "tone": TONES.get(row.entry.verb, ""),
        }
        for row in reversed(rows)
    ]


def _details(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """What the sentence leaves out: the reason for the dispatch, limits, whom a step told, plans and notes."""
    found: list[dict[str, Any]] = []
    if isinstance(payload.get("reason"), dict):
        found.append({"label": _("Reason"), "value": queries.reason_in_words(payload["reason"])})
    if payload.get("limit"):
        found.append({"label": _("Time"), "value": limit_text(Limit.parse(payload["limit"]))})
    if payload.get("audience") in Audience.values:
        found.append({"label": _("Told"), "value": str(Audience(payload["audience"]).label)})
    if payload.get("outcome") in Outcome.values:
        found.append({"label": _("Outcome"), "value": str(Outcome(payload["outcome"]).label)})
    for name, label in (("cause", _("Cause")), ("plan", _("Plan")), ("note", _("Note"))):
        if payload.get(name):
            found.append({"label": label, "value": payload[name]})
    return found
