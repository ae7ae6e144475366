"""November of the Transport Bureau: drafted, confirmed by another person, announced, objected to, stated anew."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from chuangcheng.cases.actions import accept_case, dispatch_case, record_recheck
from chuangcheng.cases.queries import Case
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.proceedings.actions import (
    decide_proceeding,
    give_notice,
    propose_proceeding,
    review_proceeding,
)
from chuangcheng.scoring import jobs, results
from chuangcheng.scoring.actions import (
    announce_results,
    confirm_results,
    define_result_rules,
    draft_results,
    restate_result,
)
from chuangcheng.scoring.facts import facts_of
from chuangcheng.scoring.result_rules import DEFAULT, changed, compute

NOVEMBER = date(2026, 11, 1)
DAY = timedelta(days=1)


@pytest.fixture
def drafted(november, later):
    november.closed()
    november.closed(days=9)
    november.closed(returns=1)
    return draft_results(by=november.actor("lin_yue"), at=later, month=NOVEMBER)


def result_of(month, code="DW26"):
    return month.results.get(unit__code=code, superseded_at=None)


def lines(result):
    return {line.code: (line.counted, line.of, str(line.points)) for line in result.lines.all()}


def test_the_draft_says_what_the_rows_say(drafted):
    assert lines(result_of(drafted)) == {
        "on_time": (2, 3, "-13.33"),
        "rework": (1, 1, "-0.20"),
        "relapse": (0, 0, "0.00"),
        "open_overdue": (0, 0, "0.00"),
        "dispute_lost": (0, 0, "0.00"),
        "self_found": (0, 0, "0.00"),
    }
    assert result_of(drafted).points == Decimal("86.47")
    assert result_of(drafted, "DW35").points == Decimal("100.00")
    late = result_of(drafted).lines.get(code="on_time").behind
    assert sorted(row.value for row in late) == ["late", "on_time", "on_time"]


def test_a_unit_that_reports_itself_never_loses_by_it(drafted, november, later):
    before = result_of(drafted).points
    for _index in range(3):
        november.own()
    accept_case(by=november.actor("ma_jun"), at=november.start, case=november.own())
    late = accept_case(by=november.actor("ma_jun"), at=november.start, case=november.own())
    november.finished(late, days=12, returns=3)
    again = draft_results(by=november.actor("lin_yue"), at=later, month=NOVEMBER)
    assert result_of(again).points == before
    foreign = november.street.opened(november.start, by=november.actor("luo_jia"), source="unit")
    dispatch_case(by=SYSTEM, at=november.start, case=foreign, unit=november.city.units["DW26"], reason="市场监管局转来")
    third = draft_results(by=november.actor("lin_yue"), at=later, month=NOVEMBER)
    assert result_of(third).points < before, "what another unit reports is no report of its own"


def test_credit_comes_only_after_a_recheck_found_it_in_order(drafted, november, later):
    case = accept_case(by=november.actor("ma_jun"), at=november.start, case=november.own())
    november.finished(case)
    without = draft_results(by=november.actor("lin_yue"), at=later, month=NOVEMBER)
    assert lines(result_of(without))["self_found"] == (0, 0, "0.00")
    record_recheck(
        by=november.actor("bai_lu"), at=november.start + 3 * DAY, case=case, outcome="kept", note="完好", is_drawn=True
    )
    with_it = draft_results(by=november.actor("lin_yue"), at=later, month=NOVEMBER)
    assert lines(result_of(with_it))["self_found"] == (1, 1, "0.20")
    assert result_of(with_it).points == Decimal("86.67")


def test_a_month_that_is_not_over_and_who_confirms(drafted, november, later):
    office = november.actor("lin_yue")
    with pytest.raises(Refused, match="month_not_over"):
        draft_results(by=office, at=later, month=date(2026, 12, 1))
    with pytest.raises(Refused, match="same_person"):
        confirm_results(by=office, at=later, month=drafted)
    with pytest.raises(Refused, match="wrong_state"):
        announce_results(by=office, at=later, month=drafted)
    with pytest.raises(NotAllowed):
        draft_results(by=november.actor("ma_jun"), at=later, month=NOVEMBER)
    with pytest.raises(NotFound):
        results.get_month_for(november.actor("ma_jun"), drafted.pk)
    confirm_results(by=november.actor("gao_yuan"), at=later, month=drafted)
    with pytest.raises(Refused, match="wrong_state"):
        draft_results(by=office, at=later, month=NOVEMBER)
    seen = results.table_of(november.actor("ma_jun"), drafted)
    assert [row.unit.code for row in seen] == ["DW26"]
    with pytest.raises(NotFound):
        results.get_result_for(november.actor("luo_jia"), result_of(drafted).pk)


def decided(november, later, line, rows, outcome):
    """Filed by 马军, reviewed by 林悦, decided by 邓海 two working days after the notice."""
    given = results.objection_to(line, rows)
    row = propose_proceeding(by=november.actor("ma_jun"), at=later, text="该案已在时限内完成", **given)
    review_proceeding(by=november.actor("lin_yue"), at=later, proceeding=row, text="情况已核对")
    give_notice(by=november.actor("lin_yue"), at=later, proceeding=row, text="拟予支持")
    return decide_proceeding(
        by=november.actor("deng_hai"), at=later + 4 * DAY, proceeding=row, outcome=outcome, text="证据充分"
    )


@pytest.fixture
def announced(drafted, november, later):
    confirm_results(by=november.actor("gao_yuan"), at=later, month=drafted)
    return announce_results(by=november.actor("deng_hai"), at=later, month=drafted)


def late_row(result):
    return [row.key for row in result.lines.get(code="on_time").behind if row.value == "late"]


def test_an_upheld_objection_states_the_result_anew_and_keeps_the_old_one(announced, november, later):
    old = result_of(announced)
    row = decided(november, later, old.lines.get(code="on_time"), late_row(old), "upheld")
    jobs.take_decision.func(proceeding_id=row.pk)
    jobs.take_decision.func(proceeding_id=row.pk)
    new = result_of(announced)
    assert (new.version, new.restates, new.points) == (2, old, Decimal("99.80"))
    assert lines(new)["on_time"] == (2, 2, "0.00")
    assert new.lines.get(code="on_time").struck == late_row(old)
    old.refresh_from_db()
    assert old.superseded_at is not None
    assert old.points == Decimal("86.47")
    assert results.is_sound(old)
    assert results.is_sound(new)
    found = results.corrections_since(later + 3 * DAY, later + 5 * DAY)
    assert [(one.old.pk, one.new.pk, one.line, one.proceeding) for one in found] == [(old.pk, new.pk, "on_time", row)]
    assert results.corrections_since(later, later + 3 * DAY) == []
    with pytest.raises(Refused, match="not_in_force"):
        results.objection_to(old.lines.get(code="on_time"), late_row(old))


def test_a_rejected_objection_changes_nothing_and_is_not_filed_again(announced, november, later):
    old = result_of(announced)
    line = old.lines.get(code="on_time")
    row = decided(november, later, line, late_row(old), "rejected")
    jobs.take_decision.func(proceeding_id=row.pk)
    assert result_of(announced).pk == old.pk
    with pytest.raises(Refused, match="not_upheld"):
        restate_result(by=SYSTEM, at=later, proceeding=row)
    with pytest.raises(Refused, match="decided_already"):
        results.objection_to(line, late_row(old))
    with pytest.raises(Refused, match="other_row"):
        results.objection_to(line, ["case:999999"])
    with pytest.raises(Refused, match="missing"):
        results.objection_to(line, [])
    with pytest.raises(NotAllowed):
        given = results.objection_to(old.lines.get(code="rework"), [old.lines.get(code="rework").behind[0].key])
        propose_proceeding(by=november.actor("luo_jia"), at=later, text="替他们说一句", **given)


def test_the_digits_come_again_whatever_happens_to_the_cases(announced, november):
    old = result_of(announced)
    Case.objects.update(was_on_time=False)
    old = results.get_result_for(november.actor("lin_yue"), old.pk)
    assert results.recomputed(old).points == old.points
    now = compute(announced.rules, facts_of(NOVEMBER)[old.unit_id])
    assert now.points < old.points


def test_rules_are_versions_for_months_to_come(drafted, november, later):
    office = november.actor("lin_yue")
    with pytest.raises(Refused, match="bad_rules"):
        define_result_rules(by=office, at=later, data=changed(DEFAULT, "on_time.weight", "x"), since=NOVEMBER)
    with pytest.raises(Refused, match="bad_month"):
        define_result_rules(by=office, at=later, data=DEFAULT, since=date(2026, 11, 2))
    heavier = changed(DEFAULT, "on_time.weight", "60")
    define_result_rules(by=office, at=later, data=heavier, since=date(2026, 12, 1), note="十二月起")
    assert results.rules_for(NOVEMBER)[0] == 0
    assert results.rules_for(date(2026, 12, 1)) == (1, heavier)
    assert drafted.rules_version == 0
    define_result_rules(by=office, at=later, data=heavier, since=NOVEMBER)
    again = draft_results(by=office, at=later, month=NOVEMBER)
    assert (again.rules_version, str(result_of(again).points)) == (2, "79.80")


def test_last_month_is_drafted_once_by_the_clock(november, later, monkeypatch):
    november.closed()
    monkeypatch.setattr(jobs.clock, "now", lambda: datetime(2026, 12, 8, 0, 30, tzinfo=later.tzinfo))
    jobs.draft_last_month.func()
    jobs.draft_last_month.func()
    month = results.months_for(november.actor("lin_yue")).get()
    assert (month.month, month.drafted_by) == (NOVEMBER, None)
