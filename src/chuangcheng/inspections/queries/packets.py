"""Everything that an inspector's day on the phone rests on, in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chuangcheng.cases.models import Case, CasePhoto, PhotoKind, Submission
from chuangcheng.cases.queries import open_cases_near
from chuangcheng.draws import queries as draws
from chuangcheng.evidence.models import FileKind
from chuangcheng.frameworks.models import CheckPoint, Edition, EditionKind
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.inspections.models import Finding, Observation, ObservationPhoto, Visit, VisitKind
from chuangcheng.inspections.queries.checklist import asked_at
from chuangcheng.inspections.queries.holders import holding_units
from chuangcheng.inspections.queries.rounds import (
    get_visit_for,
    is_inspector_of,
    reading_of,
    readings_for,
    stops_of,
    visited_by,
)
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Site
from chuangcheng.units.models import Unit

MOST_RESERVE, MOST_PHOTOS, MOST_LATELY = 3, 400, 10
SITES = "sites"


@dataclass(frozen=True, slots=True)
class Reserve:
    """A site of the reserve list that may take the place of a stop, with what is answered there."""

    rank: int
    site: Site
    check_points: list[CheckPoint]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that is here already, with the kinds of its pictures."""

    observation: Observation
    photo_kinds: list[str]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the day: its check points, what is answered already, open cases near it, its reserve; of a re-check
    the pictures of its case and what was done last.
    """

    visit: Visit
    check_points: list[CheckPoint]
    answers: list[Answered]
    units: list[Unit]
    open_cases: list[tuple[Case, int | None]]
    reserve: list[Reserve]
    case_photos: list[CasePhoto]
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The stops that the actor may see by now, and the editions and check points they use."""

    stops: list[Stop]
    editions: list[Edition]
    check_points: dict[int, CheckPoint]


def day_of(actor: Actor, at: datetime) -> Day:
    """The actor's stops that wait, as `stops_of` shows them: never before the round says so."""
    visits = stops_of(actor, at)
    reserve = _reserves(visits)
    sites = [visit.site for visit in visits if visit.site is not None]
    spare = [site for rows in reserve.values() for _rank, site in rows]
    points = _points(visits, [*sites, *spare])
    # Of a stop that two judge apart only one's own reading: the other's is nobody's business yet.
    readings = {visit.pk: reading_of(actor, visit) for visit in visits}
    answers = _answers(readings)
    units, near = holding_units(sites, at), open_cases_near(sites)
    cases = {visit.case_id for visit in visits if visit.kind == VisitKind.RECHECK and visit.case_id}
    measures, photos = _put_right(cases)
    veiled = _found_by_the_other(visits, readings)
    stops = [
        Stop(
            visit=visit,
            check_points=asked_at(visit, visit.site, points),
            answers=answers[visit.pk],
            units=units.get(visit.site_id or 0, []),
            case_photos=photos[visit.case_id or 0],
            measure=measures.get(visit.case_id or 0, ""),
            open_cases=[one for one in near.get(visit.site_id or 0, []) if one[0].pk not in veiled],
            reserve=[Reserve(rank, site, asked_at(visit, site, points)) for rank, site in reserve[visit.pk]],
        )
        for visit in visits
    ]
    used = {point.pk: point for stop in stops for point in stop.check_points}
    used |= {point.pk: point for stop in stops for one in stop.reserve for point in one.check_points}
    editions = Edition.objects.filter(pk__in={point.edition_id for point in used.values()}).order_by("pk")
    return Day(stops, list(editions), used)


def _answers(readings: Mapping[int, int]) -> dict[int, list[Answered]]:
    """visit id -> the answers of the reading given, in the order in which they were made. Two queries."""
    rows = [
        row
        for row in Observation.objects.filter(visit__in=readings).order_by("pk")
        if row.reading == readings[row.visit_id]
    ]
    kinds: dict[int, list[str]] = defaultdict(list)
    wanted = ObservationPhoto.objects.filter(observation__in=[row.pk for row in rows]) if rows else ()
    for photo in wanted:
        kinds[photo.observation_id].append(photo.kind)
    found: dict[int, list[Answered]] = defaultdict(list)
    for row in rows:
        found[row.visit_id].append(Answered(row, kinds[row.pk]))
    return found


def _put_right(cases: Collection[int]) -> tuple[dict[int, str], dict[int, list[CasePhoto]]]:
    """case id -> the last measure; case id -> the pictures before and those of the last attempt. Two queries."""
    photos: dict[int, list[CasePhoto]] = defaultdict(list)
    if not cases:
        return {}, photos
    last = {row.case_id: row for row in Submission.objects.filter(case__in=cases).order_by("attempt")}
    rows = CasePhoto.objects.filter(case__in=cases, file__kind=FileKind.IMAGE).order_by("pk")[:MOST_PHOTOS]
    for photo in rows:
        attempt = last[photo.case_id].attempt if photo.case_id in last else 0
        if photo.kind == PhotoKind.BEFORE or (photo.kind == PhotoKind.AFTER and photo.attempt == attempt):
            photos[photo.case_id].append(photo)
    return {pk: row.measure for pk, row in last.items()}, photos


def _found_by_the_other(visits: Sequence[Visit], readings: Mapping[int, int]) -> set[int]:
    """Ids of cases that the other of two inspectors raised at a stop that both still judge. One query at most."""
    apart = [visit.pk for visit in visits if visit.is_apart]
    if not apart:
        return set()
    rows = Finding.objects.filter(visit__in=apart).values_list("visit", "reading", "case")
    return {case for visit, reading, case in rows if reading != readings[visit]}


def _points(visits: Sequence[Visit], sites: Iterable[Site]) -> list[CheckPoint]:
    editions = {pk for visit in visits for pk in visit.edition_ids}
    kinds = {site.site_type_id for site in sites}
    rows = CheckPoint.objects.filter(edition__in=editions, site_type__in=kinds)
    return list(rows.select_related("standard__parent").order_by("edition_id", "position"))


def _reserves(visits: Sequence[Visit]) -> dict[int, list[tuple[int, Site]]]:
    """visit id -> the next unused sites of its stratum's reserve list, in draw order. Four queries a round."""
    found: dict[int, list[tuple[int, Site]]] = defaultdict(list)
    rounds = {visit.round_id: visit.round for visit in visits if visit.is_designed and visit.round is not None}
    for pk, of_round in rounds.items():
        if of_round.draw_id is None or of_round.draw is None:
            continue
        used = set(Visit.objects.filter(round=pk).values_list("stratum_ordinal", "rank"))
        free = {
            stratum.ordinal: [entry for entry in stratum.reserve if (stratum.ordinal, entry.rank) not in used][
                :MOST_RESERVE
            ]
            for stratum in draws.selection(of_round.draw, SITES)
        }
        codes = {entry.code for entries in free.values() for entry in entries}
        named = ("site_type", "area", "segment", "facility")
        sites = {site.code: site for site in Site.objects.filter(code__in=codes).select_related(*named)}
        for visit in visits:
            if visit.round_id == pk and visit.is_designed:
                entries = free.get(visit.stratum_ordinal or 0, [])
                found[visit.pk] = [(entry.rank or 0, sites[entry.code]) for entry in entries if entry.code in sites]
    return found


@dataclass(frozen=True, slots=True)
class Lately:
    """A visit of one's own that is over, and what was found there as far as one may know it."""

    visit: Visit
    findings: list[Finding]


def lately_of(actor: Actor, at: datetime) -> list[Lately]:
    """The actor's last ten visits. Findings of a stop that two judge apart are those of the own reading alone."""
    visits = visited_by(actor, at, MOST_LATELY)
    rows = Finding.objects.filter(visit__in=visits).select_related("case__unit").order_by("pk")
    found: dict[int, list[Finding]] = defaultdict(list)
    for row in rows:
        found[row.visit_id].append(row)
    readings = {visit.pk: readings_for(actor, visit) for visit in visits}
    return [Lately(visit, [row for row in found[visit.pk] if row.reading in readings[visit.pk]]) for visit in visits]


@dataclass(frozen=True, slots=True)
class FreeStop:
    """A site that somebody may visit without a draw, and what is answered there."""

    site: Site
    check_points: list[CheckPoint]


def free_stops(actor: Actor, at: datetime, words: str) -> list[FreeStop]:
    """Sites whose name or address holds the words, where the actor may begin a free visit; at most 20. Two queries."""
    edition = edition_in_force(EditionKind.CITY, at)
    if edition is None:
        return []
    rows = Site.objects.filter(is_active=True, search_text__contains=search_text(words))
    named = ("site_type", "area", "segment", "facility")
    found = list(rows.select_related(*named).defer("area__boundary", "segment__line").order_by("code")[:60])
    sites = [site for site in found if actor.may("inspections.start_free_visit", area_path=site.area.path)][:20]
    kinds = {site.site_type_id for site in sites}
    points = CheckPoint.objects.filter(edition=edition, site_type__in=kinds).select_related("standard__parent")
    ordered = list(points.order_by("position"))
    return [FreeStop(site, [one for one in ordered if one.site_type_id == site.site_type_id]) for site in sites]


def case_photo_at(actor: Actor, visit_id: int, photo_id: int, at: datetime) -> CasePhoto:
    """A picture of the case that one's own re-check looks at again. NotFound for anybody else, and at other stops."""
    visit = get_visit_for(actor, visit_id, at)
    if visit.kind != VisitKind.RECHECK or not is_inspector_of(actor, visit):
        raise NotFound("photo")
    photo = CasePhoto.objects.select_related("file").filter(pk=photo_id, case=visit.case_id).first()
    if photo is None:
        raise NotFound("photo")
    return photo
