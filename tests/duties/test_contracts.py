"""包街: a unit's contract for a street, from signing to hand-over, renewal or lapse; nothing ends unseen."""

import io
from datetime import date, timedelta
from typing import Any

import pytest

from chuangcheng.duties.actions import (
    end_holding,
    hand_over_place,
    hold_place,
    import_holdings,
    lapse_contract,
    name_holder_post,
    remind_contract,
    renew_contract,
    set_class_duties,
    set_kept_duties,
    set_threshold,
)
from chuangcheng.duties.jobs import watch_contracts
from chuangcheng.duties.queries import (
    PlaceHolding,
    cover_of,
    covers,
    holding_rows,
    holdings_to_remind,
    responsible_for,
    streets,
)
from chuangcheng.duties.spreadsheet import holdings_sheet, preview_holdings
from chuangcheng.journal.queries import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.spreadsheets import write_csv, write_xlsx
from chuangcheng.places.actions import define_segment
from chuangcheng.places.queries import place_of
from chuangcheng.reactions.recipients import posts_to_tell
from chuangcheng.units.actions import vacate_post

STATES = ("lapsed", "nobody", "vacant", "ending", "joint", "held")


def moved(settings: Any, by: timedelta) -> None:
    settings.CLOCK_SHIFT_SECONDS += by.total_seconds()


@pytest.fixture
def contract(city: Any, at: Any, street: Any) -> Any:
    """The transport bureau holds Xinhua South Road until the end of next month."""
    return hold_place(
        by=city.actor("lin_yue"),
        at=at,
        place=street,
        unit=city.units["DW26"],
        post=city.posts["ma_jun"],
        agreed_on=date(2026, 11, 20),
        agreed_until=date(2026, 12, 31),
    )


def test_a_contract_begins_with_the_duties_of_its_class_of_street(city: Any, at: Any, street: Any) -> None:
    lin_yue = city.actor("lin_yue")
    street.road_class = "主干道"
    street.save(update_fields=["road_class"])
    usual = hold_place(by=lin_yue, at=at, place=street, unit=city.units["DW35"])
    assert "垃圾" in usual.kept_zh[0]
    set_class_duties(by=lin_yue, at=at, road_class="主干道", lines=["不占盲道", " ", "不占盲道", "无垃圾|无积水"])
    own = hold_place(by=lin_yue, at=at, place=street, unit=city.units["DW26"], is_lead=False)
    assert own.kept_zh == ["不占盲道", "无垃圾", "无积水"]
    set_kept_duties(by=lin_yue, at=at, holding=own, lines=["冬季除雪"])
    own.refresh_from_db()
    usual.refresh_from_db()
    assert (own.kept_zh, len(usual.kept_zh)) == (["冬季除雪"], 5)
    for lines in (["长" * 201], [str(number) for number in range(31)], []):
        with pytest.raises(Refused) as refused:
            set_class_duties(by=lin_yue, at=at, road_class="", lines=lines)
        assert (refused.value.code, refused.value.field) == ("bad_lines", "lines")
    assert hold_place(by=lin_yue, at=at, place=city.areas["XG"], unit=city.units["DW05"]).kept_zh == []


def test_a_hand_over_leaves_no_gap_and_no_double(city: Any, at: Any, street: Any, contract: Any) -> None:
    lin_yue, place = city.actor("lin_yue"), place_of(street)
    hold_place(by=lin_yue, at=at, place=street, unit=city.units["DW35"], is_lead=False)
    then = at + timedelta(days=3)
    following = hand_over_place(
        by=lin_yue, at=then, holding=contract, unit=city.units["DW35"], agreed_until=date(2027, 6, 30)
    )
    contract.refresh_from_db()
    assert contract.ends_at == following.starts_at == then
    assert following.kept_zh == contract.kept_zh
    for moment, unit in ((then - timedelta(seconds=1), "DW26"), (then, "DW35")):
        assert responsible_for(None, place, moment)[0].unit.code == unit
    assert holding_rows("segment", then)[0].holders == (("DW35", ""),)
    entry = Entry.objects.get(verb="duties.hand_over_place")
    told = posts_to_tell(entry, then)
    assert {city.posts["ma_jun"].pk, city.posts["luo_jia"].pk} <= told
    assert city.posts["lin_yue"].pk not in told
    for wrong, code in (({"unit": city.units["DW35"]}, "same_unit"), ({"unit": city.units["DW49"]}, "ended_already")):
        holding = following if code == "same_unit" else contract
        with pytest.raises(Refused) as refused:
            hand_over_place(by=lin_yue, at=then, holding=holding, **wrong)
        assert refused.value.code == code
    assert PlaceHolding.objects.filter(segment=street, ends_at=None).count() == 1


def test_the_holder_is_told_once_before_the_last_day_and_again_after_a_renewal(
    city: Any, at: Any, contract: Any, settings: Any
) -> None:
    watch_contracts.call()
    assert not Entry.objects.filter(verb="duties.remind_contract").exists()
    moved(settings, timedelta(days=10))
    for _run in range(2):
        watch_contracts.call()
    entry = Entry.objects.get(verb="duties.remind_contract")
    assert entry.payload["until"] == "2026-12-31"
    assert posts_to_tell(entry, at) == {city.posts["ma_jun"].pk}
    contract.refresh_from_db()
    with pytest.raises(Refused):
        remind_contract(by=SYSTEM, at=at, holding=contract)
    later = at + timedelta(days=11)
    renew_contract(by=city.actor("lin_yue"), at=later, holding=contract, agreed_until=date(2027, 12, 31))
    assert holdings_to_remind(later) == []
    assert holdings_to_remind(later + timedelta(days=370)) == [contract]


def test_a_contract_that_nobody_renews_lapses_by_an_act_and_the_office_is_told(
    city: Any, at: Any, street: Any, contract: Any, settings: Any
) -> None:
    with pytest.raises(Refused) as refused:
        lapse_contract(by=SYSTEM, at=at, holding=contract)
    assert refused.value.code == "not_yet"
    moved(settings, timedelta(days=37))
    watch_contracts.call()  # the last day itself
    assert cover_of(street, at + timedelta(days=37)).state == "ending"
    moved(settings, timedelta(days=1))
    after = at + timedelta(days=38)
    assert responsible_for(None, place_of(street), after)[0].unit.code == "DW26"  # until the act
    watch_contracts.call()
    watch_contracts.call()
    contract.refresh_from_db()
    assert contract.ends_at == contract.lapsed_at is not None
    later = after + timedelta(hours=1)
    assert (cover_of(street, later).state, list(streets(later, "lapsed"))) == ("lapsed", [street])
    told = posts_to_tell(Entry.objects.get(verb="duties.lapse_contract"), later)
    assert {city.posts["ma_jun"].pk, city.posts["lin_yue"].pk} <= told
    hold_place(by=SYSTEM, at=later, place=street, unit=city.units["DW35"])
    assert cover_of(street, later).state == "held"


def test_days_posts_and_permissions_are_checked(city: Any, at: Any, street: Any, contract: Any) -> None:
    lin_yue, ma_jun = city.actor("lin_yue"), city.actor("ma_jun")
    with pytest.raises(Refused) as refused:
        hold_place(by=lin_yue, at=at, place=street, unit=city.units["DW35"], agreed_until=at.date())
    assert refused.value.field == "agreed_until"
    for until in (date(2026, 12, 31), date(2026, 1, 1)):
        with pytest.raises(Refused) as refused:
            renew_contract(by=lin_yue, at=at, holding=contract, agreed_until=until)
        assert refused.value.code == "until_too_early"
    name_holder_post(by=ma_jun, at=at, holding=contract, post=city.posts["han_bing"])
    contract.refresh_from_db()
    assert contract.post == city.posts["han_bing"]
    with pytest.raises(Refused):
        name_holder_post(by=ma_jun, at=at, holding=contract, post=city.posts["fang_min"])
    for stranger in ("luo_jia", "su_qing"):
        with pytest.raises(NotAllowed):
            name_holder_post(by=city.actor(stranger), at=at, holding=contract, post=None)
    for action, given in (
        (renew_contract, {"agreed_until": date(2028, 1, 1)}),
        (hand_over_place, {"unit": city.units["DW35"]}),
        (set_kept_duties, {"lines": []}),
    ):
        with pytest.raises(NotAllowed):
            action(by=ma_jun, at=at, holding=contract, **given)
    end_holding(by=lin_yue, at=at, holding=contract)
    with pytest.raises(Refused) as refused:
        renew_contract(by=lin_yue, at=at, holding=contract, agreed_until=date(2028, 1, 1))
    assert refused.value.code == "ended_already"


def test_every_street_stands_at_exactly_one_state_and_list_and_map_agree(city: Any, at: Any, contract: Any) -> None:
    lin_yue = city.actor("lin_yue")
    made = {
        name: define_segment(by=SYSTEM, at=at, code=name, street_zh=name, from_zh="甲", to_zh="乙")
        for name in ("nobody", "joint", "ending", "vacant", "lapsed", "held")
    }
    for name, unit in (("joint", "DW35"), ("ending", "DW35"), ("vacant", "DW49"), ("held", "DW35")):
        hold_place(
            by=lin_yue,
            at=at,
            place=made[name],
            unit=city.units[unit],
            post=city.posts["qin_feng"] if name == "vacant" else None,
            agreed_until=at.date() + timedelta(days=9) if name in ("ending", "vacant") else None,
        )
    hold_place(by=lin_yue, at=at, place=made["joint"], unit=city.units["DW49"], is_lead=False)
    vacate_post(by=SYSTEM, at=at, post=city.posts["qin_feng"])
    old = hold_place(
        by=lin_yue,
        at=at - timedelta(days=40),
        place=made["lapsed"],
        unit=city.units["DW35"],
        agreed_until=at.date() - timedelta(days=5),
    )
    lapse_contract(by=SYSTEM, at=at, holding=old)
    everywhere = list(streets(at))
    found = {cover.segment.code: cover.state for cover in covers(everywhere, at)}
    assert {name: found[name] for name in made} == {name: name for name in made}
    for state in STATES:
        assert {row.code for row in streets(at, state)} == {code for code, one in found.items() if one == state}
    set_threshold(by=lin_yue, at=at, code="contract_notice_days", value=60)
    assert cover_of(contract.segment, at).state == "ending"


def test_terms_go_out_and_come_back_unchanged(city: Any, at: Any, street: Any, contract: Any) -> None:
    then = at + timedelta(minutes=1)
    hold_place(by=SYSTEM, at=at, place=street, unit=city.units["DW49"], is_lead=False)
    for chinese in (True, False):
        book = io.BytesIO()
        write_xlsx(book, [holdings_sheet("segment", then, chinese=chinese)])
        for name, content in (
            ("管护责任.xlsx", book.getvalue()),
            ("管护责任.csv", "".join(write_csv(holdings_sheet("segment", then, chinese=chinese))).encode()),
        ):
            found = preview_holdings(name, content, then)
            assert (found.errors, found.changes) == ([], [])
            assert found.rows[0].until == date(2026, 12, 31)


def test_a_table_changes_terms_without_beginning_anew_and_leaves_what_it_does_not_name(
    city: Any, at: Any, street: Any, contract: Any
) -> None:
    lin_yue, then = city.actor("lin_yue"), at + timedelta(days=1)
    for text, until, kept in (
        ("编码,管护单位,责任岗位,约定至\nLD12,DW26,DW26:DW26-ma_jun,2027-12-31\n", date(2027, 12, 31), 5),
        ("编码,管护单位,责任岗位,管护事项\nLD12,DW26,DW26:DW26-ma_jun,除雪|清扫\n", date(2027, 12, 31), 2),
        ("编码,管护单位,责任岗位\nLD12,DW26,DW26:DW26-ma_jun\n", date(2027, 12, 31), 2),
    ):
        found = preview_holdings("t.csv", text.encode(), then)
        assert not found.errors
        import_holdings(by=lin_yue, at=then, rows=found.rows)
        contract.refresh_from_db()
        assert (contract.ends_at, contract.agreed_until, len(contract.kept_zh)) == (None, until, kept)
    bad = preview_holdings("t.csv", "编码,管护单位,约定至\nLD12,DW26,明年\n".encode(), then)
    assert (bad.errors[0].row, "约定至" in bad.errors[0].column or "截止日期" in bad.errors[0].column) == (2, True)
