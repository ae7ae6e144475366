"""A push meeting: what hangs stands on its agenda, units are invited, what is resolved becomes tasks and remarks."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chuangcheng.journal.models import Entry
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.plans import queries
from chuangcheng.plans.actions import (
    add_resolution,
    cancel_meeting,
    conclude_meeting,
    drop_undertaking,
    hold_meeting,
    invite_units,
    plan_meeting,
    set_agenda,
    settle_resolution,
    write_minutes,
)
from chuangcheng.plans.models import Meeting, Resolution
from chuangcheng.reactions.recipients import posts_to_tell
from tests.plans.conftest import Office


def _planned(office: Office, at: datetime, name: str = "全市创建工作推进会") -> Meeting:
    given = {"kind": "push", "name_zh": name, "starts_at": at + timedelta(days=2), "room_zh": "市政务中心三楼"}
    return plan_meeting(by=office.actor("lin_yue"), at=at, **given)


def _agreed(office: Office, street: Any, at: datetime) -> Meeting:
    """A meeting with an overdue case and a slipping task on its agenda."""
    lin_yue, case = office.actor("lin_yue"), street.dispatched()
    office.draft("RW2026-05", "task", "FA2026-1", "DW26", due_on=date(2026, 12, 1))
    office.confirm("RW2026-05")
    meeting = _planned(office, at)
    assert meeting.number == "2026-001"
    assert [one.pk for one in queries.overdue_cases(lin_yue, at, meeting)] == [case.pk]
    assert [one.code for one in queries.slipping_tasks(lin_yue, at, meeting)] == ["RW2026-05"]
    given = {"add_cases": [case, case], "add_undertakings": [office["RW2026-05"]]}
    words = "传达省级测评反馈\n\n部署下一步工作"
    set_agenda(by=lin_yue, at=at, meeting=meeting, add_words=words, **given)
    return meeting


def _held(office: Office, meeting: Meeting, at: datetime) -> datetime:
    """The transport bureau came, the market bureau did not."""
    units = [office.city.units["DW26"], office.city.units["DW35"]]
    invite_units(by=office.actor("lin_yue"), at=at, meeting=meeting, units=units)
    then = meeting.starts_at + timedelta(hours=2)
    hold_meeting(by=office.actor("lin_yue"), at=then, meeting=meeting, present=[units[0].pk])
    return then


def test_the_agenda_and_who_is_told(office: Office, street: Any, at: datetime) -> None:
    lin_yue, city, late = office.actor("lin_yue"), office.city, at + timedelta(days=20)
    meeting = _agreed(office, street, late)
    assert not queries.overdue_cases(lin_yue, late, meeting) and not queries.slipping_tasks(lin_yue, late, meeting)
    points = list(queries.agenda_of(meeting))
    assert [bool(one.case) for one in points] == [True, False, False, False]
    set_agenda(by=lin_yue, at=late, meeting=meeting, order=[points[2].pk], remove=[points[3].pk])
    assert queries.agenda_of(meeting)[0].title_zh == "传达省级测评反馈"
    with pytest.raises(NotFound):
        queries.get_meeting_for(office.actor("ma_jun"), meeting.pk)
    units = [city.units["DW26"], city.units["DW35"]]
    with pytest.raises(Refused, match="missing"):
        invite_units(by=lin_yue, at=late, meeting=meeting, units=[])
    invite_units(by=lin_yue, at=late, meeting=meeting, units=units)
    row = Entry.objects.get(verb="plans.invite_units")
    assert posts_to_tell(row, late) == {city.posts["ma_jun"].pk, city.posts["luo_jia"].pk}
    assert queries.get_meeting_for(office.actor("ma_jun"), meeting.pk) == meeting
    assert not queries.meetings_for(office.actor("xu_lan")).exists()
    with pytest.raises(Refused, match="not_yet"):
        hold_meeting(by=lin_yue, at=late, meeting=meeting, present=[units[0].pk])


def test_what_is_resolved_is_followed_up_at_the_next_meeting(office: Office, street: Any, at: datetime) -> None:
    lin_yue, late, unit = office.actor("lin_yue"), at + timedelta(days=20), office.city.units["DW26"]
    meeting = _agreed(office, street, late)
    case = queries.agenda_of(meeting)[0].case
    then = _held(office, meeting, late)
    presences = {one.unit.code: one.presence for one in queries.attendance_of(lin_yue, meeting)}
    assert presences == {"DW26": "present", "DW35": "absent"}
    with pytest.raises(Refused, match="missing"):
        conclude_meeting(by=lin_yue, at=then, meeting=meeting)
    write_minutes(by=lin_yue, at=then, meeting=meeting, text="会议强调，要逐项销号。")
    given = {"by": lin_yue, "at": then, "meeting": meeting, "unit": unit, "due_on": date(2026, 12, 30)}
    on_case = add_resolution(text="十日内修复", case=case, **given)
    as_task = add_resolution(text="编制井盖普查表", task_under=office["FA2026-1"], **given)
    with pytest.raises(Refused, match="both"):
        add_resolution(text="x", case=case, task_under=office["FA2026-1"], **given)
    assert Entry.objects.get(verb="cases.issue_instruction").payload["case"] == case.number
    elsewhere = {**given, "unit": office.city.units["DW35"]}
    settled = add_resolution(text="市场监管局配合", case=case, **elsewhere)
    settle_resolution(by=lin_yue, at=then, resolution=settled, result="已配合")
    assert Entry.objects.get(verb="cases.note_case").subject_id == case.pk
    row = Entry.objects.filter(verb="plans.add_resolution").latest("pk")
    assert posts_to_tell(row, then) == {office.city.posts["luo_jia"].pk}
    assert (as_task.task.state, as_task.task.unit.code, as_task.task.code) == ("confirmed", "DW26", "HY2026-001-2")
    conclude_meeting(by=lin_yue, at=then, meeting=meeting)
    with pytest.raises(Refused, match="wrong_state"):
        write_minutes(by=lin_yue, at=then, meeting=meeting, text="改写")
    following = _planned(office, then, "第二次推进会")
    assert {one.resolution for one in queries.agenda_of(following)} == {on_case, as_task}
    _settle(office, then, on_case, as_task)
    third = _planned(office, then, "第三次推进会")
    assert third.number == "2026-003" and not third.agenda.exists()


def _settle(office: Office, then: datetime, on_case: Resolution, as_task: Resolution) -> None:
    """A resolution that became a task is settled when the task is over, and each only once."""
    lin_yue = office.actor("lin_yue")
    with pytest.raises(Refused, match="task_open"):
        settle_resolution(by=lin_yue, at=then, resolution=as_task, result="完成")
    settle_resolution(by=lin_yue, at=then, resolution=on_case, result="已修复")
    with pytest.raises(Refused, match="settled"):
        settle_resolution(by=lin_yue, at=then, resolution=on_case, result="已修复")
    assert as_task.task is not None
    drop_undertaking(by=lin_yue, at=then, undertaking=as_task.task, reason="并入普查")
    as_task = Resolution.objects.select_related("task", "meeting").get(pk=as_task.pk)
    settle_resolution(by=lin_yue, at=then, resolution=as_task, result="并入普查")
    assert not queries.open_resolutions().exists()


def test_what_is_refused(office: Office, at: datetime) -> None:
    lin_yue, unit = office.actor("lin_yue"), office.city.units["DW26"]
    with pytest.raises(NotAllowed):
        plan_meeting(
            by=office.actor("ma_jun"), at=at, kind="push", name_zh="会", starts_at=at, room_zh="室"
        )  # fmt: skip
    with pytest.raises(Refused, match="unknown_kind"):
        plan_meeting(by=lin_yue, at=at, kind="party", name_zh="会", starts_at=at, room_zh="室")
    meeting = _planned(office, at)
    with pytest.raises(Refused, match="no_agenda"):
        invite_units(by=lin_yue, at=at, meeting=meeting, units=[unit])
    set_agenda(by=lin_yue, at=at, meeting=meeting, add_words="部署")
    with pytest.raises(Refused, match="in_the_past"):
        invite_units(by=lin_yue, at=at + timedelta(days=3), meeting=meeting, units=[unit])
    with pytest.raises(Refused, match="wrong_state"):
        add_resolution(by=lin_yue, at=at, meeting=meeting, text="x", unit=unit, due_on=date(2026, 12, 1))
    with pytest.raises(Refused, match="missing"):
        cancel_meeting(by=lin_yue, at=at, meeting=meeting, reason=" ")
    cancel_meeting(by=lin_yue, at=at, meeting=meeting, reason="与全会冲突")
    with pytest.raises(Refused, match="wrong_state"):
        set_agenda(by=lin_yue, at=at, meeting=meeting, add_words="再议")
    with pytest.raises(Refused, match="too_many"):
        set_agenda(by=lin_yue, at=at, meeting=_planned(office, at), add_words="\n".join("议" for _ in range(61)))
