"""What the system holds already: pictures of closed cases near a standard, offered instead of asking again."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from chuangcheng.cases.models import Case, CasePhoto, PhotoKind
from chuangcheng.cases.models import State as CaseState
from chuangcheng.evidence.models import File, FileState
from chuangcheng.frameworks.models import Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.materials.models import Demand, Document, DocumentState, Kind
from chuangcheng.places.models import Condition
from chuangcheng.units.access import in_units

LOOKED_AT = 60
"""Closed cases that are looked at for pictures: enough to fill a page of twelve."""
SHOWN = 12
BEFORE_ZH, AFTER_ZH = "整改前", "整改后"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A closed case whose pictures could answer a demand.

    `is_same_standard`: it bears on the very standard, else on a neighbour under the same content. `good_since`: the
    facility it was about has been assessed as good since then.
    """

    case: Case
    before: File | None
    after: File
    is_same_standard: bool
    good_since: date | None


def candidates(actor: Actor, demand: Demand) -> list[Candidate]:
    """Closed cases of the actor's units on this standard or its neighbours, within the window, with a picture from
    after the work; those of the very standard first. Only where photographs are asked. Three queries."""
    if demand.kind not in (Kind.PHOTO, Kind.OTHER) or not actor.may_anywhere("materials.adopt_case"):
        return []
    standard = demand.standard
    near = Indicator.objects.filter(Q(pk=standard.pk) | Q(parent=standard.parent_id)).values_list("pk", flat=True)
    rows = Case.objects.filter(standard__in=list(near), state=CaseState.CLOSED)
    rows = rows.filter(in_units(actor, "materials.adopt_case", "unit__path"))
    if demand.window is not None:
        rows = rows.filter(closed_at__gte=_begin(demand.window.starts_on), closed_at__lt=_after(demand.window.ends_on))
    taken = Document.objects.filter(links__demand=demand, source_case__isnull=False)
    rows = rows.exclude(pk__in=taken.exclude(state=DocumentState.WITHDRAWN).values("source_case"))
    cases = list(rows.select_related("site", "facility", "segment", "area", "unit").order_by("-opened_at")[:LOOKED_AT])
    pictures = _pictures(cases)
    found = [
        Candidate(
            case,
            pictures[case.pk].get(PhotoKind.BEFORE),
            pictures[case.pk][PhotoKind.AFTER],
            case.standard_id == standard.pk,
            _good_since(case),
        )
        for case in cases
        if PhotoKind.AFTER in pictures.get(case.pk, {})
    ]
    return sorted(found, key=lambda one: (not one.is_same_standard, one.good_since is None))[:SHOWN]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _after(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59, 999999), ZoneInfo(settings.TIME_ZONE))


def _good_since(case: Case) -> date | None:
    facility = case.facility
    if facility is None or facility.condition != Condition.GOOD or facility.condition_on is None:
        return None
    return facility.condition_on if case.closed_at and facility.condition_on >= case.closed_at.date() else None


def _pictures(cases: list[Case]) -> dict[int, dict[str, File]]:
    """Case id -> its first picture from before and its last from after. One query."""
    wanted = (PhotoKind.BEFORE, PhotoKind.AFTER)
    rows = CasePhoto.objects.filter(case__in=cases, kind__in=wanted, file__state=FileState.CLEARED, file__kind="image")
    found: dict[int, dict[str, File]] = {}
    for photo in rows.select_related("file").order_by("pk"):
        own = found.setdefault(photo.case_id, {})
        if photo.kind == PhotoKind.AFTER:
            own[photo.kind] = photo.file
        else:
            own.setdefault(photo.kind, photo.file)
    return found


def case_pictures(case: Case) -> list[tuple[File, str]]:
    """The pictures of a case with what they show: before first, at most six of either."""
    rows = CasePhoto.objects.filter(case=case, file__state=FileState.CLEARED, file__kind="image").select_related("file")
    photos = list(rows.order_by("pk"))
    last = max((photo.attempt for photo in photos if photo.kind == PhotoKind.AFTER), default=0)
    before = [photo.file for photo in photos if photo.kind == PhotoKind.BEFORE][:6]
    after = [photo.file for photo in photos if photo.kind == PhotoKind.AFTER and photo.attempt == last][:6]
    return [(file, BEFORE_ZH) for file in before] + [(file, AFTER_ZH) for file in after]


def candidate_picture_for(actor: Actor, demand: Demand, file_id: int) -> File | None:
    """A picture that is offered to this actor for this demand."""
    offered = [file for one in candidates(actor, demand) for file in (one.before, one.after) if file]
    return next((file for file in offered if file.pk == file_id), None)


def case_on_offer(actor: Actor, demand: Demand, case_id: int) -> Case | None:
    """A case that is offered to this actor for this demand."""
    return next((one.case for one in candidates(actor, demand) if one.case.pk == case_id), None)
