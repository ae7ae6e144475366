"""A mock assessment from form to report: the edition's numbers, ordinary visits, the score as assessors would."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.draws.actions import enter_entropy, run_draw
from chuangcheng.draws.rules import Source
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import end_round, finish_visit, open_round, plan_round
from chuangcheng.inspections.queries import stops
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.scoring import city as whole
from chuangcheng.scoring import estimates, mock
from chuangcheng.scoring.actions import finish_mock_assessment, start_mock_assessment
from chuangcheng.scoring.assessors import said_in
from chuangcheng.scoring.queries import Scope
from tests.inspections.conftest import inspector_of, record_all
from tests.scoring.test_stories import cycle  # noqa: F401
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db
LATER = timedelta(days=3)


@pytest.fixture
def started(
    cycle: Any,  # noqa: F811
    city: City,
    at: datetime,
    edition: Edition,
    sites: dict[str, Any],
    inspectors: dict[str, Any],
) -> mock.MockAssessment:
    """The office commits the draw of the edition's site types."""
    return start_mock_assessment(
        by=city.actor("lin_yue"),
        at=at,
        edition=edition,
        name_zh="年度模拟测评",
        sources=[Source("3d", "福彩3D", "numbers", "2026312 期", at + timedelta(hours=12))],
        fails_after=at + timedelta(days=40),
    )


@pytest.fixture
def visited_all(started: mock.MockAssessment, city: City, at: datetime, edition: Edition) -> mock.MockAssessment:
    """Run the next day; three days later planned, opened, every stop visited (one market dirty), and ended."""
    office, run_at, at = city.actor("lin_yue"), at + timedelta(days=1), at + LATER
    for reader in (office, city.actor("gao_yuan")):
        enter_entropy(by=reader, at=run_at, draw=started.draw, values={"3d": ["7", "2", "9"]})
    run_draw(by=office, at=run_at, draw=started.draw)
    planned = plan_round(
        by=office,
        at=at,
        code="M-1",
        name_zh="年度模拟测评",
        draw=started.draw,
        edition=edition,
        opens_on=at.date(),
        closes_on=at.date() + timedelta(days=5),
    )
    opened = open_round(by=office, at=at, round=planned)
    for number, visit in enumerate(stops(opened).order_by("position")):
        verdicts = {"P12_01": "fail"} if visit.stratum_code == "P12" and number == 0 else {}
        by = inspector_of(city, visit)
        record_all(by, at, visit, **verdicts)
        finish_visit(by=by, at=at + timedelta(minutes=20), visit=visit)
    end_round(by=office, at=at + timedelta(hours=2), round=opened)
    return started


def test_the_edition_says_how_many_are_drawn(started: mock.MockAssessment) -> None:
    sizes = {one.code: (one.there, one.said, one.drawn) for one in mock.strata_of(started.edition)}
    assert sizes == {"P01": (4, 4, 4), "P12": (10, 3, 3)}


def test_notes_hold_numbers_too() -> None:
    assert said_in(None, "推定≈4-8") == 4 and said_in(None, "点数推定≈2") == 2
    assert said_in(6, "推定≈4") == 6 and said_in(None, "推定") is None


def test_the_report_rests_on_this_round_alone(visited_all: mock.MockAssessment, city: City, at: datetime) -> None:
    later = at + LATER + timedelta(hours=3)
    made = finish_mock_assessment(by=city.actor("lin_yue"), at=later, mock_assessment=visited_all)
    assert made.state == "finished" and made.content == whole.content_of(made.inputs)
    assert made.content["methods"]["field"]["known"] == pytest.approx(40)
    assert made.content["methods"]["material"]["known"] == 0
    assert {one.code: one.visited for one in mock.visited(made)} == {"P01": 4, "P12": 3}
    with pytest.raises(Refused) as refused:
        finish_mock_assessment(by=city.actor("lin_yue"), at=later, mock_assessment=made)
    assert refused.value.code == "done"


def test_a_report_can_be_computed_again_to_the_same_digits(
    visited_all: mock.MockAssessment, city: City, at: datetime, client: Client, settings: Any
) -> None:
    """A year later the office asks again: the inputs of then and the visits behind them still give the report."""
    made = finish_mock_assessment(
        by=city.actor("lin_yue"), at=at + LATER + timedelta(hours=3), mock_assessment=visited_all
    )
    kept = mock.MockAssessment.objects.get(pk=made.pk)
    assert kept.rule_version == whole.RULE_VERSION and kept.estimate is not None
    assert kept.estimate.round_ids == [kept.round_id] and whole.recomputed(kept)
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=365).total_seconds()
    sign_in(client, city.lin_yue)
    page = client.get(reverse("desk:mock", args=[kept.pk]), {"check": "1"}).content.decode()
    assert "同样的输入得出同样的数字" in page and reverse("desk:score_estimate", args=[kept.estimate_id]) in page
    kept.content["score"] += 1e-9
    assert not whole.recomputed(kept)
    kept = mock.MockAssessment.objects.select_related("estimate").get(pk=made.pk)
    assert kept.estimate is not None
    kept.estimate.content["points"]["whole"]["value"] += 1e-9
    assert not whole.recomputed(kept), "an estimate that its visits do not give"
    kept = mock.MockAssessment.objects.select_related("estimate", "round").get(pk=made.pk)
    assert kept.estimate is not None and kept.round is not None
    scope = Scope(kept.edition, (kept.round,), (kept.round,), kept.estimate.field_weight)
    kept.estimate.content, kept.estimate.visits = estimates.computed(scope, kept.estimate.visits[1:])
    assert estimates.recomputed(kept.estimate) and not whole.recomputed(kept), "right in itself, but another one"


def test_there_is_no_report_before_the_round_has_ended(started: mock.MockAssessment, city: City, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        finish_mock_assessment(by=city.actor("lin_yue"), at=at, mock_assessment=started)
    assert refused.value.code == "not_ended"
    with pytest.raises(NotAllowed):
        finish_mock_assessment(by=city.actor("su_qing"), at=at, mock_assessment=started)


def test_the_office_goes_from_form_to_printed_report(
    visited_all: mock.MockAssessment, city: City, client: Client, settings: Any
) -> None:
    settings.CLOCK_SHIFT_SECONDS += (LATER + timedelta(hours=3)).total_seconds()
    sign_in(client, city.lin_yue)
    page = client.get(reverse("desk:mock", args=[visited_all.pk])).content.decode()
    assert reverse("desk:finish_mock", args=[visited_all.pk]) in page
    client.post(reverse("desk:finish_mock", args=[visited_all.pk]))
    report = client.get(reverse("desk:mock", args=[visited_all.pk])).content.decode()
    assert "模拟测评就已知部分得" in report
    sign_in(client, city.su_qing)
    assert client.get(reverse("desk:mock", args=[visited_all.pk])).status_code == 404


def test_one_form_starts_it(cycle: Any, city: City, client: Client, sites: Any, inspectors: Any) -> None:  # noqa: F811
    sign_in(client, city.lin_yue)
    blank = client.get(reverse("desk:new_mock"))
    given = {
        name: value
        if isinstance(value, str)
        else field.prepare_value(value)
        if hasattr(field, "prepare_value")
        else value
        for form in (blank.context["form"], *blank.context["sources"])
        for name, value, field in ((form.add_prefix(n), form[n].value() or "", f) for n, f in form.fields.items())
    }
    moments = {name: value.strftime("%Y-%m-%dT%H:%M") for name, value in given.items() if isinstance(value, datetime)}
    made = client.post(reverse("desk:new_mock"), {**given, **moments, "name_zh": "春季模拟测评"})
    assert made.status_code == 302, made.context["form"].errors
    assert mock.MockAssessment.objects.get().draw.state == "committed"
