"""Clock stories: from dispatch, through disputes, extensions, holds and verification, to in time or too late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chuangcheng.cases import actions, queries
from chuangcheng.cases.jobs import watch_deadlines
from chuangcheng.cases.queries import Case, PauseKind, State
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from tests.stories import sign_in

ZONE = ZoneInfo("Asia/Shanghai")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def local(value):
    return value.astimezone(ZONE).strftime("%m-%d %H:%M")


def test_the_clock_starts_at_dispatch_not_at_registration(street, at):
    case = street.opened()
    assert case.due_at is None
    actions.dispatch_case(by=street.actor("lin_yue"), at=moment("2026-11-26T10:00"), case=case)
    assert local(case.due_at) == "11-30 18:00", "two working days from Thursday: Friday, Monday"
    assert case.limit == "2 working_days"


def test_working_hours_run_inside_working_hours(street):
    case = street.dispatched(moment("2026-11-24T16:00"), category=street.category("B0101"))
    assert local(case.due_at) == "11-25 10:30", "four hours from four o'clock: two today, two tomorrow"


def test_a_lost_dispute_gives_no_time_back_and_its_row_stays(street, at):
    case = street.dispatched()
    due = case.due_at
    other = street.city.units["DW35"]
    actions.dispute_case(by=street.actor("ma_jun"), at=at, case=case, proposed_unit=other, reason="不属我局")
    actions.reject_dispute(by=street.actor("lin_yue"), at=moment("2026-11-25T15:00"), case=case, reason="产权在交通局")
    assert case.due_at == due
    pause = case.pauses.get()
    assert (pause.kind, pause.gives_time_back) == (PauseKind.DISPUTE, False)
    assert pause.ended_at == moment("2026-11-25T15:00")


def test_an_upheld_dispute_starts_the_clock_of_the_other_unit(street, at):
    case = street.dispatched()
    other = street.city.units["DW35"]
    actions.dispute_case(by=street.actor("ma_jun"), at=at, case=case, proposed_unit=other, reason="不属我局")
    later = moment("2026-11-26T10:00")
    actions.uphold_dispute(by=street.actor("lin_yue"), at=later, case=case, unit=other, reason="属实")
    assert (case.unit, case.dispatched_at) == (other, later)
    assert local(case.due_at) == "11-30 18:00"
    assert queries.clock_changes(case) == [], "pauses of the first unit's clock do not count for the second"


def test_a_return_gives_the_time_of_verification_back(street, at):
    case = street.submitted(at)
    assert local(case.due_at) == "11-26 18:00"
    actions.return_case(by=street.actor("gao_yuan"), at=moment("2026-11-26T10:00"), case=case, reason="仍松动")
    assert local(case.due_at) == "11-30 18:00", "Tuesday to Thursday: two working days given back"
    assert case.return_count == 1


def test_to_the_second_where_the_limit_is_in_hours(street):
    start = moment("2026-11-24T09:00")
    case = street.accepted(start, category=street.category("B0101"))
    assert local(case.due_at) == "11-24 15:30"
    street.submit(case, moment("2026-11-24T10:00"))
    actions.return_case(by=street.actor("gao_yuan"), at=moment("2026-11-24T11:15"), case=case, reason="仍松动")
    assert local(case.due_at) == "11-24 16:45"


def test_what_is_late_stays_late_however_long_verification_takes(street, at):
    case = street.accepted(at)
    late = moment("2026-11-27T09:00")
    street.submit(case, late)
    actions.return_case(by=street.actor("gao_yuan"), at=moment("2026-12-01T09:00"), case=case, reason="仍松动")
    assert local(case.due_at) == "11-26 18:00"
    street.submit(case, moment("2026-12-01T10:00"))
    actions.close_case(by=street.actor("gao_yuan"), at=moment("2026-12-01T11:00"), case=case)
    assert case.was_on_time is False


def test_a_granted_extension_is_a_row_and_moves_the_deadline(street, at):
    case = street.accepted(at)
    ma, lin = street.actor("ma_jun"), street.actor("lin_yue")
    actions.ask_extension(by=ma, at=at, case=case, limit="3 working_days", reason="待料")
    assert local(case.due_at) == "11-26 18:00", "asking moves nothing"
    actions.grant_extension(by=lin, at=at + timedelta(hours=1), case=case, limit="1 working_days", reason="只批一天")
    assert local(case.due_at) == "11-27 18:00"
    row = case.extensions.get()
    assert (row.state, row.limit, row.decision_note) == ("granted", "1 working_days", "只批一天")


def test_a_hold_stops_the_clock_until_it_is_resumed(street, at):
    case = street.accepted(at)
    lin = street.actor("lin_yue")
    review = datetime(2026, 12, 31).date()
    actions.hold_case(by=lin, at=at, case=case, reason="冻土", plan="四月开工", review_on=review)
    assert case.state == State.HELD
    actions.resume_case(by=lin, at=moment("2026-12-08T09:00"), case=case)
    assert local(case.due_at) == "12-10 18:00"


def test_a_hold_into_the_past_is_refused(street, at):
    case = street.accepted(at)
    with pytest.raises(Refused) as refused:
        actions.hold_case(by=street.actor("lin_yue"), at=at, case=case, reason="冻土", plan="四月", review_on=at.date())
    assert refused.value.field == "review_on"


def test_an_unknown_year_is_provisional_until_its_table_arrives(street):
    case = street.dispatched(moment("2026-12-31T10:00"))
    assert case.is_due_provisional
    assert local(case.due_at) == "01-04 18:00", "plain weekdays: the first of January would count"
    from chuangcheng.calendars.actions import upload_year_table
    from chuangcheng.calendars.rules import YearTable

    off = {date(2027, month, day): "放假" for month, day in ((1, 1), (1, 2), (1, 3), (5, 1), (10, 1), (10, 2), (10, 3))}
    upload_year_table(by=SYSTEM, at=moment("2026-12-31T11:00"), tables=[YearTable(2027, off, {})])
    assert actions.recompute_provisional_deadlines(by=SYSTEM, at=moment("2026-12-31T12:00")) == 1
    case.refresh_from_db()
    assert (local(case.due_at), case.is_due_provisional) == ("01-05 18:00", False)
    assert Entry.objects.filter(verb="cases.recompute_deadline", subject_id=case.pk).count() == 1
    assert actions.recompute_provisional_deadlines(by=SYSTEM, at=moment("2026-12-31T12:00")) == 0


def test_the_deadline_is_explained_in_words(street, at):
    case = street.submitted(at)
    actions.return_case(by=street.actor("gao_yuan"), at=moment("2026-11-26T10:00"), case=case, reason="仍松动")
    story = " ".join(queries.deadline_story(case))
    assert "2026年11月24日" in story
    assert "2 个工作日" in story or "2个工作日" in story
    assert "停止计时" in story


def told(case, verb):
    rows = Entry.objects.filter(verb=f"cases.{verb}", subject_id=case.pk).order_by("id")
    return [row.payload.get("audience", "") for row in rows]


def run_at(settings, when):
    settings.CLOCK_SHIFT_SECONDS = (when - datetime.now(ZONE)).total_seconds()
    watch_deadlines.func()


def test_the_ladder_is_climbed_step_by_step_and_never_twice(street, at, settings):
    case = street.accepted(at)
    run_at(settings, moment("2026-11-26T11:00"))
    assert told(case, "remind_case") == [], "more than four working hours are left"
    for _twice in range(2):
        run_at(settings, moment("2026-11-26T15:00"))
    assert told(case, "remind_case") == ["liaison"]
    for _twice in range(2):
        run_at(settings, moment("2026-11-26T18:05"))
    assert told(case, "mark_overdue") == [""]
    assert told(case, "escalate_case") == ["liaison"]
    run_at(settings, moment("2026-11-27T18:01"))
    assert told(case, "escalate_case") == ["liaison"], "seven working hours are not eight"
    run_at(settings, moment("2026-12-02T15:00"))
    assert told(case, "escalate_case") == ["liaison", "head", "group"]
    case.refresh_from_db()
    assert case.overdue_since == case.due_at


def test_a_case_between_two_rungs_keeps_no_other_from_its_own(street, at, settings):
    earlier = street.accepted(at)
    run_at(settings, moment("2026-11-26T18:05"))
    later = street.accepted(moment("2026-11-25T09:30"))
    now = moment("2026-11-27T18:01")
    actions.mark_overdue(by=SYSTEM, at=now, case=later)
    found = [(case.number, step.level) for case, step in queries.to_escalate(now, most=2)]
    assert found == [(later.number, 1)], "the earlier waits for its second rung"
    assert [case.number for case, _step in queries.to_escalate(now, most=1)] == [later.number]
    assert told(earlier, "escalate_case") == ["liaison"]


def test_nobody_is_reminded_while_the_clock_stands_still(street, at, settings):
    case = street.submitted(at)
    run_at(settings, moment("2026-12-10T15:00"))
    assert told(case, "mark_overdue") == []
    case.refresh_from_db()
    assert case.overdue_since is None


def test_more_time_takes_the_mark_of_overdue_away(street, at, settings):
    case = street.accepted(at)
    run_at(settings, moment("2026-11-27T10:00"))
    case.refresh_from_db()
    assert case.overdue_since
    case = Case.objects.select_related("unit", "area").get(pk=case.pk)
    actions.grant_extension(
        by=street.actor("lin_yue"), at=moment("2026-11-27T11:00"), case=case, limit="5 working_days", reason="暴雪"
    )
    assert (case.overdue_since, case.escalation_level) == (None, 0)


def test_each_rung_finds_its_people(street, at):
    case = street.accepted(at)
    posts = street.city.posts

    def to(audience):
        return queries.recipients_for("cases.escalate_case", case.pk, {"audience": audience}, at)

    assert to("liaison") == {posts["ma_jun"].pk}
    assert to("head") == {posts["han_bing"].pk}
    assert to("leader") == {posts["deng_hai"].pk}
    assert to("group") == {posts["lin_yue"].pk}, "no group has it in its remit: the office hears instead"
    assert queries.recipients_for("cases.submit_case", case.pk, {}, at) == {posts["gao_yuan"].pk}
    assert queries.recipients_for("cases.dispute_case", case.pk, {}, at) == {posts["lin_yue"].pk}
    assert queries.recipients_for("cases.note_case", case.pk, {}, at) == set()
    actions.submit_case(by=street.actor("ma_jun"), at=at, case=case, cause="a", measure="b", photos=[street.after])
    actions.close_case(by=street.actor("gao_yuan"), at=at, case=case)
    assert queries.recipients_for("cases.close_case", case.pk, {}, at) == {posts["ma_jun"].pk}


def test_the_unit_that_a_case_is_taken_from_hears_of_it(street, at):
    case = street.dispatched()
    actions.take_back_case(by=street.actor("lin_yue"), at=at, case=case, reason="派错")
    entry = Entry.objects.latest("id")
    told_posts = queries.recipients_for(entry.verb, case.pk, entry.payload, at)
    assert told_posts == {street.city.posts["ma_jun"].pk}


def test_a_unit_s_rate_counts_what_was_due_and_leaves_holds_out(street, at, client, settings):
    office, verifier = street.actor("lin_yue"), street.actor("gao_yuan")
    unit, now = street.city.units["DW26"], at + timedelta(days=20)
    in_time = street.submitted(at)
    actions.close_case(by=verifier, at=at, case=in_time)
    late = street.submit(street.accepted(at), moment("2026-11-30T10:00"))
    actions.close_case(by=verifier, at=now, case=late)
    street.accepted(at)
    held = street.accepted(at)
    actions.hold_case(by=office, at=at, case=held, reason="冬季停工", plan="开春再修", review_on=date(2027, 4, 1))
    found = queries.punctuality(office, unit, now)
    assert (found.on_time, found.late, found.not_yet, found.overdue, found.held) == (1, 1, 1, 1, 1)
    assert found.rate == pytest.approx(1 / 3)
    assert queries.punctuality(street.actor("luo_jia"), unit, now).rate is None
    settings.CLOCK_SHIFT_SECONDS = (now - datetime.now(ZONE)).total_seconds()
    address = f"/desk/units/{unit.pk}/"
    assert "33.3" in _page(client, "ma_jun", address)
    assert "/desk/cases/?unit=" not in _page(client, "luo_jia", address)


def _page(client, key, address):
    return sign_in(client, key).get(address).content.decode()
