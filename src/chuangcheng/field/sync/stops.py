"""One stop as the phone keeps it: where it is, what is answered there, what lies near, what it looks at again."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from chuangcheng.frameworks.queries import CheckPoint, cards_of
from chuangcheng.inspections.queries import Answered, Reserve, Stop, Visit, is_apart
from chuangcheng.places.queries import Site


def stop_shown(stop: Stop, signs: Sequence[str] = ()) -> dict[str, Any]:
    """A stop of the day. `signs`: tokens of those at its place; the packet says their digests alone."""
    digests = [hashlib.sha256(token.encode()).hexdigest() for token in signs]
    visit = stop.visit
    return {
        "visit": visit.pk,
        "kind": visit.kind,
        "position": visit.position,
        "round": visit.round_id,
        "day": visit.day.isoformat() if visit.day else None,
        "is_apart": is_apart(visit),
        "site": {**_where(visit), "units": list(dict.fromkeys(unit.name for unit in stop.units)), "signs": digests},
        "check_points": [point.pk for point in stop.check_points],
        "answers": [_answered(one) for one in stop.answers],
        "recheck": _recheck(stop),
        "open_cases": [
            {
                "id": case.pk,
                "number": case.number,
                "description": case.description,
                "due_at": case.due_at.isoformat() if case.due_at else None,
                "distance": metres,
            }
            for case, metres in stop.open_cases
        ],
        "reserve": [_reserve(one) for one in stop.reserve],
    }


def _reserve(one: Reserve) -> dict[str, Any]:
    return {"rank": one.rank, "site": site_shown(one.site), "check_points": [point.pk for point in one.check_points]}


def site_shown(site: Site) -> dict[str, Any]:
    """A site as the phone shows it."""
    hours = f"{site.opens_at:%H:%M}–{site.closes_at:%H:%M}" if site.opens_at and site.closes_at else ""
    return {
        "id": site.pk,
        "code": site.code,
        "name": site.name,
        "type": site.site_type.name,
        "address": site.address_zh,
        "lon": site.longitude,
        "lat": site.latitude,
        "hours": hours or (site.facility.hours_zh if site.facility else ""),
        "units": [],
    }


def _where(visit: Visit) -> dict[str, Any]:
    """The site; or, where a case at no site is looked at again, its place in the same words."""
    if visit.site is not None:
        return site_shown(visit.site)
    place = visit.place
    return {
        "id": None,
        "code": "",
        "name": place.name,
        "type": "",
        "address": place.address,
        "lon": place.longitude,
        "lat": place.latitude,
        "hours": "",
        "units": [],
    }


def _recheck(stop: Stop) -> dict[str, Any] | None:
    """What was wrong, what was done about it, and by whom."""
    case = stop.visit.case
    if case is None:
        return None
    pictures = [
        {
            "kind": photo.kind,
            "label": photo.get_kind_display(),
            "picture": reverse("field:recheck_photo", args=[stop.visit.pk, photo.pk]),
        }
        for photo in stop.case_photos
    ]
    return {
        "case": case.pk,
        "number": case.number,
        "description": case.description,
        "measure": stop.measure,
        "unit": case.unit.name if case.unit else "",
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "photos": pictures,
    }


def _answered(one: Answered) -> dict[str, Any]:
    row = one.observation
    return {
        "check_point": row.check_point_id,
        "repetition": row.repetition,
        "verdict": row.verdict,
        "number": str(row.number) if row.number is not None else None,
        "total": str(row.total) if row.total is not None else None,
        "unit_label": row.unit_label,
        "note": row.note_zh,
        "is_corrected_on_spot": row.is_corrected_on_spot,
        "photos": [{"kind": kind} for kind in one.photo_kinds],
    }


def check_points_shown(points: dict[int, CheckPoint]) -> dict[str, Any]:
    """Check points by id, with their standard cards."""
    cards = cards_of(points.values())
    return {
        str(pk): {
            "id": pk,
            "code": point.code,
            "text": point.name,
            "standard": point.standard.name if point.standard else "",
            "content": point.standard.parent.name if point.standard and point.standard.parent else "",
            "kind": point.kind,
            "threshold": point.threshold,
            "photo": point.photo,
            "severity": point.severity,
            "exceptions": point.exceptions_zh,
            "example_faults": list(point.example_faults),
            "cards": [
                {"kind": card.kind, "caption": card.caption_zh, "picture": reverse("field:card", args=[card.pk])}
                for card in cards.get(pk, [])
            ],
        }
        for pk, point in points.items()
    }
