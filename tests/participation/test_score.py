"""What citizens say of the work of a unit stands in its month, with the reports behind it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.actions import confirm_answer, object_to_answer, publish_answer, rate_answer
from chuangcheng.participation.models import Report
from chuangcheng.participation.queries import get_report_for
from chuangcheng.scoring.actions import define_result_rules, draft_results
from chuangcheng.scoring.facts import facts_of
from chuangcheng.scoring.result_rules import DEFAULT, WITH_CITIZENS, Row, compute, faults, own_rules
from chuangcheng.scoring.results import is_sound, rows_of, rules_for
from tests.participation.test_stories import put_right, taken_up
from tests.stories import City, sign_in

NOVEMBER = date(2026, 11, 1)


def answered(street: City, at: datetime, origin: str, satisfaction: int) -> Report:
    report = taken_up(street, at, origin=origin)
    put_right(street, report.case, at)
    clerk = street.actor("tang_yi")
    report = get_report_for(clerk, report.pk)
    publish_answer(by=clerk, at=at, report=report, text="已更换井盖。")
    return rate_answer(by=SYSTEM, at=at, report=report, satisfaction=satisfaction)


def points(rows: dict[str, list[Row]], **changes: Any) -> dict[str, Decimal]:
    return {line.code: line.points for line in compute({**WITH_CITIZENS, **changes}, rows).lines}


def taps(*values: str) -> list[Row]:
    return [Row("report", number, number, value) for number, value in enumerate(values)]


def test_one_angry_tap_is_not_all_the_city() -> None:
    assert points({"satisfaction": taps("dissatisfied")})["satisfaction"] == Decimal("-0.50")
    assert points({"satisfaction": taps(*["dissatisfied"] * 5, *["satisfied"] * 15)})["satisfaction"] == Decimal(
        "-1.25"
    )
    assert points({"satisfaction": taps(*["fair"] * 30)})["satisfaction"] == 0
    assert points({"reopened": taps(*[""] * 20)})["reopened"] == Decimal("-5.00")
    assert points({}, satisfaction={"weight": "5", "least": "0"})["satisfaction"] == 0


def test_rules_without_citizens_give_what_they_gave() -> None:
    rows = {"satisfaction": taps("dissatisfied"), "reopened": taps("")}
    assert compute(DEFAULT, rows) == compute(DEFAULT, {})
    assert own_rules(NOVEMBER) == DEFAULT and own_rules(date(2027, 1, 1)) == WITH_CITIZENS
    assert not faults(DEFAULT) and not faults(WITH_CITIZENS)
    assert faults({**DEFAULT, "reopened": {"each": "1"}}) == [("reopened.most", "missing")]


def test_taps_and_reopenings_stand_in_the_month_with_their_reports(client: Client, street: City, at: datetime) -> None:
    happy, angry = answered(street, at, "a", 3), answered(street, at, "b", 1)
    confirm_answer(by=SYSTEM, at=at, report=happy)
    object_to_answer(by=SYSTEM, at=at, report=angry, text="还是坏的")
    unit = street.units["DW26"].pk
    facts = facts_of(NOVEMBER)[unit]
    said = {(row.pk, row.value) for row in facts["satisfaction"]}
    assert said == {(happy.pk, "satisfied"), (angry.pk, "dissatisfied")}
    assert [row.pk for row in facts["reopened"]] == [angry.pk]
    office, later = street.actor("lin_yue"), at + timedelta(days=20)
    month = draft_results(by=office, at=later, month=NOVEMBER)
    assert month.results.get(unit=unit).lines.count() == 6, "the rules of this month know no such line"
    define_result_rules(by=office, at=later, data=WITH_CITIZENS, since=NOVEMBER, note="群众评价计入")
    assert rules_for(NOVEMBER)[0] == 1
    result = draft_results(by=office, at=later, month=NOVEMBER).results.get(unit=unit)
    lines = {line.code: line for line in result.lines.all()}
    assert (lines["satisfaction"].counted, lines["satisfaction"].of) == (1, 2)
    assert (lines["satisfaction"].points, lines["reopened"].points) == (Decimal("-0.50"), Decimal("-0.50"))
    assert is_sound(result)
    assert {one.case.pk for one in rows_of(lines["satisfaction"]) if one.case} == {happy.case_id, angry.case_id}
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:result_line", args=[lines["reopened"].pk])).content.decode()
    assert reverse("desk:report", args=[angry.pk]) in page
    assert client.get(reverse("desk:result_month", args=[result.month_id])).status_code == 200
    assert client.get(reverse("desk:export_results", args=[result.month_id])).status_code == 200
