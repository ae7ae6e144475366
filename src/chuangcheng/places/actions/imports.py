"""Many segments, sites or facilities in one act: checked like single ones, written in a few queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.actions.define import define_area
from chuangcheng.places.actions.points import assess_facility
from chuangcheng.places.actions.saving import Written, must_be_near, put_many, touch_geometry
from chuangcheng.places.fields import Fields, facility_fields, segment_fields, site_fields
from chuangcheng.places.models import Area, Facility, Segment, Site
from chuangcheng.places.queries.codes import rows_by_code
from chuangcheng.places.queries.locating import spatial_index

Values = Mapping[str, Any]
CONDITION = ("condition", "condition_on", "condition_source", "condition_note_zh")


def import_segments(*, by: Actor, at: datetime, rows: Sequence[Values], source: str = "") -> Written:
    """Make or change many segments; each row has the values of `fields.segment_fields`."""
    by.must("places.import_segments")
    with act("places.import_segments", by=by, at=at) as record:
        written = _write(by, "places.import_segments", Segment, [segment_fields(**row) for row in rows])
        if written.added or written.changed:
            touch_geometry()
        record.note(**_told(written, source))
    return written


def import_sites(*, by: Actor, at: datetime, rows: Sequence[Values], source: str = "") -> Written:
    """Make or change many sites; each row has the values of `fields.site_fields`."""
    by.must("places.import_sites")
    with act("places.import_sites", by=by, at=at) as record:
        find = spatial_index().locate
        written = _write(by, "places.import_sites", Site, [site_fields(**row, find=find) for row in rows])
        record.note(**_told(written, source))
    return written


def import_facilities(*, by: Actor, at: datetime, rows: Sequence[Values], source: str = "") -> Written:
    """Make or change many facilities; each row has the values of `fields.facility_fields`.

    A row may also say `condition`, `condition_on`, `condition_source`, `condition_note_zh`: what is new about the
    condition is noted by `assess_facility` inside the same act, so that its history begins here.
    """
    by.must("places.import_facilities")
    with act("places.import_facilities", by=by, at=at) as record:
        find = spatial_index().locate
        plain = [{name: value for name, value in row.items() if name not in CONDITION} for row in rows]
        every = [facility_fields(**row, find=find) for row in plain]
        written = _write(by, "places.import_facilities", Facility, every)
        notes = {row["code"].strip(): _condition(row) for row in rows if row.get("condition")}
        assessed = _assess_many(by, at, notes)
        record.note(**_told(written, source), assessed=assessed)
    return written


def _write(by: Actor, verb: str, model: type[models.Model], every: list[Fields]) -> Written:
    must_be_near(by, verb, model, every)
    return put_many(model, every)


def _told(written: Written, source: str) -> dict[str, Any]:
    return {"added": len(written.added), "changed": len(written.changed), "source": source}


def _condition(row: Values) -> dict[str, Any]:
    return {
        "condition": row["condition"],
        "source": row.get("condition_source", ""),
        "on": row["condition_on"],
        "note_zh": row.get("condition_note_zh", ""),
    }


def _assess_many(by: Actor, at: datetime, notes: dict[str, dict[str, Any]]) -> int:
    """Assess the facilities whose condition is news: a journal row each, so that every history is whole."""
    facilities = rows_by_code(Facility, list(notes), "area")
    news = [
        (facilities[code], note)
        for code, note in notes.items()
        if (facilities[code].condition, facilities[code].condition_on) != (note["condition"], note["on"])
    ]
    for facility, note in news:
        assess_facility(by=by, at=at, facility=facility, **note)
    return len(news)


WRITERS: dict[str, Callable[..., Written]] = {
    "segment": import_segments,
    "site": import_sites,
    "facility": import_facilities,
}


def import_geometry(
    *, by: Actor, at: datetime, kind: str, rows: Sequence[Values], file: str = "", datum: str = "wgs84"
) -> Written:
    """Boundaries, lines or points of one kind (area, segment, site, facility), already converted to WGS-84.

    `datum` is what the file was in: it is kept in the journal, not applied.
    """
    by.must("places.import_geometry")
    with act("places.import_geometry", by=by, at=at) as record:
        if kind == "area":
            written = _import_areas(by, at, rows)
        else:
            written = WRITERS[kind](by=by, at=at, rows=rows, source=file)
        record.note(kind=kind, file=file, datum=datum, added=len(written.added), changed=len(written.changed))
    return written


def _import_areas(by: Actor, at: datetime, rows: Iterable[Values]) -> Written:
    """Row by row, parents first: an area may lie in one that the same file brings (`parent_code`)."""
    written = Written()
    waiting = list(rows)
    known = {area.code: area for area in Area.objects.all()}
    standing = set(known)
    while waiting:
        ready = [row for row in waiting if not row["parent_code"] or row["parent_code"] in known]
        if not ready:
            raise Refused("no_such_parent", _("The areas name upper areas that do not exist."), field="parent")
        for row in ready:
            values = {name: value for name, value in row.items() if name != "parent_code"}
            parent = known.get(row["parent_code"])
            known[row["code"]] = define_area(by=by, at=at, **values, parent=parent)
            (written.changed if row["code"] in standing else written.added).append(row["code"])
        waiting = [row for row in waiting if row not in ready]
    written.rows = {code: known[code] for code in (*written.added, *written.changed)}
    return written
