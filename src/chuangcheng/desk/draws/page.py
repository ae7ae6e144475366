"""Draws as the office sees them: the list, and one draw with where it stands and what comes next."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.draws import queries
from chuangcheng.draws.queries import Draw, DrawState
from chuangcheng.inspections.queries import round_of_draw
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest


@require_GET
def draws(request: StaffRequest) -> HttpResponse:
    """All draws, newest first; what waits for a person stands above."""
    state = request.GET.get("state", "")
    rows = queries.draws(request.actor)
    if state in DrawState.values:
        rows = rows.filter(state=state)
    found = page(rows, ["-serial"], cursor=request.GET.get("cursor", ""), size=30)
    lines = [{"draw": draw, "state": queries.public_state(draw, request.at)} for draw in found.rows]
    chips = [("", _("All")), *((value, label) for value, label in DrawState.choices)]
    context = {
        "page": found,
        "lines": lines,
        "chips": [{"value": value, "label": label, "active": value == state} for value, label in chips],
        "may_commit": request.actor.may_anywhere("draws.commit_draw"),
        "at": request.at,
    }
    return render(request, "desk/draws/draws.html", context)


@require_GET
def draw(request: StaffRequest, pk: int) -> HttpResponse:
    """One draw: its steps, its frames, who read which values, what may be done now."""
    found = queries.get_draw_for(request.actor, pk)
    entries = queries.entropy_entries(found)
    used_by = round_of_draw(found.pk)
    verbs = {move.verb for move in queries.moves_for(request.actor, found)}
    is_known = request.at >= found.known_at
    agreed = queries.agreed_entropy(found) if found.state == DrawState.COMMITTED else found.entropy
    context = {
        "draw": found,
        "state": queries.public_state(found, request.at),
        "steps": _steps(found, request.at, bool(agreed)),
        "frames": queries.frames_of(found),
        "sources": _sources(found, entries),
        "entries": entries,
        "has_entered": any(entry.person_id == request.actor.person_id for entry in entries),
        "is_known": is_known,
        "is_agreed": agreed is not None,
        "round": used_by if request.actor.may_anywhere("inspections.see_round") else None,
        "may_enter": "draws.enter_entropy" in verbs and is_known and not agreed,
        "may_run": "draws.run_draw" in verbs and bool(agreed),
        "may_cancel": "draws.cancel_draw" in verbs and (used_by is None or used_by.state == "cancelled"),
        "may_reveal": "draws.reveal_draw" in verbs and used_by is None,
        "may_plan": found.state == DrawState.RUN
        and used_by is None
        and request.actor.may_anywhere("inspections.plan_round"),
        "may_open": found.state == DrawState.REVEALED and request.actor.may_anywhere("draws.see_entries"),
        "history": history(found),
    }
    return render(request, "desk/draws/draw.html", context)


def _steps(draw: Draw, at: datetime, is_agreed: bool) -> list[dict[str, Any]]:
    """Committed, values known, values entered, run, proof: which are done, which is next."""
    is_cancelled = draw.state == DrawState.CANCELLED
    reached = [
        (_("Committed"), draw.committed_at, True),
        (_("Values known"), draw.known_at, at >= draw.known_at),
        (_("Read by two people"), None, is_agreed or draw.run_at is not None),
        (_("Draw run"), draw.run_at, draw.run_at is not None),
        (_("Proof published"), draw.revealed_at, draw.revealed_at is not None),
    ]
    rows, is_next_found = [], is_cancelled
    for label, moment, is_done in reached:
        state = "done" if is_done else "ahead"
        if not is_done and not is_next_found:
            state, is_next_found = "now", True
        rows.append({"label": label, "state": state, "moment": moment})
    if is_cancelled:
        rows.append({"label": _("Cancelled"), "state": "failed", "moment": draw.cancelled_at})
    return rows


def _sources(draw: Draw, entries: list[queries.EntropyEntry]) -> list[dict[str, Any]]:
    """Each source with what was read there. Before two people have read it, nothing is shown: the second reads
    for oneself.
    """
    readings: dict[str, list[tuple[str, str]]] = {source["code"]: [] for source in draw.sources}
    if len(entries) > 1 or draw.state != DrawState.COMMITTED:
        for entry in entries:
            for one in entry.values:
                readings[one["source"]].append((entry.person.name, " ".join(one["values"])))
    return [
        {
            **source,
            "known_at": datetime.fromisoformat(source["known_at"]),
            "readings": readings[source["code"]],
            "is_unlike": len({values for _person, values in readings[source["code"]]}) > 1,
        }
        for source in draw.sources
    ]


@require_GET
def opened(request: StaffRequest, pk: int) -> JsonResponse:
    """The proof with the entries of its veiled frames opened, for an auditor to check."""
    found = queries.get_draw_for(request.actor, pk)
    answer = JsonResponse(
        queries.opened_proof(request.actor, found), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = f'attachment; filename="draw-{found.serial}-opened.json"'
    return answer
