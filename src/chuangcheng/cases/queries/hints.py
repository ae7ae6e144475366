"""Hints on the pictures of a case: for people to look, never a verdict. Computed when asked for.

Codes: `reused` (comes from the same photo as an earlier one), `other_place` (before and after do not seem to show one
place), and those of `evidence.rules.doubts`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from chuangcheng.cases.access import visible
from chuangcheng.cases.models import Case, CasePhoto, HintDismissal, PhotoKind
from chuangcheng.evidence.queries import File, compared
from chuangcheng.evidence.rules import LONG_BEFORE, doubts
from chuangcheng.kit.actor import Actor

CODES = ("reused", "other_place", "taken_long_before", "taken_after_receipt", "taken_elsewhere")
"""Those that can be dismissed one by one; `no_metadata` is only counted."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint on one picture. `amount` as `evidence.rules.Doubt`; `earlier` where it is about two pictures."""

    code: str
    photo: CasePhoto
    amount: float | None = None
    earlier: File | None = None
    kind: str = ""

    @property
    def key(self) -> tuple[str, int, int | None]:
        """What its dismissal is found by."""
        return self.code, self.photo.file_id, self.earlier.pk if self.earlier else None


def doubts_of(case: Case, photos: Sequence[CasePhoto]) -> list[Hint]:
    """What cameras claim against the case: evidence of the work may not be older than the fault. No query."""
    here = (case.longitude, case.latitude) if case.longitude is not None and case.latitude is not None else None
    found = []
    for photo in photos:
        file = photo.file
        if not file.is_image or photo.kind == PhotoKind.NOTE:
            continue
        there = (file.longitude, file.latitude) if file.longitude is not None and file.latitude is not None else None
        said = doubts(
            taken_at=file.taken_at,
            taken_where=there,
            record_at=case.found_at,
            record_where=here,
            received_at=file.stored_at,
            allowed_before=timedelta(0) if photo.kind == PhotoKind.AFTER else LONG_BEFORE,
        )
        found += [Hint(one.code, photo, one.amount) for one in said]
    return found


def pairs_to_compare(photos: Sequence[CasePhoto]) -> list[tuple[CasePhoto, CasePhoto]]:
    """(before, after) of the newest attempt: three of each at most."""
    images = [one for one in photos if one.file.is_image]
    before = [one for one in images if one.kind == PhotoKind.BEFORE][:3]
    after = [one for one in images if one.kind == PhotoKind.AFTER]
    last = max((one.attempt for one in after), default=0)
    return [(one, other) for one in before for other in [p for p in after if p.attempt == last][:3]]


def other_places(photos: Sequence[CasePhoto]) -> list[Hint]:
    """A hint on the first picture after the work if none of the newest attempt shows the place from before. One query.

    Nothing is said while a pair waits for its comparison, or where a picture is too plain to tell.
    """
    pairs = pairs_to_compare(photos)
    if not pairs:
        return []
    rows = compared({one.file_id for one, _other in pairs}, {other.file_id for _one, other in pairs})
    said = {(row.earlier_id, row.later_id): row.is_same_place for row in rows}
    answers = [said.get((one.file_id, other.file_id)) for one, other in pairs]
    return [Hint("other_place", pairs[0][1], earlier=pairs[0][0].file)] if set(answers) == {False} else []


def dismissals(case: Case) -> dict[tuple[str, int, int | None], HintDismissal]:
    """What has been looked at, by `Hint.key`. One query."""
    rows = HintDismissal.objects.filter(case=case).select_related("dismissed_by")[:200]
    return {(row.code, row.file_id, row.earlier_id): row for row in rows}


def family(case: Case) -> set[int]:
    """The case, its parts, what it is a part of, and what was merged: pictures go from one to the other. One query."""
    top = [pk for pk in (case.pk, case.parent_id, case.merged_into_id) if pk]
    related = Q(parent__in=top) | Q(merged_into__in=top)
    return {*top, *Case.objects.filter(related).values_list("pk", flat=True)[:500]}


def photos_of_files(files: Iterable[int]) -> list[CasePhoto]:
    """Where these files are attached to cases, oldest first; at most 200. One query."""
    return list(
        CasePhoto.objects.filter(file__in=list(files)).select_related("case", "file").order_by("added_at")[:200]
    )


def seen_cases(actor: Actor, ids: Iterable[int]) -> set[int]:
    """Those of the cases that the actor may see. One query."""
    return set(Case.objects.filter(visible(actor), pk__in=list(ids)).values_list("pk", flat=True))
