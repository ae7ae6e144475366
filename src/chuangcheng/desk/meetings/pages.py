"""Meetings, one meeting with agenda, attendance, minutes and resolutions, and what meetings left open."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.history import history
from chuangcheng.desk.plans.pages import tabs
from chuangcheng.documents.queries import documents_of_meeting
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import queries
from chuangcheng.plans.queries import Meeting, MeetingState, Presence, Resolution, ResolutionState

FIRST = ("invite_units", "hold_meeting", "write_minutes", "conclude_meeting")
LINES = frozenset({"set_agenda", "plan_meeting"})
"""Moves with a page of their own."""
TONES = {"present": "done", "excused": "muted", "absent": "alarm", "invited": "info"}


@require_GET
def meetings(request: StaffRequest) -> HttpResponse:
    """Newest first, with how many of their resolutions are open."""
    found = page(queries.meetings_for(request.actor), ["-starts_at"], cursor=request.GET.get("cursor", ""), size=30)
    open_of: dict[int, int] = {}
    resolved: dict[int, int] = {}
    wanted = Resolution.objects.filter(meeting__in=[one.pk for one in found])
    for pk, state in wanted.values_list("meeting", "state"):
        resolved[pk] = resolved.get(pk, 0) + 1
        open_of[pk] = open_of.get(pk, 0) + (state == ResolutionState.OPEN)
    may_plan = request.actor.may_anywhere("plans.plan_meeting")
    context = {
        "page": found,
        "rows": [{"meeting": m, "resolved": resolved.get(m.pk, 0), "open": open_of.get(m.pk, 0)} for m in found],
        "tabs": tabs(request, "desk:meetings"),
        "may_plan": may_plan,
        "open_count": queries.open_resolutions().count() if may_plan else 0,
    }
    return render(request, "desk/meetings/meetings.html", context)


@require_GET
def meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one meeting."""
    one = queries.get_meeting_for(request.actor, pk)
    attendance = list(queries.attendance_of(request.actor, one))
    moves = queries.meeting_moves(request.actor, one)
    context = {
        "meeting": one,
        "points": points(request, one),
        "attendance": [{"row": row, "tone": TONES[row.presence]} for row in attendance],
        "present_count": sum(row.presence == Presence.PRESENT for row in attendance),
        "resolutions": [_resolution(request, row) for row in queries.resolutions_of(one)],
        "moves": _moves(moves, one),
        "may_set_agenda": any(move.verb == "plans.set_agenda" for move in moves),
        "documents": list(documents_of_meeting(request.actor, one)[:5]),
        "may_document": one.state in (MeetingState.HELD, MeetingState.CONCLUDED)
        and request.actor.may_anywhere("documents.draft_document"),
        "history": history(one, limit=40),
    }
    return render(request, "desk/meetings/meeting.html", context)


def points(request: StaffRequest, one: Meeting) -> list[dict[str, Any]]:
    """The agenda; what the reader may not see is named, not linked."""
    found = list(queries.agenda_of(one))
    seen_cases = {case.pk for case in cases_by_id_for(request.actor, [p.case_id for p in found if p.case_id])}
    ids = [p.undertaking_id for p in found if p.undertaking_id]
    seen_tasks = {task.pk for task in queries.undertakings_by_id_for(request.actor, ids)}
    return [
        {
            "point": point,
            "sees_case": point.case_id in seen_cases,
            "sees_task": point.undertaking_id in seen_tasks,
            "is_late": point.resolution is not None and queries.is_late(point.resolution, request.at),
        }
        for point in found
    ]


def _resolution(request: StaffRequest, row: Resolution) -> dict[str, Any]:
    is_open = row.state == ResolutionState.OPEN
    return {
        "row": row,
        "is_late": queries.is_late(row, request.at),
        "may_settle": is_open and queries.may_be_settled(row) and request.actor.may_anywhere("plans.settle_resolution"),
    }


def _moves(moves: Any, one: Meeting) -> list[dict[str, Any]]:
    names = [(move.verb.removeprefix("plans."), move.label) for move in moves]
    shown = [{"name": n, "label": label, "is_first": False} for n, label in names if n not in LINES]
    order = ("conclude_meeting", *FIRST) if one.minutes_zh and one.state == MeetingState.HELD else FIRST
    first = next((name for name in order if name in dict(names)), "")
    for row in shown:
        row["is_first"] = row["name"] == first
    return sorted(shown, key=lambda row: not row["is_first"])


@require_GET
def resolutions(request: StaffRequest) -> HttpResponse:
    """What meetings have resolved and nobody has settled, the oldest date on top."""
    found = page(queries.open_resolutions(), ["due_on"], cursor=request.GET.get("cursor", ""))
    rows = [_resolution(request, row) for row in found]
    return render(request, "desk/meetings/resolutions.html", {"page": found, "resolutions": rows})
