"""The rehearsal, department figures and the register of negative events: each needs a second person."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.materials import queries
from chuangcheng.materials.actions import (
    confirm_figure,
    decide_effect,
    define_figure,
    examine_event,
    import_negative_list,
    lapse_event,
    rate_standard,
    report_event,
    report_figure,
    return_document,
    return_figure,
    set_partly_share,
)
from chuangcheng.materials.jobs import watch
from chuangcheng.materials.models import DepartmentFigure, NegativeEvent, NegativeItem, Rating
from tests.materials.conftest import Paper


def rate(paper: Paper, by: str, code: str = "C1.1.1", verdict: str = "met", reason: str = "材料齐全") -> Rating:
    return rate_standard(by=paper.by(by), at=paper.at, standard=paper.standard(code), verdict=verdict, reason=reason)


def test_neither_the_supplier_nor_the_reviewer_rates(paper: Paper) -> None:
    paper.accepted([paper.asked()], by="yan_qing")
    with pytest.raises(NotAllowed):
        rate(paper, "ma_jun")
    with pytest.raises(Refused, match="own_work"):
        rate(paper, "yan_qing")
    made = rate(paper, "tao_ran")
    assert made.verdict == "met" and made.superseded_at is None


def test_people_of_a_supplying_unit_do_not_rate(paper: Paper) -> None:
    paper.accepted([paper.asked(unit=paper.city.units["DW35"])], by="yan_qing")
    with pytest.raises(Refused, match="own_unit"):
        rate(paper, "tao_ran")


def test_a_rating_needs_reasons_and_something_to_rate(paper: Paper) -> None:
    paper.asked()
    with pytest.raises(Refused, match="missing"):
        rate(paper, "tao_ran", verdict="not_met", reason=" ")
    with pytest.raises(Refused, match="nothing_there"):
        rate(paper, "tao_ran")
    with pytest.raises(Refused, match="not_material"):
        rate(paper, "tao_ran", "C2.1.2")
    with pytest.raises(Refused, match="unknown_verdict"):
        rate(paper, "tao_ran", verdict="excellent")
    assert rate(paper, "tao_ran", verdict="not_met", reason="尚未报送").verdict == "not_met"


def test_the_expected_score_and_what_it_would_take(paper: Paper) -> None:
    """Of 40 points of material C1 carries 60%, shared by two standards: 12 each; C2.1.1 carries 16."""
    first = paper.accepted([paper.asked(count=2)])
    paper.asked("C1.1.2")
    edition = paper.standard("C1.1.1").edition
    rate(paper, "tao_ran", verdict="partly", reason="只有一处站点")
    found = queries.readiness(paper.by("lin_yue"), edition, paper.at)
    assert (float(found.forecast.total), float(found.forecast.sure), float(found.forecast.best)) == (40.0, 6.0, 34.0)
    assert [(stand.code, float(gain)) for stand, gain in found.forecast.gains] == [
        ("C2.1.1", 16.0),
        ("C1.1.2", 12.0),
        ("C1.1.1", 6.0),
    ]
    by_code = {one.standard.code: one for one in found.stands}
    assert (by_code["C1.1.1"].missing, by_code["C1.1.2"].missing, by_code["C2.1.1"].asked) == (1, 1, 0)
    set_partly_share(by=paper.by("lin_yue"), at=paper.at, percent=75)
    assert float(queries.readiness(paper.by("lin_yue"), edition, paper.at).forecast.sure) == 9.0
    return_document(by=paper.by("yan_qing"), at=paper.at + timedelta(hours=1), document=first, reason="重拍")
    later = {one.standard.code: one for one in queries.readiness(paper.by("lin_yue"), edition, paper.at).stands}
    assert later["C1.1.1"].is_stale and not by_code["C1.1.1"].is_stale
    with pytest.raises(NotFound):
        queries.readiness(paper.by("ma_jun"), edition, paper.at)
    with pytest.raises(Refused, match="out_of_range"):
        set_partly_share(by=paper.by("lin_yue"), at=paper.at, percent=101)


def test_a_new_rating_supersedes_the_last_and_both_stay(paper: Paper) -> None:
    paper.accepted([paper.asked()])
    rate(paper, "tao_ran", verdict="partly", reason="少一张")
    rate(paper, "tao_ran")
    assert [(one.verdict, one.superseded_at is None) for one in queries.ratings_of(paper.standard("C1.1.1"))] == [
        ("met", True),
        ("partly", False),
    ]


def figure(paper: Paper, **more: Any) -> DepartmentFigure:
    given: dict[str, Any] = {
        "code": "C2.1.1-D1",
        "name_zh": "注册志愿者占比",
        "period": "2026",
        "measure_zh": "%",
        "comparison": "at_least",
        "threshold": Decimal(13),
        "due_on": date(2026, 12, 1),
    }
    return define_figure(by=paper.by("lin_yue"), at=paper.at, standard=paper.standard("C2.1.1"), **(given | more))


def test_a_figure_is_asked_reported_and_confirmed_by_another_unit(paper: Paper) -> None:
    made = figure(paper)
    assert made.unit.code == "DW26" and [made.is_met] == [None]
    with pytest.raises(Refused, match="missing"):
        report_figure(by=paper.by("ma_jun"), at=paper.at, figure=made, value=Decimal(14), source_zh=" ")
    report_figure(by=paper.by("ma_jun"), at=paper.at, figure=made, value=Decimal(0), source_zh="统计公报〔2026〕3号")
    assert [made.is_met] == [False], "a nought is a value"
    with pytest.raises(NotAllowed):
        confirm_figure(by=paper.by("ma_jun"), at=paper.at, figure=made)
    return_figure(by=paper.by("yan_qing"), at=paper.at, figure=made, reason="与公报不符")
    report_figure(
        by=paper.by("ma_jun"), at=paper.at, figure=made, value=Decimal("13.4"), source_zh="统计公报〔2026〕3号"
    )
    confirm_figure(by=paper.by("yan_qing"), at=paper.at, figure=made)
    made.refresh_from_db()
    assert made.state == "confirmed" and [made.is_met] == [True] and str(made.plain_value) == "13.4"
    with pytest.raises(Refused, match="wrong_state"):
        report_figure(by=paper.by("ma_jun"), at=paper.at, figure=made, value=Decimal(15), source_zh="另一份")


def test_who_reports_for_the_own_unit_does_not_confirm(paper: Paper) -> None:
    made = figure(paper, unit=paper.city.units["DW05"])
    report_figure(by=paper.by("lin_yue"), at=paper.at, figure=made, value=Decimal(14), source_zh="台账")
    with pytest.raises(Refused, match="own_unit"):
        confirm_figure(by=paper.by("lin_yue"), at=paper.at, figure=made)
    other = figure(paper, period="2025")
    report_figure(by=paper.by("lin_yue"), at=paper.at, figure=other, value=Decimal(14), source_zh="台账")
    with pytest.raises(Refused, match="own_work"):
        confirm_figure(by=paper.by("lin_yue"), at=paper.at, figure=other)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"period": "2026-13"}, "bad_period"),
        ({"period": "26"}, "bad_period"),
        ({"threshold": None}, "bad_threshold"),
        ({"threshold": Decimal(10) ** 14}, "bad_threshold"),
        ({"name_zh": ""}, "missing"),
    ],
)
def test_a_figure_without_sense_is_refused(paper: Paper, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        figure(paper, **change)
    figure(paper)
    with pytest.raises(Refused, match="taken"):
        figure(paper)


ANY_CITY = {"actor": "any_city", "window_months": 12}
LIST = (
    {"code": "NL18", "event_zh": "申报材料弄虚作假", "effect": "deduct", "points": 2, **ANY_CITY},
    {"code": "NL05", "event_zh": "届内重大安全事故", "effect": "suspend", "points": 0, **ANY_CITY},
)


@pytest.fixture
def event(paper: Paper) -> NegativeEvent:
    """An invented event, reported by the campaign office."""
    import_negative_list(by=paper.by("lin_yue"), at=paper.at, rows=LIST)
    return report_event(
        by=paper.by("lin_yue"),
        at=paper.at,
        item=NegativeItem.objects.get(code="NL18"),
        happened_on=date(2026, 11, 2),
        unit=paper.city.units["DW26"],
        account_zh="经办人孙某某重复使用了旧照片",
        source_zh="市创城办核查",
    )


def test_an_event_is_examined_and_somebody_else_decides(paper: Paper, event: NegativeEvent) -> None:
    assert event.number == "FM2026-0001" and event.counts_until == date(2027, 11, 2)
    with pytest.raises(Refused, match="wrong_state"):
        decide_effect(
            by=paper.by("tao_ran"), at=paper.at, event=event, effect="deduct", ground="属实", points=Decimal(2)
        )
    examine_event(by=paper.by("lin_yue"), at=paper.at, event=event, finding="属实，已更正")
    with pytest.raises(Refused, match="own_work"):
        decide_effect(by=paper.by("lin_yue"), at=paper.at, event=event, effect="none", ground="已更正")
    with pytest.raises(Refused, match="bad_points"):
        decide_effect(by=paper.by("tao_ran"), at=paper.at, event=event, effect="deduct", ground="属实")
    with pytest.raises(Refused, match="bad_points"):
        decide_effect(
            by=paper.by("tao_ran"), at=paper.at, event=event, effect="suspend", ground="属实", points=Decimal(1)
        )
    decide_effect(by=paper.by("tao_ran"), at=paper.at, event=event, effect="deduct", ground="属实", points=Decimal(2))
    assert queries.deducted(paper.at) == 2 and queries.counting_events(paper.at) == [event]
    assert queries.deducted(paper.at + timedelta(days=400)) == 0


def test_the_record_holds_no_account_of_an_event(event: NegativeEvent) -> None:
    row = Entry.objects.get(verb="materials.report_event")
    assert "孙某某" not in str(row.payload) and row.payload["unit"] == "DW26" and row.payload["code"] == "NL18"


def test_an_event_lapses_with_its_window(paper: Paper, event: NegativeEvent, settings: Any) -> None:
    with pytest.raises(Refused, match="not_over"):
        lapse_event(by=SYSTEM, at=paper.at, event=event)
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=350).total_seconds()
    watch.func()
    event.refresh_from_db()
    assert event.state == "lapsed" and event.lapsed_at is not None


def test_who_may_not_see_the_register_does_not(paper: Paper, event: NegativeEvent) -> None:
    assert queries.get_event_for(paper.by("deng_hai"), event.pk) == event
    with pytest.raises(NotFound):
        queries.get_event_for(paper.by("ma_jun"), event.pk)
