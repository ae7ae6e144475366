"""The Transport Bureau was asked for this much; one question was for what the system held."""

from datetime import timedelta

import pytest
from django.urls import reverse

from chuangcheng.cases.actions import issue_instruction, merge_case, return_case
from chuangcheng.journal.queries import entries
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.notices.actions import send_messages
from chuangcheng.plans.actions import cancel_meeting, invite_units, plan_meeting, set_agenda
from chuangcheng.scoring import burden
from tests.stories import sign_in


def test_what_was_asked_by_whom_and_what_was_held(november, at):
    street, unit = november.street, november.city.units["DW26"]
    case = street.submitted()
    return_case(by=november.actor("gao_yuan"), at=at, case=case, reason="仍有残留")
    case = street.submitted()
    issue_instruction(by=november.actor("deng_hai"), at=at, case=case, text="修好没有", limit="1 working_days")
    first = entries(verbs=["cases.return_case"]).get()
    send_messages(by=SYSTEM, at=at, entry_id=first.pk, post_ids=[november.city.posts["ma_jun"].pk])
    load = burden.load_of(unit, burden.span_of("week", at))
    assert dict(load.asked) == {"cases": 2, "photos": 2, "forms": 2, "notices": 1, "instructions": 1, "returns": 1}
    assert load.held["instructions"] == load.total_held == 1
    office = november.city.units["DW05"]
    found = {one.unit: one for one in burden.askers(burden.span_of("week", at), at)}
    assert found[office].asked == {"instructions": 1, "returns": 1, "notices": 1}
    assert found[office].held == 1
    assert found[None].asked == {"cases": 2, "photos": 2, "forms": 2}
    held = burden.asked_for_what_was_held(november.actor("lin_yue"), burden.span_of("week", at))
    assert [one.thing.case_id for one in held] == [case.pk]
    assert burden.asked_for_what_was_held(november.actor("luo_jia"), burden.span_of("week", at)) == []


def test_the_same_matter_sent_twice_is_counted_as_held(november, at):
    first = november.street.dispatched()
    second = november.street.dispatched()
    merge_case(by=november.actor("lin_yue"), at=at, case=second, into=first, reason="同一问题")
    load = burden.load_of(november.city.units["DW26"], burden.span_of("month", at))
    assert (load.asked["cases"], load.held["cases"]) == (2, 1)


def test_last_week_is_not_this_week_and_a_room_may_join(november, at, monkeypatch):
    november.street.dispatched()
    unit = november.city.units["DW26"]
    assert burden.load_of(unit, burden.span_of("week", at + timedelta(days=7))).total == 0
    monkeypatch.setattr(burden, "SOURCES", dict(burden.SOURCES))
    burden.register(burden.Source("surveys", "问卷", lambda since, until: [(unit.pk, None, 3, 0)]))
    assert burden.load_of(unit, burden.span_of("week", at)).asked["surveys"] == 3
    with pytest.raises(ValueError, match="surveys"):
        burden.register(burden.Source("surveys", "问卷", lambda since, until: []))


def test_a_unit_sees_its_own_burden_only(november, at, client):
    november.street.submitted()
    november.street.submitted(category=november.street.category("B0102"))
    unit, other = november.city.units["DW26"], november.city.units["DW35"]
    sign_in(client, "ma_jun")
    page = client.get(reverse("desk:burden"))
    assert [row["unit"] for row in page.context["rows"]] == [unit]
    sign_in(client, "luo_jia")
    page = client.get(reverse("desk:burden") + f"?unit={unit.pk}")
    assert page.context["rows"] == []
    assert page.context["askers"] == []
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:burden") + f"?span=month&unit={other.pk}")
    assert page.status_code == 200


def test_meetings_are_counted_until_they_are_called_off(november, at):
    office, unit = november.actor("lin_yue"), november.city.units["DW26"]
    starts = at + timedelta(days=1)
    meeting = plan_meeting(by=office, at=at, kind="push", name_zh="整改推进会", starts_at=starts, room_zh="三楼会议室")
    set_agenda(by=office, at=at, meeting=meeting, add_words="通报整改进度")
    invite_units(by=office, at=at, meeting=meeting, units=[unit])
    span = burden.span_of("month", starts + timedelta(days=1))
    assert burden.load_of(unit, span).asked["meetings"] == 1
    cancel_meeting(by=office, at=at, meeting=meeting, reason="改为书面通报")
    burden.counted(span, fresh=True)
    assert burden.load_of(unit, span).asked["meetings"] == 0
