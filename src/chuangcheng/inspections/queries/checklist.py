"""What is answered at a stop, with what has been answered and what still lacks; and who is responsible for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chuangcheng.duties.models import StandardDuty
from chuangcheng.duties.queries import responsible_for
from chuangcheng.frameworks.models import CheckPoint, PhotoRule
from chuangcheng.inspections.models import (
    FIRST,
    Observation,
    ObservationPhoto,
    ObservationPhotoKind,
    Verdict,
    Visit,
    VisitKind,
)
from chuangcheng.inspections.rules import COUNTED, Answer, missing
from chuangcheng.places.queries import Place, Site

OF_THE_PLACE = ("holds_facility", "holds_site", "adopted_segment")


@dataclass(slots=True)
class Line:
    """One check point at one repetition: its answer, its photos, and what it still lacks."""

    check_point: CheckPoint
    repetition: int
    observation: Observation | None
    photos: list[ObservationPhoto] = field(default_factory=list)

    @property
    def found_photos(self) -> list[ObservationPhoto]:
        return [photo for photo in self.photos if photo.kind == ObservationPhotoKind.FOUND]

    @property
    def corrected_photos(self) -> list[ObservationPhoto]:
        return [photo for photo in self.photos if photo.kind == ObservationPhotoKind.CORRECTED]

    @property
    def missing(self) -> list[str]:
        """Codes: verdict, number, photo, corrected_photo."""
        return missing(self.check_point.kind, self.check_point.photo, self._answer())

    def _answer(self) -> Answer | None:
        row = self.observation
        if row is None:
            return None
        counts = len(self.found_photos), len(self.corrected_photos)
        return Answer(row.verdict, row.number is not None, *counts, row.is_corrected_on_spot)

    @property
    def is_counted(self) -> bool:
        """True where the check point asks for a number."""
        return self.check_point.kind in COUNTED or self.check_point.kind == "threshold"

    @property
    def verdict_label(self) -> str:
        return str(Verdict(self.observation.verdict).label) if self.observation else ""

    @property
    def photo_rule(self) -> str:
        return self.check_point.photo

    @property
    def wants_photos_ever(self) -> bool:
        return self.check_point.photo != PhotoRule.NONE


def checklist(visit: Visit, reading: int = FIRST) -> list[Line]:
    """Every check point of the stop, content by content in the edition's order; repetitions beneath each other.
    Three queries. The answers are those of one reading, by default of the one that counts.
    """
    rows = list(Observation.objects.filter(visit=visit, reading=reading).order_by("repetition"))
    photos: dict[int, list[ObservationPhoto]] = {}
    pictures = ObservationPhoto.objects.filter(observation__visit=visit, observation__reading=reading)
    for photo in pictures.select_related("file"):
        photos.setdefault(photo.observation_id, []).append(photo)
    lines = []
    for point in _points(visit):
        answers = [row for row in rows if row.check_point_id == point.pk]
        for row in answers:
            row.check_point = point
            lines.append(Line(point, row.repetition, row, photos.get(row.pk, [])))
        if not answers:
            lines.append(Line(point, 1, None))
    return lines


def unanswered(visit: Visit) -> list[Line]:
    """What is asked at the stop, for whoever may not know any answer yet."""
    return [Line(point, 1, None) for point in _points(visit)]


def _points(visit: Visit) -> list[CheckPoint]:
    """The editions' check points for this kind of site. One that both editions name counts where it bears on a
    standard. A re-check looks only at what its case was about: its check point, or no more than the case itself.
    """
    if visit.site is None:
        return []
    wanted = CheckPoint.objects.filter(edition__in=visit.edition_ids, site_type=visit.site.site_type_id)
    return asked_at(visit, visit.site, wanted.select_related("standard__parent").order_by("edition_id", "position"))


def asked_at(visit: Visit, site: Site | None, rows: Iterable[CheckPoint]) -> list[CheckPoint]:
    """The check points of `rows` (in the order of edition and position) that are answered at a site during a visit.

    None where there is no site, nor at a re-check of a case that has no check point.
    """
    by_code: dict[str, CheckPoint] = {}
    for point in rows:
        if site is None or point.edition_id not in visit.edition_ids or point.site_type_id != site.site_type_id:
            continue
        if visit.kind == VisitKind.RECHECK and (visit.case is None or visit.case.check_point_id != point.pk):
            continue
        known = by_code.get(point.code)
        if known is None or (known.standard_id is None and point.standard_id is not None):
            by_code[point.code] = point
    points = sorted(by_code.values(), key=lambda point: (point.position, point.code))
    contents = list(dict.fromkeys(_content(point) for point in points))
    return sorted(points, key=lambda point: contents.index(_content(point)))


def _content(point: CheckPoint) -> int | None:
    return point.standard.parent_id if point.standard else None


def responsible_units(place: Place, points: Sequence[CheckPoint], at: datetime) -> dict[int, int | None]:
    """check point id -> id of the unit responsible for its standard at this place: who holds the place, else who leads
    the standard or its content, else whose area it is. A few queries for any number of check points.
    """
    candidates = responsible_for(None, place, at)
    here = next((one.unit.pk for one in candidates if one.reason_code in OF_THE_PLACE), None)
    if here is not None:
        return {point.pk: here for point in points}
    local = next((one.unit.pk for one in candidates), None)
    standards = {point.standard_id: point.standard for point in points if point.standard}
    wanted = {*standards, *(standard.parent_id for standard in standards.values())}
    leads = dict(StandardDuty.objects.filter(standard__in=wanted - {None}).values_list("standard_id", "lead_unit_id"))
    found: dict[int, int | None] = {}
    for point in points:
        standard = point.standard
        lead = leads.get(standard.pk) or leads.get(standard.parent_id or 0) if standard else None
        found[point.pk] = lead or local
    return found
