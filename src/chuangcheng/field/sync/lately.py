"""What stands beside the day's stops: visits that are over with what came of them, and scenes that wait."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from chuangcheng.calibrations.queries import own_calibrations
from chuangcheng.inspections.queries import lately_of
from chuangcheng.kit.actor import Actor


def finished_shown(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """The own visits that ended lately, with the cases that came of them."""
    return [
        {
            "visit": one.visit.pk,
            "name": one.visit.place.name,
            "state": one.visit.get_state_display(),
            "is_apart": one.visit.is_apart,
            "visited_at": one.visit.visited_at.isoformat() if one.visit.visited_at else None,
            "cases": [
                {
                    "number": finding.case.number,
                    "text": finding.text_zh,
                    "state": finding.case.get_state_display(),
                    "unit": finding.case.unit.name if finding.case.unit else "",
                }
                for finding in one.findings
            ],
        }
        for one in lately_of(actor, at)
    ]


def calibrations_shown(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Calibrations that the actor judges, or whose result is new. Their scenes are judged on pages, with a network."""
    return [
        {
            "name": one.calibration.name,
            "address": reverse("field:calibration", args=[one.calibration.pk]),
            "is_open": one.is_open,
            "judged": one.judged_count,
            "total": one.scene_count,
            "closes_on": one.calibration.closes_on.isoformat(),
        }
        for one in own_calibrations(actor)
        if one.is_open or one.is_fresh(at)
    ]
