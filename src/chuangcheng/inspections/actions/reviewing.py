"""現場核查: a round of all the sites of those who apply for something. It is no sample, and enters no rate."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.rules import select
from chuangcheng.frameworks.models import Edition
from chuangcheng.inspections.actions.assigning import city_edition, dealt_around, holders
from chuangcheng.inspections.actions.planning import LEAST_INSPECTORS, check_plan
from chuangcheng.inspections.models import Round, RoundKind, Visit, VisitInspector, VisitKind
from chuangcheng.inspections.queries.frames import sites_with_points
from chuangcheng.inspections.rules import spread
from chuangcheng.inspections.workflow import ROUNDS, check
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site
from chuangcheng.units.models import Post, Unit


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A site, and the unit that the review is about: none of its people goes there, whoever holds the site."""

    site: Site
    unit: Unit | None = None


def plan_review_round(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    stops: Sequence[Reviewed],
    posts: Sequence[Post],
    opens_on: date,
    closes_on: date,
    purpose_zh: str = "",
    inspectors_per_visit: int = LEAST_INSPECTORS,
    is_spread: bool = False,
) -> tuple[Round, list[Visit]]:
    """A stop for each site, in this order; nothing is drawn but the order in which the inspectors are dealt.

    Seed, pool and order stay in the record, and the selection is that of RFC 3797, so that anybody can repeat it. At
    least two inspectors a stop, none of them of a unit that holds the site or of the one that is reviewed. Refused:
    `missing`, `code_taken`, `bad_dates`, `too_few_inspectors`, `no_edition`, `no_sites`, `no_check_points`.
    """
    by.must("inspections.plan_review_round")
    check(ROUNDS, "inspections.plan_review_round", None, {"name": name_zh.strip(), "code": code.strip()})
    check_plan(code.strip(), None, opens_on, closes_on, inspectors_per_visit)
    edition = city_edition(at)
    _must_be_asked(stops, edition)
    seed = secrets.token_hex(32)
    order = [posts[place - 1] for place in select(f"{seed}./{code.strip()}./", len(posts), len(posts))]
    days = spread(len(stops), opens_on, closes_on) if is_spread else []
    held = holders([one.site for one in stops], at)
    barred = [(one.site.name, [*held[one.site.pk], *([one.unit.path] if one.unit else [])]) for one in stops]
    teams = dealt_around(order, barred, inspectors_per_visit, days)
    with act("inspections.plan_review_round", by=by, at=at) as record:
        planned = Round.objects.create(
            code=code.strip(),
            kind=RoundKind.REVIEW,
            name_zh=name_zh.strip(),
            purpose_zh=purpose_zh.strip(),
            edition=edition,
            opens_on=opens_on,
            closes_on=closes_on,
            planned_at=at,
        )
        visits = _store(planned, stops, teams, days)
        record.on(planned, code=planned.code, edition=edition.code, visits=len(visits), seed=seed)
        record.note(pool=[post.code for post in posts], order=[post.code for post in order])
    return planned, visits


def _must_be_asked(stops: Sequence[Reviewed], edition: Edition) -> None:
    """The edition asks something at every site: a visit that answers nothing would show nothing."""
    if not stops:
        raise Refused("no_sites", _("No site is to be visited."))
    asked = sites_with_points([one.site.pk for one in stops], edition)
    mute = next((one.site for one in stops if one.site.pk not in asked), None)
    if mute is not None:
        said = _("%(site)s is of a type for which the edition in force has no check points.")
        raise Refused("no_check_points", said % {"site": mute.name})


def _store(
    planned: Round, stops: Sequence[Reviewed], teams: Sequence[Sequence[Post]], days: Sequence[date]
) -> list[Visit]:
    """The strata of the page are the types of site, all of whose stops are visited; no probability is written."""
    counts = Counter(one.site.site_type_id for one in stops)
    ordinals = {type_id: ordinal for ordinal, type_id in enumerate(counts, start=1)}

    def stratum(site: Site) -> dict[str, Any]:
        size, kind = counts[site.site_type_id], site.site_type
        named = {"stratum_code": kind.code, "stratum_name_zh": kind.name_zh}
        return {**named, "stratum_ordinal": ordinals[kind.pk], "population_count": size, "sample_count": size}

    visits = [
        Visit(
            round=planned,
            edition_id=planned.edition_id,
            site=one.site,
            reviewed_unit=one.unit,
            kind=VisitKind.REVIEW,
            position=position,
            day=days[position - 1] if days else None,
            planned_at=planned.planned_at,
            **stratum(one.site),
        )
        for position, one in enumerate(stops, start=1)
    ]
    Visit.objects.bulk_create(visits, batch_size=400)
    VisitInspector.objects.bulk_create(
        [
            VisitInspector(visit=visit, post=post, position=number, joined_at=planned.planned_at)
            for visit, team in zip(visits, teams, strict=True)
            for number, post in enumerate(team, start=1)
        ],
        batch_size=800,
    )
    return visits
