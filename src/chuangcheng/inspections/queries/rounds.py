"""Rounds and their stops as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet

from chuangcheng.inspections.access import SEE_AGREEMENT, own_stops, visible_rounds, visible_visits
from chuangcheng.inspections.models import (
    FIRST,
    SECOND,
    Finding,
    ObservationPhoto,
    Round,
    RoundState,
    Visit,
    VisitInspector,
    VisitState,
    reading_at,
)
from chuangcheng.inspections.workflow import VISITS
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move


def today(at: datetime) -> date:
    """The day in the city's zone."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds that the actor may see, with how many stops they have and how many are done."""
    return (
        Round.objects.filter(visible_rounds(actor))
        .select_related("edition")
        .annotate(
            stop_count=Count("visits"),
            done_count=Count("visits", filter=Q(visits__state=VisitState.DONE)),
            missed_count=Count("visits", filter=Q(visits__state=VisitState.NOT_POSSIBLE)),
        )
    )


def get_round_for(actor: Actor, pk: int) -> Round:
    """The one door for faces; NotFound for what may not be seen."""
    wanted = Round.objects.filter(visible_rounds(actor), pk=pk)
    found = wanted.select_related("edition", "minors_edition", "draw").first()
    if found is None:
        raise NotFound("round")
    return found


def round_of_draw(draw_id: int) -> Round | None:
    """The round that was planned from a draw, if one was."""
    return Round.objects.filter(draw=draw_id).first()


def _team() -> Prefetch[Any]:
    people = VisitInspector.objects.select_related("post__unit").order_by("position", "pk")
    return Prefetch("inspectors", queryset=people)


_NEIGHBOURS = (
    *(f"site__{name}" for name in ("area", "segment", "facility__segment")),
    *(f"case__{name}" for name in ("unit", "area", "segment", "facility")),
    "recheck",
)


def _visits() -> QuerySet[Visit]:
    """Visits as pages show them. Shapes of areas and streets, and proofs of draws, are large and stay out."""
    named = ("round__edition", "site__site_type", *_NEIGHBOURS)
    heavy = ("site__area__boundary", "site__segment__line", "case__area__boundary", "case__segment__line")
    return Visit.objects.select_related(*named).defer(*heavy).prefetch_related(_team())


def stops(round: Round) -> QuerySet[Visit]:  # noqa: A002
    """All stops of a round, to be paged by position."""
    return _visits().filter(round=round)


def stops_for(actor: Actor, round: Round, at: datetime) -> QuerySet[Visit]:  # noqa: A002
    """The stops of a round that the actor may see by now: none of a planned one, but for those who plan it."""
    return stops(round).filter(visible_visits(actor, today(at)))


def stops_of(actor: Actor, at: datetime) -> list[Visit]:
    """The inspector's own stops that wait, of open rounds and outside rounds: today's first, at most 200. `answered`
    counts the team's answers, or the own ones where two judge apart."""
    waiting = Q(state=VisitState.PLANNED, inspectors__finished_at=None)
    wanted = _visits().filter(own_stops(actor, today(at)) & waiting).exclude(round__state="ended").distinct()
    own = Q(is_double=False) | Q(observations__recorded_by=actor.person_id)
    wanted = wanted.annotate(answered=Count("observations", filter=own, distinct=True))
    return list(wanted.order_by("day", "round_id", "position")[:200])


def visited_by(actor: Actor, at: datetime, limit: int = 20) -> list[Visit]:
    """The inspector's own finished stops, newest first; those too where the other of two still judges."""
    finished = ~Q(state=VisitState.PLANNED) | Q(inspectors__finished_at__isnull=False)
    wanted = _visits().filter(own_stops(actor, today(at)) & finished).distinct()
    return list(wanted.order_by("-visited_at", "-pk")[:limit])


def get_visit_for(actor: Actor, pk: int, at: datetime) -> Visit:
    """The one door to a visit: the office every one, an inspector the own ones that are shown. NotFound otherwise."""
    found = _visits().filter(visible_visits(actor, today(at)), pk=pk).distinct().first()
    if found is None:
        raise NotFound("visit")
    return found


def is_inspector_of(actor: Actor, visit: Visit) -> bool:
    """True if one of the actor's posts inspects there now."""
    return any(one.post_id in actor.post_ids and one.left_at is None for one in visit.inspectors.all())


def is_apart(visit: Visit) -> bool:
    """True while two inspectors judge the stop and neither may see what the other says."""
    return visit.is_apart


def reading_of(actor: Actor, visit: Visit) -> int:
    """The reading that the actor writes there: 1, or 2 for the second of two who judge apart."""
    return next((reading_at(visit, one) for one in _own_places(actor, visit)), FIRST)


def may_record(actor: Actor, visit: Visit) -> bool:
    """True while the actor can record something at the stop: it waits, its round is open, the own reading too."""
    if visit.state != VisitState.PLANNED or (visit.round is not None and visit.round.state != RoundState.OPEN):
        return False
    return any(one.finished_at is None for one in _own_places(actor, visit)[:1])


def _own_places(actor: Actor, visit: Visit) -> list[VisitInspector]:
    return [one for one in visit.inspectors.all() if one.post_id in actor.post_ids and one.left_at is None]


def readings_for(actor: Actor, visit: Visit) -> tuple[int, ...]:
    """The readings whose answers the actor may see: an inspector the own one alone, the office both, though not
    while it judges there itself; everybody else the one that counts, and none before both have finished.
    """
    if not visit.is_double:
        return (FIRST,)
    may_compare = actor.may_anywhere(SEE_AGREEMENT)
    if _own_places(actor, visit) and (visit.is_apart or not may_compare):
        return (reading_of(actor, visit),)
    if may_compare:
        return (FIRST, SECOND)
    return () if visit.is_apart else (FIRST,)


def visit_moves(visit: Visit) -> tuple[Move, ...]:
    """The moves out of the visit's state, in the order of the table."""
    return VISITS.leaving(visit.state)


@dataclass(frozen=True, slots=True)
class StratumProgress:
    """One stratum of a round: N, n, and how many of its stops wait, are done, were not possible."""

    ordinal: int
    code: str
    name_zh: str
    population_count: int
    sample_count: int
    waiting: int
    done: int
    not_possible: int

    @property
    def stop_count(self) -> int:
        return self.waiting + self.done + self.not_possible


def progress(round: Round) -> list[StratumProgress]:  # noqa: A002
    """Per stratum, in announced order: one grouped query."""
    columns = ("stratum_ordinal", "stratum_code", "stratum_name_zh", "population_count", "sample_count")
    rows = (
        Visit.objects.filter(round=round, stratum_ordinal__isnull=False)
        .values_list(*columns)
        .annotate(
            waiting=Count("pk", filter=Q(state=VisitState.PLANNED)),
            done=Count("pk", filter=Q(state=VisitState.DONE)),
            missed=Count("pk", filter=Q(state=VisitState.NOT_POSSIBLE)),
        )
        .order_by("stratum_ordinal")
    )
    return [StratumProgress(*row) for row in rows]


def points(actor: Actor, round: Round, at: datetime, limit: int = 2000) -> QuerySet[Visit]:  # noqa: A002
    """The stops of a round that the actor may see and that have a point, with what a map shows of them."""
    names = [f"site__{name}" for name in ("name_zh", "name_zh_hant", "name_en")]
    shown = [f"{thing}__{axis}" for thing in ("site", "case") for axis in ("longitude", "latitude")]
    measured = Q(site__longitude__isnull=False) | Q(site=None, case__longitude__isnull=False)
    rows = Visit.objects.filter(visible_visits(actor, today(at)), measured, round=round)
    columns = ("position", "state", "kind", "case__number", *names, *shown)
    return rows.select_related("site", "case").only(*columns).order_by("position")[:limit]


def replacements(actor: Actor, round: Round, at: datetime) -> list[VisitInspector]:  # noqa: A002
    """Who took another inspector's place at the stops that the actor may see, with the reason; at most 200."""
    seen = Visit.objects.filter(visible_visits(actor, today(at)), round=round)
    rows = VisitInspector.objects.filter(visit__in=seen, is_replacement=True)
    named = ("post__unit", "visit__site__area", "visit__case__area", "visit__case__segment", "visit__case__facility")
    return list(rows.select_related(*named).order_by("-joined_at")[:200])


def photo_for(actor: Actor, pk: int, at: datetime) -> ObservationPhoto:
    """A photo of a visit that the actor may open. NotFound otherwise."""
    photo = ObservationPhoto.objects.select_related("file", "observation").filter(pk=pk).first()
    if photo is None:
        raise NotFound("photo")
    seen = Visit.objects.filter(visible_visits(actor, today(at)), pk=photo.observation.visit_id)
    visit = seen.prefetch_related("inspectors").first()
    if visit is None or photo.observation.reading not in readings_for(actor, visit):
        raise NotFound("photo")
    return photo


def findings(visit: Visit, readings: Collection[int] = (FIRST, SECOND)) -> list[Finding]:
    """What was found at a stop, with the cases it became; of the readings given only."""
    rows = Finding.objects.filter(visit=visit, reading__in=readings).select_related("case__unit", "observation")
    return list(rows.order_by("pk"))
