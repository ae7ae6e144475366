"""Open cases around places: what an inspector should know before raising the same again."""

from collections.abc import Sequence

from django.db.models import Q

from chuangcheng.cases.models import Case
from chuangcheng.cases.rules import distance_m
from chuangcheng.places.models import Site

AROUND_METRES = 150
DEGREES = 0.0025
"""A box a little larger than the circle, up to the latitudes where people live."""
MOST_PLACES, MOST_CASES, MOST_EACH = 80, 600, 12


def open_cases_near(sites: Sequence[Site]) -> dict[int, list[tuple[Case, int | None]]]:
    """site id -> (open case, metres to it or None where either has no point), the site's own first, then the nearest.

    One query for at most 80 sites; at most a dozen cases each.
    """
    stops = list(sites)[:MOST_PLACES]
    around = Q(site__in=[site.pk for site in stops])
    for site in stops:
        if site.longitude is not None and site.latitude is not None:
            east, north = site.longitude, site.latitude
            around |= Q(
                latitude__range=(north - DEGREES, north + DEGREES), longitude__range=(east - DEGREES, east + DEGREES)
            )
    shown = ("number", "description", "due_at", "state", "site", "longitude", "latitude")
    rows = list(Case.objects.filter(around, closed_at=None).only(*shown).order_by("-pk")[:MOST_CASES]) if stops else []
    return {site.pk: _of_site(site, rows) for site in stops}


def _of_site(site: Site, rows: Sequence[Case]) -> list[tuple[Case, int | None]]:
    found = []
    for case in rows:
        metres = _metres(site, case)
        if case.site_id == site.pk or (metres is not None and metres <= AROUND_METRES):
            found.append((case, metres))
    found.sort(key=lambda one: (one[0].site_id != site.pk, one[1] if one[1] is not None else AROUND_METRES))
    return found[:MOST_EACH]


def _metres(site: Site, case: Case) -> int | None:
    if site.longitude is None or site.latitude is None or case.longitude is None or case.latitude is None:
        return None
    return round(distance_m(site.longitude, site.latitude, case.longitude, case.latitude))
