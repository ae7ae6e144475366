"""Which units hold the places of stops: their own people do not inspect there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chuangcheng.duties.models import PlaceHolding
from chuangcheng.places.models import Site
from chuangcheng.units.models import Unit

KINDS = ("site", "facility", "segment", "area")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as far as somebody may hold it: ids of a site, a facility, a segment, an area."""

    site: int | None
    facility: int | None
    segment: int | None
    area: int | None


def holding_units(sites: Iterable[Site], at: datetime) -> dict[int, list[Unit]]:
    """site id -> units that hold the site, its facility or its segment, or the site's very area. One query."""
    stops = list(sites)
    spots = [Spot(site.pk, site.facility_id, site.segment_id, site.area_id) for site in stops]
    return dict(zip((site.pk for site in stops), units_at(spots, at), strict=True))


def units_at(spots: Sequence[Spot], at: datetime) -> list[list[Unit]]:
    """For each spot the units that hold any of its four. One query."""
    wanted = Q(pk__in=())
    for kind in KINDS:
        wanted |= Q(**{f"{kind}__in": {pk for spot in spots if (pk := getattr(spot, kind))}})
    in_force = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
    by_place: dict[tuple[str, int | None], list[Unit]] = defaultdict(list)
    for holding in PlaceHolding.objects.filter(wanted, in_force).select_related("unit"):
        for kind in KINDS:
            if pk := getattr(holding, f"{kind}_id"):
                by_place[kind, pk].append(holding.unit)
    return [[unit for kind in KINDS for unit in by_place.get((kind, getattr(spot, kind)), ())] for spot in spots]
