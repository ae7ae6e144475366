"""Facilities as the public looks for them: in use, of a kind, with what is needed there, the nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from django.db.models import Q, QuerySet

from chuangcheng.places.models import Condition, Facility, FacilityKind
from chuangcheng.places.rules.geometry import distance_m

RINGS_M = (500, 1500, 5000, 20000)
MOST_IN_RING = 600


@dataclass(frozen=True, slots=True)
class Nearby:
    """A facility and how far it is, where one said where one is."""

    facility: Facility
    metres: int | None


def open_facilities(kind: FacilityKind, needs: Sequence[str] = ()) -> QuerySet[Facility]:
    """Facilities in use of a kind that have all of these (codes of its yes-or-no and counted attributes)."""
    rows = Facility.objects.filter(kind=kind, is_active=True).exclude(condition=Condition.OUT_OF_USE)
    types = {one["code"]: one["type"] for one in kind.attributes}
    for code in needs:
        if types.get(code) == "bool":
            rows = rows.filter(**{f"equipment__{code}": True})
        elif types.get(code) == "int":
            rows = rows.filter(**{f"equipment__{code}__gt": 0})
    return rows.select_related("kind", "area")


def facilities_near(rows: QuerySet[Facility], longitude: float, latitude: float, most: int = 20) -> list[Nearby]:
    """The nearest: wider and wider boxes until one holds enough, so that a large city costs no more."""
    found: list[Facility] = []
    for metres in RINGS_M:
        found = list(rows.filter(_box(longitude, latitude, metres)).order_by("pk")[:MOST_IN_RING])
        if len(found) >= most:
            break
    near = [Nearby(one, _metres(one, longitude, latitude)) for one in found]
    return sorted(near, key=lambda one: (one.metres is None, one.metres or 0))[:most]


def _box(longitude: float, latitude: float, metres: int) -> Q:
    north = metres / 111_320
    east = north / max(cos(radians(latitude)), 0.01)
    return Q(
        longitude__range=(longitude - east, longitude + east), latitude__range=(latitude - north, latitude + north)
    )


def _metres(one: Facility, longitude: float, latitude: float) -> int | None:
    if one.longitude is None or one.latitude is None:
        return None
    return round(distance_m(longitude, latitude, one.longitude, one.latitude))
