"""An edition's content as plain values, what a file would change in it, and where its weights do not sum."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from chuangcheng.frameworks.models import CheckPoint, Edition, EditionSiteType, EditionState, Indicator, Level
from chuangcheng.frameworks.rules import (
    SCORED_METHODS,
    TABLES,
    CheckPointRow,
    Content,
    Difference,
    IndicatorRow,
    Node,
    Problem,
    SiteTypeRow,
    SumError,
    content_hash,
    difference,
    shares,
    sift,
    sum_errors,
    with_default_styles,
    with_site_types,
)
from chuangcheng.places.models import SiteType


def content_of(edition: Edition) -> Content:
    """What the edition says now, in its order: three queries."""
    return Content(
        tuple(indicator_row(row) for row in edition.indicators.select_related("parent").order_by("position")),
        tuple(site_type_row(row) for row in edition.site_types.select_related("site_type").order_by("position")),
        tuple(
            check_point_row(row)
            for row in edition.check_points.select_related("site_type", "standard").order_by("position")
        ),
    )


def indicator_row(row: Indicator) -> IndicatorRow:
    """The plain value of a stored indicator."""
    return IndicatorRow(
        code=row.code,
        level=row.level,
        name_zh=row.name_zh,
        parent_code=row.parent.code if row.parent else "",
        methods=tuple(row.methods),
        site_types=tuple(row.site_types),
        weight=row.weight,
        weight_note=row.weight_note,
        style=row.style,
        style_parameters=tuple((name, float(value)) for name, value in row.style_parameters.items()),
        name_zh_hant=row.name_zh_hant,
        name_en=row.name_en,
        source=row.source,
        confidence=row.confidence,
    )


def site_type_row(row: EditionSiteType) -> SiteTypeRow:
    """The plain value of an edition's site type."""
    return SiteTypeRow(
        code=row.site_type.code,
        name_zh=row.name_zh,
        sample_size=row.sample_size,
        sample_size_note=row.sample_size_note,
        check_standards=tuple(row.check_standards),
        name_zh_hant=row.name_zh_hant,
        name_en=row.name_en,
        source=row.source,
        confidence=row.confidence,
    )


def check_point_row(row: CheckPoint) -> CheckPointRow:
    """The plain value of a stored check point."""
    return CheckPointRow(
        code=row.code,
        site_type_code=row.site_type.code,
        name_zh=row.name_zh,
        standard_code=row.standard.code if row.standard else "",
        kind=row.kind,
        threshold=row.threshold,
        photo=row.photo,
        exceptions_zh=row.exceptions_zh,
        severity=row.severity,
        example_faults=tuple(row.example_faults),
        name_zh_hant=row.name_zh_hant,
        name_en=row.name_en,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: to which draft (None: a new one), or to nothing, because `same` says it already.

    `refused` rows are left out of `content`; `aside` are check points on standards of the other framework.
    """

    draft: Edition | None
    same: Edition | None
    content: Content
    difference: Difference
    refused: tuple[Problem, ...] = ()
    aside: tuple[Problem, ...] = ()


def preview(code: str, kind: str, content: Content, tables: Collection[str] = TABLES) -> Preview:
    """Compare what was read with the draft of this code. Tables that the file does not have stay as they are.

    A published edition of this code is left to the action, which refuses it.
    """
    draft = Edition.objects.filter(code=code, state=EditionState.DRAFT).first()
    old = content_of(draft) if draft else Content()
    whole = Content(*(content.table(name) if name in tables else old.table(name) for name in TABLES))  # type: ignore[arg-type]
    known = site_type_names()
    sifted = sift(whole, known, codes_of_other_framework(kind))
    whole = with_default_styles(with_site_types(sifted.content, known))
    same = edition_saying(kind, whole)
    return Preview(draft, same, whole, difference(old, whole), sifted.refused, sifted.aside)


def site_type_names() -> dict[str, str]:
    """Code -> Chinese name of every site type of the city."""
    return dict(SiteType.objects.values_list("code", "name_zh"))


def codes_of_other_framework(kind: str) -> set[str] | None:
    """Codes of standards in editions of the other framework; None while the city has none."""
    others = Indicator.objects.filter(level=Level.STANDARD).exclude(edition__kind=kind)
    return set(others.values_list("code", flat=True)) or None


def edition_saying(kind: str, content: Content) -> Edition | None:
    """The edition that says exactly this, if one does: the same file again is the same edition."""
    return Edition.objects.filter(kind=kind, content_hash=content_hash(content)).order_by("pk").first()


def nodes_of(edition: Edition) -> list[Node]:
    """The edition's tree as the shares see it: one query."""
    rows = edition.indicators.order_by("position")
    return [
        Node(code, parent or "", level == Level.STANDARD, tuple(methods), weight)
        for code, parent, level, methods, weight in rows.values_list(
            "code", "parent__code", "level", "methods", "weight"
        )
    ]


def shares_of(edition: Edition) -> dict[str, dict[str, Fraction]]:
    """Method -> standard code -> share of that method's points (see `frameworks.rules.shares`)."""
    nodes = nodes_of(edition)
    return {method: shares(nodes, method, edition.total_points) for method in SCORED_METHODS}


def sums_that_do_not_fit(edition: Edition) -> list[SumError]:
    """Where all siblings have numbers that do not sum to the weight above them."""
    return sum_errors(nodes_of(edition), edition.total_points)
