"""A finished mock assessment, the whole score of both frameworks, what to fix next, official results, a forecast."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from chuangcheng.draws.actions import enter_entropy, run_draw
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import open_round, plan_round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import after, local_date, opening
from chuangcheng.sample.rounds import dates_of, sources, values
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.staff import actor
from chuangcheng.sample.visiting import visit_past
from chuangcheng.scoring.actions import (
    finish_mock_assessment,
    make_forecast,
    record_official_result,
    start_mock_assessment,
    store_repair_list,
    store_whole_score,
)
from chuangcheng.scoring.city import OfficialResult, editions_scored, latest, rules_now
from chuangcheng.scoring.mock import MockAssessment, survey_for
from chuangcheng.units.queries import Post

MOCK = 5
"""Number of its tour: what it finds is its own."""
DAYS_AGO = 32
NAME = "年度模拟测评（样例）"
RESULTS = (("86.40", 2024), ("88.10", 2025))


def has_mock() -> bool:
    """True once the report is made."""
    return MockAssessment.objects.filter(state="finished").exists()


def mock(scenery: Scenery, tick: Callable[[], None]) -> None:
    """The edition's types and numbers are drawn, visited within ten days, and reported."""
    edition = Edition.objects.get(code=CITY)
    posts = Post.objects.filter(grants__role__code="inspector", is_active=True)
    dates = dates_of(opening(scenery.now - timedelta(days=DAYS_AGO)))
    made = start_mock_assessment(
        by=actor("linyue", dates.committed_at),
        at=dates.committed_at,
        edition=edition,
        name_zh=NAME,
        sources=sources(dates.known_at),
        fails_after=dates.known_at + timedelta(days=45),
        inspectors=set(posts.values_list("code", flat=True)),
        context={"sample": True},
    )
    for minutes, username in enumerate(("linyue", "zhouning")):
        read_at = dates.run_at + timedelta(minutes=4 * minutes)
        enter_entropy(by=actor(username, read_at), at=read_at, draw=made.draw, values=values(SEED + MOCK))
    run_at = dates.run_at + timedelta(minutes=10)
    run_draw(by=actor("linyue", run_at), at=run_at, draw=made.draw)
    opens_on = local_date(dates.opened_at)
    planned = plan_round(
        by=actor("linyue", run_at),
        at=run_at + timedelta(minutes=20),
        code=f"M{opens_on.year}-01",
        name_zh=NAME,
        draw=made.draw,
        edition=edition,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=10),
        purpose_zh="模拟全国文明城市测评",
    )
    open_round(by=actor("linyue", dates.opened_at), at=dates.opened_at, round=planned)
    visit_past(planned, MOCK, scenery, tick)
    at = min(after(dates.opened_at + timedelta(days=12), 4), scenery.now)
    finish_mock_assessment(by=scenery.office, at=at, mock_assessment=made, survey=survey_for(made, at))


def has_score() -> bool:
    """True once the office has entered results: a worker that serves meanwhile may have scored the half-built city."""
    return OfficialResult.objects.exists()


def score(scenery: Scenery) -> None:
    """Both frameworks, the list of repairs, two years' results as the office entered them, a forecast."""
    for edition in editions_scored(scenery.now):
        store_whole_score(by=SYSTEM, at=scenery.now, edition=edition)
        store_repair_list(by=SYSTEM, at=scenery.now, edition=edition)
    for points, year in RESULTS:
        announced_on = min(date(year, 12, 28), local_date(scenery.now))
        record_official_result(
            by=scenery.office,
            at=scenery.now,
            edition_kind="city",
            year=year,
            points=Decimal(points),
            announced_on=announced_on,
            source="样例：省文明办通报（虚构）",
        )
    newest = latest(Edition.objects.get(code=CITY))
    if newest is not None:
        _version, rules = rules_now()
        make_forecast(
            by=scenery.office,
            at=scenery.now,
            score=newest,
            year=scenery.now.year,
            line=rules["line"],
            inspector=rules["inspector_spread"],
            day=rules["day_spread"],
            assessor_sites=rules["assessor_sites"],
        )
