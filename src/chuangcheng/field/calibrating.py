"""Calibration on the phone: one scene per screen, one tap per verdict; after the end the own result."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.calibrations import queries
from chuangcheng.calibrations.actions import judge_scene
from chuangcheng.calibrations.queries import CalibrationState, OwnRow, Scene
from chuangcheng.calibrations.rules import leaning
from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks.queries import cards_of
from chuangcheng.inspections.queries import Verdict
from chuangcheng.kit.requests import StaffRequest


@require_GET
def calibration(request: StaffRequest, pk: int) -> HttpResponse:
    """How far one has come; after the end, one's own verdicts beside the references."""
    found = queries.get_own_calibration(request.actor, pk)
    rows = queries.own_rows(request.actor, found)
    has_ended = found.state == CalibrationState.ENDED
    judged = sum(row.judgement is not None for row in rows)
    context: dict[str, Any] = {
        "calibration": found,
        "rows": rows,
        "judged": judged,
        "total": len(rows),
        "has_ended": has_ended,
        "next": next((row.scene for row in rows if row.judgement is None), None),
        "may_judge": request.actor.may_anywhere("calibrations.judge_scene"),
    }
    if has_ended:
        own = queries.own_result(rows)
        cards = cards_of([row.scene.check_point for row in rows])
        context |= {
            "result": own,
            "leaning": leaning(own.severity),
            "rows": [{"row": row, "cards": cards.get(row.scene.check_point_id, [])} for row in rows],
        }
    return render(request, "field/calibration.html", context)


def scene(request: StaffRequest, pk: int) -> HttpResponse:
    """One scene: what one sees, and a tap. The next one follows at once."""
    found = queries.get_own_scene(request.actor, pk)
    if request.method == "POST":
        judge_scene(by=request.actor, at=request.at, scene=found, verdict=request.POST.get("verdict", ""))
        return redirect(_following(request, found))
    rows = queries.own_rows(request.actor, found.calibration)
    said = next((row.judgement.verdict for row in rows if row.scene.pk == pk and row.judgement), "")
    context = {
        "scene": found,
        "pictures": found.pictures.all(),
        "total": len(rows),
        "previous": _beside(rows, found.position - 1),
        "verdicts": [{"value": value, "label": label, "is_said": value == said} for value, label in Verdict.choices],
        "is_open": found.calibration.state == CalibrationState.OPEN,
    }
    return render(request, "field/scene.html", context)


def _beside(rows: list[OwnRow], position: int) -> Scene | None:
    return next((row.scene for row in rows if row.scene.position == position), None)


def _following(request: StaffRequest, here: Scene) -> str:
    """The next scene that waits after this one, else the first that does, else the overview."""
    waiting = [row.scene for row in queries.own_rows(request.actor, here.calibration) if row.judgement is None]
    after = next((one for one in waiting if one.position > here.position), waiting[0] if waiting else None)
    if after is None:
        return reverse("field:calibration", args=[here.calibration_id])
    return reverse("field:scene", args=[after.pk])


@require_GET
def picture(request: StaffRequest, pk: int) -> FileResponse:
    """A picture of a scene, drawn anew."""
    return file_response(queries.picture_for(request.actor, pk).file, "shown")
