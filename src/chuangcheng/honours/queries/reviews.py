"""現場核查: which sites a nominee has, whose review is due, and what the round of inspection found there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from chuangcheng.duties.models import PlaceHolding
from chuangcheng.duties.queries.tables import in_force
from chuangcheng.frameworks.models import EditionKind
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.honours.models import Nomination, NominationState, ReviewStop, Season, SeasonState, SiteReview
from chuangcheng.inspections.models import Round, Visit, VisitState
from chuangcheng.inspections.queries import Assessment, answered_at, cases_of_visits, seen_visits, sites_with_points
from chuangcheng.kit.actor import Actor
from chuangcheng.places.models import Site

MOST_SITES = 12
"""Of one nominee: who holds more is shown by these."""
RUNNING = (SeasonState.NOMINATING, SeasonState.DELIBERATING, SeasonState.CONCLUDED)


def sites_of(nominations: Iterable[Nomination], at: datetime) -> dict[int, list[Site]]:
    """nomination -> the sites to be visited: the one that it names, else those in use that its unit holds.

    Only sites at which the edition in force asks something; where people are honoured only the one named, for the
    unit where somebody works is not reviewed. Four queries.
    """
    rows = list(nominations)
    units = {one.unit_id for one in rows if one.site_id is None and one.unit_id and not one.season.is_personal}
    held: dict[int | None, list[int]] = defaultdict(list)
    holdings = PlaceHolding.objects.filter(in_force(at), unit__in=units, site__is_active=True)
    for unit_id, site_id in holdings.order_by("site__code").values_list("unit_id", "site_id").distinct():
        held[unit_id].append(site_id)
    wanted = {one.pk: [one.site_id] if one.site_id else _held(one, held) for one in rows}
    edition = edition_in_force(EditionKind.CITY, at)
    ids = {pk for sites in wanted.values() for pk in sites}
    asked = sites_with_points(ids, edition) if edition and ids else set()
    found = {one.pk: one for one in Site.objects.filter(pk__in=asked).select_related("area", "site_type")}
    return {key: [found[pk] for pk in sites if pk in found][:MOST_SITES] for key, sites in wanted.items()}


def _held(one: Nomination, held: Mapping[int | None, list[int]]) -> list[int]:
    return [] if one.season.is_personal else held.get(one.unit_id, [])


def due_reviews(season: Season) -> QuerySet[Nomination]:
    """Candidates that nobody has decided on after a visit, and for whom no stop waits or has been visited."""
    rows = season.nominations.select_related("season", "unit").order_by("number")
    if not season.rules.site_review or season.state not in RUNNING:
        return rows.none()
    live = ReviewStop.objects.filter(visit__state__in=(VisitState.PLANNED, VisitState.DONE))
    taken = Q(reviews__isnull=False) | Q(pk__in=live.values("nomination"))
    return rows.filter(state=NominationState.CANDIDATE).exclude(taken)


def visits_of(nomination: Nomination) -> list[Visit]:
    """Its stops in all rounds, as they were planned. One query."""
    rows = ReviewStop.objects.filter(nomination=nomination).select_related("visit__site__site_type", "visit__round")
    return [row.visit for row in rows.order_by("pk")]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: what was answered there, how many cases came of it, and whether the reader may open it."""

    seen: Assessment
    cases: int
    is_open: bool

    @property
    def visit(self) -> Visit:
        return self.seen.visit


@dataclass(frozen=True, slots=True)
class Found:
    """What the rounds found at a nominee's sites. `share`: met of answered, 0 to 1; None where nothing was answered.

    `visits`: all stops, also those that the reader does not see.
    """

    stops: tuple[Stop, ...]
    visits: tuple[Visit, ...] = ()

    @property
    def answered(self) -> int:
        return sum(one.seen.answered for one in self.stops)

    @property
    def met(self) -> int:
        return self.answered - sum(one.seen.failed for one in self.stops)

    @property
    def cases(self) -> int:
        return sum(one.cases for one in self.stops)

    @property
    def share(self) -> float | None:
        return self.met / self.answered if self.answered else None

    @property
    def visited(self) -> int:
        """Stops that have been visited, as far as the reader sees them."""
        return sum(one.visit.state == VisitState.DONE for one in self.stops)

    @property
    def rounds(self) -> list[Round]:
        """The rounds that the reader sees stops of, in order."""
        return list(dict.fromkeys(one.visit.round for one in self.stops if one.visit.round))

    @property
    def is_visited(self) -> bool:
        """True once a round has been at a site."""
        return any(one.state == VisitState.DONE for one in self.visits)

    @property
    def is_waiting(self) -> bool:
        """True while a stop has not been visited."""
        return any(one.visit.state == VisitState.PLANNED for one in self.stops)


def review_found(actor: Actor, nomination: Nomination, at: datetime) -> Found:
    """The stops that the actor may see, with what was found: nobody learns from a nomination who comes, and when.

    Whoever decides on the review sees every stop that has been visited. Four queries.
    """
    return _found(actor, {nomination: visits_of(nomination)}, at)[nomination]


def review_step(nomination: Nomination, found: Found, at: datetime) -> str:
    """What is next: `plan` a round, `waiting` for its visits, `decide` upon them, or `by_hand` where no site is."""
    states = {one.state for one in found.visits}
    if VisitState.PLANNED in states:
        return "waiting"
    if VisitState.DONE in states:
        return "decide"
    return "plan" if sites_of([nomination], at)[nomination.pk] else "by_hand"


def season_reviews(actor: Actor, season: Season, at: datetime) -> list[tuple[Nomination, Found, SiteReview | None]]:
    """Each nominee of a season to whom a round goes or somebody went, what was found as far as the actor may see it,
    and what was decided last. Six queries."""
    stops = ReviewStop.objects.filter(nomination__season=season).select_related(
        "visit__site__site_type", "visit__round"
    )
    visits: dict[int, list[Visit]] = defaultdict(list)
    for stop in stops.order_by("pk"):
        visits[stop.nomination_id].append(stop.visit)
    told = {one.nomination_id: one for one in SiteReview.objects.filter(nomination__season=season).order_by("pk")}
    rows = season.nominations.select_related("unit").filter(pk__in={*visits, *told}).order_by("number")
    found = _found(actor, {one: visits[one.pk] for one in rows}, at)
    return [(one, own, told.get(one.pk)) for one, own in found.items()]


def _found(actor: Actor, visits: Mapping[Nomination, list[Visit]], at: datetime) -> dict[Nomination, Found]:
    every = [one.pk for rows in visits.values() for one in rows]
    open_ = seen_visits(actor, every, at) if every else set()
    shown = {nomination: _shown(actor, nomination, rows, open_) for nomination, rows in visits.items()}
    seen = [one for rows in shown.values() for one in rows]
    cases = cases_of_visits([one.pk for one in seen]) if seen else {}
    stops = {
        one.visit.pk: Stop(one, len(cases.get(one.visit.pk, ())), one.visit.pk in open_)
        for one in (answered_at(seen) if seen else [])
    }
    return {
        nomination: Found(tuple(stops[one.pk] for one in shown[nomination]), tuple(rows))
        for nomination, rows in visits.items()
    }


def _shown(actor: Actor, nomination: Nomination, visits: Iterable[Visit], open_: set[int]) -> list[Visit]:
    path = nomination.unit.path if nomination.unit else ""
    decides = actor.may("honours.review_site", unit_path=path) and not actor.belongs_to([path] if path else [])
    return [one for one in visits if one.pk in open_ or (decides and one.state == VisitState.DONE)]
