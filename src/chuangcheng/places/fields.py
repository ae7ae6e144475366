"""Values as people give them → the columns of a segment, facility or site; single acts and imports share them."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places import rules
from chuangcheng.places.models import Area, Facility, FacilityKind, Segment, SiteType
from chuangcheng.places.queries.locating import Located, locate
from chuangcheng.places.sentences import equipment_sentence, geometry_sentence

Locate = Callable[[float, float], Located]
Fields = dict[str, Any]


def differing(row: models.Model, fields: Mapping[str, Any]) -> list[str]:
    """Names of the fields whose value on the row is another, sorted. Foreign keys are compared without a query."""
    changed = []
    for name, value in fields.items():
        standing = getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
        if standing != (value.pk if isinstance(value, models.Model) else value):
            changed.append(name)
    return sorted(changed)


def named(code: str, name_zh: str) -> tuple[str, str]:
    """Code and name without surrounding blanks; both are required, and a code may not hold a slash."""
    code, name_zh = code.strip(), name_zh.strip()
    if not code or "/" in code or len(code) > 40:
        raise Refused("bad_code", _("A code is required: at most 40 characters, without “/”."), field="code")
    if not name_zh:
        raise Refused("name_needed", _("A Chinese name is required."), field="name_zh")
    return code, name_zh


def sound(check: Callable[[Any], Any], geometry: Any, field: str) -> Any:
    """The checked geometry, or Refused with the sentence for it."""
    try:
        return check(geometry)
    except rules.BadGeometry as error:
        raise Refused(error.code, geometry_sentence(error), field=field) from error


def point(longitude: float | None, latitude: float | None) -> tuple[float | None, float | None]:
    """Both or neither, on the earth."""
    if longitude is None and latitude is None:
        return None, None
    if longitude is None or latitude is None:
        raise Refused("half_a_point", _("Longitude and latitude go together."), field="longitude")
    try:
        rules.check_point(longitude, latitude)
    except rules.BadGeometry as error:
        raise Refused(error.code, geometry_sentence(error), field="longitude") from error
    return longitude, latitude


def _placed(
    area: Area | None, longitude: float | None, latitude: float | None, find: Locate
) -> tuple[Area, float | None, float | None]:
    """The point checked, and the area: as given, else the smallest one around the point."""
    longitude, latitude = point(longitude, latitude)
    if area is None and longitude is not None and latitude is not None:
        area = find(longitude, latitude).area
    if area is None:
        raise Refused("area_needed", _("Name the area, or give a point inside one."), field="area")
    return area, longitude, latitude


def sound_equipment(kind: FacilityKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Equipment checked against the attributes of the kind; Refused names the attribute."""
    try:
        return rules.check_equipment(kind.attributes, values)
    except rules.BadValue as error:
        raise Refused(error.code, equipment_sentence(kind.attributes, error), field=error.attribute) from error


def segment_name(street_zh: str, from_zh: str, to_zh: str) -> str:
    """雄关大道（玉泉路—佳苑路）: a segment is called by its street and its two ends."""
    return f"{street_zh}（{from_zh}—{to_zh}）" if from_zh or to_zh else street_zh


def segment_fields(
    *,
    code: str,
    street_zh: str,
    from_zh: str = "",
    to_zh: str = "",
    name_zh: str = "",
    name_zh_hant: str = "",
    name_en: str = "",
    length_m: int | None = None,
    road_class: str = "",
    area: Area | None = None,
    line: dict[str, Any] | None = None,
    is_active: bool = True,
) -> Fields:
    """Columns of a segment. A line of None leaves the stored one; without a length the line gives it."""
    code, name_zh = named(code, name_zh or segment_name(street_zh, from_zh, to_zh))
    fields: Fields = {
        "code": code,
        "street_zh": street_zh or name_zh,
        "from_zh": from_zh,
        "to_zh": to_zh,
        "name_zh": name_zh,
        "name_zh_hant": name_zh_hant,
        "name_en": name_en,
        "length_m": length_m,
        "road_class": road_class,
        "area": area,
        "is_active": is_active,
        "search_text": search_text(code, name_zh, street_zh, from_zh, to_zh, name_en),
    }
    if line is not None:
        fields["line"] = sound(rules.sound_line, line, "line")
        fields["length_m"] = length_m or round(rules.length_m(fields["line"]))
    return fields


def facility_fields(
    *,
    code: str,
    kind: FacilityKind,
    name_zh: str,
    area: Area | None = None,
    segment: Segment | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    address_zh: str = "",
    equipment: Mapping[str, Any] | None = None,
    hours_zh: str = "",
    name_zh_hant: str = "",
    name_en: str = "",
    is_active: bool = True,
    find: Locate = locate,
) -> Fields:
    """Columns of a facility, without its condition. Equipment of None leaves what is stored."""
    code, name_zh = named(code, name_zh)
    area, longitude, latitude = _placed(area, longitude, latitude, find)
    fields: Fields = {
        "code": code,
        "kind": kind,
        "name_zh": name_zh,
        "name_zh_hant": name_zh_hant,
        "name_en": name_en,
        "area": area,
        "segment": segment,
        "longitude": longitude,
        "latitude": latitude,
        "address_zh": address_zh,
        "hours_zh": hours_zh,
        "is_active": is_active,
        "search_text": search_text(code, name_zh, address_zh, name_en),
    }
    if equipment is not None:
        fields["equipment"] = sound_equipment(kind, equipment)
    return fields


def site_fields(
    *,
    code: str,
    site_type: SiteType,
    name_zh: str,
    area: Area | None = None,
    segment: Segment | None = None,
    facility: Facility | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    address_zh: str = "",
    opens_at: time | None = None,
    closes_at: time | None = None,
    name_zh_hant: str = "",
    name_en: str = "",
    is_active: bool = True,
    find: Locate = locate,
) -> Fields:
    """Columns of a site. What it does not say itself (area, segment, point, address) it takes from its facility."""
    code, name_zh = named(code, name_zh)
    if facility is not None:
        area, segment = area or facility.area, segment or facility.segment
        address_zh = address_zh or facility.address_zh
        if longitude is None and latitude is None:
            longitude, latitude = facility.longitude, facility.latitude
    area, longitude, latitude = _placed(area, longitude, latitude, find)
    return {
        "code": code,
        "site_type": site_type,
        "name_zh": name_zh,
        "name_zh_hant": name_zh_hant,
        "name_en": name_en,
        "area": area,
        "segment": segment,
        "facility": facility,
        "longitude": longitude,
        "latitude": latitude,
        "address_zh": address_zh,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "is_active": is_active,
        "search_text": search_text(code, name_zh, address_zh, name_en),
    }
