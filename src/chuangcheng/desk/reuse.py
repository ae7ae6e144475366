"""Pictures that come from the same photo as an earlier one, with both records, for whoever may see both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.cases.queries import CasePhoto, photos_of_files, seen_cases
from chuangcheng.evidence.queries import File, reused_from
from chuangcheng.inspections.queries import ObservationPhoto, cases_of_visits, seen_visits, visit_photos_of_files
from chuangcheng.kit.requests import StaffRequest

LEAST_SIDE = 150
"""Pixels: what is smaller is an icon or a thumbnail, which serves many records and proves nothing in any."""

Pairs = list[tuple[int, File, str]]
"""(file of the record, earlier file, kind)."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where an earlier picture is attached. Who may not see the record learns its kind and the day alone."""

    at: datetime
    record: str
    url: str = ""
    picture: str = ""


def pairs_of(files: dict[int, File]) -> Pairs:
    """Kept comparisons that say re-use, and each file with itself: the same bytes in two records are one file."""
    found = [(row.later_id, row.earlier, row.kind) for row in reused_from(files)]
    large = {pk: file for pk, file in files.items() if min(file.width or 0, file.height or 0) >= LEAST_SIDE}
    return found + [(pk, file, "exact") for pk, file in large.items()]


class Uses:
    """Where the earlier pictures of some pairs are attached: six queries, whatever their number."""

    def __init__(self, request: StaffRequest, pairs: Pairs) -> None:
        files = {earlier.pk for _file, earlier, _kind in pairs}
        self.in_cases = photos_of_files(files) if files else []
        self.in_visits = visit_photos_of_files(files) if files else []
        visits = {one.observation.visit_id for one in self.in_visits}
        self.came_of = cases_of_visits(visits) if visits else {}
        cases = {one.case_id for one in self.in_cases}
        self.cases = seen_cases(request.actor, cases) if cases else set()
        self.visits = seen_visits(request.actor, visits, request.at) if visits else set()

    def first(self, file: int, before: datetime, own_cases: set[int], own_visits: set[int]) -> Use | None:
        """The oldest foreign use that is older than a moment; one that may be seen comes before one that may not.

        A finding's photo in the case that came of it is no re-use, nor is a picture that parts of a case share.
        """
        uses = [
            self._case(one)
            for one in self.in_cases
            if one.file_id == file and one.case_id not in own_cases and one.added_at < before
        ]
        uses += [
            self._visit(one)
            for one in self.in_visits
            if one.file_id == file
            and one.observation.visit_id not in own_visits
            and not self.came_of.get(one.observation.visit_id, set()) & own_cases
            and one.observation.observed_at < before
        ]
        return min(uses, key=lambda one: (not one.url, one.at), default=None)

    def _case(self, photo: CasePhoto) -> Use:
        if photo.case_id not in self.cases:
            return Use(photo.added_at, _("a case"))
        picture = reverse("desk:case_photo", args=[photo.case_id, photo.pk, "shown"])
        label = _("case %(number)s") % {"number": photo.case.number}
        return Use(photo.added_at, label, reverse("desk:case", args=[photo.case_id]), picture)

    def _visit(self, photo: ObservationPhoto) -> Use:
        visit_id, at = photo.observation.visit_id, photo.observation.observed_at
        if visit_id not in self.visits:
            return Use(at, _("a visit"))
        picture = reverse("desk:observation_photo", args=[photo.pk, "shown"])
        return Use(at, _("a visit"), reverse("desk:visit", args=[visit_id]), picture)


def kind_in_words(kind: str) -> str:
    """How the later picture was made from the earlier."""
    words: dict[str, Any] = {
        "exact": _("the very same file"),
        "mirrored": _("mirrored"),
        "screenshot": _("with surroundings, as on a screenshot"),
        "cropped": _("a part of it"),
        "brightness": _("made brighter or darker"),
        "resized": _("at another size"),
        "recompressed": _("saved again"),
    }
    return str(words.get(kind, kind))
