"""模擬測評: what the edition would have assessors look at, what was found, and the report as they would compute it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from chuangcheng.draws.rules import FrameSpec, StratumSpec
from chuangcheng.frameworks.queries import CheckPoint, Edition, Indicator
from chuangcheng.inspections.models import Round, RoundState
from chuangcheng.inspections.queries import inspector_pool, site_pools, strata
from chuangcheng.inspections.queries.frames import StratumPool
from chuangcheng.inspections.queries.scored import StratumDesign
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.scoring.assessors import sites_per_type
from chuangcheng.scoring.city import SEE, rules_now
from chuangcheng.scoring.models import MockAssessment, MockState
from chuangcheng.surveys.models import Survey
from chuangcheng.surveys.queries.rows import closed_survey

__all__ = ["MockAssessment", "MockState", "Stratum", "frames_of", "get_mock_for", "mocks_for", "round_of", "strata_of"]

RESERVE = 2


@dataclass(frozen=True, slots=True)
class Stratum:
    """A kind of site in the mock: how many there are, how many the edition says (None: none), how many are drawn."""

    code: str
    name_zh: str
    there: int
    said: int | None
    drawn: int


def _pools(edition: Edition) -> list[StratumPool]:
    """The city's sites of the kinds that the edition has check points for. Three queries."""
    points = CheckPoint.objects.filter(edition=edition).order_by()
    return site_pools(set(points.values_list("site_type_id", flat=True).distinct()))


def strata_of(edition: Edition) -> list[Stratum]:
    """Kinds of site that the edition has check points for and the city has sites of. Five queries."""
    _version, rules = rules_now()
    usual = max(1, int(rules["assessor_sites"]))
    said = sites_per_type(edition)
    return [
        Stratum(pool.code, pool.name_zh, pool.count, said.get(pool.code), min(pool.count, said.get(pool.code) or usual))
        for pool in _pools(edition)
    ]


def frames_of(edition: Edition, at: datetime, inspectors: Collection[str] | None = None) -> list[FrameSpec]:
    """The frames of the draw: sites by kind with the edition's numbers, and who inspects (codes of posts)."""
    sizes = {one.code: one.drawn for one in strata_of(edition)}
    strata = tuple(
        StratumSpec(pool.code, pool.name_zh, pool.items, sizes[pool.code], min(RESERVE, pool.count - sizes[pool.code]))
        for pool in _pools(edition)
    )
    pool = [one for one in inspector_pool(at) if inspectors is None or one.post.code in inspectors]
    everyone = StratumSpec("all", "督查员", tuple(member.item for member in pool))
    return [FrameSpec("sites", "点位", "open", strata), FrameSpec("inspectors", "督查员", "veiled", (everyone,))]


def mocks_for(actor: Actor) -> QuerySet[MockAssessment]:
    """Newest first."""
    rows = MockAssessment.objects.select_related("edition", "draw", "round", "survey")
    return rows if actor.may_anywhere(SEE) else rows.none()


def get_mock_for(actor: Actor, pk: int) -> MockAssessment:
    """One mock assessment; NotFound for what may not be seen."""
    found = mocks_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("mock")
    return found


def round_of(mock: MockAssessment) -> Round | None:
    """The round that was planned from its draw; None before that."""
    return Round.objects.filter(draw=mock.draw_id).exclude(state=RoundState.CANCELLED).first()


def survey_for(mock: MockAssessment, at: datetime) -> Survey | None:
    """The questionnaire that a report made now would take: the edition's, closed last."""
    return closed_survey(mock.edition, at)


def report_lines(mock: MockAssessment) -> list[tuple[Indicator, int, dict[str, Any]]]:
    """Items and contents of the report with their line, as kept. One query."""
    lines = mock.content["lines"]
    depth = {"item": 0, "content": 1}
    return [
        (one, depth[one.level], lines[str(one.pk)])
        for one in mock.edition.indicators.filter(level__in=depth).order_by("position")
        if str(one.pk) in lines
    ]


def visited(mock: MockAssessment) -> list[StratumDesign]:
    """Kinds of site of the round: how many there are, were to be visited and were. One query."""
    return sorted(strata([mock.round_id]), key=lambda one: one.ordinal) if mock.round_id else []
