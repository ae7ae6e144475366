"""督辦: 邓海 asks in writing what became of a manhole cover, and the Transport Bureau owes him a reply."""

from datetime import timedelta

import pytest
from django.urls import reverse

from chuangcheng.cases import jobs, queries
from chuangcheng.cases.actions import (
    accept_reply,
    answer_instruction,
    issue_instruction,
    mark_instruction_overdue,
    return_reply,
    withdraw_instruction,
)
from chuangcheng.cases.queries import InstructionState
from chuangcheng.duties.actions import set_remit
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.units.actions import appoint_person, define_post, grant_role, set_group_members
from chuangcheng.units.queries import Role
from tests.stories import sign_in


@pytest.fixture
def asked(street, at):
    case = street.accepted()
    return issue_instruction(
        by=street.actor("deng_hai"),
        at=at,
        case=case,
        text="请说明井盖塌陷原因和整改进度",
        limit="2 working_days",
        post=street.city.posts["deng_hai"],
    )


def test_the_reply_is_owed_in_working_days_by_the_unit_in_charge(asked, street, at):
    assert (asked.number, asked.state) == ("2026-000001", InstructionState.OPEN)
    assert asked.due_at.astimezone(at.tzinfo).strftime("%m-%d") == "11-26"
    assert asked.held == {}
    waiting = queries.instructions_waiting(street.actor("ma_jun"))
    assert [(row.pk, verb) for row, verb in waiting] == [(asked.pk, "cases.answer_instruction")]
    assert queries.instructions_waiting(street.actor("luo_jia")) == []
    assert [row.pk for row in queries.open_of_leader(street.actor("deng_hai"))] == [asked.pk]


def test_a_reply_is_returned_with_a_new_deadline_and_the_next_one_accepted(asked, street, at):
    unit, leader = street.actor("ma_jun"), street.actor("deng_hai")
    answer_instruction(by=unit, at=at, instruction=asked, text="已安排", files=[street.after])
    assert [verb for _row, verb in queries.instructions_waiting(leader)] == ["cases.accept_reply"]
    with pytest.raises(Refused, match="missing"):
        return_reply(by=leader, at=at, instruction=asked, reason=" ", limit="1 working_days")
    return_reply(by=leader, at=at, instruction=asked, reason="未说明原因", limit="1 working_days")
    assert (asked.state, asked.return_count) == (InstructionState.OPEN, 1)
    assert asked.due_at.astimezone(at.tzinfo).strftime("%m-%d") == "11-25"
    answer_instruction(by=unit, at=at + timedelta(hours=3), instruction=asked, text="井圈老化，已更换")
    accept_reply(by=leader, at=at + timedelta(hours=4), instruction=asked)
    asked.refresh_from_db()
    assert asked.state == InstructionState.ACCEPTED
    verdicts = [(one.number, one.verdict, one.was_on_time) for one in queries.replies_of(asked)]
    assert verdicts == [(2, "accepted", True), (1, "returned", True)]


def test_only_the_unit_in_charge_replies_and_never_judges_itself(asked, street, at):
    with pytest.raises(NotAllowed):
        answer_instruction(by=street.actor("luo_jia"), at=at, instruction=asked, text="不是我们")
    with pytest.raises(NotAllowed):
        issue_instruction(by=street.actor("ma_jun"), at=at, case=asked.case, text="催", limit="1 working_days")
    answer_instruction(by=street.actor("ma_jun"), at=at, instruction=asked, text="已更换")
    with pytest.raises(NotAllowed):
        accept_reply(by=street.actor("ma_jun"), at=at, instruction=asked)


def test_no_unit_no_instruction_and_nothing_after_withdrawal(street, asked, at):
    office = street.actor("lin_yue")
    with pytest.raises(Refused, match="no_unit"):
        issue_instruction(by=office, at=at, case=street.opened(), text="何时解决", limit="1 working_days")
    with pytest.raises(Refused, match="not_a_leader"):
        post = street.city.posts["ma_jun"]
        issue_instruction(by=office, at=at, case=asked.case, text="催", limit="1 working_days", post=post)
    withdraw_instruction(by=office, at=at, instruction=asked, reason="已当面汇报")
    with pytest.raises(Refused, match="wrong_state"):
        answer_instruction(by=street.actor("ma_jun"), at=at, instruction=asked, text="已更换")


def test_what_the_system_holds_answers_the_question(street, at):
    case = street.submitted()
    asked = issue_instruction(by=street.actor("lin_yue"), at=at, case=case, text="井盖换了没有", limit="1 working_days")
    assert asked.held["photos"] == 1
    held = queries.held_submission(asked)
    reply = answer_instruction(by=street.actor("ma_jun"), at=at, instruction=asked, submission=held)
    assert reply.text == "更换井盖并加固"
    other = street.submitted()
    again = issue_instruction(by=street.actor("lin_yue"), at=at, case=other, text="？", limit="1 working_days")
    with pytest.raises(Refused, match="other_case"):
        answer_instruction(by=street.actor("ma_jun"), at=at, instruction=again, submission=held)


def _escalations(asked):
    rows = Entry.objects.filter(verb="cases.escalate_instruction", subject_id=asked.pk).order_by("pk")
    return [row.payload["audience"] for row in rows]


def test_an_overdue_reply_is_marked_once_and_climbs_the_ladder(asked, street, at, monkeypatch):
    def run(moment):
        monkeypatch.setattr(jobs.clock, "now", lambda: moment)
        jobs.watch_instructions.func()

    run(at + timedelta(days=1))
    asked.refresh_from_db()
    assert asked.overdue_since is None
    run(asked.due_at + timedelta(minutes=5))
    run(asked.due_at + timedelta(minutes=10))
    asked.refresh_from_db()
    assert asked.overdue_since == asked.due_at
    assert _escalations(asked) == ["liaison"]
    run(asked.due_at + timedelta(days=14))
    assert _escalations(asked) == ["liaison", "head", "group", "leader"]
    told = queries.instruction_recipients("cases.mark_instruction_overdue", asked.pk, {}, at)
    assert {street.city.posts["ma_jun"].pk, street.city.posts["han_bing"].pk} <= told
    with pytest.raises(Refused, match="done_already"):
        mark_instruction_overdue(by=SYSTEM, at=at + timedelta(days=30), instruction=asked)


def test_escalation_reaches_the_group_and_the_leader_whose_remit_it_is(street, at):
    city = street.city
    set_remit(by=SYSTEM, at=at, group=city.groups["G06"], units=["DW26"])
    case = street.dispatched()
    assert case.group == city.groups["G06"]

    def told(audience):
        return queries.recipients_for("cases.escalate_case", case.pk, {"audience": audience}, at)

    assert told("group") == {city.posts["han_bing"].pk}
    assert told("leader") == {city.posts["deng_hai"].pk}
    role = Role.objects.get(code="leader")
    elsewhere = define_post(by=SYSTEM, at=at, unit=city.units["DW05"], code="L-GC", name_zh="副市长（分管钢城）")
    appoint_person(by=SYSTEM, at=at, post=elsewhere, person=city.people["wu_di"])
    grant_role(by=SYSTEM, at=at, post=elsewhere, role=role, area=city.areas["GC"])
    assert told("leader") == {city.posts["deng_hai"].pk}
    here = define_post(by=SYSTEM, at=at, unit=city.units["DW05"], code="L-XG", name_zh="副市长（分管雄关）")
    appoint_person(by=SYSTEM, at=at, post=here, person=city.people["he_ping"])
    grant_role(by=SYSTEM, at=at, post=here, role=role, area=city.areas["XG"])
    assert told("leader") == {here.pk}
    members = [city.posts["ma_jun"], city.posts["deng_hai"]]
    set_group_members(by=SYSTEM, at=at, group=city.groups["G06"], posts=members, head=city.posts["han_bing"])
    assert told("leader") == {city.posts["deng_hai"].pk}


def test_the_journey_through_the_pages(street, client, at):
    case = street.submitted()
    sign_in(client, "deng_hai")
    page = client.get(reverse("desk:case", args=[case.pk])).content.decode()
    assert reverse("desk:new_instruction", args=[case.pk]) in page
    sent = client.post(
        reverse("desk:new_instruction", args=[case.pk]),
        {"text": "请回复", "limit_0": "2", "limit_1": "working_days"},
    )
    asked = queries.Instruction.objects.get()
    assert sent.status_code == 302
    assert asked.post == street.city.posts["deng_hai"]
    assert asked.number in client.get(reverse("desk:home")).content.decode()
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:instruction", args=[asked.pk])).status_code == 404
    sign_in(client, "ma_jun")
    assert asked.number in client.get(reverse("desk:home")).content.decode()
    answer = reverse("desk:instruction_move", args=[asked.pk, "answer_instruction"])
    assert "更换井盖并加固" in client.get(answer).content.decode()
    assert client.post(answer, {"text": ""}).status_code == 200
    assert client.post(answer, {"from_record": "1"}).status_code == 302
    assert client.get(reverse("desk:instruction_move", args=[asked.pk, "accept_reply"])).status_code == 404
    sign_in(client, "lin_yue")
    assert client.post(reverse("desk:instruction_move", args=[asked.pk, "accept_reply"]), {}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == InstructionState.ACCEPTED
    for view in ("", "owed", "overdue", "answered", "ended"):
        assert client.get(reverse("desk:instructions") + f"?view={view}").status_code == 200
