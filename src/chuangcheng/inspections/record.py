"""A record from a phone, taken apart with distrust: what each field must be, and what is wrong in words. No Django."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

VERDICTS = ("pass", "fail", "not_applicable", "not_observed")
OUTCOMES = ("kept", "relapsed", "not_seen")
KINDS = ("visit", "not_possible", "free_visit")
MOST_OBSERVATIONS, MOST_PHOTOS, MOST_FINDINGS = 600, 12, 50
HEX = set("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Fault:
    """A field by its path (`observations[3].verdict`) and what it should be."""

    field: str
    message: str


class Malformed(Exception):
    """The record cannot be read; `faults` names every field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture by hash, with what the phone read of it before resizing."""

    sha256: str
    kind: str
    taken_at: datetime | None
    longitude: float | None
    latitude: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One check point at one repetition."""

    check_point: int
    repetition: int
    verdict: str
    number: Decimal | None
    total: Decimal | None
    unit_label: str
    note: str
    is_corrected_on_spot: bool
    observed_at: datetime | None
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Something outside the checklist."""

    text: str
    severity: int
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What became of a closed case, said outright; without it the answer at the case's check point says it."""

    outcome: str
    note: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where the phone was when the visit was finished. Degrees in WGS-84, accuracy in metres."""

    longitude: float
    latitude: float
    accuracy: float | None
    is_mocked: bool | None


@dataclass(frozen=True, slots=True)
class Record:
    """One visit, or why there was none."""

    kind: str
    visit: int | None
    site: int | None
    reserve_of: int | None
    reserve_rank: int | None
    reason: str
    note: str
    started_at: datetime | None
    finished_at: datetime | None
    sent_at: datetime | None
    position: Position | None
    answers: tuple[Answer, ...]
    findings: tuple[Found, ...]
    recheck: Rechecked | None = None


@dataclass(slots=True)
class Reader:
    """Reads fields and gathers faults, so that a person sees all of them at once."""

    faults: list[Fault] = field(default_factory=list)

    def wrong(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def mapping(self, value: Any, path: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.wrong(path, "must be an object")
        return {}

    def items(self, holder: Mapping[str, Any], name: str, path: str, most: int) -> list[Any]:
        value = holder.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(path + name, "must be a list")
            return []
        if len(value) > most:
            self.wrong(path + name, f"may have at most {most} entries")
        return value[:most]

    def text(self, holder: Mapping[str, Any], name: str, path: str, most: int) -> str:
        value = holder.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(path + name, "must be a text")
            return ""
        if len(value) > most:
            self.wrong(path + name, f"may have at most {most} characters")
        return value.replace("\x00", "")[:most]

    def whole(self, holder: Mapping[str, Any], name: str, path: str, low: int = 1, high: int = 2**53) -> int | None:
        value = holder.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(path + name, f"must be a whole number from {low} to {high}")
            return None
        return value

    def flag(self, holder: Mapping[str, Any], name: str, path: str) -> bool | None:
        value = holder.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.wrong(path + name, "must be true or false")
        return None

    def degrees(self, holder: Mapping[str, Any], name: str, path: str, most: float) -> float | None:
        value = holder.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.wrong(path + name, "must be a number")
            return None
        if abs(value) > most:
            self.wrong(path + name, f"must lie between -{most:g} and {most:g}")
            return None
        return float(value)

    def decimal(self, holder: Mapping[str, Any], name: str, path: str) -> Decimal | None:
        value = holder.get(name)
        if value is None or value == "":
            return None
        try:
            number = Decimal(value) if isinstance(value, str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or not 0 <= number < Decimal(10) ** 10:
            self.wrong(path + name, "must be a number of at least 0, as a text")
            return None
        return round(number, 2)

    def moment(self, holder: Mapping[str, Any], name: str, path: str) -> datetime | None:
        value = holder.get(name)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2200:
            self.wrong(path + name, "must be a moment in ISO 8601 with its zone")
            return None
        return moment

    def choice(self, holder: Mapping[str, Any], name: str, path: str, choices: tuple[str, ...], other: str) -> str:
        value = holder.get(name, other)
        if value in choices:
            return str(value)
        self.wrong(path + name, f"must be one of {', '.join(choices)}")
        return other or choices[0]


def read_record(content: Any) -> Record:
    """The record of SYNC's form. Malformed names every field that is not as it must be."""
    reader = Reader()
    whole = reader.mapping(content, "record")
    reserve = reader.mapping(whole["reserve"], "reserve") if whole.get("reserve") is not None else {}
    record = Record(
        kind=reader.choice(whole, "kind", "", KINDS, ""),
        visit=reader.whole(whole, "visit", ""),
        site=reader.whole(whole, "site", ""),
        reserve_of=reader.whole(reserve, "of_visit", "reserve."),
        reserve_rank=reader.whole(reserve, "rank", "reserve."),
        reason=reader.text(whole, "reason", "", 500),
        note=reader.text(whole, "note", "", 1000),
        started_at=reader.moment(whole, "started_at", ""),
        finished_at=reader.moment(whole, "finished_at", ""),
        sent_at=reader.moment(whole, "sent_at", ""),
        position=_position(reader, whole),
        answers=tuple(_answers(reader, whole)),
        findings=tuple(_findings(reader, whole)),
        recheck=_recheck(reader, whole),
    )
    _must_say_where(reader, record)
    if reader.faults:
        raise Malformed(reader.faults)
    return record


def _must_say_where(reader: Reader, record: Record) -> None:
    if record.kind == "free_visit" and record.site is None:
        reader.wrong("site", "must name the site of a free visit")
    if record.kind == "visit" and record.visit is None and record.reserve_of is None:
        reader.wrong("visit", "must name the stop, or the stop whose reserve it is")
    if record.kind == "not_possible" and record.visit is None and record.reserve_of is None:
        reader.wrong("visit", "must name the stop")
    if record.kind == "not_possible" and not record.reason.strip():
        reader.wrong("reason", "must say why the site could not be visited")
    if record.kind == "free_visit" and not record.answers and not record.findings:
        reader.wrong("observations", "must hold an answer, or findings one finding")
    seen = set()
    for place, answer in enumerate(record.answers):
        if (answer.check_point, answer.repetition) in seen:
            reader.wrong(f"observations[{place}]", "answers the same check point a second time")
        seen.add((answer.check_point, answer.repetition))


def _position(reader: Reader, whole: Mapping[str, Any]) -> Position | None:
    if whole.get("position") is None:
        return None
    given = reader.mapping(whole["position"], "position")
    longitude = reader.degrees(given, "lon", "position.", 180)
    latitude = reader.degrees(given, "lat", "position.", 90)
    accuracy = reader.degrees(given, "accuracy", "position.", 1e7)
    is_mocked = reader.flag(given, "is_mocked", "position.")
    if longitude is None or latitude is None:
        reader.wrong("position", "must have lon and lat, or be null")
        return None
    return Position(longitude, latitude, accuracy, is_mocked)


def _answers(reader: Reader, whole: Mapping[str, Any]) -> list[Answer]:
    answers = []
    for place, given in enumerate(reader.items(whole, "observations", "", MOST_OBSERVATIONS)):
        path = f"observations[{place}]."
        one = reader.mapping(given, path.rstrip("."))
        point = reader.whole(one, "check_point", path)
        if point is None and one and one.get("check_point") is None:
            reader.wrong(path + "check_point", "must name the check point")
        answers.append(
            Answer(
                check_point=point or 0,
                repetition=reader.whole(one, "repetition", path, 1, 99) or 1,
                verdict=reader.choice(one, "verdict", path, VERDICTS, ""),
                number=reader.decimal(one, "number", path),
                total=reader.decimal(one, "total", path),
                unit_label=reader.text(one, "unit_label", path, 20),
                note=reader.text(one, "note", path, 1000),
                is_corrected_on_spot=bool(reader.flag(one, "is_corrected_on_spot", path)),
                observed_at=reader.moment(one, "observed_at", path),
                photos=tuple(_photos(reader, one, path)),
            )
        )
    return answers


def _findings(reader: Reader, whole: Mapping[str, Any]) -> list[Found]:
    findings = []
    for place, given in enumerate(reader.items(whole, "findings", "", MOST_FINDINGS)):
        path = f"findings[{place}]."
        one = reader.mapping(given, path.rstrip("."))
        text = reader.text(one, "text", path, 1000).strip()
        if not text:
            reader.wrong(path + "text", "must say what is wrong")
        severity = reader.whole(one, "severity", path, 1, 3) or 2
        findings.append(Found(text, severity, tuple(_photos(reader, one, path))))
    return findings


def _recheck(reader: Reader, whole: Mapping[str, Any]) -> Rechecked | None:
    if whole.get("recheck") is None:
        return None
    given = reader.mapping(whole["recheck"], "recheck")
    outcome = reader.choice(given, "outcome", "recheck.", OUTCOMES, "")
    return Rechecked(outcome, reader.text(given, "note", "recheck.", 1000), tuple(_photos(reader, given, "recheck.")))


def _photos(reader: Reader, holder: Mapping[str, Any], path: str) -> list[Photo]:
    photos = []
    for place, given in enumerate(reader.items(holder, "photos", path, MOST_PHOTOS)):
        here = f"{path}photos[{place}]."
        one = reader.mapping(given, here.rstrip("."))
        sha256 = one.get("sha256")
        if not isinstance(sha256, str) or len(sha256) != 64 or set(sha256) - HEX:
            reader.wrong(here + "sha256", "must be 64 hexadecimal digits in lower case")
            continue
        photos.append(
            Photo(
                sha256=sha256,
                kind=reader.choice(one, "kind", here, ("found", "corrected"), "found"),
                taken_at=reader.moment(one, "taken_at", here),
                longitude=reader.degrees(one, "lon", here, 180),
                latitude=reader.degrees(one, "lat", here, 90),
                source=reader.choice(one, "source", here, ("camera", "library", "unknown"), "unknown"),
            )
        )
    return photos
