"""The place reference that rooms hand to each other."""

from dataclasses import dataclass
from typing import Any

from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Area, Facility, Segment, Site
from chuangcheng.places.queries.locating import locate

KINDS = ("area", "segment", "site", "facility")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: always an area, perhaps a segment, a site, a facility, a point (WGS-84), an address."""

    area: Area
    segment: Segment | None = None
    site: Site | None = None
    facility: Facility | None = None
    longitude: float | None = None
    latitude: float | None = None
    address: str = ""

    @property
    def thing(self) -> Area | Segment | Site | Facility:
        """The most exact thing that is named."""
        return self.site or self.facility or self.segment or self.area

    @property
    def kind(self) -> str:
        """site, facility, segment or area: what `thing` is."""
        return self.thing._meta.model_name or ""

    @property
    def reference(self) -> str:
        """`site:123`: what a picker carries and `place_by_reference` reads."""
        return f"{self.kind}:{self.thing.pk}"

    @property
    def name(self) -> str:
        """The name of `thing` in the language in force."""
        return self.thing.name

    def __str__(self) -> str:
        return self.name


def place_of(thing: Area | Segment | Site | Facility) -> Place:
    """The place reference of one of our nouns, with what it implies (a site's facility, segment and area)."""
    if isinstance(thing, Site):
        return Place(
            thing.area,
            thing.segment or (thing.facility.segment if thing.facility else None),
            thing,
            thing.facility,
            thing.longitude,
            thing.latitude,
            thing.address_zh,
        )
    if isinstance(thing, Facility):
        return Place(
            thing.area,
            thing.segment,
            facility=thing,
            longitude=thing.longitude,
            latitude=thing.latitude,
            address=thing.address_zh,
        )
    if isinstance(thing, Segment):
        return Place(thing.area or _root(), thing, address=thing.name_zh)
    return Place(thing)


def _root() -> Area:
    root = Area.objects.filter(parent=None).order_by("path").first()
    if root is None:
        raise NotFound("area")
    return root


# Any: each value is a QuerySet of another noun.
SOURCES: dict[str, Any] = {
    "area": Area.objects.all(),
    "segment": Segment.objects.select_related("area"),
    "site": Site.objects.select_related("area", "segment__area", "facility__segment", "facility__area", "site_type"),
    "facility": Facility.objects.select_related("area", "segment__area", "kind"),
}


def place(kind: str, code: str) -> Place:
    """The place with this code: kind is area, segment, site or facility. NotFound otherwise."""
    if kind not in SOURCES:
        raise NotFound(kind)
    thing = SOURCES[kind].filter(code=code).first()
    if thing is None:
        raise NotFound(kind)
    return place_of(thing)


def place_by_reference(reference: str) -> Place:
    """`site:123` → Place. NotFound for anything else."""
    kind, _, pk = reference.partition(":")
    thing = SOURCES[kind].filter(pk=int(pk)).first() if kind in SOURCES and pk.isdecimal() and len(pk) < 19 else None
    if thing is None:
        raise NotFound(kind)
    return place_of(thing)


def place_at(longitude: float, latitude: float, *, within_m: float = 60.0, address: str = "") -> Place:
    """The place of a point: its area, and the nearest segment if it is closer than `within_m` metres.

    A point outside every boundary belongs to the city itself.
    """
    located = locate(longitude, latitude)
    near = located.distance_m is not None and located.distance_m <= within_m
    segment = located.segment if near else None
    return Place(located.area or _root(), segment, longitude=longitude, latitude=latitude, address=address)
