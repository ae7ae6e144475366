"""Three meetings: a push meeting with issued minutes, a coordination meeting that was held, one to come."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from chuangcheng.plans.actions import (
    add_resolution,
    conclude_meeting,
    hold_meeting,
    invite_units,
    plan_meeting,
    set_agenda,
    settle_resolution,
    write_minutes,
)
from chuangcheng.plans.queries import (
    Meeting,
    Shortfall,
    Undertaking,
    agenda_of,
    overdue_cases,
    slipping_tasks,
)
from chuangcheng.sample.moments import at_clock, local_date, opening
from chuangcheng.sample.scenery import Scenery
from chuangcheng.units.queries import Unit

ROOM = "市政务中心三楼会议室"
MINUTES = (
    "会议传达了测评反馈情况，逐项通报整改进展。\n会议要求，各责任单位对照整改项目、整改原因、整改举措逐条落实，限期销号；"
    "市创城办每周调度，对进度滞后的单位发出提醒函。"
)


def has_meetings() -> bool:
    """True once the meetings are there."""
    return Meeting.objects.exists()


def meetings(scenery: Scenery) -> None:
    """Each begins with what the one before left open."""
    _push(scenery, opening(scenery.now - timedelta(days=110)))
    _coordination(scenery, opening(scenery.now - timedelta(days=12)))
    _coming(scenery)


def _planned(scenery: Scenery, at: datetime, kind: str, name: str, days: int, hour: int = 15) -> Meeting:
    starts_at = at_clock(opening(at + timedelta(days=days)), hour)
    given: dict[str, Any] = {
        "kind": kind,
        "name_zh": name,
        "starts_at": starts_at,
        "room_zh": ROOM,
        "chair_zh": "市委副书记",
    }
    return plan_meeting(by=scenery.office, at=at, **given)


def _concerned(meeting: Meeting) -> list[Unit]:
    found = {}
    for point in agenda_of(meeting):
        for thing in (point.case, point.undertaking, point.resolution):
            if thing is not None and thing.unit is not None:
                found[thing.unit.pk] = thing.unit
    return list(found.values())[:24]


def _held(scenery: Scenery, meeting: Meeting, units: Sequence[Unit]) -> datetime:
    """All came but the last, who had excused itself."""
    at = meeting.starts_at + timedelta(hours=2)
    present, excused = [unit.pk for unit in units[:-1] or units], [unit.pk for unit in units[1:][-1:]]
    hold_meeting(by=scenery.office, at=at, meeting=meeting, present=present, excused=excused)
    write_minutes(by=scenery.office, at=at, meeting=meeting, text=MINUTES)
    return at


def _push(scenery: Scenery, at: datetime) -> None:
    meeting = _planned(scenery, at, "push", "全市创建工作推进会", 5)
    entries = list(Shortfall.objects.select_related("case__unit").exclude(unit=None).order_by("number")[:8])
    words = "传达省级测评反馈结果\n部署反馈问题整改"
    set_agenda(by=scenery.office, at=at, meeting=meeting, add_cases=[one.case for one in entries], add_words=words)
    units = _concerned(meeting)
    invite_units(by=scenery.office, at=at + timedelta(hours=1), meeting=meeting, units=units)
    at = _held(scenery, meeting, units)
    due_on = local_date(at) + timedelta(days=30)
    made = []
    for entry in entries[:2]:
        given: dict[str, Any] = {
            "text": f"{entry.item_zh}：限期整改到位，举一反三",
            "unit": entry.unit,
            "due_on": due_on,
        }
        made.append(add_resolution(by=scenery.office, at=at, meeting=meeting, case=entry.case, **given))
    under = Undertaking.objects.filter(kind="scheme").order_by("code").first()
    unit = units[0]
    if under is not None and due_on + timedelta(days=60) <= under.due_on:
        text = "开展同类问题全面排查，建立点位清单"
        due_on += timedelta(days=60)
        add_resolution(by=scenery.office, at=at, meeting=meeting, text=text, unit=unit, due_on=due_on, task_under=under)
    conclude_meeting(by=scenery.office, at=at + timedelta(days=1), meeting=meeting)
    for one in made:
        settle_resolution(by=scenery.office, at=at + timedelta(days=40), resolution=one, result="已整改销号")


def _coordination(scenery: Scenery, at: datetime) -> None:
    meeting = _planned(scenery, at, "dispatch", "滞后任务调度会", 3, hour=10)
    tasks = slipping_tasks(scenery.office, at, meeting)[:6]
    cases = overdue_cases(scenery.office, at, meeting)[:4]
    words = "通报进度滞后事项"
    set_agenda(by=scenery.office, at=at, meeting=meeting, add_undertakings=tasks, add_cases=cases, add_words=words)
    units = _concerned(meeting) or [scenery.units[0]]
    invite_units(by=scenery.office, at=at + timedelta(hours=1), meeting=meeting, units=units)
    at = _held(scenery, meeting, units)
    due_on = local_date(at) + timedelta(days=21)
    for task in tasks[:2]:
        text = f"{task.name_zh}：倒排工期，每周报送进度"
        add_resolution(by=scenery.office, at=at, meeting=meeting, text=text, unit=task.unit, due_on=due_on)


def _coming(scenery: Scenery) -> None:
    """The next one: what is open stands on it already, and what slips today."""
    at = scenery.now - timedelta(hours=3)
    meeting = _planned(scenery, at, "push", "年终冲刺推进会", 7)
    cases = overdue_cases(scenery.office, scenery.now, meeting)[:6]
    tasks = slipping_tasks(scenery.office, scenery.now, meeting)[:4]
    set_agenda(by=scenery.office, at=at, meeting=meeting, add_cases=cases, add_undertakings=tasks)
    units = _concerned(meeting) or [scenery.units[0]]
    invite_units(by=scenery.office, at=at + timedelta(hours=1), meeting=meeting, units=units)
