"""Which units hold the places of stops: their own people do not inspect there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from chuangcheng.duties.models import PlaceHolding
from chuangcheng.places.models import Site
from chuangcheng.units.models import Unit


def holding_units(sites: Iterable[Site], at: datetime) -> dict[int, list[Unit]]:
    """site id -> units that hold the site, its facility or its segment, or the site's very area. One query."""
    stops = list(sites)
    wanted = (
        Q(site__in=[s.pk for s in stops])
        | Q(facility__in={s.facility_id for s in stops if s.facility_id})
        | Q(segment__in={s.segment_id for s in stops if s.segment_id})
        | Q(area__in={s.area_id for s in stops})
    )
    in_force = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
    by_place: dict[tuple[str, int | None], list[Unit]] = defaultdict(list)
    for holding in PlaceHolding.objects.filter(wanted, in_force).select_related("unit"):
        for kind in ("site", "facility", "segment", "area"):
            if pk := getattr(holding, f"{kind}_id"):
                by_place[kind, pk].append(holding.unit)
    return {
        site.pk: [
            *by_place["site", site.pk],
            *by_place["facility", site.facility_id],
            *by_place["segment", site.segment_id],
            *by_place["area", site.area_id],
        ]
        for site in stops
    }
