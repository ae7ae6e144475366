"""Trouble spots by place and time of day: computed from all sources, kept by day, shown to whoever sees scores."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from chuangcheng.kit.refused import NotFound
from chuangcheng.scoring.hotspots.grid import (
    SLOTS,
    Event,
    Spot,
    Survey,
    box_of,
    centre_of,
    is_cell,
    outline_of,
    surveyed,
)
from chuangcheng.scoring.hotspots.sources import ALL, SOURCES, EventSource
from chuangcheng.scoring.models import Analysis
from chuangcheng.scoring.streets import usual_period

__all__ = ["ALL", "RESOLUTIONS", "SLOTS", "SOURCES", "Analysis", "Spot", "box_of", "centre_of", "is_cell", "outline_of"]

RULE_VERSION = "hotspots-2026-1"
RESOLUTIONS = (9, 8)
"""H3: hexagons of about 350 m and 900 m across; the small ones first, because Gi* looks at the cells around too."""
PERIODS = (365, 90)

Content = dict[str, Any]


def kind_of(source: str, resolution: int, days: int) -> str:
    """Under which name a survey is kept."""
    return f"hotspots:{source}:{resolution}:{days}"


def computed(days: int, at: datetime, kind: str = "") -> dict[str, Content]:
    """Kind -> content, for every source alone and for all together; `kind`: only this one.

    A content has `tests`, `cells`, `found` and `spots` (see `Spot`). Five queries.
    """
    period = usual_period(at, days)
    events: dict[str, list[Event]] = {one.code: list(one.read(period, at)) for one in SOURCES}
    events[ALL] = [event for some in events.values() for event in some]
    wanted = {
        kind_of(source, resolution, days): (source, resolution) for source in events for resolution in RESOLUTIONS
    }
    return {
        name: _content(surveyed(events[source], resolution), events[source])
        for name, (source, resolution) in wanted.items()
        if kind in ("", name)
    }


def _content(made: Survey, events: Sequence[Event]) -> Content:
    """Only cells where something was found are kept: the others cannot stand out."""
    return {
        "tests": made.tests,
        "cells": len({one.cell for one in made.spots}),
        "found": sum(event.observed for event in events),
        "spots": [list(astuple(one)) for one in made.spots if one.observed],
    }


def get_survey(source: str, resolution: int, days: int) -> Analysis | None:
    """The newest survey; None before the first. NotFound for what is not surveyed."""
    if source not in {ALL, *(one.code for one in SOURCES)} or resolution not in RESOLUTIONS or days not in PERIODS:
        raise NotFound("survey")
    return Analysis.objects.filter(kind=kind_of(source, resolution, days)).order_by("-day").first()


def spot_in(found: Analysis | None, cell: str, slot: int) -> Spot:
    """One cell in a slot, standing out or not; NotFound where nothing was found, or before the first survey."""
    for row in found.content["spots"] if found else ():
        if row[0] == cell and row[1] == slot:
            return Spot(*row)
    raise NotFound("cell")


@dataclass(frozen=True, slots=True)
class Part:
    """What one source says of a cell; nought where it says nothing."""

    source: EventSource
    observed: float
    expected: float | None


def parts_of(cell: str, slot: int, resolution: int, days: int) -> list[Part]:
    """The sources behind a cell of all of them. A query each."""
    parts = []
    for source in SOURCES:
        found = get_survey(source.code, resolution, days)
        rows = [row for row in (found.content["spots"] if found else ()) if (row[0], row[1]) == (cell, slot)]
        parts.append(Part(source, rows[0][2], rows[0][3]) if rows else Part(source, 0.0, None))
    return parts


def spots_of(found: Analysis, slot: int | None = None) -> list[Spot]:
    """What stands out, the surest first; of one slot, or of all."""
    spots = [Spot(*row) for row in found.content["spots"]]
    called = [one for one in spots if one.tone and (slot is None or one.slot == slot)]
    return sorted(called, key=lambda one: (one.strict, one.lenient, -one.z, one.cell, one.slot))


def is_current(days: int, at: datetime) -> bool:
    """True if today's survey is there: events come in all day, and a day's delay does no harm."""
    kinds = Analysis.objects.filter(kind=kind_of(ALL, RESOLUTIONS[0], days), rule_version=RULE_VERSION)
    return kinds.filter(day=usual_period(at, days).last).exists()


def recomputed(found: Analysis) -> bool:
    """True if the sources give the same digits today, as far as they reached then."""
    again = computed(found.days, found.computed_at, found.kind)[found.kind]
    return json.dumps(again, sort_keys=True) == json.dumps(found.content, sort_keys=True)
