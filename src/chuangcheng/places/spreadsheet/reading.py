"""Bytes → preview: every row read, checked by the rules of single acts, and compared with what stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Column, Row, Sheet, fit, read_tables
from chuangcheng.places import rules
from chuangcheng.places.fields import Fields, facility_fields, segment_fields, site_fields
from chuangcheng.places.models import Area, Condition, Facility, FacilityKind, Segment, Site, SiteType
from chuangcheng.places.preview import Preview
from chuangcheng.places.queries.codes import rows_by_code
from chuangcheng.places.queries.locating import spatial_index
from chuangcheng.places.sentences import geometry_sentence
from chuangcheng.places.spreadsheet.columns import FACILITIES, SEGMENTS, SITES, attribute_columns

Values = dict[str, Any]
NOTED = ("condition", "condition_on", "condition_source", "condition_note_zh")


@dataclass(slots=True)
class Known:
    """Nouns that rows refer to by code, loaded once per file."""

    datum: str = "wgs84"
    nouns: dict[str, dict[str, Any]] = field(default_factory=dict)

    def find(self, column: str, code: str) -> Any:
        """The noun that a cell names, None for a blank cell, Refused if there is none."""
        if not code:
            return None
        try:
            return self.nouns[column][code]
        except KeyError:
            raise Refused("unknown_code", _("There is no “{code}”.").format(code=code[:60]), field=column) from None


def preview_segments(content: bytes, filename: str, datum: str = "wgs84") -> Preview:
    """A sheet of street segments, as `segments.csv` has it."""
    return _preview(content, filename, SEGMENTS, Segment, _segment_values, segment_fields, datum)


def preview_sites(content: bytes, filename: str, datum: str = "wgs84") -> Preview:
    """A sheet of sites."""
    find = spatial_index().locate
    return _preview(content, filename, SITES, Site, _site_values, lambda **row: site_fields(**row, find=find), datum)


def preview_facilities(content: bytes, filename: str, datum: str = "wgs84") -> Preview:
    """Sheets of facilities with a column for each attribute of their kinds."""
    find = spatial_index().locate
    columns = (*FACILITIES, *attribute_columns(FacilityKind.objects.all()))

    def fields(**row: Any) -> Fields:
        return facility_fields(**{name: value for name, value in row.items() if name not in NOTED}, find=find)

    return _preview(content, filename, columns, Facility, _facility_values, fields, datum)


PREVIEWS: dict[str, Callable[[bytes, str, str], Preview]] = {
    "segment": preview_segments,
    "site": preview_sites,
    "facility": preview_facilities,
}


def preview_spreadsheet(kind: str, content: bytes, filename: str, datum: str = "wgs84") -> Preview:
    """Preview of a sheet of this kind: segment, site or facility. Points are converted from `datum`."""
    return PREVIEWS[kind](content, filename, datum)


def _preview(
    content: bytes,
    filename: str,
    columns: Sequence[Column],
    model: type[models.Model],
    values_of: Callable[[Row, Sheet, Any, Known], Values],
    fields_of: Callable[..., Fields],
    datum: str,
) -> Preview:
    sheets = [fit(table.name, table.rows, columns) for table in read_tables(content, filename)]
    preview = Preview()
    known = _known([row for sheet in sheets for row in sheet.rows], datum)
    codes = [row["code"] for sheet in sheets for row in sheet.rows]
    related = [name for name in ("area", "segment", "facility", "site_type", "kind") if hasattr(model, name)]
    standing = rows_by_code(model, codes, *related)
    seen: set[str] = set()
    for sheet in sheets:
        for row in sheet.rows:
            try:
                _plan(preview, row, sheet, standing.get(row["code"]), known, seen, values_of, fields_of)
            except Refused as refused:
                sheet.refuse(row.number, refused.field or "code", refused.message)
        preview.errors += sheet.errors
        preview.ignored += sheet.ignored
    return preview


def _plan(
    preview: Preview,
    row: Row,
    sheet: Sheet,
    present: Any,
    known: Known,
    seen: set[str],
    values_of: Callable[[Row, Sheet, Any, Known], Values],
    fields_of: Callable[..., Fields],
) -> None:
    if row["code"] in seen:
        raise Refused("twice", _("This code stands in the file twice."), field="code")
    seen.add(row["code"])
    values = values_of(row, sheet, present, known)
    preview.plan(values, fields_of(**values), present)
    if values.get("condition") and not _is_noted(present, values):
        old = Condition(present.condition).label if present else ""
        preview.note_condition(values, str(old), str(Condition(values["condition"]).label))


def _is_noted(present: Any, values: Values) -> bool:
    told = (values["condition"], values["condition_on"])
    return present is not None and (present.condition, present.condition_on) == told


def _known(rows: Sequence[Row], datum: str) -> Known:
    def codes(column: str) -> list[str]:
        return sorted({row[column] for row in rows if row.get(column)})

    return Known(
        datum,
        {
            "area_code": rows_by_code(Area, codes("area_code")),
            "segment_code": rows_by_code(Segment, codes("segment_code"), "area"),
            "facility_code": rows_by_code(Facility, codes("facility_code"), "area", "segment"),
            "site_type_code": {one.code: one for one in SiteType.objects.all()},
            "kind_code": {one.code: one for one in FacilityKind.objects.all()},
        },
    )


def _taken(row: Row, sheet: Sheet, present: Any, names: dict[str, str]) -> Values:
    """What stands, overwritten by the columns that the sheet has. `names`: column → name of the value."""
    values: Values = {name: getattr(present, name) for name in names.values()} if present is not None else {}
    values.update((name, row[column]) for column, name in names.items() if column in sheet.present)
    return values


def _texts(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _linked(values: Values, row: Row, sheet: Sheet, present: Any, known: Known, links: dict[str, str]) -> None:
    for column, name in links.items():
        if column in sheet.present:
            values[name] = known.find(column, row[column])
        elif present is not None:
            values[name] = getattr(present, name)


def _pointed(values: Values, row: Row, sheet: Sheet, present: Any, known: Known) -> None:
    if {"longitude", "latitude"} <= sheet.present:
        lon, lat = row["longitude"], row["latitude"]
        if lon is not None and lat is not None:
            try:
                rules.check_point(lon, lat)
            except rules.BadGeometry as error:
                raise Refused(error.code, geometry_sentence(error), field="longitude") from error
            lon, lat = (round(v, 7) for v in rules.to_wgs84(lon, lat, known.datum))
        values["longitude"], values["latitude"] = lon, lat
    elif present is not None:
        values["longitude"], values["latitude"] = present.longitude, present.latitude


def _segment_values(row: Row, sheet: Sheet, present: Any, known: Known) -> Values:
    names = _texts("code", "street_zh", "from_zh", "to_zh", "name_zh", "name_zh_hant", "name_en", "length_m")
    values = _taken(row, sheet, present, {**names, "class": "road_class", "is_active": "is_active"})
    _linked(values, row, sheet, present, known, {"area_code": "area"})
    return values


def _site_values(row: Row, sheet: Sheet, present: Any, known: Known) -> Values:
    names = _texts("code", "name_zh", "name_zh_hant", "name_en", "address_zh", "opens_at", "closes_at", "is_active")
    values = _taken(row, sheet, present, names)
    links = {"area_code": "area", "segment_code": "segment", "facility_code": "facility", "site_type_code": "site_type"}
    _linked(values, row, sheet, present, known, links)
    _pointed(values, row, sheet, present, known)
    return values


def _facility_values(row: Row, sheet: Sheet, present: Any, known: Known) -> Values:
    names = _texts("code", "name_zh", "name_zh_hant", "name_en", "address_zh", "hours_zh", "is_active")
    values = _taken(row, sheet, present, names)
    links = {"area_code": "area", "segment_code": "segment", "kind_code": "kind"}
    _linked(values, row, sheet, present, known, links)
    _pointed(values, row, sheet, present, known)
    equipment = _equipment(row, sheet, values["kind"], known)
    if equipment is not None:
        values["equipment"] = {**(present.equipment if present else {}), **equipment}
    if row["condition"] and row["condition"] != Condition.UNKNOWN:
        if not (row["condition_on"] and row["condition_source"]):
            raise Refused("source_needed", _("A condition needs its date and its source."), field="condition_on")
        values.update({name: row[name] for name in NOTED})
    return values


def _equipment(row: Row, sheet: Sheet, kind: FacilityKind, known: Known) -> Values | None:
    """Values of the kind's own attributes that the sheet has columns for. A value for another kind is refused."""
    own = {attribute["code"]: attribute["name_zh"] for attribute in kind.attributes}
    for other in known.nouns["kind_code"].values():
        for attribute in other.attributes:
            foreign = attribute["code"] not in own and attribute["name_zh"] not in own.values()
            if foreign and row.get(attribute["code"]):
                sentence = _("Facilities of this kind have no attribute {name}.").format(name=attribute["name_zh"])
                raise Refused("unknown_attribute", sentence, field=attribute["code"])
    columns = [code for code in own if code in sheet.present]
    return {code: row[code] for code in columns} if columns else None
