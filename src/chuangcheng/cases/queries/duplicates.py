"""Cases that may be the same matter: near in place, alike in standard or category, close in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chuangcheng.cases.access import visible
from chuangcheng.cases.models import Case, Category
from chuangcheng.cases.rules import distance_m
from chuangcheng.cases.workflow import OPEN
from chuangcheng.frameworks.models import Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Place

NEAR_M = 150.0
WITHIN = timedelta(days=30)
MOST = 8
SITE, SEGMENT, NEARBY, SAME_STANDARD, SAME_CATEGORY = 4.0, 2.0, 3.0, 3.0, 2.0
"""Points of likeness; a suggestion needs a place in common and ranks by the sum, the newer first."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A case with what it has in common, in words, and the distance in metres where both have a point."""

    case: Case
    reasons: tuple[str, ...]
    metres: int | None
    points: float


def _around(longitude: float, latitude: float) -> Q:
    north = NEAR_M / 111_320
    east = north / max(cos(radians(latitude)), 0.01)
    return Q(
        latitude__range=(latitude - north, latitude + north), longitude__range=(longitude - east, longitude + east)
    )


def _same_place(place: Place) -> Q:
    wanted = Q(pk__in=())
    for name in ("site", "facility", "segment"):
        if thing := getattr(place, name):
            wanted |= Q(**{name: thing})
    if place.longitude is not None and place.latitude is not None:
        wanted |= _around(place.longitude, place.latitude)
    return wanted


def possible_duplicates(
    actor: Actor,
    place: Place,
    at: datetime,
    *,
    category: Category | None = None,
    standard: Indicator | None = None,
    leave_out: int = 0,
) -> list[Likeness]:
    """Up to eight cases that are open, or were opened within 30 days, at this place. One bounded query."""
    recent = Q(state__in=OPEN) | Q(opened_at__gte=at - WITHIN)
    rows = Case.objects.filter(visible(actor), _same_place(place), recent, merged_into=None).exclude(pk=leave_out)
    rows = rows.select_related("category", "site", "segment", "facility", "area", "unit", "standard")
    found = [_compare(case, place, category, standard) for case in rows.order_by("-opened_at")[:60]]
    alike = [one for one in found if one.points >= SEGMENT + SAME_CATEGORY or one.points >= SITE]
    return sorted(alike, key=lambda one: -one.points)[:MOST]


def _compare(case: Case, place: Place, category: Category | None, standard: Indicator | None) -> Likeness:
    reasons: list[str] = []
    points = 0.0
    metres: int | None = None

    def also(worth: float, words: Any) -> None:
        nonlocal points
        points += worth
        reasons.append(str(words))

    if place.longitude is not None and place.latitude is not None and case.longitude is not None:
        metres = round(distance_m(place.longitude, place.latitude, case.longitude, case.latitude or 0.0))
    if place.site and case.site_id == place.site.pk:
        also(SITE, _("the same site"))
    elif place.facility and case.facility_id == place.facility.pk:
        also(SITE, _("the same facility"))
    elif metres is not None and metres <= NEAR_M:
        also(NEARBY, _("%(metres)d m away") % {"metres": metres})
    elif place.segment and case.segment_id == place.segment.pk:
        also(SEGMENT, _("the same street segment"))
    if standard and case.standard_id == standard.pk:
        also(SAME_STANDARD, _("the same standard"))
    if category and case.category_id and case.category_id == category.pk:
        also(SAME_CATEGORY, _("the same category"))
    return Likeness(case, tuple(reasons), metres, points)
