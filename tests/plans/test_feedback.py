"""The province's feedback arrives: every shortfall gets a case, and the register reads what became of it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chuangcheng.cases.actions import accept_case, close_case, record_recheck, refuse_case
from chuangcheng.cases.queries import Case
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.plans import queries
from chuangcheng.plans.actions import import_feedback
from chuangcheng.plans.models import Feedback, Shortfall
from chuangcheng.plans.spreadsheet import preview_feedback, register_sheet
from tests.plans.test_spreadsheet import _file

HEAD = "序号,整改项目,整改原因,整改举措,整改期限,测评标准编码,扣分,责任单位"
GOOD = f"""{HEAD}
1,主干道井盖缺损,养护不及时,一周内更换,2026-12-25,C1.1.1,0.6,交通局
2,市场内占道经营,管理松懈,划线定位,2026-12-25,C1.1.1,0.4,DW35
3,群众满意度偏低,宣传不足,入户走访,2026-12-31,C1.1.2,10,
"""
RECEIVED = date(2026, 11, 20)


def take_in(city: Any, at: datetime, text: str = GOOD, code: str = "SJ2025") -> Feedback:
    found = preview_feedback("反馈.csv", text.encode(), code, RECEIVED)
    assert not found.errors, found.errors
    given = {"code": code, "name_zh": "2025年度省级测评反馈", "level": "provincial", "year": 2025}
    rows = [one.values["row"] for one in found.rows]
    return import_feedback(by=city.actor("lin_yue"), at=at, received_on=RECEIVED, rows=rows, **given)


def _entry(number: int) -> Shortfall:
    return Shortfall.objects.select_related("case", "unit").get(number=number)


def _became(city: Any, feedback: Feedback) -> dict[int, str]:
    """What the rule says, and that the database's filter says the same."""
    lin_yue = city.actor("lin_yue")
    found = {one.number: queries.became(one) for one in queries.shortfalls_for(lin_yue, feedback)}
    for name in queries.OUTCOMES:
        listed = {one.number for one in queries.shortfalls_for(lin_yue, feedback, name)}
        assert listed == {number for number, said in found.items() if said == name}, name
    return found


def test_every_shortfall_becomes_a_case_with_the_deadline_from_above(
    city: Any, street: Any, edition: Any, at: datetime
) -> None:
    take_in(city, at)
    first, third = _entry(1), _entry(3)
    assert (first.case.source, first.case.state, first.case.unit.code) == ("provincial", "dispatched", "DW26")
    assert first.case.due_at.date() == date(2026, 12, 25)
    assert (first.case.standard.code, first.points_lost) == ("C1.1.1", Decimal("0.6"))
    assert (third.case.state, third.case.area) == ("registered", city.areas["JYG"])
    with pytest.raises(NotAllowed):
        import_feedback(
            by=city.actor("ma_jun"), at=at, code="X", name_zh="x", level="national", year=2025,
            received_on=RECEIVED, rows=[],
        )  # fmt: skip


def test_what_became_of_it_is_read_from_the_case(city: Any, street: Any, edition: Any, at: datetime) -> None:
    feedback = take_in(city, at)
    assert _became(city, feedback) == {1: "open", 2: "open", 3: "open"}
    for number, who in ((1, "ma_jun"), (2, "luo_jia")):
        case = _entry(number).case
        accept_case(by=city.actor(who), at=at, case=case)
        street.submit(case, at + timedelta(hours=1), who)
        close_case(by=city.actor("gao_yuan"), at=at + timedelta(hours=2), case=case)
    refuse_case(by=city.actor("lin_yue"), at=at, case=_entry(3).case, reason="已由国家统计口径说明")
    assert _became(city, feedback) == {1: "put_right", 2: "put_right", 3: "refused"}
    later = at + timedelta(days=5)
    record_recheck(by=city.actor("bai_lu"), at=later, case=_entry(1).case, outcome="kept")
    record_recheck(by=city.actor("bai_lu"), at=later, case=_entry(2).case, outcome="relapsed", note="再次占道")
    assert _became(city, feedback) == {1: "held", 2: "relapsed", 3: "refused"}
    rows = list(queries.shortfalls_for(city.actor("lin_yue"), feedback))
    lines = queries.standards_that_lost(rows)
    assert [(line.code, line.points, line.by_outcome) for line in lines] == [
        ("C1.1.2", Decimal(10), {"refused": 1}),
        ("C1.1.1", Decimal("1.0"), {"held": 1, "relapsed": 1}),
    ]
    assert queries.counts_by_outcome(rows) == {"open": 0, "put_right": 0, "held": 1, "relapsed": 1, "refused": 1}


def test_a_unit_sees_its_own_entries(city: Any, street: Any, edition: Any, at: datetime) -> None:
    feedback = take_in(city, at)
    ma_jun = city.actor("ma_jun")
    assert [one.number for one in queries.shortfalls_for(ma_jun, feedback)] == [1]
    assert list(queries.feedbacks_for(ma_jun)) == [feedback]
    assert not queries.feedbacks_for(city.actor("xu_lan")).exists()
    assert not queries.feedbacks_for(city.actor("wu_di")).exists()


def test_faults_name_row_and_column(city: Any, street: Any, edition: Any, at: datetime) -> None:
    text = f"""{HEAD}
1,井盖缺损,,,2026-12-25,C9.9,0.6,交通局
1,占道经营,,,2026-12-25,,,
2,,,,2026-12-25,,,
3,满意度偏低,,,2025-12-31,,,
4,垃圾外溢,,,2026-12-31,,-1,环卫处
"""
    found = preview_feedback("反馈.csv", text.encode(), "SJ2025", RECEIVED)
    assert {(error.row, error.column.split(" ")[0]) for error in found.errors} == {
        (2, "standard"), (3, "number"), (4, "item"), (5, "due_on"), (6, "points"), (6, "unit"),
    }  # fmt: skip
    assert not found.rows
    with pytest.raises(Refused, match="unreadable"):
        preview_feedback("反馈.xlsx", b"PK\x03\x04broken", "SJ2025", RECEIVED)


def test_the_register_as_a_file_adds_nothing_when_it_comes_back(
    city: Any, street: Any, edition: Any, at: datetime
) -> None:
    feedback = take_in(city, at)
    rows = list(queries.shortfalls_for(city.actor("lin_yue"), feedback))
    content = _file(register_sheet(((one, "未整改") for one in rows), "整改台账"))
    again = preview_feedback("台账.xlsx", content, "SJ2025", RECEIVED)
    assert (again.unchanged_count, again.rows, again.errors) == (3, [], [])
    more = preview_feedback("补充.csv", f"{HEAD}\n4,公厕异味,,,2026-12-31,,,DW35\n".encode(), "SJ2025", RECEIVED)
    given = {"code": "SJ2025", "name_zh": feedback.name_zh, "level": "provincial", "year": 2025}
    entries = [one.values["row"] for one in more.rows]
    import_feedback(by=city.actor("lin_yue"), at=at, received_on=RECEIVED, rows=entries, **given)
    assert Shortfall.objects.count() == Case.objects.count() == 4
    with pytest.raises(Refused, match="twice"):
        import_feedback(by=city.actor("lin_yue"), at=at, received_on=RECEIVED, rows=entries, **given)
    other = given | {"level": "national"}
    with pytest.raises(Refused, match="other_feedback"):
        import_feedback(by=city.actor("lin_yue"), at=at, received_on=RECEIVED, rows=entries, **other)
