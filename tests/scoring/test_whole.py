"""The whole score of a city: methods, bounds, the negative list, what to fix next, forecasts, official results."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.actions import dispatch_case
from chuangcheng.cases.queries import Case
from chuangcheng.frameworks.queries import Edition, Indicator
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.materials.models import Rating
from chuangcheng.scoring import city as whole
from chuangcheng.scoring import forecasts, repairs
from chuangcheng.scoring.actions import (
    define_score_rules,
    make_forecast,
    record_official_result,
    store_estimate,
    store_repair_list,
    store_whole_score,
)
from chuangcheng.scoring.jobs import compute_whole_scores, list_repairs
from chuangcheng.scoring.national import DEFAULT
from chuangcheng.scoring.queries import scope_of
from tests.scoring.test_stories import cycle, visited  # noqa: F401
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(at: datetime) -> datetime:
    return at + timedelta(hours=1)


@pytest.fixture
def scored(visited: Round, edition: Edition, later: datetime) -> Any:  # noqa: F811
    """The field is estimated; nobody has rated material or asked people."""
    store_estimate(by=SYSTEM, at=later, scope=scope_of(later))
    return store_whole_score(by=SYSTEM, at=later, edition=edition)


def test_methods_without_data_are_named_and_bound_the_score(scored: Any) -> None:
    """36.67 of 40 field points; 60 points that nobody knows anything of."""
    content = scored.content
    assert content["score"] == pytest.approx(100 * (20 * 5 / 6 + 20) / 40)
    assert content["known"] == pytest.approx(40) and content["methods"]["material"]["rate"] is None
    assert content["floor"] == pytest.approx(content["lines"]["whole"]["earned"] * 100 / content["available"])
    assert content["ceiling"] == pytest.approx(
        content["floor"] + (content["available"] - 40) * 100 / content["available"]
    )
    assert content["low"] < content["score"] < content["high"] and content["uncertainty"]["field"] == 1
    assert sum(line["earned"] for line in content["methods"].values()) == pytest.approx(
        content["lines"]["whole"]["earned"]
    )


def test_a_rating_adds_points_and_no_sampling_error(scored: Any, edition: Edition, city: City, later: datetime) -> None:
    standard = next(one for one in edition.indicators.filter(level="standard") if "material" in one.methods)
    Rating.objects.create(standard=standard, verdict="met", reason_zh="材料齐全", rated_at=later, rated_by=city.lin_yue)
    made = store_whole_score(by=SYSTEM, at=later + timedelta(minutes=5), edition=edition)
    assert made is not None and made.pk == scored.pk, "one score a day"
    assert made.content["methods"]["material"]["known"] > 0 and made.content["methods"]["material"]["error"] == 0
    assert made.content["lines"]["whole"]["error"] == pytest.approx(scored.content["lines"]["whole"]["error"])


def test_the_same_digits_come_again(scored: Any) -> None:
    row = whole.WholeScore.objects.get(pk=scored.pk)
    assert whole.recomputed(row)
    row.content["score"] += 1e-9
    assert not whole.recomputed(row)


def test_the_job_computes_only_what_has_changed(scored: Any, city: City, later: datetime) -> None:
    compute_whole_scores.func()
    made = list(whole.WholeScore.objects.values_list("pk", "computed_at"))
    compute_whole_scores.func()
    assert list(whole.WholeScore.objects.values_list("pk", "computed_at")) == made
    list_repairs.func()
    assert repairs.RepairList.objects.exists()
    with pytest.raises(NotAllowed):
        store_whole_score(by=city.actor("lin_yue"), at=later, edition=scored.edition)


def test_three_years_take_official_results_before_own_ones(scored: Any, city: City, later: datetime) -> None:
    office = city.actor("lin_yue")
    for year, points in ((scored.cycle.first_year, "88.5"), (scored.cycle.first_year + 1, "90")):
        record_official_result(
            by=office, at=later, edition_kind="city", year=year, points=Decimal(points),
            announced_on=date(year, 12, 20) if year < later.year else later.date(), source="文明办函〔2025〕1号",
        )  # fmt: skip
    total = whole.years_of(scored)
    assert total is not None and [one.source for one in total.years] == ["official", "official", "own"]
    assert total.value == pytest.approx(0.15 * 88.5 + 0.25 * 90 + 0.6 * scored.content["score"])


def test_results_are_refused_with_the_field_that_is_wrong(scored: Any, city: City, later: datetime) -> None:
    office = city.actor("lin_yue")
    given: dict[str, Any] = {
        "edition_kind": "city",
        "year": 2024,
        "points": Decimal(90),
        "announced_on": later.date(),
        "source": "公告",
    }
    for field, value in (
        ("points", Decimal(101)),
        ("edition_kind", "village"),
        ("source", " "),
        ("announced_on", later.date() + timedelta(days=9)),
    ):
        with pytest.raises(Refused) as refused:
            record_official_result(by=office, at=later, **{**given, field: value})
        assert refused.value.field == field
    first = record_official_result(by=office, at=later, **given)
    second = record_official_result(by=office, at=later, **{**given, "points": Decimal("90.4")})
    first.refresh_from_db()
    assert first.superseded_at == later and whole.official_results("city") == {2024: second}


@pytest.fixture
def running(scored: Any, city: City, later: datetime) -> Case:
    """The dirty ground of the market is dispatched to the unit that keeps it."""
    case = Case.objects.get()
    if case.state == "registered":
        dispatch_case(by=city.actor("lin_yue"), at=later, case=case, unit=city.units["DW35"])
    case.refresh_from_db()
    return case


def test_a_repair_brings_its_share_of_the_citys_faults(
    running: Case, scored: Any, edition: Edition, later: datetime
) -> None:
    """20 points over all judgements of the standard in the city's ten markets; one fault gone."""
    made = store_repair_list(by=SYSTEM, at=later, edition=edition)
    assert made is not None
    line = repairs.Line(*made.content["lines"][0])
    target = repairs.target_from(next(data for data in made.content["targets"] if data[0] == str(line.standard)))
    assert line.count == 1 and made.rows[line.key] == [running.pk]
    assert line.gain == pytest.approx(target.available / target.population)
    plan = repairs.planned(made, capacity=40, by="score")
    assert plan.taken == 1 and plan.then == pytest.approx(plan.now + line.gain * 100 / 40)
    assert repairs.planned(made, capacity=1, by="score").taken == 0, "no unit does eight hours' work in one"
    assert repairs.planned(made, capacity=40, by="harm").worth == pytest.approx(line.harm)


def test_a_list_of_repairs_can_be_computed_again_to_the_same_digits(
    running: Case, scored: Any, edition: Edition, city: City, later: datetime, client: Client
) -> None:
    """The office has changed its numbers and the case has been given another site since; the list stands on its own."""
    office = city.actor("lin_yue")
    define_score_rules(by=office, at=later, data={**DEFAULT, "exposure": {"P12": 3.0}})
    made = store_repair_list(by=SYSTEM, at=later, edition=edition)
    assert made is not None
    define_score_rules(by=office, at=later, data={**DEFAULT, "harm_1": 77.0, "harm_2": 78.0, "harm_3": 79.0})
    kept = repairs.RepairList.objects.get(pk=made.pk)
    (key,) = kept.kinds
    assert kept.kinds[key] == ["P12"] and repairs.recomputed(kept)
    kept.kinds = {}
    assert repairs.recomputed(kept), "a list of before: the site types of today"
    Case.objects.filter(pk=running.pk).update(site=None)
    assert not repairs.recomputed(kept), "they are others today"
    kept.refresh_from_db()
    assert repairs.recomputed(kept), "but this list has its own"
    kept.kinds = {"another line": ["P12"]}
    assert not repairs.recomputed(kept), "a line without its cases is no accident of the page"
    for column in (5, 6):
        kept.refresh_from_db()
        kept.content["lines"][0][column] += 1e-9
        assert not repairs.recomputed(kept), "neither the gain nor the harm may be another"
    sign_in(client, city.lin_yue)
    page = client.get(reverse("desk:repairs"), {"hours": 40, "check": 1}).content.decode()
    assert "同样的输入得出同样的数字" in page and "?hours=40&amp;check=1" in page


def test_a_forecast_keeps_its_assumptions_and_is_scored_by_what_came(scored: Any, city: City, later: datetime) -> None:
    office = city.actor("lin_yue")
    given: dict[str, Any] = {
        "score": scored,
        "year": later.year,
        "line": 85.0,
        "inspector": 1.5,
        "day": 1.0,
        "assessor_sites": 8.0,
    }
    made = make_forecast(by=office, at=later, **given)
    assert made.assumptions["unknown"] == pytest.approx(
        100 * (1 - scored.content["known"] / scored.content["available"])
    )
    assert made.assumptions["bias_spread"] == DEFAULT["prior_spread"] and made.assumptions["years"] == 0
    made.refresh_from_db()
    assert forecasts.recomputed(made)
    with pytest.raises(Refused) as refused:
        make_forecast(by=office, at=later, **{**given, "inspector": 99.0})
    assert refused.value.field == "inspector"
    after = later + timedelta(days=20)
    record_official_result(
        by=office, at=after, edition_kind="city", year=later.year, points=Decimal(70),
        announced_on=after.date(), source="公告",
    )  # fmt: skip
    (only,) = forecasts.scored(office)
    assert only.forecast == made and only.checked.crps > 0
    assert forecasts.assumptions_of(scored).years == 1, "the difference of that year is learnt"


def test_the_citys_numbers_change_what_is_computed_next(scored: Any, city: City, later: datetime) -> None:
    define_score_rules(by=city.actor("lin_yue"), at=later, data={**DEFAULT, "line": 90.0}, note="按上级通知")
    assert whole.rules_now() == (1, {**DEFAULT, "line": 90.0})
    with pytest.raises(Refused) as refused:
        define_score_rules(by=city.actor("lin_yue"), at=later, data={**DEFAULT, "harm_3": -1.0})
    assert refused.value.field == "harm_3"


def test_pages_say_what_is_not_known_and_never_a_chance_alone(
    running: Case, scored: Any, city: City, client: Client, later: datetime
) -> None:
    sign_in(client, city.lin_yue)
    store_repair_list(by=SYSTEM, at=later, edition=scored.edition)
    given = {"year": later.year, "line": 85, "inspector": 1.5, "day": 1, "assessor_sites": 8}
    front = client.get(reverse("desk:city_score"), {"check": 1}).content.decode()
    assert "尚无数据" in front and "同样的输入得出同样的数字" in front
    made = client.post(reverse("desk:new_forecast"), given)
    shown = client.get(made["Location"], {"check": 1}).content.decode()
    assert "的可能性" in shown and "所依据的假设" in shown and "同样的假设得出同样的数字" in shown
    listed = client.get(reverse("desk:forecasts")).content.decode()
    assert "的可能性" not in listed
    ground = Indicator.objects.get(edition=scored.edition, code="C1.1.1")
    line = client.get(reverse("desk:city_score_line", args=[scored.pk, ground.pk])).content.decode()
    assert reverse("desk:score_line", args=[ground.pk]) in line
    fix = client.get(reverse("desk:repairs"), {"hours": 40, "by": "harm"}).content.decode()
    key = repairs.latest(scored.edition).content["lines"][0][0]  # type: ignore[union-attr]
    assert reverse("desk:repair_cases", args=[repairs.latest(scored.edition).pk, key]) in fix  # type: ignore[union-attr]
    cases = client.get(reverse("desk:repair_cases", args=[repairs.latest(scored.edition).pk, key])).content.decode()  # type: ignore[union-attr]
    assert running.number in cases
    for name, args in (("export_city_score", [scored.pk]), ("export_repairs", [])):
        book = openpyxl.load_workbook(
            BytesIO(b"".join(client.get(reverse(f"desk:{name}", args=args)).streaming_content))
        )  # type: ignore[attr-defined]
        assert book.worksheets[0].max_row > 1
    for name in ("score_rules", "official_results", "new_official_result", "new_forecast", "mocks", "new_mock"):
        assert client.get(reverse(f"desk:{name}")).status_code == 200
    assert client.get(reverse("desk:city_score_line", args=[scored.pk, 10**6])).status_code == 404


def test_units_do_not_see_the_citys_score(scored: Any, city: City, client: Client) -> None:
    sign_in(client, city.su_qing)
    for name, args in (
        ("city_score", []),
        ("repairs", []),
        ("forecasts", []),
        ("mocks", []),
        ("city_score_day", [scored.pk]),
    ):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404
