"""Lists → sheets with the headers that reading knows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from chuangcheng.kit.display import is_chinese
from chuangcheng.kit.spreadsheets import Column, Writable
from chuangcheng.places.models import Condition, Facility, FacilityKind, Segment, Site
from chuangcheng.places.spreadsheet.columns import (
    CONDITION_WRITTEN,
    FACILITIES,
    SEGMENTS,
    SITES,
    attribute_headers,
)


def _header(columns: Iterable[Column]) -> list[str]:
    """Chinese headers for those who read Chinese, our own names for others."""
    return [column.aliases[0] if is_chinese() and column.aliases else column.name for column in columns]


def _code(thing: Any) -> str:
    return thing.code if thing is not None else ""


def _cells(thing: Any, columns: Sequence[Column], special: dict[str, Any]) -> list[Any]:
    return [special[c.name] if c.name in special else getattr(thing, c.name) for c in columns]


def segment_sheet(segments: Iterable[Segment]) -> Writable:
    """All columns of `segments`, one row each."""

    def rows() -> Iterator[list[Any]]:
        for one in segments:
            yield _cells(one, SEGMENTS, {"class": one.road_class, "area_code": _code(one.area)})

    return Writable("路段" if is_chinese() else "segments", _header(SEGMENTS), rows())


def site_sheet(sites: Iterable[Site]) -> Writable:
    """All columns of `sites`, one row each."""

    def rows() -> Iterator[list[Any]]:
        for one in sites:
            special = {
                "site_type_code": one.site_type.code,
                "area_code": one.area.code,
                "segment_code": _code(one.segment),
                "facility_code": _code(one.facility),
                "opens_at": f"{one.opens_at:%H:%M}" if one.opens_at else "",
                "closes_at": f"{one.closes_at:%H:%M}" if one.closes_at else "",
            }
            yield _cells(one, SITES, special)

    return Writable("点位" if is_chinese() else "sites", _header(SITES), rows())


def facility_sheets(kinds: Iterable[FacilityKind], facilities_of: Any) -> list[Writable]:
    """A sheet for each kind, with a column for each of its attributes. `facilities_of(kind)` gives its rows."""
    return [_kind_sheet(kind, facilities_of(kind)) for kind in kinds]


def _kind_sheet(kind: FacilityKind, facilities: Iterable[Facility]) -> Writable:
    attributes = kind.attributes
    headers = [attribute_headers(kind, one)[-1] if is_chinese() else one["code"] for one in attributes]

    def rows() -> Iterator[list[Any]]:
        for one in facilities:
            is_noted = one.condition != Condition.UNKNOWN
            special = {
                "kind_code": kind.code,
                "area_code": one.area.code,
                "segment_code": _code(one.segment),
                "condition": (CONDITION_WRITTEN[Condition(one.condition)] if is_chinese() else one.condition)
                if is_noted
                else "",
            }
            yield [*_cells(one, FACILITIES, special), *(one.equipment.get(a["code"], "") for a in attributes)]

    return Writable(kind.name_zh, [*_header(FACILITIES), *headers], rows())
