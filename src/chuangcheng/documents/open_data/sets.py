"""The sets: their columns, and their rows a batch at a time. A row is the values and a GeoJSON geometry or None."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation

from chuangcheng.documents.models import Document
from chuangcheng.documents.queries.public import fingerprints, public_bulletins
from chuangcheng.duties.queries import adopted, holders_of_segments
from chuangcheng.inspections.queries import assessed_sites, assessments_due
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.queries import Told, public_reports, told
from chuangcheng.places.queries import Facility, Segment, Site

BATCH = 500
Line = tuple[Sequence[Any], Any]


@dataclass(frozen=True, slots=True)
class OpenSet:
    """One set. `has_places`: it is written as GeoJSON too. `rows(at)` yields lines in the order of their keys."""

    code: str
    columns: tuple[str, ...]
    rows: Callable[[datetime], Iterator[Line]]
    has_places: bool = True


def batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """All rows by their keys, never more than a batch in memory."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield found
        last = found[-1].pk


def point(row: Any) -> dict[str, Any] | None:
    """WGS-84, longitude first (RFC 7946)."""
    if row.longitude is None or row.latitude is None:
        return None
    return {"type": "Point", "coordinates": [row.longitude, row.latitude]}


def said(moment: datetime | None) -> str:
    """A moment in the city's zone; blank for none."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def facilities(at: datetime) -> Iterator[Line]:
    rows = Facility.objects.filter(is_active=True).select_related("kind", "area").defer("area__boundary")
    for batch in batches(rows):
        for one in batch:
            # In the order of the kind: the databases keep the keys of a row in orders of their own.
            known = [(entry["name_zh"], one.equipment.get(entry["code"])) for entry in one.kind.attributes]
            equipment = [f"{name}={_value(value)}" for name, value in known if value is not None]
            place = (one.area.code, one.area.name_zh, one.longitude, one.latitude)
            is_out = one.condition == "out_of_use"
            values = (one.code, one.name_zh, one.kind.code, one.kind.name_zh, *place, one.hours_zh, is_out)
            yield (*values, "; ".join(equipment)), point(one)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def segments(at: datetime) -> Iterator[Line]:
    """Adopted streets and the units that hold them: units, never the people."""
    for batch in batches(adopted(at)):
        holders = holders_of_segments(batch, at)
        lines = dict(Segment.objects.filter(pk__in=[one.pk for one in batch]).values_list("pk", "line"))
        for one in batch:
            units = [(row.unit.name_zh, row.is_lead) for row in holders.get(one.pk, [])]
            lead = "; ".join(name for name, is_lead in units if is_lead)
            others = "; ".join(name for name, is_lead in units if not is_lead)
            area = one.area.name_zh if one.area else ""
            yield (one.code, one.name_zh, one.street_zh, area, one.length_m, lead, others), lines.get(one.pk)


def markets(at: datetime) -> Iterator[Line]:
    """Markets and their last assessment. Of a round that still goes on nothing is told, as on the public page."""
    for batch in batches(assessed_sites(SYSTEM)):
        due = assessments_due(batch, at)
        for one in batch:
            yield _market(one, due[one.pk].last), point(one)


def _market(site: Site, last: Any) -> Sequence[Any]:
    place = (site.code, site.name_zh, site.area.name_zh if site.area else "", site.longitude, site.latitude)
    if last is None or last.visit.round.state != "ended":
        return (*place, "", "", "")
    day = timezone.localdate(last.visit.visited_at) if last.visit.visited_at else ""
    return (*place, day, last.answered, last.failed)


def reports(at: datetime) -> Iterator[Line]:
    """Published reports under the names of GeoReport's bulk form; only what the public page says."""
    for batch in batches(public_reports().select_related("case__unit", "joined_to")):
        for one in told(batch):
            if one.shown is not None:
                yield _report(one), point(one.shown)


def _report(one: Told) -> Sequence[Any]:
    shown = one.shown
    assert shown is not None
    where = shown.place or shown.area
    return (
        one.code,
        "closed" if one.is_closed else "open",
        one.answer,
        one.category.name_zh if one.category else "",
        one.category.code if one.category else "",
        shown.text,
        one.unit.name_zh if one.unit else "",
        said(one.received_at),
        said(one.changed_at),
        said(one.expected_at),
        where.name_zh if where else "",
        shown.latitude,
        shown.longitude,
    )


def bulletins(at: datetime) -> Iterator[Line]:
    rows: QuerySet[Document] = public_bulletins()
    for batch in batches(rows):
        for one in fingerprints(batch):
            yield (one.number, one.issue, said(one.issued_at), one.state, one.pdf, one.docx), None


SETS = (
    OpenSet(
        "facilities",
        (
            "code",
            "name",
            "kind_code",
            "kind",
            "area_code",
            "area",
            "longitude",
            "latitude",
            "hours",
            "is_out_of_use",
            "equipment",
        ),
        facilities,
    ),
    OpenSet(
        "adopted-streets",
        ("code", "name", "street", "area", "length_m", "lead_unit", "other_units"),
        segments,
    ),
    OpenSet(
        "markets",
        ("code", "name", "area", "longitude", "latitude", "assessed_on", "points_answered", "points_not_met"),
        markets,
    ),
    OpenSet(
        "reports",
        (
            "service_request_id",
            "status",
            "status_notes",
            "service_name",
            "service_code",
            "description",
            "agency_responsible",
            "requested_datetime",
            "updated_datetime",
            "expected_datetime",
            "address",
            "lat",
            "long",
        ),
        reports,
    ),
    OpenSet(
        "bulletins",
        ("number", "issue", "issued_at", "state", "sha256_of_pdf", "sha256_of_docx"),
        bulletins,
        has_places=False,
    ),
)


def lines_of(one: OpenSet, at: datetime) -> Iterator[Line]:
    """The rows, in Chinese whatever the language of whoever caused the writing."""
    with translation.override("zh-hans"):
        yield from one.rows(at)
