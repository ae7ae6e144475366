"""Writing an edition's content into its rows, keeping the rows whose codes stay."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from chuangcheng.frameworks.models import CheckPoint, Edition, EditionSiteType, EditionState, Indicator
from chuangcheng.frameworks.rules import LEVELS, CheckPointRow, Content, IndicatorRow, SiteTypeRow
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import SiteType

Stored = TypeVar("Stored", bound=Model)
Values = dict[str, Any]
BATCH = 200


def open_draft(edition: Edition, at: datetime) -> None:
    """Take the draft for writing: refused once it is published, also when somebody publishes it meanwhile."""
    drafts = Edition.objects.filter(pk=edition.pk, state=EditionState.DRAFT)
    if drafts.update(changed_at=at, content_hash="") != 1:
        raise Refused(
            "edition_is_published",
            _("Edition %(code)s is published and does not change any more. Copy it to a new draft and edit that.")
            % {"code": edition.code},
        )
    edition.changed_at, edition.content_hash = at, ""


def store(edition: Edition, content: Content, new_site_type: Callable[..., SiteType]) -> None:
    """Make the edition say exactly this content. Site types that the city lacks are made by `new_site_type`."""
    site_types = _site_types(content, new_site_type)
    indicators = _store_indicators(edition, content)
    _put(
        EditionSiteType,
        {row.site_type_id: row for row in edition.site_types.all()},
        [(site_types[row.code].pk, {"position": i, **_site_type(row)}) for i, row in enumerate(content.site_types)],
        lambda key, values: EditionSiteType(edition=edition, site_type_id=key, **values),
    )
    points = []
    for position, row in enumerate(content.check_points):
        standard = indicators[row.standard_code].pk if row.standard_code else None
        links = {"site_type_id": site_types[row.site_type_code].pk, "standard_id": standard}
        points.append((row.code, {"position": position, **links, **check_point_values(row)}))
    _put(
        CheckPoint,
        {row.code: row for row in edition.check_points.all()},
        points,
        lambda key, values: CheckPoint(edition=edition, code=key, **values),
    )


def _site_types(content: Content, new_site_type: Callable[..., SiteType]) -> dict[str, SiteType]:
    known = {row.code: row for row in SiteType.objects.all()}
    for row in content.site_types:
        if row.code not in known:
            known[row.code] = new_site_type(
                code=row.code, name_zh=row.name_zh, name_zh_hant=row.name_zh_hant, name_en=row.name_en
            )
    return known


def _store_indicators(edition: Edition, content: Content) -> dict[str, Indicator]:
    """Level by level, so that a parent is there before its children."""
    old = {row.code: row for row in edition.indicators.all()}
    gone = set(old) - {row.code for row in content.indicators}
    edition.indicators.filter(code__in=gone).delete()
    stored: dict[str, Indicator] = {}
    numbered = list(enumerate(content.indicators))
    for level in LEVELS:
        wanted = []
        for position, row in numbered:
            if row.level == level:
                parent = stored.get(row.parent_code)
                place = {
                    "position": position,
                    "parent_id": parent.pk if parent else None,
                    "path": f"{parent.path if parent else ''}{row.code}/",
                }
                wanted.append((row.code, {**place, **indicator_values(row)}))
        here = {code: old[code] for code, _values in wanted if code in old}
        put = _put(Indicator, here, wanted, lambda key, values: Indicator(edition=edition, code=key, **values))
        stored.update(put)
    return stored


def _put(
    model: type[Stored],
    existing: dict[Any, Stored],
    wanted: Sequence[tuple[Any, Values]],
    make: Callable[[Any, Values], Stored],
) -> dict[Any, Stored]:
    """Create, change and delete so that exactly the wanted rows stand; rows that do not change are not written."""
    stored: dict[Any, Stored] = {}
    changed: list[Stored] = []
    new: list[Stored] = []
    for key, values in wanted:
        row = existing.get(key)
        if row is None:
            row = make(key, values)
            new.append(row)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
        stored[key] = row
    gone = [row.pk for key, row in existing.items() if key not in stored]
    manager = model._default_manager
    manager.filter(pk__in=gone).delete()
    if changed:
        manager.bulk_update(changed, [name.removesuffix("_id") for name in wanted[0][1]], batch_size=BATCH)
    manager.bulk_create(new, batch_size=BATCH)
    return stored


def indicator_values(row: IndicatorRow) -> Values:
    """The stored columns of an indicator, but for its place in the tree."""
    return {
        "level": row.level,
        "name_zh": row.name_zh,
        "name_zh_hant": row.name_zh_hant,
        "name_en": row.name_en,
        "methods": list(row.methods),
        "site_types": list(row.site_types),
        "weight": row.weight,
        "weight_note": row.weight_note,
        "style": row.style,
        "style_parameters": dict(row.style_parameters),
        "source": row.source,
        "confidence": row.confidence,
        "search_text": search_text(row.code, row.name_zh, row.name_en),
    }


def _site_type(row: SiteTypeRow) -> Values:
    return {
        "name_zh": row.name_zh,
        "name_zh_hant": row.name_zh_hant,
        "name_en": row.name_en,
        "sample_size": row.sample_size,
        "sample_size_note": row.sample_size_note,
        "check_standards": list(row.check_standards),
        "source": row.source,
        "confidence": row.confidence,
    }


def check_point_values(row: CheckPointRow) -> Values:
    """The stored columns of a check point, but for what it links to."""
    return {
        "name_zh": row.name_zh,
        "name_zh_hant": row.name_zh_hant,
        "name_en": row.name_en,
        "kind": row.kind,
        "threshold": row.threshold,
        "photo": row.photo,
        "exceptions_zh": row.exceptions_zh,
        "severity": row.severity,
        "example_faults": list(row.example_faults),
    }
