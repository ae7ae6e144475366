"""From a draw that has run to a round: visits with their design, inspectors in the order drawn."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws import queries as draws
from chuangcheng.draws.queries import Draw, DrawState, StratumSelection
from chuangcheng.frameworks.models import Edition
from chuangcheng.inspections.actions.assigning import SITES, dealt, doubled, drawn_posts
from chuangcheng.inspections.models import (
    SECOND,
    AssessmentPeriod,
    Round,
    RoundKind,
    Visit,
    VisitInspector,
    VisitKind,
)
from chuangcheng.inspections.rules import spread
from chuangcheng.inspections.workflow import ROUNDS, check
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site
from chuangcheng.units.models import Post

LEAST_INSPECTORS = 2


def plan_round(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    draw: Draw,
    edition: Edition,
    opens_on: date,
    closes_on: date,
    minors_edition: Edition | None = None,
    purpose_zh: str = "",
    name_en: str = "",
    inspectors_per_visit: int = LEAST_INSPECTORS,
    is_spread: bool = False,
    kind: str = RoundKind.ROUND,
) -> Round:
    """One visit per site drawn, each with N, n and its inclusion probability n / N.

    Double random: at least two inspectors per visit, in the order drawn, never at their own unit's places. Stops that
    the draw's frame of double inspection chose are judged by their first two inspectors apart.
    `is_spread`: each stop gets a day of its own and is not shown to its inspectors before. Refused: `missing`,
    `code_taken`, `draw_not_run`, `draw_in_use`, `too_few_inspectors`, `unknown_site`, `bad_dates`, `not_assessed`.
    """
    by.must("inspections.plan_round")
    check(ROUNDS, "inspections.plan_round", None, {"name": name_zh.strip(), "code": code.strip()})
    check_plan(code.strip(), draw, opens_on, closes_on, inspectors_per_visit)
    strata = draws.selection(draw, SITES)
    sites = _sites(strata)
    _check_kind(kind, sites)
    days = spread(len(sites), opens_on, closes_on) if is_spread else []
    teams = dealt(drawn_posts(draw), sites, inspectors_per_visit, at, days)
    with act("inspections.plan_round", by=by, at=at) as record:
        planned = Round.objects.create(
            code=code.strip(),
            kind=kind,
            name_zh=name_zh.strip(),
            name_en=name_en,
            purpose_zh=purpose_zh,
            edition=edition,
            minors_edition=minors_edition,
            draw=draw,
            opens_on=opens_on,
            closes_on=closes_on,
            planned_at=at,
        )
        doubles = _store(planned, strata, sites, teams, days, doubled(draw))
        told = {"draw": draw.serial, "edition": edition.code, "visits": len(sites), "double": doubles}
        record.on(planned, code=planned.code, **told)
    return planned


def check_plan(code: str, draw: Draw | None, opens_on: date, closes_on: date, each: int) -> None:
    """Refused: `draw_not_run`, `draw_in_use`, `code_taken`, `bad_dates`, `too_few_inspectors`."""
    if draw is not None and draw.state != DrawState.RUN:
        raise Refused("draw_not_run", _("A round is planned from a draw that has run and whose proof is pending."))
    if draw is not None and Round.objects.filter(draw=draw).exists():
        raise Refused("draw_in_use", _("A round has been planned from this draw already."))
    if Round.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another round has this code."), field="code")
    if closes_on < opens_on:
        raise Refused("bad_dates", _("The round cannot end before it begins."), field="closes_on")
    if each < LEAST_INSPECTORS:
        raise Refused(
            "too_few_inspectors", _("Each visit needs at least two inspectors."), field="inspectors_per_visit"
        )


def _check_kind(kind: str, sites: Sequence[Site]) -> None:
    """A round of assessment visits only sites of types that have a period: others would have no next date."""
    if kind not in (RoundKind.ROUND, RoundKind.MARKET):
        raise Refused("unknown_kind", _("There is no round of this kind."), field="kind")
    if kind != RoundKind.MARKET:
        return
    assessed = set(AssessmentPeriod.objects.values_list("site_type_id", flat=True))
    other = next((site for site in sites if site.site_type_id not in assessed), None)
    if other is not None:
        said = _(
            "%(site)s is of a type that is not assessed regularly: give the type a period, or choose another kind."
        )
        raise Refused("not_assessed", said % {"site": other.name_zh}, field="kind")


def _sites(strata: Sequence[StratumSelection]) -> list[Site]:
    """The sites drawn, in announced order of strata and in draw order."""
    codes = [entry.code for stratum in strata for entry in stratum.selected]
    by_code = sites_by_code(codes)
    if not codes or len(by_code) != len(codes):
        raise Refused("unknown_site", _("The draw names no site, or one that does not exist any more."))
    return [by_code[code] for code in codes]


def sites_by_code(codes: Sequence[str]) -> dict[str, Site]:
    """Sites with what locates them, by code, in batches that SQLite can take."""
    found: dict[str, Site] = {}
    for start in range(0, len(codes), 500):
        batch = codes[start : start + 500]
        found |= {site.code: site for site in Site.objects.filter(code__in=batch).select_related("area", "site_type")}
    return found


def designed(stratum: StratumSelection) -> dict[str, Any]:
    """The columns that carry the design of a stratum into each of its visits."""
    return {
        "stratum_ordinal": stratum.ordinal,
        "stratum_code": stratum.code,
        "stratum_name_zh": stratum.name_zh,
        "population_count": stratum.population_count,
        "sample_count": stratum.sample_count,
        "inclusion_probability": stratum.sample_count / stratum.population_count,
    }


def _store(
    planned: Round,
    strata: Sequence[StratumSelection],
    sites: Sequence[Site],
    teams: Sequence[Sequence[Post]],
    days: Sequence[date],
    doubles: Collection[int],
) -> int:
    """Writes the stops and who inspects there; answers how many are judged twice."""
    designs = [(designed(s), entry.rank) for s in strata for entry in s.selected]
    visits = [
        Visit(
            round=planned,
            edition_id=planned.edition_id,
            site=site,
            kind=VisitKind.DRAWN,
            position=position,
            day=days[position - 1] if days else None,
            rank=rank,
            is_double=position in doubles,
            planned_at=planned.planned_at,
            **design,
        )
        for position, (site, (design, rank)) in enumerate(zip(sites, designs, strict=True), start=1)
    ]
    Visit.objects.bulk_create(visits, batch_size=400)
    VisitInspector.objects.bulk_create(
        [
            VisitInspector(visit=visit, post=post, position=number, joined_at=planned.planned_at)
            for visit, team in zip(visits, teams, strict=True)
            for number, post in enumerate(team[: SECOND if visit.is_double else None], start=1)
        ],
        batch_size=800,
    )
    return len(doubles)
