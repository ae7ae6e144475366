"""Lists of places as an actor may see them, and the search behind pickers."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.journal.queries import entries
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import to_simplified
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.access import SEE, segments_within, within
from chuangcheng.places.models import Area, Condition, Facility, FacilityKind, Segment, Sign, Site, SiteType
from chuangcheng.places.queries.place import KINDS, Place, place_of

MAX_WORDS = 5


def matching(words: str, column: str = "search_text") -> Q:
    """Rows whose search text contains every word (any script, any width); no words: all rows."""
    plain = to_simplified(unicodedata.normalize("NFKC", words.replace("\0", "")).lower())
    wanted = Q()
    for word in plain.split()[:MAX_WORDS]:
        wanted &= Q(**{f"{column}__contains": word})
    return wanted


def areas_for(actor: Actor, verb: str = SEE) -> QuerySet[Area]:
    """Areas inside the actor's grants, as a tree in order of path."""
    return Area.objects.filter(within(actor, verb, "path")).order_by("path")


def segments_for(actor: Actor, verb: str = SEE) -> QuerySet[Segment]:
    """Street segments; those that cross areas are open to every holder of the verb."""
    return Segment.objects.filter(segments_within(actor, verb)).select_related("area")


def sites_for(actor: Actor, verb: str = SEE) -> QuerySet[Site]:
    """Sites with what a list shows of them."""
    return Site.objects.filter(within(actor, verb)).select_related("site_type", "area", "segment")


def facilities_for(actor: Actor, verb: str = SEE) -> QuerySet[Facility]:
    """Facilities with what a list shows of them."""
    return Facility.objects.filter(within(actor, verb)).select_related("kind", "area", "segment")


def _one(rows: QuerySet[Any], pk: int, what: str) -> Any:
    thing = rows.filter(pk=pk).first()
    if thing is None:
        raise NotFound(what)
    return thing


def get_area_for(actor: Actor, pk: int) -> Area:
    """The area, or NotFound if this actor may not see it."""
    area: Area = _one(areas_for(actor).select_related("parent"), pk, "area")
    return area


def get_segment_for(actor: Actor, pk: int) -> Segment:
    """The segment, or NotFound."""
    segment: Segment = _one(segments_for(actor), pk, "segment")
    return segment


def get_site_for(actor: Actor, pk: int) -> Site:
    """The site with its facility, or NotFound."""
    site: Site = _one(sites_for(actor).select_related("facility__kind"), pk, "site")
    return site


def get_facility_for(actor: Actor, pk: int) -> Facility:
    """The facility, or NotFound."""
    facility: Facility = _one(facilities_for(actor), pk, "facility")
    return facility


def area_chain(area: Area) -> list[Area]:
    """The area and those above it, from the city down: one query."""
    codes = [code for code in area.path.split("/") if code]
    return list(Area.objects.filter(code__in=codes).order_by("path"))


def site_types() -> QuerySet[SiteType]:
    """All site types by code: a few dozen rows."""
    return SiteType.objects.all()


def facility_kinds() -> QuerySet[FacilityKind]:
    """All facility kinds by code: a few dozen rows."""
    return FacilityKind.objects.all()


def upper_areas(actor: Actor) -> QuerySet[Area]:
    """City, districts and sub-districts: few enough for a select box. Communities and cells are searched."""
    return areas_for(actor).filter(level__in=["city", "district", "subdistrict"])


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed to; blank values do not narrow. `area` takes the whole subtree."""

    words: str = ""
    area: Area | None = None
    site_type: SiteType | None = None
    kind: FacilityKind | None = None
    condition: str = ""
    is_active: bool | None = True


def narrowed(rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    """`rows` (sites, facilities or segments) as sought."""
    if sought.words:
        rows = rows.filter(matching(sought.words))
    if sought.area is not None:
        rows = rows.filter(area__path__startswith=sought.area.path)
    exact: dict[str, Any] = {
        "site_type": sought.site_type,
        "kind": sought.kind,
        "condition": sought.condition or None,
        "is_active": sought.is_active,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value is not None})


def counted(rows: QuerySet[Any], limit: int = 1000) -> tuple[int, bool]:
    """(number of rows, whether there are more): never counts further than `limit`."""
    found = rows.order_by().values("pk")[: limit + 1].count()
    return min(found, limit), found > limit


def search_places(actor: Actor, words: str, kinds: Iterable[str] = KINDS, limit: int = 20) -> list[Place]:
    """Up to `limit` places whose code, name or address contains the words; exact codes first."""
    words = words.replace("\0", "").strip()
    if not words:
        return []
    sources: dict[str, QuerySet[Any]] = {
        "site": sites_for(actor).filter(is_active=True).select_related("facility__segment", "segment__area"),
        "facility": facilities_for(actor).filter(is_active=True),
        "segment": segments_for(actor).filter(is_active=True),
        "area": areas_for(actor),
    }
    found: list[Any] = []
    for kind in (kind for kind in sources if kind in kinds):
        found += sources[kind].filter(code__iexact=words)[:1]
        found += sources[kind].filter(matching(words)).exclude(code__iexact=words).order_by("code")[:limit]
    found.sort(key=lambda thing: thing.code.lower() != words.lower())
    return [place_of(thing) for thing in found[:limit]]


def signs_of(kind: str, code: str) -> QuerySet[Sign]:
    """Signs of one thing, newest first."""
    return Sign.objects.filter(kind=kind, place_code=code).order_by("-id")


@dataclass(frozen=True, slots=True)
class Assessment:
    """One finding about a facility's condition, as the journal keeps it."""

    condition: str
    label: Any
    observed_on: date
    source: str
    note: str


def condition_history(facility: Facility, limit: int = 50) -> list[Assessment]:
    """What has been found about the facility, the latest observation first: one query of the journal."""
    rows = entries(verbs=["places.assess_facility"], subject=(facility._meta.label_lower, facility.pk))
    found = []
    for row in rows.order_by("-id")[:limit]:
        told = row.payload
        day = date.fromisoformat(told["observed_on"])
        label = Condition(told["condition"]).label
        found.append(Assessment(told["condition"], label, day, told["source"], told.get("note", "")))
    return sorted(found, key=lambda one: one.observed_on, reverse=True)
