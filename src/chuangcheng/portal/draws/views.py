"""Every draw there ever was, for anybody: commitment at once, proof at the end, cancellations with their reason."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.draws import queries
from chuangcheng.draws.queries import Draw, DrawState
from chuangcheng.draws.rules import verify
from chuangcheng.kit import clock
from chuangcheng.portal.draws.words import LABELS, check_label

SHOWN = 200
"""Entries of a stratum that the page lists; the file has all of them."""


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """The list, newest first; serial numbers have no gaps."""
    page = queries.public_draws(cursor=request.GET.get("cursor", ""), size=30)
    at = clock.now()
    lines = [{"draw": draw, "state": queries.public_state(draw, at)} for draw in page.rows]
    return render(request, "portal/draws/draws.html", {"page": page, "lines": lines})


@require_safe
def draw(request: HttpRequest, serial: int) -> HttpResponse:
    """One draw: what was announced, what was read, what was drawn once it is revealed, and whether it all fits."""
    found = queries.public_draw(serial)
    at = clock.now()
    proof = queries.proof(found)
    verdict = verify(proof, at=at)
    subjects = _subjects(proof["commitment"])
    context = {
        "draw": found,
        "state": queries.public_state(found, at),
        "sources": _sources(found),
        "checks": [
            {"check": check, "label": check_label(check.code), "subject": subjects.get((check.code, check.subject), "")}
            for check in verdict.checks
        ],
        "holds": verdict.holds,
        "is_sample": bool(proof.get("sample")),
        "anchor": proof.get("anchor") or {},
        "strata": _drawn(proof),
        "announced": _announced(proof["commitment"]),
        "check_labels": LABELS.items(),
    }
    return render(request, "portal/draws/draw.html", context)


def _sources(found: Draw) -> list[dict[str, Any]]:
    read = {one["source"]: " ".join(one["values"]) for one in found.entropy}
    return [
        {**source, "known_at": datetime.fromisoformat(source["known_at"]), "values": read.get(source["code"], "")}
        for source in found.sources
    ]


def _subjects(commitment: dict[str, Any]) -> dict[tuple[str, str], str]:
    """(check, its subject's code) -> the name of the frame or stratum meant."""
    frames = {
        (code, frame["code"]): frame["name"]
        for frame in commitment["frames"]
        for code in ("frame_entries", "frame_hash")
    }
    return frames | {("selection", str(one["ordinal"])): one["name"] for one in _announced(commitment)}


def _announced(commitment: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**stratum, "frame": frame["name"], "is_veiled": frame["publication"] == "veiled"}
        for frame in commitment["frames"]
        for stratum in frame["strata"]
    ]


def _drawn(proof: dict[str, Any]) -> list[dict[str, Any]]:
    """What was drawn, in draw order; a veiled entry shows its hash only."""
    if "frames" not in proof:
        return []
    entries = {(entry["stratum"], entry["ordinal"]): entry for frame in proof["frames"] for entry in frame["entries"]}
    names = {one["ordinal"]: one for one in _announced(proof["commitment"])}
    return [
        {
            "announced": names[one["stratum"]],
            "entries": [entries[one["stratum"], n] for n in one["selected"][:SHOWN]],
            "more": max(0, len(one["selected"]) - SHOWN),
            "reserve_count": len(one["reserve"]),
        }
        for one in proof["selection"]
    ]


@require_safe
def draw_proof(request: HttpRequest, serial: int) -> JsonResponse:
    """The proof as a file for `chuangcheng draw verify`; pending it holds the commitment only."""
    found = queries.public_draw(serial)
    answer = JsonResponse(queries.proof(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="draw-{found.serial}.json"'
    if found.state not in (DrawState.REVEALED, DrawState.CANCELLED):
        answer["Cache-Control"] = "no-store"
    return answer
