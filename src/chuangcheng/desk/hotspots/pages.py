"""Where and when shortfalls pile up: map and list of what stands out, and how one cell's figure came about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.patrols.listing import tabs
from chuangcheng.desk.scores.views import number
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import locate
from chuangcheng.scoring import spotting
from chuangcheng.scoring.spotting import ALL, RESOLUTIONS, SLOTS, SOURCES, Spot

SIZES = {9: gettext_lazy("about 350 m"), 8: gettext_lazy("about 900 m")}
TONES = {"hot": "alarm", "warm": "warn", "": "neutral"}
LEGEND = (
    {"tone": "alarm", "label": gettext_lazy("stands out for sure")},
    {"tone": "warn", "label": gettext_lazy("worth a look")},
)
METHOD = "Ord, Getis 1995; Freeman, Tukey 1950; Benjamini, Yekutieli 2001; Benjamini, Hochberg 1995; H3 (Brodsky 2018)"
MOST = 200


def slot_name(slot: int) -> str:
    """The hours of a slot; 0 is the whole day."""
    if slot == 0:
        return _("the whole day")
    first, last = SLOTS[slot - 1]
    return f"{first:02d}:00–{last:02d}:00"


def source_names() -> dict[str, Any]:
    """Code of a source -> its name, all together first."""
    return {ALL: _("All sources"), **{one.code: one.label for one in SOURCES}}


def _chips(request: StaffRequest, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Groups of choices; each keeps the others."""
    slots = [("", _("all hours"))] + [(str(one), slot_name(one)) for one in range(len(SLOTS) + 1)]
    groups: tuple[tuple[str, Any, Iterable[tuple[Any, Any]]], ...] = (
        ("source", _("Source"), source_names().items()),
        ("size", _("Size of the cells"), SIZES.items()),
        ("slot", _("Time of day"), slots),
        ("days", _("Period"), [(one, _("Last {days} days").format(days=one)) for one in spotting.PERIODS]),
    )
    return [
        {
            "label": label,
            "chips": [
                {
                    "label": text,
                    "url": f"?{urlencode({**asked, name: value})}",
                    "active": str(asked[name]) == str(value),
                }
                for value, text in values
            ],
        }
        for name, label, values in groups
    ]


@require_GET
def hotspots(request: StaffRequest) -> HttpResponse:
    """What stands out, the surest first."""
    slot, size, days = (number(request, name) for name in ("slot", "size", "days"))
    asked: dict[str, Any] = {
        "source": request.GET.get("source", "") if request.GET.get("source", "") in source_names() else ALL,
        "size": size if size in RESOLUTIONS else RESOLUTIONS[0],
        "slot": slot if slot is not None and slot <= len(SLOTS) else "",
        "days": days if days in spotting.PERIODS else spotting.PERIODS[0],
    }
    found = spotting.get_survey(asked["source"], asked["size"], asked["days"])
    chosen = asked["slot"]
    spots = spotting.spots_of(found, chosen if isinstance(chosen, int) else None) if found else []
    rows = [_row(one, asked) for one in spots[:MOST]]
    context = {
        "found": found,
        "rows": rows,
        "more": max(0, len(spots) - MOST),
        "groups": _chips(request, asked),
        "features": _features(rows),
        "legend": LEGEND,
        "sources": SOURCES,
        "method": METHOD,
        "tabs": tabs(request, "desk:hotspots"),
    }
    return render(request, "desk/hotspots/hotspots.html", context)


def _row(one: Spot, asked: dict[str, Any]) -> dict[str, Any]:
    address = reverse("desk:hotspot", args=[asked["source"], asked["size"], one.slot, one.cell])
    return {
        "spot": one,
        "where": locate(*spotting.centre_of(one.cell)).area,
        "when": slot_name(one.slot),
        "url": f"{address}?days={asked['days']}",
        "tone": TONES[one.tone],
    }


def _features(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Each cell once, in the tone of its surest slot."""
    by_cell: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_cell[row["spot"].cell].append(row)
    return {"type": "FeatureCollection", "features": [_feature(own) for own in by_cell.values()]}


def _feature(rows: list[dict[str, Any]]) -> dict[str, Any]:
    first = rows[0]
    properties = {
        "kind": "area",
        "name": first["where"].name if first["where"] else first["spot"].cell,
        "note": _(", ").join(row["when"] for row in rows),
        "url": first["url"],
        "tone": first["tone"],
    }
    return {"type": "Feature", "geometry": spotting.outline_of([first["spot"].cell]), "properties": properties}


@require_GET
def hotspot(request: StaffRequest, source: str, resolution: int, slot: int, cell: str) -> HttpResponse:
    """One cell at one time of day: formula, inputs, the cases there; the button that makes it a plan."""
    days = number(request, "days")
    found = spotting.get_survey(source, resolution, days if days is not None else spotting.PERIODS[0])
    one = spotting.spot_in(found, cell, slot)
    assert found is not None
    alone = {"spot": one, "where": None, "when": slot_name(slot), "url": "", "tone": TONES[one.tone]}
    wanted = urlencode({"cell": cell, "hours": slot, "count": round(one.observed)})
    west, south, east, north = spotting.box_of(cell)
    longitude, latitude = spotting.centre_of(cell)
    context = {
        "found": found,
        "spot": one,
        "where": locate(longitude, latitude).area,
        "when": slot_name(slot),
        "source": source_names()[source],
        "sources": SOURCES,
        "method": METHOD,
        "tone": TONES[one.tone],
        "size": SIZES[resolution],
        "features": _features([alone]),
        "parts": spotting.parts_of(cell, slot, resolution, found.days),
        "cases_url": f"{reverse('desk:cases')}?box={west:.6f},{south:.6f},{east:.6f},{north:.6f}",
        "plan_url": f"{reverse('desk:trouble_spot_new')}?{wanted}",
        "may_propose": request.actor.may_anywhere("patrols.propose_spot"),
        "sees_cases": request.actor.may_anywhere("cases.see_case"),
        "is_same": spotting.recomputed(found) if request.GET.get("check") else None,
    }
    return render(request, "desk/hotspots/hotspot.html", context)
