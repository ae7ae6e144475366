"""A meeting is planned, the agenda set, units invited, attendance noted, minutes written, resolutions followed up."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.plans.actions.instructing import instruct
from chuangcheng.plans.actions.undertakings import confirm_undertaking, draft_undertaking
from chuangcheng.plans.models import (
    AgendaPoint,
    Attendance,
    Kind,
    Meeting,
    MeetingCounter,
    MeetingKind,
    Presence,
    Resolution,
    ResolutionState,
    Undertaking,
)
from chuangcheng.plans.queries.meetings import agenda_of, may_be_settled, open_resolutions
from chuangcheng.plans.workflow import MEETINGS, check, moved
from chuangcheng.units.models import Unit

MOST_POINTS = 60


def plan_meeting(
    *, by: Actor, at: datetime, kind: str, name_zh: str, starts_at: datetime, room_zh: str, chair_zh: str = ""
) -> Meeting:
    """A meeting with a number of its year. What earlier meetings left open stands on its agenda from the beginning.

    Refused: `missing`, `unknown_kind`.
    """
    by.must("plans.plan_meeting")
    name_zh, room_zh = name_zh.strip(), room_zh.strip()
    check(MEETINGS, "plans.plan_meeting", None, {"name": name_zh, "room": room_zh})
    if kind not in MeetingKind.values:
        raise Refused("unknown_kind", _("Choose the kind of meeting."), field="kind")
    with act("plans.plan_meeting", by=by, at=at, name=name_zh) as record:
        year = timezone.localtime(starts_at).year
        number = f"{year}-{next_number(MeetingCounter.objects.all(), f'meeting:{year}'):03d}"
        meeting = Meeting.objects.create(
            number=number,
            kind=kind,
            name_zh=name_zh,
            starts_at=starts_at,
            room_zh=room_zh,
            chair_zh=chair_zh.strip(),
            made_at=at,
        )
        for position, one in enumerate(open_resolutions()[:MOST_POINTS], start=1):
            title = f"落实情况：{one.text_zh}"[:300]
            AgendaPoint.objects.create(meeting=meeting, position=position, title_zh=title, resolution=one)
        record.on(meeting, number=number, starts_at=moment_text(starts_at, "numeric"))
    return meeting


def set_agenda(
    *,
    by: Actor,
    at: datetime,
    meeting: Meeting,
    add_cases: Sequence[Case] = (),
    add_undertakings: Sequence[Undertaking] = (),
    add_words: str = "",
    remove: Collection[int] = (),
    order: Sequence[int] = (),
) -> Meeting:
    """Add cases, tasks or plain words at the end, take points off, put them in another order (ids of points).

    Refused: `wrong_state`, `too_many`.
    """
    by.must("plans.set_agenda")
    check(MEETINGS, "plans.set_agenda", meeting, {})
    with act("plans.set_agenda", by=by, at=at, on=meeting, number=meeting.number) as record:
        meeting.agenda.filter(pk__in=list(remove)).delete()
        last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
        on_it = {name: set(meeting.agenda.values_list(name, flat=True)) for name in ("case", "undertaking")}
        fresh: list[dict[str, Any]] = [
            {"case": one, "title_zh": f"{one.number} {one.description}"[:300]}
            for one in {case.pk: case for case in add_cases}.values()
            if one.pk not in on_it["case"]
        ]
        fresh += [
            {"undertaking": one, "title_zh": f"{one.code} {one.name_zh}"[:300]}
            for one in {task.pk: task for task in add_undertakings}.values()
            if one.pk not in on_it["undertaking"]
        ]
        fresh += [{"title_zh": line.strip()[:300]} for line in add_words.splitlines() if line.strip()]
        for position, values in enumerate(fresh, start=last + 1):
            AgendaPoint.objects.create(meeting=meeting, position=position, **values)
        points = {one.pk: one for one in agenda_of(meeting)}
        if len(points) > MOST_POINTS:
            raise Refused("too_many", _("At most 60 points on one agenda."))
        wanted = [pk for pk in order if pk in points] + [pk for pk in points if pk not in order]
        for position, pk in enumerate(dict.fromkeys(wanted), start=1):
            AgendaPoint.objects.filter(pk=pk).update(position=position)
        record.note(count=len(points))
    return meeting


def invite_units(*, by: Actor, at: datetime, meeting: Meeting, units: Sequence[Unit]) -> Meeting:
    """The units are told when, where and about what. Refused: `missing`, `wrong_state`, `no_agenda`, `in_the_past`."""
    by.must("plans.invite_units")
    move = check(MEETINGS, "plans.invite_units", meeting, {"units": list(units)})
    if not meeting.agenda.exists():
        raise Refused("no_agenda", _("Put something on the agenda first."))
    if meeting.starts_at < at:
        raise Refused("in_the_past", _("The meeting would have begun already."))
    with act("plans.invite_units", by=by, at=at, on=meeting, name=meeting.name_zh) as record:
        moved(meeting, move)
        distinct = {unit.pk: unit for unit in units}.values()
        Attendance.objects.bulk_create(Attendance(meeting=meeting, unit=unit) for unit in distinct)
        told = {"starts_at": moment_text(meeting.starts_at, "numeric"), "room": meeting.room_zh}
        record.note(number=meeting.number, count=len(distinct), **told)
    return meeting


def hold_meeting(
    *, by: Actor, at: datetime, meeting: Meeting, present: Collection[int], excused: Collection[int] = ()
) -> Meeting:
    """It has taken place: which units (ids) were there, which had excused themselves; the others were absent.

    Refused: `missing`, `wrong_state`, `not_yet`.
    """
    by.must("plans.hold_meeting")
    move = check(MEETINGS, "plans.hold_meeting", meeting, {"present": list(present)})
    if at < meeting.starts_at:
        raise Refused("not_yet", _("The meeting has not begun yet."))
    with act("plans.hold_meeting", by=by, at=at, on=meeting, number=meeting.number) as record:
        moved(meeting, move)
        rows = meeting.attendance.all()
        rows.update(presence=Presence.ABSENT)
        rows.filter(unit__in=list(excused)).update(presence=Presence.EXCUSED)
        rows.filter(unit__in=list(present)).update(presence=Presence.PRESENT)
        record.note(present=rows.filter(presence=Presence.PRESENT).count(), count=rows.count())
    return meeting


def write_minutes(*, by: Actor, at: datetime, meeting: Meeting, text: str) -> Meeting:
    """What was said, until the minutes are issued. Refused: `missing`, `wrong_state`."""
    by.must("plans.write_minutes")
    text = text.strip()
    move = check(MEETINGS, "plans.write_minutes", meeting, {"text": text})
    with act("plans.write_minutes", by=by, at=at, on=meeting, number=meeting.number):
        moved(meeting, move, minutes_zh=text)
    return meeting


def add_resolution(
    *,
    by: Actor,
    at: datetime,
    meeting: Meeting,
    text: str,
    unit: Unit,
    due_on: date,
    case: Case | None = None,
    task_under: Undertaking | None = None,
) -> Resolution:
    """What was resolved. With `case` the unit is instructed on it; with `task_under` it becomes a confirmed task.

    Refused: `missing`, `wrong_state`, `in_the_past`, `both`, and what a task is refused for.
    """
    by.must("plans.add_resolution")
    text = text.strip()
    check(MEETINGS, "plans.add_resolution", meeting, {"text": text, "unit": unit, "due_on": due_on})
    if due_on < timezone.localdate(meeting.starts_at):
        raise Refused("in_the_past", _("It cannot be due before the meeting."), field="due_on")
    if case is not None and task_under is not None:
        raise Refused("both", _("Choose a case or a plan, not both."), field="task_under")
    with act("plans.add_resolution", by=by, at=at, on=meeting, number=meeting.number, text=text) as record:
        last = meeting.resolutions.aggregate(last=Max("position"))["last"] or 0
        task = _task(by, at, meeting, last + 1, text, unit, due_on, task_under) if task_under else None
        made = Resolution.objects.create(
            meeting=meeting, position=last + 1, text_zh=text, unit=unit, due_on=due_on, case=case, task=task
        )
        if case is not None:
            instruct(by, at, case, source=meeting.name_zh, text=text, unit=unit, due_on=due_on)
        record.note(resolution=made.pk, unit=unit.code, due_on=due_on, task=task.code if task else "")
    return made


def _task(
    by: Actor, at: datetime, meeting: Meeting, position: int, text: str, unit: Unit, due_on: date, under: Undertaking
) -> Undertaking:
    """A meeting decides: its task is confirmed with it."""
    made = draft_undertaking(
        by=by,
        at=at,
        code=f"HY{meeting.number}-{position}",
        kind=Kind.TASK,
        parent=under,
        name_zh=text[:200],
        text_zh=text if len(text) > 200 else "",
        unit=unit,
        due_on=due_on,
    )
    return confirm_undertaking(by=by, at=at, undertaking=made)


def conclude_meeting(*, by: Actor, at: datetime, meeting: Meeting) -> Meeting:
    """The minutes are issued and change no more. Refused: `missing` minutes, `wrong_state`."""
    by.must("plans.conclude_meeting")
    move = check(MEETINGS, "plans.conclude_meeting", meeting, {"minutes": meeting.minutes_zh})
    told: dict[str, Any] = {"number": meeting.number, "name": meeting.name_zh}
    with act("plans.conclude_meeting", by=by, at=at, on=meeting, **told) as record:
        moved(meeting, move)
        record.note(resolutions=meeting.resolutions.count())
    return meeting


def cancel_meeting(*, by: Actor, at: datetime, meeting: Meeting, reason: str) -> Meeting:
    """It does not take place. Refused: `missing`, `wrong_state`."""
    by.must("plans.cancel_meeting")
    reason = reason.strip()
    move = check(MEETINGS, "plans.cancel_meeting", meeting, {"reason": reason})
    told: dict[str, Any] = {"number": meeting.number, "name": meeting.name_zh, "reason": reason}
    with act("plans.cancel_meeting", by=by, at=at, on=meeting, **told):
        moved(meeting, move)
    return meeting


def settle_resolution(*, by: Actor, at: datetime, resolution: Resolution, result: str) -> Resolution:
    """What came of it; it stands on no further agenda. Refused: `missing`, `settled`, `task_open`."""
    by.must("plans.settle_resolution")
    result = result.strip()
    if not result:
        raise Refused("missing", _("Say what came of it."), field="result")
    if not may_be_settled(resolution):
        raise Refused("task_open", _("Its task is not over yet: finish or drop the task first."))
    told: dict[str, Any] = {"number": resolution.meeting.number, "result": result, "resolution": resolution.pk}
    with act("plans.settle_resolution", by=by, at=at, on=resolution.meeting, **told):
        rows = Resolution.objects.filter(pk=resolution.pk, state=ResolutionState.OPEN)
        if not rows.update(state=ResolutionState.SETTLED, result_zh=result, settled_at=at):
            raise Refused("settled", _("It has been settled already."))
    resolution.refresh_from_db()
    return resolution
