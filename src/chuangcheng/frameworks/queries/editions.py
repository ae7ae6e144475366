"""Reads of editions, standards, check points and cycles."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.frameworks.models import CheckPoint, Cycle, Edition, EditionKind, EditionState, Indicator, Theme
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import SiteType


def cycle_in_force(at: datetime) -> Cycle | None:
    """The cycle that counts now, with its editions (one query). `at` is asked for so that later history can answer."""
    return Cycle.objects.select_related("city_edition", "minors_edition").filter(is_in_force=True).first()


def edition_in_force(kind: str, at: datetime) -> Edition | None:
    """The edition of the cycle in force; before any cycle is, the newest published one of this kind."""
    cycle = cycle_in_force(at)
    if cycle is not None:
        return cycle.city_edition if kind == EditionKind.CITY else cycle.minors_edition
    published = Edition.objects.filter(kind=kind, state=EditionState.PUBLISHED)
    return published.order_by("-year", "-published_at", "-pk").first()


def editions_in_force(at: datetime) -> list[Edition]:
    """City and minors edition in force, those that there are; before any cycle the newest published. One query."""
    cycles = Cycle.objects.filter(is_in_force=True)
    of_cycle = Exists(cycles.filter(Q(city_edition=OuterRef("pk")) | Q(minors_edition=OuterRef("pk"))))
    rows = Edition.objects.annotate(is_in_force=of_cycle).filter(Q(state=EditionState.PUBLISHED) | Q(is_in_force=True))
    newest: dict[str, Edition] = {}
    found = list(rows.order_by("-is_in_force", "-year", "-published_at", "-pk"))
    is_decided = any(edition.is_in_force for edition in found)
    for edition in found:
        if edition.is_in_force or not is_decided:
            newest.setdefault(edition.kind, edition)
    return [newest[kind] for kind in (EditionKind.CITY, EditionKind.MINORS) if kind in newest]


def check_points(edition: Edition, site_type: SiteType | int) -> QuerySet[CheckPoint]:
    """What is answered at a site of this type, in the edition's order, with the standards they bear on."""
    return (
        CheckPoint.objects.filter(edition=edition, site_type=site_type).select_related("standard").order_by("position")
    )


def standard_by_code(code: str, at: datetime, editions: Sequence[Edition] | None = None) -> Indicator | None:
    """The item, content or standard with this code in the editions in force (or the given ones)."""
    among = editions_in_force(at) if editions is None else editions
    return Indicator.objects.filter(edition__in=among, code=code).select_related("edition", "parent").first()


def editions() -> QuerySet[Edition]:
    """All editions, newest year first: a city has a dozen in its life."""
    return Edition.objects.select_related("copied_from").order_by("-year", "kind", "-pk")


def cycles() -> QuerySet[Cycle]:
    """All cycles with their editions, newest first."""
    return Cycle.objects.select_related("city_edition", "minors_edition").order_by("-first_year", "-pk")


def cycle_by_pk(pk: int) -> Cycle:
    """A cycle with its editions, or NotFound."""
    cycle = cycles().filter(pk=pk).first()
    if cycle is None:
        raise NotFound("cycle")
    return cycle


def themes() -> QuerySet[Theme]:
    """The six themes with the unit in charge."""
    return Theme.objects.select_related("lead_unit").order_by("code")
