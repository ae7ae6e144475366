"""Which signals a record from a phone raises. Values in, values out: what is compared is data, nothing is decided."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chuangcheng.evidence.rules import doubts
from chuangcheng.inspections.record import Photo, Record
from chuangcheng.inspections.rules import CLOCKS_AGREE, real_moment
from chuangcheng.places.rules.geometry import distance_m

FAR_METRES = 300.0
LATE = timedelta(hours=48)
KINDS = {
    "taken_long_before": "old_picture",
    "taken_after_receipt": "future_picture",
    "taken_elsewhere": "distant_picture",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """One signal: its kind, the picture it is about (a hash, or none), metres or seconds."""

    kind: str
    sha256: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def signals_of(record: Record, received_at: datetime, where: tuple[float | None, float | None]) -> list[Noted]:
    """Signals of a record that arrived at a moment, about a site at a place (longitude, latitude, or none known)."""
    return [*_of_time(record, received_at), *_of_place(record, where), *_of_pictures(record, received_at, where)]


def _of_time(record: Record, received_at: datetime) -> Iterator[Noted]:
    if record.sent_at is not None and abs(received_at - record.sent_at) > CLOCKS_AGREE:
        yield Noted("clock_skew", detail={"seconds": round((record.sent_at - received_at).total_seconds())})
    when = real_moment(record.finished_at, record.sent_at, received_at)
    if received_at - when > LATE:
        yield Noted("late_record", detail={"seconds": round((received_at - when).total_seconds())})


def _of_place(record: Record, where: tuple[float | None, float | None]) -> Iterator[Noted]:
    if record.kind == "not_possible" and record.position is None:
        return
    if record.position is None:
        yield Noted("no_position")
        return
    if record.position.is_mocked:
        yield Noted("mocked_position")
    if where[0] is None or where[1] is None:
        return
    metres = distance_m(record.position.longitude, record.position.latitude, where[0], where[1])
    if metres - (record.position.accuracy or 0) > FAR_METRES:
        yield Noted("distant_position", detail={"metres": round(metres)})


def _of_pictures(record: Record, received_at: datetime, where: tuple[float | None, float | None]) -> Iterator[Noted]:
    when = real_moment(record.finished_at, record.sent_at, received_at)
    place = (where[0], where[1]) if where[0] is not None and where[1] is not None else None
    for photo in _photos(record):
        taken = None if photo.longitude is None or photo.latitude is None else (photo.longitude, photo.latitude)
        for doubt in doubts(
            taken_at=photo.taken_at,
            taken_where=taken,
            record_at=when,
            record_where=place,
            received_at=received_at,
        ):
            if kind := KINDS.get(doubt.code):
                amount = round(doubt.amount or 0)
                detail = {"metres": amount} if kind == "distant_picture" else {"seconds": amount}
                yield Noted(kind, photo.sha256, detail)


def _photos(record: Record) -> Iterator[Photo]:
    for answer in record.answers:
        yield from answer.photos
    for found in record.findings:
        yield from found.photos
    if record.recheck:
        yield from record.recheck.photos
