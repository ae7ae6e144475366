"""GeoJSON in: features → preview of areas, segments, sites or facilities. Each fault names its feature and the reason.

Properties understood: code (or adcode, id), name_zh (or name, 名称), and per kind level, parent (code, or an object
with adcode), street_zh, site_type_code, kind_code. What stands already needs its code and geometry only.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import RowError
from chuangcheng.places import rules
from chuangcheng.places.fields import Fields, facility_fields, named, segment_fields, site_fields
from chuangcheng.places.models import Area, AreaLevel, Facility, FacilityKind, Segment, Site, SiteType
from chuangcheng.places.preview import Preview
from chuangcheng.places.queries.codes import rows_by_code
from chuangcheng.places.queries.locating import spatial_index
from chuangcheng.places.sentences import geometry_sentence

MAX_BYTES = 20 * 1024 * 1024
MAX_FEATURES = 20_000
KINDS = ("area", "segment", "site", "facility")
MODELS: dict[str, Any] = {"area": Area, "segment": Segment, "site": Site, "facility": Facility}
RELATED = {"area": ("parent",), "segment": ("area",), "site": ("area", "site_type"), "facility": ("area", "kind")}

Values = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """One file being read: its datum, what stands, and the defaults that the form gave for new areas."""

    datum: str
    standing: dict[str, Any]
    level: str = ""
    parent_code: str = ""
    nouns: dict[str, Any] = field(default_factory=dict)
    file_codes: set[str] = field(default_factory=set)
    area_at: Callable[[float, float], Area | None] = field(default_factory=lambda: spatial_index().area_at)


def preview_geojson(
    kind: str, content: bytes, filename: str, datum: str, *, level: str = "", parent_code: str = ""
) -> Preview:
    """What the file would add or change. `level` and `parent_code` stand in for areas that do not name their own."""
    features = read_features(content)
    codes = [_code(feature) for feature in features]
    known = {code for code in codes if code}
    if kind == "area":
        known |= {_parent_code(feature["properties"]) for feature in features} | {parent_code}
    reading = Reading(
        datum, rows_by_code(MODELS[kind], sorted(known), *RELATED[kind]), level, parent_code, _nouns(kind), set(codes)
    )
    preview = Preview()
    seen: set[str] = set()
    for number, (feature, code) in enumerate(zip(features, codes, strict=True), start=1):
        try:
            if code in seen:
                raise Refused("twice", _("This code stands in the file twice."), field="code")
            seen.add(code)
            values, fields = READERS[kind](feature, code, reading)
            preview.plan(values, fields, reading.standing.get(code))
        except rules.BadGeometry as error:
            preview.errors.append(RowError(filename, number, "geometry", geometry_sentence(error)))
        except Refused as refused:
            preview.errors.append(RowError(filename, number, refused.field or "properties", refused.message))
    return preview


def read_features(content: bytes) -> list[Mapping[str, Any]]:
    """The features of a FeatureCollection (or a single Feature), or Refused."""
    if len(content) > MAX_BYTES:
        raise Refused("file_too_large", _("The file is larger than 20 MB; split it."), field="file")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused("unreadable", _("This file cannot be read as GeoJSON (UTF-8)."), field="file") from error
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = {"features": [data]}
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise Refused("unreadable", _("This file holds no GeoJSON features."), field="file")
    if len(features) > MAX_FEATURES:
        raise Refused("too_many_features", _("A file may hold 20,000 features at most; split it."), field="file")
    return [{**feature, "properties": _properties(feature)} for feature in features]


def _properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _text(properties: Mapping[str, Any], *names: str, limit: int = 200) -> str:
    for name in names:
        value = properties.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).replace("\0", "").strip()[:limit]
    return ""


def _code(feature: Mapping[str, Any]) -> str:
    own = _text(feature["properties"], "code", "adcode", "编号", "编码", "代码", limit=60)
    return own or _text(feature, "id", limit=60)


def _name(properties: Mapping[str, Any]) -> str:
    return _text(properties, "name_zh", "name", "名称")


def _parent_code(properties: Mapping[str, Any]) -> str:
    parent = properties.get("parent")
    if isinstance(parent, Mapping):
        return _text(parent, "code", "adcode", limit=40)
    return _text(properties, "parent_code", "parent", "上级编码", limit=40)


def _nouns(kind: str) -> dict[str, Any]:
    model: Any = {"site": SiteType, "facility": FacilityKind}.get(kind)
    return {one.code: one for one in model.objects.all()} if model is not None else {}


def _area(feature: Mapping[str, Any], code: str, reading: Reading) -> tuple[Values, Fields]:
    properties, standing = feature["properties"], reading.standing.get(code)
    boundary = rules.sound_boundary(feature.get("geometry"), reading.datum)
    code, name = named(code, _name(properties) or (standing.name_zh if standing else ""))
    if standing is not None:
        parent = standing.parent
        values = {"code": code, "level": standing.level, "name_zh": name, "name_zh_hant": standing.name_zh_hant}
        values |= {"name_en": standing.name_en, "boundary": boundary, "parent_code": parent.code if parent else ""}
        return values, {"code": code, "name_zh": name, "boundary": boundary}
    level = _text(properties, "level", "级别") or reading.level
    level = level if level in AreaLevel.values else reading.level
    parent_code = _parent_code(properties)
    is_known = parent_code in reading.standing or parent_code in reading.file_codes
    parent_code = parent_code if is_known and parent_code else reading.parent_code
    if not level:
        raise Refused("unknown_level", _("A new area needs its level."), field="level")
    values = {"code": code, "level": level, "name_zh": name, "boundary": boundary, "parent_code": parent_code}
    return values, {**values, "search_text": search_text(code, name)}


def _segment(feature: Mapping[str, Any], code: str, reading: Reading) -> tuple[Values, Fields]:
    properties, standing = feature["properties"], reading.standing.get(code)
    names = ("street_zh", "from_zh", "to_zh", "name_zh", "name_zh_hant", "name_en", "road_class", "area", "is_active")
    values: Values = {name: getattr(standing, name) for name in names} if standing is not None else {}
    if standing is None:
        street = _text(properties, "street_zh", "street", "道路", limit=100) or _name(properties)
        values = {"street_zh": street, "from_zh": _text(properties, "from_zh"), "to_zh": _text(properties, "to_zh")}
        values["road_class"] = _text(properties, "class", "road_class", "highway", limit=40)
    values |= {"code": code, "line": rules.sound_line(feature.get("geometry"), reading.datum)}
    return values, segment_fields(**values)


def _point(feature: Mapping[str, Any], reading: Reading) -> Values:
    longitude, latitude = rules.sound_point(feature.get("geometry"), reading.datum)
    return {"longitude": longitude, "latitude": latitude}


def _noun(properties: Mapping[str, Any], reading: Reading, name: str) -> Any:
    code = _text(properties, name)
    if code not in reading.nouns:
        raise Refused("unknown_code", _("There is no “{code}”.").format(code=code), field=name)
    return reading.nouns[code]


def _site(feature: Mapping[str, Any], code: str, reading: Reading) -> tuple[Values, Fields]:
    properties, standing = feature["properties"], reading.standing.get(code)
    kept = ("site_type", "name_zh", "name_zh_hant", "name_en", "segment", "facility", "address_zh", "is_active")
    values: Values = {name: getattr(standing, name) for name in (*kept, "opens_at", "closes_at")} if standing else {}
    if standing is None:
        values = {"site_type": _noun(properties, reading, "site_type_code"), "name_zh": _name(properties)}
        values["address_zh"] = _text(properties, "address_zh", "address", "地址")
    values |= {"code": code, **_point(feature, reading)}
    return _within(values, standing, site_fields, reading.area_at)


def _facility(feature: Mapping[str, Any], code: str, reading: Reading) -> tuple[Values, Fields]:
    properties, standing = feature["properties"], reading.standing.get(code)
    kept = ("kind", "name_zh", "name_zh_hant", "name_en", "segment", "address_zh", "hours_zh", "is_active")
    values: Values = {name: getattr(standing, name) for name in kept} if standing is not None else {}
    if standing is None:
        values = {"kind": _noun(properties, reading, "kind_code"), "name_zh": _name(properties)}
        values["address_zh"] = _text(properties, "address_zh", "address", "地址")
    values |= {"code": code, **_point(feature, reading)}
    return _within(values, standing, facility_fields, reading.area_at)


def _within(
    values: Values, standing: Any, fields_of: Callable[..., Fields], find: Callable[[float, float], Area | None]
) -> tuple[Values, Fields]:
    """The area follows the point; where no boundary is known, what stands is kept."""
    area = find(values["longitude"], values["latitude"])
    values["area"] = area or (standing.area if standing is not None else None)
    return values, fields_of(**values)


READERS: dict[str, Callable[[Mapping[str, Any], str, Reading], tuple[Values, Fields]]] = {
    "area": _area,
    "segment": _segment,
    "site": _site,
    "facility": _facility,
}
