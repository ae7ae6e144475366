"""Where a report is about: a point in any datum, a sign, a place by its name in the address, or the city alone."""

from typing import Any

from django.db.models import CharField, F, Value
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.participation.models import Report
from chuangcheng.places.models import Area, Facility, Segment, Site
from chuangcheng.places.queries import Place, place, place_at, place_by_reference, place_of, scanned, spatial_index
from chuangcheng.places.rules.coordinates import DATUMS, to_wgs84


def of_point(longitude: float, latitude: float, datum: str, address: str = "") -> Place:
    """The place of a point. Refused: `unknown_datum`, `off_earth`, `outside_city`."""
    if datum not in DATUMS:
        raise Refused("unknown_datum", _("This kind of coordinates is not known."), field="datum")
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Refused("off_earth", _("This position is not on the earth."), field="longitude")
    east, north = to_wgs84(longitude, latitude, datum)
    index = spatial_index()
    if index.areas and index.area_at(east, north) is None:
        said = _("This place lies outside the city. Move the pin, or turn to the city it lies in.")
        raise Refused("outside_city", said, field="longitude")
    return place_at(east, north, address=address)


def of_sign(token: str) -> Place:
    """The place of a QR sign. Refused `unknown_sign` for one that is gone or marks no place."""
    try:
        found = scanned(token)
        return place(found.kind, found.code)
    except NotFound:
        raise Refused(
            "unknown_sign", _("This sign is not known any more. Say where it is in words."), field="sign"
        ) from None


def of_reference(reference: str) -> Place:
    """The place that another page of ours named (`facility:12`). Refused `unknown_place`."""
    try:
        return place_by_reference(reference)
    except NotFound:
        raise Refused("unknown_place", _("This place is not known. Say where it is in words."), field="at") from None


def of_words(address: str) -> Place:
    """The most exact of our places whose name stands in the words; the city itself where none does. Three queries."""
    given = Value(address, output_field=CharField())
    for model in (Site, Facility, Segment):
        rows: Any = model._default_manager.filter(is_active=True).annotate(given=given)
        column = "street_zh" if model is Segment else "name_zh"
        found = [row for row in rows.filter(given__contains=F(column)).order_by("pk")[:20] if getattr(row, column)]
        if found:
            best = max(found, key=lambda row: (len(getattr(row, column)), -row.pk))
            return _with_address(place_of(best), address)
    return _in_area(address)


def _in_area(address: str) -> Place:
    given = Value(address, output_field=CharField())
    areas = Area.objects.annotate(given=given).filter(given__contains=F("name_zh")).order_by("-path")[:20]
    best = max(areas, key=lambda area: len(area.path), default=None) or Area.objects.filter(parent=None).first()
    if best is None:
        raise Refused("no_city", _("The city has not been set up yet."))
    return Place(best, address=address)


def _with_address(found: Place, address: str) -> Place:
    return Place(found.area, found.segment, found.site, found.facility, found.longitude, found.latitude, address)


def columns(found: Place) -> dict[str, Any]:
    """The columns of a report from a place."""
    names = ("area", "segment", "site", "facility", "longitude", "latitude")
    return {**{name: getattr(found, name) for name in names}, "address_zh": found.address[:200]}


def place_of_report(report: Report) -> Place:
    """The place reference of a report."""
    area = report.area or Area.objects.filter(parent=None).first()
    if area is None:
        raise NotFound("area")
    point = (report.longitude, report.latitude)
    return Place(area, report.segment, report.site, report.facility, *point, report.address_zh)
