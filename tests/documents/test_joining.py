"""What other rooms know joins documents: results that were restated, instructions that leaders wrote."""

from datetime import date, timedelta

from chuangcheng.cases.actions import issue_instruction
from chuangcheng.cases.queries import Case
from chuangcheng.documents.blocks import from_json, plain, printed, texts
from chuangcheng.documents.models import Document
from chuangcheng.scoring.models import MonthState, ResultMonth, UnitResult
from tests.documents.conftest import Desk


def _words(document: Document) -> str:
    return "\n".join(plain(text) for block in printed(from_json(document.blocks)) for text in texts(block))


def test_the_next_bulletin_notes_a_result_that_was_restated(desk: Desk) -> None:
    month = ResultMonth.objects.create(
        month=date(2026, 10, 1), state=MonthState.ANNOUNCED, rules_version=0, rules={}, drafted_at=desk.at
    )
    row = {"month": month, "unit": desk.city.units["DW26"]}
    old = UnitResult.objects.create(**row, points="91.50", computed_at=desk.at, superseded_at=desk.at)
    assert "更正事项" not in _words(desk.draft())
    desk.issued(desk.draft())
    desk.at += timedelta(hours=2)
    UnitResult.objects.create(**row, version=2, points="93.00", computed_at=desk.at - timedelta(hours=1), restates=old)
    said = _words(desk.draft())
    assert "、更正事项\n市交通运输局2026年10月结果由91.5分更正为93分。" in said


def test_an_instruction_quotes_what_leaders_wrote_by_their_office(desk: Desk) -> None:
    case = Case.objects.filter(closed_at=None).order_by("pk")[0]
    text = "请三日内恢复照明。"
    issue_instruction(
        by=desk.actor("lin_yue"),
        at=desk.at,
        case=case,
        text=text,
        limit="3 working_days",
        post=desk.city.posts["deng_hai"],
    )
    said = _words(desk.draft("instruction", unit=desk.city.units["DW26"], cases=[case.pk]))
    assert f"市领导（2026-000001，案件{case.number}，" in said and f"前回复）：{text}" in said
    assert "邓海" not in said
