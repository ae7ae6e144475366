"""The framework as a tree to look at, a standard with what belongs to it, and what is still bare."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from chuangcheng.frameworks.models import CheckPoint, Edition, Indicator, Level
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound


@dataclass(slots=True)
class Branch:
    """An indicator with its children, and how many check points bear on it and below."""

    indicator: Indicator
    children: list["Branch"] = field(default_factory=list)
    check_point_count: int = 0
    is_found: bool = False


def tree(edition: Edition, search: str = "", *, methods: str = "") -> list[Branch]:
    """The branches of an edition: two queries. With a search, only what holds the words, and the way to it."""
    rows = list(edition.indicators.order_by("position"))
    counts = dict(
        edition.check_points.exclude(standard=None).values_list("standard").annotate(count=Count("pk")).order_by()
    )
    wanted = search_text(search)
    branches = {row.pk: Branch(row, check_point_count=counts.get(row.pk, 0)) for row in rows}
    kept: set[int] = set()
    for row in rows:
        if wanted not in row.search_text or (methods and methods not in row.methods):
            continue
        branches[row.pk].is_found = bool(wanted)
        here: int | None = row.pk
        while here is not None and here not in kept:
            kept.add(here)
            here = branches[here].indicator.parent_id
    return _joined(rows, branches, kept)


def _joined(rows: list[Indicator], branches: dict[int, Branch], kept: set[int]) -> list[Branch]:
    roots: list[Branch] = []
    for row in reversed(rows):
        parent = branches.get(row.parent_id) if row.parent_id else None
        if parent:
            parent.check_point_count += branches[row.pk].check_point_count
    for row in rows:
        if row.pk not in kept:
            continue
        parent = branches.get(row.parent_id) if row.parent_id else None
        (parent.children if parent else roots).append(branches[row.pk])
    return roots


def standards_without_check_points(edition: Edition) -> QuerySet[Indicator]:
    """Standards that no check point bears on, in the edition's order."""
    return edition.indicators.filter(level=Level.STANDARD, check_points=None).order_by("position")


def standards_saying(editions: Iterable[Edition], words: str) -> QuerySet[Indicator]:
    """Standards of these editions whose code or text contains the words, in their order."""
    rows = Indicator.objects.filter(edition__in=list(editions), level=Level.STANDARD)
    return rows.filter(search_text__contains=search_text(words)).order_by("edition", "position")


def check_points_below(indicator: Indicator) -> QuerySet[CheckPoint]:
    """Check points that bear on the standard, or on any standard below the item or content."""
    rows = CheckPoint.objects.filter(edition=indicator.edition_id, standard__path__startswith=indicator.path)
    return rows.select_related("site_type", "standard").order_by("position")


def edition_by_pk(pk: int) -> Edition:
    """An edition, or NotFound."""
    edition = Edition.objects.select_related("copied_from").filter(pk=pk).first()
    if edition is None:
        raise NotFound("edition")
    return edition


def indicator_by_pk(pk: int) -> Indicator:
    """An indicator with its edition and the two above it, or NotFound."""
    row = Indicator.objects.select_related("edition", "parent__parent").filter(pk=pk).first()
    if row is None:
        raise NotFound("indicator")
    return row


def check_point_by_pk(pk: int) -> CheckPoint:
    """A check point with its edition, or NotFound."""
    row = CheckPoint.objects.select_related("edition", "site_type", "standard").filter(pk=pk).first()
    if row is None:
        raise NotFound("check point")
    return row


def counts(edition: Edition) -> dict[str, int]:
    """How many items, contents, standards, site types and check points there are."""
    levels = dict(edition.indicators.values_list("level").annotate(count=Count("pk")).order_by())
    return {
        **{level: levels.get(level, 0) for level in Level.values},
        "site_types": edition.site_types.count(),
        "check_points": edition.check_points.count(),
    }


def check_point_counts(edition: Edition) -> dict[int, int]:
    """Site type id -> how many check points it has in the edition."""
    return dict(edition.check_points.values_list("site_type").annotate(count=Count("pk")).order_by())
