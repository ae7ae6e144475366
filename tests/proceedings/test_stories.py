"""The Transport Bureau is to be on the red list: three people, a public notice, an objection, a publication."""

from datetime import timedelta

import pytest

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.proceedings import queries
from chuangcheng.proceedings.actions import (
    answer_objection,
    decide_proceeding,
    define_kind,
    end_proceeding,
    file_objection,
    give_notice,
    record_service,
    review_proceeding,
    turn_down_proceeding,
    withdraw_proceeding,
)
from chuangcheng.proceedings.queries import State
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.queries import Role
from tests.proceedings.conftest import LIST

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def noticed(hall, **more):
    row = hall.begun(**more)
    review_proceeding(by=hall.actor("gao_yuan"), at=hall.at, proceeding=row, text="属实")
    return give_notice(by=hall.actor("gao_yuan"), at=hall.at, proceeding=row, text="拟列入红榜，公示五个工作日")


def test_from_the_proposal_to_the_end_of_its_publication(hall, at):
    row = noticed(hall)
    assert row.notice_until.astimezone(at.tzinfo).strftime("%m-%d") == "12-01"
    decider = hall.actor("deng_hai")
    with pytest.raises(Refused, match="notice_runs"):
        decide_proceeding(by=decider, at=at + DAY, proceeding=row, outcome="listed", text="符合条件")
    row.refresh_from_db()
    assert row.state == State.NOTICED
    decide_proceeding(by=decider, at=at + 8 * DAY, proceeding=row, outcome="listed", text="符合条件")

    def shown(days):
        return [one.pk for one in queries.public_at(at + days * DAY, "red_list")]

    assert shown(7) == []
    assert shown(8) == [row.pk]
    assert shown(37) == [row.pk]
    assert shown(38) == []
    objection = file_objection(by=hall.actor("luo_jia"), at=at + 9 * DAY, proceeding=row, text="该单位有欠薪")
    assert objection.counts
    assert shown(10) == []
    answer_objection(by=hall.actor("lin_yue"), at=at + 11 * DAY, proceeding=row, text="经核实不属实")
    assert shown(10) == []
    assert shown(12) == [row.pk]
    again = file_objection(by=hall.actor("luo_jia"), at=at + 12 * DAY, proceeding=row, text="仍然不服")
    assert not again.counts
    assert shown(13) == [row.pk]
    end_proceeding(by=hall.actor("lin_yue"), at=at + 14 * DAY, proceeding=row, text="单位主动退出")
    assert shown(13) == [row.pk]
    assert shown(14) == []


def test_an_open_objection_blocks_and_a_late_one_does_not(hall, at):
    row = noticed(hall)
    file_objection(by=hall.actor("luo_jia"), at=at + DAY, proceeding=row, text="不同意")
    with pytest.raises(Refused, match="open_already"):
        file_objection(by=hall.actor("luo_jia"), at=at + DAY, proceeding=row, text="不同意")
    with pytest.raises(Refused, match="objection_open"):
        decide_proceeding(by=hall.actor("deng_hai"), at=at + 8 * DAY, proceeding=row, outcome="listed", text="可")
    row.refresh_from_db()
    late = file_objection(by=hall.actor("xu_lan"), at=at + 8 * DAY, proceeding=row, text="我也不同意")
    assert late.is_late
    assert not late.counts
    answer_objection(by=hall.actor("lin_yue"), at=at + 8 * DAY, proceeding=row, text="理由不成立")
    decide_proceeding(by=hall.actor("deng_hai"), at=at + 8 * DAY, proceeding=row, outcome="listed", text="符合")
    assert row.state == State.DECIDED


def test_the_same_person_never_twice_nor_in_the_own_matter(hall, at):
    row = hall.begun()
    with pytest.raises(Refused, match="same_person"):
        review_proceeding(by=hall.actor("lin_yue"), at=at, proceeding=row, text="属实")
    with pytest.raises(Refused, match="same_person"):
        review_proceeding(by=SYSTEM, at=at, proceeding=row, text="属实")
    own = define_post(by=SYSTEM, at=at, unit=hall.city.units["DW26"], code="DW26-x", name_zh="借调人员")
    appoint_person(by=SYSTEM, at=at, post=own, person=hall.city.people["gao_yuan"])
    with pytest.raises(Refused, match="own_matter"):
        review_proceeding(by=hall.actor("gao_yuan"), at=at, proceeding=row, text="属实")
    with pytest.raises(Refused, match="wrong_state"):
        decide_proceeding(by=hall.actor("deng_hai"), at=at, proceeding=row, outcome="listed", text="好")
    with pytest.raises(Refused, match="open_already"):
        hall.begun()
    turn_down_proceeding(by=hall.actor("deng_hai"), at=at, proceeding=row, text="依据不足")
    assert row.state == State.REJECTED
    assert hall.begun().number == "2026-0002"


def test_a_sealed_party_is_served_when_it_is_recorded(hall, at):
    define_kind(by=SYSTEM, at=at, data={**LIST.as_data(), "notice": "private", "objectors": "party"})
    row = noticed(hall, unit=None, party_sealed="密文", key="7")
    assert row.served_at is None
    with pytest.raises(Refused, match="not_served"):
        decide_proceeding(by=hall.actor("deng_hai"), at=at + 20 * DAY, proceeding=row, outcome="listed", text="可")
    row.refresh_from_db()
    with pytest.raises(Refused, match="bad_moment"):
        record_service(by=hall.actor("lin_yue"), at=at, proceeding=row, served_at=at - DAY)
    record_service(by=hall.actor("lin_yue"), at=at + 3 * DAY, proceeding=row, served_at=at + 2 * DAY)
    assert row.notice_until.astimezone(at.tzinfo).strftime("%m-%d") == "12-03"
    with pytest.raises(Refused, match="served_already"):
        record_service(by=hall.actor("lin_yue"), at=at + 3 * DAY, proceeding=row, served_at=at + 2 * DAY)


def test_a_unit_sees_its_own_and_withdraws_before_the_decision_only(hall, at):
    row = noticed(hall)
    assert queries.get_proceeding_for(hall.actor("ma_jun"), row.pk) == row
    assert list(queries.proceedings_for(hall.actor("luo_jia"))) == []
    with pytest.raises(NotAllowed):
        give_notice(by=hall.actor("su_qing"), at=at, proceeding=row, text="公示")
    decide_proceeding(by=hall.actor("deng_hai"), at=at + 8 * DAY, proceeding=row, outcome="listed", text="可")
    with pytest.raises(Refused, match="own_matter"):
        withdraw_proceeding(by=hall.actor("ma_jun"), at=at + 9 * DAY, proceeding=row, text="不要了")
    withdraw_proceeding(by=hall.actor("lin_yue"), at=at + 9 * DAY, proceeding=row, text="名单有误")
    assert queries.public_at(at + 9 * DAY) == []


def test_a_city_changes_a_kind_for_what_begins_later(hall, at):
    row = hall.begun()
    define_kind(by=SYSTEM, at=at, data={**LIST.as_data(), "notice_days": 10})
    assert row.rules.notice_days == 5
    assert hall.begun(key="2").rules.notice_days == 10
    with pytest.raises(Refused, match="bad_kind"):
        define_kind(by=SYSTEM, at=at, data={**LIST.as_data(), "steps": ["notice"]})


def test_who_is_told(hall, at):
    posts = hall.city.posts
    row = hall.begun()
    told = queries.recipients_for("proceedings.propose_proceeding", row.pk, at)
    assert {posts["gao_yuan"].pk, posts["lin_yue"].pk} <= told
    assert posts["ma_jun"].pk not in told
    assert queries.recipients_for("proceedings.give_notice", row.pk, at) == {posts["ma_jun"].pk, posts["han_bing"].pk}
    grant_role(by=SYSTEM, at=at, post=posts["luo_jia"], role=Role.objects.get(code="auditor"))
    assert posts["luo_jia"].pk not in queries.recipients_for("proceedings.file_objection", row.pk, at)
