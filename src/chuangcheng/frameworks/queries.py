"""Reads of editions, standards, check points and cycles."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.frameworks.models import (
    CheckKind,
    CheckPoint,
    Cycle,
    Edition,
    EditionKind,
    EditionSiteType,
    EditionState,
    Indicator,
    Level,
    PhotoRule,
    Style,
    Theme,
)
from chuangcheng.places.models import SiteType

__all__ = [
    "CheckKind",
    "CheckPoint",
    "Cycle",
    "Edition",
    "EditionKind",
    "EditionSiteType",
    "EditionState",
    "Indicator",
    "Level",
    "PhotoRule",
    "Style",
    "Theme",
    "check_points",
    "cycle_in_force",
    "edition_in_force",
    "editions_in_force",
    "standard_by_code",
]


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
    """City and minors edition in force, those that there are."""
    cycle = cycle_in_force(at)
    if cycle is not None:
        return [edition for edition in (cycle.city_edition, cycle.minors_edition) if edition is not None]
    found = [edition_in_force(kind, at) for kind in (EditionKind.CITY, EditionKind.MINORS)]
    return [edition for edition in found if edition is not None]


def check_points(edition: Edition, site_type: SiteType | int) -> QuerySet[CheckPoint]:
    """What is answered at a site of this type, in the edition's order, with the standards they bear on."""
    return (
        CheckPoint.objects.filter(edition=edition, site_type=site_type).select_related("standard").order_by("position")
    )


def standard_by_code(code: str, at: datetime, editions: Sequence[Edition] | None = None) -> Indicator | None:
    """The item, content or standard with this code in the editions in force (or the given ones)."""
    among = editions_in_force(at) if editions is None else editions
    return Indicator.objects.filter(edition__in=among, code=code).select_related("edition", "parent").first()
