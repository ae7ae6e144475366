"""Violations for those who may see them; counts without identities for everybody who plans."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, Q, QuerySet
from django.db.models.functions import ExtractHour

from chuangcheng.evidence.queries import LegalHold, Redaction, copies_of
from chuangcheng.exposures.models import GROUP_NAMES as GROUP_NAMES
from chuangcheng.exposures.models import Violation as Violation
from chuangcheng.exposures.models import ViolationKind as ViolationKind
from chuangcheng.exposures.models import ViolationPicture as ViolationPicture
from chuangcheng.exposures.models import ViolationState as ViolationState
from chuangcheng.exposures.rules import GROUPS as GROUPS
from chuangcheng.exposures.rules import LEAST as LEAST
from chuangcheng.exposures.rules import TRAFFIC_FACILITIES, by_hour, suppressed
from chuangcheng.exposures.sealing import hashes_of
from chuangcheng.exposures.workflow import TABLE
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.places.models import Condition, Facility, FacilityKind
from chuangcheng.places.rules.geometry import distance_m
from chuangcheng.proceedings.kinds import Picture
from chuangcheng.proceedings.queries import State as Stage

SEE = "exposures.see_violation"
NEAR_METRES = 150
NEAR_SINCE = timedelta(days=365)
MOST_PLACES = 10_000


def violations_for(actor: Actor, *, state: str = "", group: str = "", plate: str = "") -> QuerySet[Violation]:
    """With kind and proceeding; a violation belongs to no unit, so only city-wide grants reach it."""
    if not actor.may(SEE, unit_path="", area_path=""):
        return Violation.objects.none()
    rows = Violation.objects.select_related("kind", "proceeding")
    if state in ViolationState.values:
        rows = rows.filter(state=state)
    if group in GROUPS:
        rows = rows.filter(kind__group=group)
    return rows.filter(plate_hash__in=hashes_of(plate)) if plate.strip() else rows


def get_violation_for(actor: Actor, pk: int) -> Violation:
    """Raises NotFound."""
    found = violations_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("violation")
    return found


def violation_moves(actor: Actor, violation: Violation) -> list[Move]:
    """What this actor may do now. No query."""
    can = violation.is_final and violation.kind.may_be_exposed and bool(violation.plate_sealed)
    return [
        move
        for move in TABLE.leaving(violation.state)
        if actor.may(move.verb, unit_path="", area_path="") and (can or move.verb != "exposures.propose_exposure")
    ]


def picture_for(actor: Actor, violation: int, pk: int) -> ViolationPicture:
    """A picture of a violation that the actor may see; before a person has covered it, for who covers it alone."""
    rows = get_violation_for(actor, violation).pictures.select_related("file", "violation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("picture")
    if not actor.may("exposures.cover_picture", unit_path="", area_path="") and found.pk not in shown_tokens([found]):
        raise NotFound("picture")
    return found


def shown_tokens(pictures: Iterable[ViolationPicture]) -> dict[int, str]:
    """Of these pictures, those that may be shown: picture → public address. The version that was stood for must be in
    force still, with something covered. One query."""
    given = list(pictures)
    copies = copies_of(one.file_id for one in given)
    found = {one.pk: copies[one.file_id] for one in given if one.token and one.file_id in copies}
    return {one.pk: one.token for one in given if one.pk in found and _is_as_covered(one, found[one.pk])}


def _is_as_covered(picture: ViolationPicture, copy: Redaction) -> bool:
    return bool(copy.path) and copy.token == picture.token


def pictures_about(key: str) -> list[Picture]:
    """What the proceeding about the violation with this key shows. Two queries, one where there is no picture."""
    rows = list(ViolationPicture.objects.filter(violation=int(key))) if key.isdecimal() else []
    tokens = shown_tokens(rows) if rows else {}
    return [Picture(one.pk, tokens.get(one.pk, "")) for one in rows]


def may_change_pictures(actor: Actor, violation: Violation) -> bool:
    """Whether pictures are added and covered here now; whose proposal it is, the action asks. No query."""
    if not actor.may("exposures.add_picture", unit_path="", area_path=""):
        return False
    if violation.state == ViolationState.IMPORTED:
        return violation.kind.may_be_exposed
    running = violation.proceeding
    return violation.state == ViolationState.PROPOSED and running is not None and running.state == Stage.PROPOSED


def over_pictures(at: datetime, before: datetime) -> QuerySet[ViolationPicture]:
    """Pictures that came before a moment and go along with nothing that is open or public; none under legal hold."""
    prefix = "violation__proceeding"
    past = Q(**{f"{prefix}__decided_at__isnull": False}) & (
        Q(**{f"{prefix}__published_from": None}) | Q(**{f"{prefix}__published_until__lte": at})
    )
    is_over = Q(**{prefix: None}) | Q(**{f"{prefix}__over_at__isnull": False}) | past
    held = LegalHold.objects.filter(lifted_at=None).values("file")
    rows = ViolationPicture.objects.filter(is_over, added_at__lte=before).exclude(file__in=held)
    return rows.select_related("file").order_by("pk")


def _between(since: datetime, until: datetime) -> QuerySet[Violation]:
    rows = Violation.objects.filter(happened_at__gte=since, happened_at__lt=until)
    return rows.exclude(state=ViolationState.ANNULLED)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place with its count and its hours; hours with fewer than five are left out."""

    place: str
    count: int
    hours: dict[int, int]


def statistics(since: datetime, until: datetime, most: int = 50) -> list[PlaceCount]:
    """By place and hour, the most first; a place with fewer than five is left out altogether. One query."""
    rows = _between(since, until).annotate(hour=ExtractHour("happened_at")).order_by()
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, hour, count in rows.values_list("place_zh", "hour").annotate(n=Count("pk")):
        found[place].append((hour, count))
    totals = suppressed({place: sum(count for _hour, count in hours) for place, hours in found.items()})
    ranked = sorted(totals, key=lambda place: (-totals[place], place))[:most]
    return [PlaceCount(place, totals[place], by_hour(found[place])) for place in ranked]


def hours_near(name: str, point: tuple[float, float] | None, at: datetime) -> dict[int, int]:
    """Hour -> count of a year at a place: those told of places that bear this name (a crossing
    bears those of its streets), or lie within 150 m of a point.

    It adds up what `statistics` tells anyway (places and hours with five or more), so that nothing smaller can be
    found by comparing places that overlap. Two queries.
    """
    since = at - NEAR_SINCE
    told = statistics(since, at, most=MOST_PLACES)
    centres = _centres(since, at) if point else {}
    near = [one for one in told if name in one.place or (point and _is_near(centres.get(one.place), point))]
    return by_hour((hour, count) for one in near for hour, count in one.hours.items())


def _centres(since: datetime, until: datetime) -> dict[str, tuple[float, float]]:
    """Where the violations of each place lie in the middle. One query."""
    rows = _between(since, until).filter(longitude__isnull=False, latitude__isnull=False).order_by()
    middles = rows.values_list("place_zh").annotate(longitude=Avg("longitude"), latitude=Avg("latitude"))
    return {place: (longitude, latitude) for place, longitude, latitude in middles}


def _is_near(centre: tuple[float, float] | None, point: tuple[float, float]) -> bool:
    return centre is not None and distance_m(*centre, *point) <= NEAR_METRES


def group_counts(since: datetime, until: datetime) -> dict[str, int]:
    """By group, suppressed below five. One query."""
    rows = _between(since, until).order_by().values_list("kind__group").annotate(n=Count("pk"))
    return suppressed(dict(rows))


def located(since: datetime, until: datetime) -> Iterator[tuple[float, float, int, int]]:
    """(longitude, latitude, hour, count) to about a hundred metres, for finding trouble spots. One query."""
    rows = _between(since, until).filter(longitude__isnull=False, latitude__isnull=False)
    found: dict[tuple[float, float, int], int] = defaultdict(int)
    columns = rows.annotate(hour=ExtractHour("happened_at")).order_by().values_list("longitude", "latitude", "hour")
    for longitude, latitude, hour in columns.iterator(5000):
        found[round(longitude or 0.0, 3), round(latitude or 0.0, 3), hour] += 1
    for (longitude, latitude, hour), count in sorted(found.items()):
        yield longitude, latitude, hour, count


@dataclass(frozen=True, slots=True)
class FacilityCount:
    """Facilities of one kind at crossings and school gates: how many, and how many need repair."""

    kind: FacilityKind
    count: int
    bad: int


def facility_counts() -> list[FacilityCount]:
    """Bumps, signals, crossings, capture systems, signs, by condition. Two queries."""
    bad = Count("pk", filter=Q(condition__in=[Condition.POOR, Condition.OUT_OF_USE]))
    rows = Facility.objects.filter(kind__code__in=TRAFFIC_FACILITIES, is_active=True).order_by()
    counts = {kind: (count, poor) for kind, count, poor in rows.values_list("kind").annotate(n=Count("pk"), bad=bad)}
    kinds = FacilityKind.objects.filter(code__in=TRAFFIC_FACILITIES).order_by("code")
    return [FacilityCount(kind, *counts.get(kind.pk, (0, 0))) for kind in kinds]
