"""How a case begins: registered, corrected in its details, refused, merged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases import queries, rules
from chuangcheng.cases.actions.authorising import must
from chuangcheng.cases.actions.photos import attach
from chuangcheng.cases.actions.settling import settle_parent
from chuangcheng.cases.models import Case, CaseCounter, Category, PhotoKind, Source, State, Submission
from chuangcheng.cases.workflow import check, moved
from chuangcheng.evidence.models import File
from chuangcheng.frameworks.models import CheckPoint, Indicator
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.places.queries import Place


def _number(at: datetime) -> str:
    year = at.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    return rules.number(year, next_number(CaseCounter.objects.all(), f"case:{year}"))


def _located(place: Place) -> dict[str, Any]:
    """The columns of a place; what the site knows fills what was not said."""
    site, facility, segment = place.site, place.facility, place.segment
    point = next((p for p in (place, facility, site) if p and p.longitude is not None), None)
    holders = [p for p in (site, facility, segment) if p is not None]
    return {
        "area": place.area or next((p.area for p in holders if p.area), None),
        "segment": segment or next((p.segment for p in (site, facility) if p and p.segment_id), None),
        "site": site,
        "facility": facility or (site.facility if site and site.facility_id else None),
        "longitude": point.longitude if point else None,
        "latitude": point.latitude if point else None,
        "address_zh": place.address or next((p.address_zh for p in (site, facility) if p), ""),
    }


def _standard(category: Category | None, check_point: CheckPoint | None, moment: datetime) -> Indicator | None:
    return check_point.standard if check_point else queries.standard_of(category, moment)


def _save_new(case: Case) -> None:
    case.search_text = queries.searchable(case)
    case.group = queries.group_of(case)
    case.save(force_insert=True)


def open_case(
    *,
    by: Actor,
    at: datetime,
    source: str,
    description: str,
    place: Place,
    category: Category | None = None,
    standard: Indicator | None = None,
    check_point: CheckPoint | None = None,
    severity: int | None = None,
    photos: Sequence[File] = (),
    found_at: datetime | None = None,
    corrected_photos: Sequence[File] = (),
    measure: str = "",
    parent: Case | None = None,
    found_by_id: int | None = None,
) -> Case:
    """Register a case. With `corrected_photos` (即整即改) it goes to verification at once.

    `found_by_id`: the person whose finding it is, where the product itself opens the case on it.

    The standard comes from the check point, else from the category. Refused: `missing`, `unknown_source`.
    """
    columns = _located(place)
    by.must("cases.open_case", area_path=columns["area"].path if columns["area"] else "")
    description = description.strip()
    _check_said(source, description)
    with act("cases.open_case", by=by, at=at) as record:
        case = Case(
            number=_number(at),
            source=source,
            severity=severity or (check_point.severity if check_point else 2),
            category=category,
            standard=standard or _standard(category, check_point, at),
            check_point=check_point,
            description=description,
            opened_by_id=found_by_id or by.person_id,
            opened_at=at,
            found_at=found_at or at,
            wanted_at=at,
            parent=parent,
            **columns,
        )
        _save_new(case)
        attach(case, photos, PhotoKind.BEFORE, by=found_by_id or by.person_id, moment=found_at or at)
        record.on(case, number=case.number, description=description[:200], source=source, photos=len(photos))
        if corrected_photos:
            _correct(case, corrected_photos, measure, by, at, found_by_id)
    return case


def _check_said(source: str, description: str) -> None:
    check("cases.open_case", None, {"description": description})
    if source not in Source.values:
        raise Refused("unknown_source", _("This source is not known."), field="source")


def _correct(
    case: Case, photos: Sequence[File], measure: str, by: Actor, at: datetime, found_by_id: int | None
) -> None:
    """Whoever found it put it right on the spot, also where the product writes it down."""
    submit_correction(by=by, at=at, case=case, photos=photos, measure=measure)
    if found_by_id:
        Submission.objects.filter(case=case).update(submitted_by=found_by_id)


def submit_correction(*, by: Actor, at: datetime, case: Case, photos: Sequence[File], measure: str = "") -> Case:
    """It was put right during the visit: the case waits for verification without ever having a clock."""
    must(by, "cases.submit_correction", case)
    move = check("cases.submit_correction", case.state, {"photos": photos})
    with act("cases.submit_correction", by=by, at=at, on=case) as record:
        first = next(iter(queries.candidates(case, at)), None)
        moved(
            case,
            move,
            unit=first.unit if first else None,
            post=first.post if first else None,
            dispatch_reason=queries.reason_of(first) if first else {},
            wanted_at=at,
        )
        attempt = case.submissions.count() + 1
        Submission.objects.create(
            case=case, attempt=attempt, measure=measure, submitted_at=at, submitted_by_id=by.person_id
        )
        attach(case, photos, PhotoKind.AFTER, by=by.person_id, moment=at, attempt=attempt)
        record.note(number=case.number, measure=measure[:200], photos=len(photos))
    return case


def classify_case(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    category: Category | None,
    description: str = "",
    severity: int | None = None,
    standard: Indicator | None = None,
    place: Place | None = None,
) -> Case:
    """Correct what a registered case is about, before it is dispatched; what is not given stays."""
    must(by, "cases.classify_case", case)
    move = check("cases.classify_case", case.state, {})
    with act("cases.classify_case", by=by, at=at, on=case, number=case.number) as record:
        changes: dict[str, Any] = {
            "category": category,
            "standard": standard or queries.standard_of(category, at) or case.standard,
            "description": description.strip() or case.description,
            "severity": severity or case.severity,
            **(_located(place) if place else {}),
        }
        record.note(changed=sorted(name for name, value in changes.items() if getattr(case, name) != value))
        moved(case, move, **changes)
        case.search_text, case.group = queries.searchable(case), queries.group_of(case)
        case.save(update_fields=["search_text", "group"])
    return case


def refuse_case(*, by: Actor, at: datetime, case: Case, reason: str) -> Case:
    """No case is made of it (不予立案); it can be reopened."""
    must(by, "cases.refuse_case", case)
    move = check("cases.refuse_case", case.state, {"reason": reason.strip()})
    with act("cases.refuse_case", by=by, at=at, on=case, number=case.number, reason=reason.strip()):
        moved(case, move, closed_at=at, wanted_at=at)
        settle_parent(case, at)
    return case


def merge_case(*, by: Actor, at: datetime, case: Case, into: Case, reason: str) -> Case:
    """The same matter is already a case: this one ends and points at it. Refused: `merged_into_itself`, `not_there`."""
    must(by, "cases.merge_case", case)
    move = check("cases.merge_case", case.state, {"into": into, "reason": reason.strip()})
    if into.pk == case.pk:
        raise Refused("merged_into_itself", _("A case cannot be merged into itself."), field="into")
    with act("cases.merge_case", by=by, at=at, on=case, number=case.number, reason=reason.strip()) as record:
        # The row lock on the target keeps two cases from being merged into each other at the same moment.
        target = Case.objects.select_for_update().get(pk=into.pk)
        if target.state in (State.MERGED, State.REFUSED):
            raise Refused(
                "not_there", _("That case has itself been merged or refused. Choose another one."), field="into"
            )
        moved(case, move, merged_into=target, closed_at=at, wanted_at=at)
        record.note(into=target.number, into_id=target.pk)
        settle_parent(case, at)
    return case
