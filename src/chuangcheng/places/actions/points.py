"""Sites and facilities: what has a point, an address and perhaps a segment."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places import rules
from chuangcheng.places.actions.saving import named, point, put
from chuangcheng.places.models import Area, Condition, Facility, FacilityKind, Segment, Site, SiteType
from chuangcheng.places.queries.locating import locate


def place_of_point(
    area: Area | None, longitude: float | None, latitude: float | None
) -> tuple[Area, float | None, float | None]:
    """The point checked, and the area: as given, else the smallest one around the point."""
    longitude, latitude = point(longitude, latitude)
    if area is None and longitude is not None and latitude is not None:
        area = locate(longitude, latitude).area
    if area is None:
        raise Refused("area_needed", _("Name the area, or give a point inside one."), field="area")
    return area, longitude, latitude


def _must_be_near(by: Actor, verb: str, model: type[Facility] | type[Site], code: str, area: Area) -> None:
    """The verb is needed where the thing goes, and where it stood before."""
    by.must(verb, area_path=area.path)
    before = model._default_manager.filter(code=code).values_list("area__path", flat=True).first()
    if before is not None:
        by.must(verb, area_path=before)


def define_facility(
    *,
    by: Actor,
    at: datetime,
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
) -> Facility:
    """Make or change a facility. Its condition is noted by `assess_facility` alone. Equipment None leaves what is."""
    by.must("places.define_facility", area_path=area.path if area else None)
    with act("places.define_facility", by=by, at=at) as record:
        code, name_zh = named(code, name_zh)
        area, longitude, latitude = place_of_point(area, longitude, latitude)
        _must_be_near(by, "places.define_facility", Facility, code, area)
        fields: dict[str, Any] = {
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
        facility, changed = put(Facility, code, fields)
        record.on(facility, code=code, name=name_zh, changed=changed)
    return facility


def sound_equipment(kind: FacilityKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Equipment checked against the attributes of the kind; Refused names the attribute."""
    try:
        return rules.check_equipment(kind.attributes, values)
    except rules.BadValue as error:
        raise Refused(error.code, equipment_sentence(kind, error), field=error.attribute) from error


def equipment_sentence(kind: FacilityKind, error: rules.BadValue) -> str:
    """Why a value of the equipment is refused, for a person."""
    names = {attribute["code"]: attribute["name_zh"] for attribute in kind.attributes}
    sentences = {
        "unknown_attribute": _("Facilities of this kind have no attribute {name}."),
        "not_a_int": _("{name} must be a whole number, not “{value}”."),
        "not_a_decimal": _("{name} must be a number, not “{value}”."),
        "not_a_bool": _("{name} must be yes or no, not “{value}”."),
        "not_a_date": _("{name} must be a date such as 2026-03-01, not “{value}”."),
        "not_a_choice": _("“{value}” is not one of the choices of {name}."),
    }
    return sentences[error.code].format(name=names.get(error.attribute, error.attribute), value=error.value)


def assess_facility(
    *, by: Actor, at: datetime, facility: Facility, condition: str, source: str, on: date, note_zh: str = ""
) -> Facility:
    """Note the condition found on a day, with its source; an older finding enters the history but not the present."""
    by.must("places.assess_facility", area_path=facility.area.path)
    with act("places.assess_facility", by=by, at=at, on=facility) as record:
        if condition not in Condition.values:
            raise Refused("unknown_condition", _("This condition does not exist."), field="condition")
        if not source.strip():
            raise Refused("source_needed", _("Say where the condition is known from."), field="source")
        record.note(code=facility.code, condition=condition, observed_on=on, source=source.strip(), note=note_zh)
        if facility.condition_on is None or on >= facility.condition_on:
            facility.condition, facility.condition_on = condition, on
            facility.condition_source, facility.condition_note_zh = source.strip(), note_zh.strip()
            facility.save(update_fields=["condition", "condition_on", "condition_source", "condition_note_zh"])
    return facility


def define_site(
    *,
    by: Actor,
    at: datetime,
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
) -> Site:
    """Make or change a site. What it does not say itself (area, point, address) it takes from its facility."""
    by.must("places.define_site", area_path=area.path if area else None)
    with act("places.define_site", by=by, at=at) as record:
        code, name_zh = named(code, name_zh)
        if facility is not None:
            area = area or facility.area
            segment = segment or facility.segment
            address_zh = address_zh or facility.address_zh
            if longitude is None and latitude is None:
                longitude, latitude = facility.longitude, facility.latitude
        area, longitude, latitude = place_of_point(area, longitude, latitude)
        _must_be_near(by, "places.define_site", Site, code, area)
        fields: dict[str, Any] = {
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
        site, changed = put(Site, code, fields)
        record.on(site, code=code, name=name_zh, changed=changed)
    return site
