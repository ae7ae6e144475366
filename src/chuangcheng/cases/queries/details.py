"""One case for one reader: the only door of the faces."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from chuangcheng.cases.access import visible
from chuangcheng.cases.models import Case, CasePhoto, Extension, Pause, Recheck, Submission
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound

NEIGHBOURS = (
    "category",
    "standard",
    "check_point",
    "area",
    "segment",
    "site__site_type",
    "facility",
    "unit",
    "post",
    "group",
    "opened_by",
    "parent",
    "merged_into",
)


def searchable(case: Case) -> str:
    """What the search box looks in: number, words, place, category."""
    places = [place.name_zh for place in (case.site, case.facility, case.segment, case.area) if place]
    category = case.category.name_zh if case.category else ""
    return search_text(case.number, case.description, case.address_zh, category, *places)


def get_case_for(actor: Actor, pk: int) -> Case:
    """The case with everything its page names, in one query. NotFound (404) for what may not be seen."""
    case = Case.objects.select_related(*NEIGHBOURS).filter(visible(actor), pk=pk).first()
    if case is None:
        raise NotFound("case")
    return case


@dataclass(frozen=True, slots=True)
class Dossier:
    """The rows of one case that its page shows, each list read once."""

    case: Case
    photos: list[CasePhoto]
    submissions: list[Submission]
    pauses: list[Pause]
    extensions: list[Extension]
    rechecks: list[Recheck]
    parts: list[Case]
    merged: list[Case]
    seen: set[int]
    """Ids of the cases above that the reader may open: links lead nowhere else."""

    def pictures(self, kind: str, attempt: int | None = None) -> list[CasePhoto]:
        """The photos of one kind, of one attempt if given."""
        return [one for one in self.photos if one.kind == kind and attempt in (None, one.attempt)]


def dossier(actor: Actor, case: Case) -> Dossier:
    """Everything that hangs on a case; of related cases those that the actor may see. Seven queries."""
    named = Q(pk__in=[pk for pk in (case.parent_id, case.merged_into_id) if pk])
    related = Case.objects.filter(visible(actor), Q(parent=case) | Q(merged_into=case) | named)
    near = list(related.select_related("unit", "area").order_by("pk")[:200])
    return Dossier(
        case,
        list(case.photos.select_related("file")[:200]),
        list(case.submissions.select_related("submitted_by", "verified_by")),
        list(case.pauses.all()),
        list(case.extensions.select_related("asked_by")),
        list(case.rechecks.select_related("seen_by", "unit")),
        [one for one in near if one.parent_id == case.pk],
        [one for one in near if one.merged_into_id == case.pk],
        {one.pk for one in near},
    )


def photo_for(actor: Actor, case_id: int, photo_id: int) -> CasePhoto:
    """A photo of a case that the actor may see. NotFound otherwise."""
    seen = Case.objects.filter(visible(actor), pk=case_id)
    photo = CasePhoto.objects.select_related("file").filter(pk=photo_id, case__in=seen).first()
    if photo is None:
        raise NotFound("photo")
    return photo


def case_by_number_for(actor: Actor, number: str) -> Case:
    """The case with this number, if the actor may see it. NotFound otherwise."""
    case = Case.objects.select_related(*NEIGHBOURS).filter(visible(actor), number=number.strip()).first()
    if case is None:
        raise NotFound("case")
    return case


def cases_by_id_for(actor: Actor, ids: Iterable[int]) -> list[Case]:
    """Those of the cases that the actor may see, at most 200, in the order of their numbers."""
    wanted = list(dict.fromkeys(ids))[:200]
    rows = Case.objects.select_related(*NEIGHBOURS).filter(visible(actor), pk__in=wanted)
    return list(rows.order_by("number"))


def numbers_of(ids: Iterable[int]) -> dict[int, str]:
    """id -> number of cases. One query per thousand."""
    wanted, found = sorted(set(ids)), dict[int, str]()
    for first in range(0, len(wanted), 1000):
        found |= dict(Case.objects.filter(pk__in=wanted[first : first + 1000]).values_list("pk", "number"))
    return found
