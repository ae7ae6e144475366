"""Gaps: standards nobody leads, units with too many, places without a holder, vacant posts that hold duties."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from chuangcheng.duties.models import DutySupport, PlaceHolding, StandardDuty, Threshold
from chuangcheng.duties.queries.tables import PLACES, in_force
from chuangcheng.duties.rules import THRESHOLDS
from chuangcheng.frameworks.models import Edition, Indicator, Level
from chuangcheng.units.models import Holding, Post, Unit

MOST = 1001
"""Counts stop here: a page says "1,000+" rather than counting a whole city."""


def threshold(code: str) -> int:
    """A number that the city sets, or what holds until it does. KeyError for a code that `rules` does not know."""
    return thresholds(code)[code]


def thresholds(*codes: str) -> dict[str, int]:
    """Several such numbers in one query."""
    set_by_city = dict(Threshold.objects.filter(code__in=codes).values_list("code", "value"))
    return {code: set_by_city.get(code, THRESHOLDS[code]) for code in codes}


def most_standards() -> int:
    """More leads than this are too many for one unit."""
    return threshold("most_standards")


def standards_without_lead(editions: list[Edition]) -> QuerySet[Indicator]:
    """Standards that nobody leads, neither themselves nor through their content."""
    led = StandardDuty.objects.filter(Q(standard=OuterRef("pk")) | Q(standard=OuterRef("parent_id")))
    standards = Indicator.objects.filter(edition__in=editions, level=Level.STANDARD).exclude(Exists(led))
    return standards.select_related("edition", "parent").order_by("edition__kind", "position")


def standards_without_check_points(editions: list[Edition]) -> QuerySet[Indicator]:
    """Standards that no check point bears on."""
    standards = Indicator.objects.filter(edition__in=editions, level=Level.STANDARD, check_points=None)
    return standards.select_related("edition", "parent").order_by("edition__kind", "position")


@dataclass(frozen=True, slots=True)
class Load:
    """How much a unit carries."""

    unit: Unit
    leads: int
    supports: int
    is_too_much: bool


def loads(editions: list[Edition], most: int) -> list[Load]:
    """Every unit that leads anything, the heaviest first: three queries."""
    duties = StandardDuty.objects.filter(standard__edition__in=editions)
    leads = dict(duties.values_list("lead_unit").annotate(count=Count("pk")).order_by())
    supported = DutySupport.objects.filter(duty__standard__edition__in=editions)
    supports = dict(supported.values_list("unit").annotate(count=Count("pk")).order_by())
    units = Unit.objects.filter(pk__in=leads)
    found = [Load(u, leads[u.pk], supports.get(u.pk, 0), leads[u.pk] > most) for u in units]
    return sorted(found, key=lambda load: (-load.leads, load.unit.code))


def load_of(unit: Unit) -> tuple[int, int]:
    """How many standards a unit leads and supports in all editions. Two queries."""
    leads = StandardDuty.objects.filter(lead_unit=unit).count()
    return leads, DutySupport.objects.filter(unit=unit).count()


def places_without_holder(kind: str, at: datetime) -> QuerySet[Any]:
    """Places of a kind that no unit leads: a site also through its facility or segment, a facility through its
    segment. Areas are looked at from the sub-district down."""
    held = PlaceHolding.objects.filter(in_force(at), is_lead=True)
    ways = {
        "area": (("area", "pk"),),
        "segment": (("segment", "pk"),),
        "facility": (("facility", "pk"), ("segment", "segment_id")),
        "site": (("site", "pk"), ("facility", "facility_id"), ("segment", "segment_id")),
    }[kind]
    rows: QuerySet[Any] = PLACES[kind]._default_manager.all()
    if kind == "area":
        rows = rows.exclude(level__in=("city", "district"))
    else:
        rows = rows.filter(is_active=True).select_related("area")
    for name, column in ways:
        rows = rows.exclude(Exists(held.filter(**{name: OuterRef(column)})))
    return rows.order_by("code")


def vacant_posts_with_duties(at: datetime) -> QuerySet[Post]:
    """Posts that hold duties or places while nobody holds them."""
    held = Holding.objects.filter(in_force(at), post=OuterRef("pk"))
    leads = StandardDuty.objects.filter(lead_post=OuterRef("pk"))
    supports = DutySupport.objects.filter(post=OuterRef("pk"))
    places = PlaceHolding.objects.filter(in_force(at), post=OuterRef("pk"))
    burdened = Post.objects.filter(Exists(leads) | Exists(supports) | Exists(places)).exclude(Exists(held))
    return burdened.select_related("unit").order_by("code")


def capped(rows: QuerySet[Any]) -> int:
    """How many rows, counted to a thousand and one at most."""
    return len(rows.order_by()[:MOST].values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The gaps as numbers; each opens its list."""

    without_lead: int
    too_many: int
    segments: int
    facilities: int
    sites: int
    areas: int
    vacant_posts: int
    without_check_points: int
    without_post: int


def coverage(editions: list[Edition], at: datetime) -> Coverage:
    """All gaps counted, each to a thousand and one at most: a dozen queries."""
    most = most_standards()
    heavy = (
        StandardDuty.objects.filter(standard__edition__in=editions)
        .values("lead_unit")
        .annotate(count=Count("pk"))
        .filter(count__gt=most)
    )
    return Coverage(
        without_lead=capped(standards_without_lead(editions)),
        too_many=len(heavy),
        segments=capped(places_without_holder("segment", at)),
        facilities=capped(places_without_holder("facility", at)),
        sites=capped(places_without_holder("site", at)),
        areas=capped(places_without_holder("area", at)),
        vacant_posts=capped(vacant_posts_with_duties(at)),
        without_check_points=capped(standards_without_check_points(editions)),
        without_post=capped(StandardDuty.objects.filter(standard__edition__in=editions, lead_post=None)),
    )
