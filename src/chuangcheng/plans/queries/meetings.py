"""Meetings as an actor may see them; what could stand on an agenda; what earlier meetings left open."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.cases.queries import Case, Filters, cases_for
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.plans.access import SEE_MEETING, visible, visible_meetings
from chuangcheng.plans.models import Attendance, Meeting, MeetingState, Resolution, ResolutionState, State, Undertaking
from chuangcheng.plans.queries.slipping import slipping
from chuangcheng.plans.workflow import MEETINGS
from chuangcheng.units.queries import recipients

SUGGESTED = 30
OFFICE_VERB = "plans.plan_meeting"


def meetings_for(actor: Actor) -> QuerySet[Meeting]:
    """Those who plan meetings see all; a unit sees those it was invited to."""
    if not actor.may_anywhere(SEE_MEETING):
        return Meeting.objects.none()
    seen = visible_meetings(actor)
    if seen == Q() or actor.may(OFFICE_VERB):
        return Meeting.objects.all()
    invited = Attendance.objects.filter(_units(actor)).values("meeting")
    return Meeting.objects.filter(pk__in=invited).exclude(state=MeetingState.PLANNED)


def _units(actor: Actor) -> Q:
    reached = Q(pk__in=())
    for grant in actor.scopes(SEE_MEETING):
        reached |= Q(unit__path__startswith=grant.unit_path)
    return reached


def get_meeting_for(actor: Actor, pk: int) -> Meeting:
    """One meeting. NotFound."""
    found = meetings_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("meeting")
    return found


def meeting_moves(actor: Actor, meeting: Meeting) -> list[Move]:
    """What this actor may do next, in the order of the table."""
    return [move for move in MEETINGS.leaving(meeting.state) if actor.may_anywhere(move.verb)]


def agenda_of(meeting: Meeting) -> QuerySet[Any]:
    """The points with what they are about."""
    related = ("case__unit", "undertaking__unit", "resolution__unit", "resolution__meeting", "resolution__task")
    return meeting.agenda.select_related(*related).order_by("position", "pk")


def attendance_of(actor: Actor, meeting: Meeting) -> QuerySet[Attendance]:
    """Who was invited, who came."""
    return meeting.attendance.select_related("unit").order_by("unit__path")


def resolutions_of(meeting: Meeting) -> QuerySet[Resolution]:
    """What was resolved, with what became of it."""
    return meeting.resolutions.select_related("unit", "task", "case", "meeting").order_by("position")


def open_resolutions() -> QuerySet[Resolution]:
    """What meetings resolved and nobody has settled, oldest date first."""
    rows = Resolution.objects.filter(state=ResolutionState.OPEN).exclude(meeting__state=MeetingState.CANCELLED)
    return rows.select_related("unit", "meeting", "task", "case").order_by("due_on", "pk")


def get_resolution_for(actor: Actor, pk: int) -> Resolution:
    """One resolution, for whoever may see its meeting. NotFound."""
    found = Resolution.objects.select_related("unit", "meeting", "task", "case").filter(pk=pk).first()
    if found is None or not meetings_for(actor).filter(pk=found.meeting_id).exists():
        raise NotFound("resolution")
    return found


def overdue_cases(actor: Actor, at: datetime, meeting: Meeting | None = None) -> list[Case]:
    """Overdue cases for an agenda, longest first, without those on it already."""
    return _suggested(actor, at, Filters(due="overdue"), meeting)


def disputed_cases(actor: Actor, at: datetime, meeting: Meeting | None = None) -> list[Case]:
    """Disputed cases for an agenda."""
    return _suggested(actor, at, Filters(states=("disputed",)), meeting)


def _suggested(actor: Actor, at: datetime, filters: Filters, meeting: Meeting | None) -> list[Case]:
    rows = cases_for(actor, filters, at)
    if meeting is not None:
        rows = rows.exclude(pk__in=meeting.agenda.filter(case__isnull=False).values("case"))
    return list(rows.order_by("wanted_at", "pk")[:SUGGESTED])


def slipping_tasks(actor: Actor, at: datetime, meeting: Meeting | None = None) -> list[Undertaking]:
    """Slipping tasks for an agenda, those due first on top."""
    rows = Undertaking.objects.filter(visible(actor), slipping(at), kind="task")
    if meeting is not None:
        rows = rows.exclude(pk__in=meeting.agenda.filter(undertaking__isnull=False).values("undertaking"))
    return list(rows.select_related("unit").defer("search_text").order_by("due_on", "pk")[:SUGGESTED])


def may_be_settled(resolution: Resolution) -> bool:
    """A resolution that became a task is settled when the task is over, never before."""
    return resolution.task is None or resolution.task.state in (State.DONE, State.DROPPED)


def is_late(resolution: Resolution, at: datetime) -> bool:
    """Open after its date."""
    return resolution.state == ResolutionState.OPEN and resolution.due_on < timezone.localdate(at)


def posts_invited(pk: int, at: datetime) -> set[int]:
    """Posts that hear of a meeting: those of every unit invited."""
    rows = Attendance.objects.filter(meeting=pk).select_related("unit")
    return {post.pk for row in rows for post in recipients(row.unit, at)}


def posts_of_resolution(payload: dict[str, Any], at: datetime) -> set[int]:
    """Posts of the unit to which a resolution was given (named by the journal row)."""
    found = Resolution.objects.filter(pk=payload.get("resolution") or 0).select_related("unit").first()
    return {post.pk for post in recipients(found.unit, at)} if found else set()


def next_meeting_for(actor: Actor, at: datetime) -> Meeting | None:
    """The next meeting that the actor's unit is invited to."""
    rows = meetings_for(actor).filter(state=MeetingState.INVITED, starts_at__gte=at)
    return rows.order_by("starts_at").first()
