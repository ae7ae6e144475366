"""Calibrations as the office sees them: the list; scenes, who still has to judge, and the results of an ended one."""

from collections import defaultdict
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.calibrations import queries
from chuangcheng.calibrations.queries import Calibration, CalibrationState, PersonResult, Scene
from chuangcheng.desk.history import history
from chuangcheng.evidence.queries import file_response
from chuangcheng.inspections.queries import Verdict
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import Post


@require_GET
def calibrations(request: StaffRequest) -> HttpResponse:
    """All calibrations, newest first."""
    rows = queries.calibrations(request.actor)
    context = {
        "page": page(rows, ["-planned_at"], cursor=request.GET.get("cursor", ""), size=30),
        "may_plan": request.actor.may_anywhere("calibrations.plan_calibration"),
        "sees_agreement": request.actor.may_anywhere("scoring.see_agreement"),
    }
    return render(request, "desk/calibrations/calibrations.html", context)


@require_GET
def calibration(request: StaffRequest, pk: int) -> HttpResponse:
    """One calibration as far as it is."""
    found = queries.get_calibration_for(request.actor, pk)
    scenes = queries.scenes_of(found)
    context: dict[str, Any] = {
        "calibration": found,
        "scenes": [{"scene": scene, "pictures": pictures(scene)} for scene in scenes],
        "history": history(found),
        "may_add": _may(request, found, "add_scene", CalibrationState.PLANNED),
        "may_open": bool(scenes) and _may(request, found, "open_calibration", CalibrationState.PLANNED),
        "may_end": _may(request, found, "end_calibration", CalibrationState.OPEN),
        "may_cancel": any(
            _may(request, found, "cancel_calibration", state)
            for state in (CalibrationState.PLANNED, CalibrationState.OPEN)
        ),
    }
    if found.state == CalibrationState.OPEN:
        context |= _progress(request, found)
    if found.state == CalibrationState.ENDED:
        context |= _results(request, found, scenes)
    return render(request, "desk/calibrations/calibration.html", context)


def _may(request: StaffRequest, found: Calibration, verb: str, state: str) -> bool:
    return found.state == state and request.actor.may_anywhere(f"calibrations.{verb}")


def pictures(scene: Scene) -> list[dict[str, Any]]:
    """What the components show of a scene's pictures."""
    return [
        {
            "url": reverse("desk:scene_picture", args=[one.pk, "shown"]),
            "thumbnail_url": reverse("desk:scene_picture", args=[one.pk, "thumbnail"]),
        }
        for one in scene.pictures.all()
    ]


def _progress(request: StaffRequest, found: Calibration) -> dict[str, Any]:
    """Who still has to judge, by unit: a to-do."""
    waiting = {one.post.pk: one for one in queries.still_to_judge(found, request.at)}
    rows = _posts(request, waiting)
    return {"page": rows, "waiting": [waiting[post.pk] for post in rows.rows], "waiting_count": len(waiting)}


def _posts(request: StaffRequest, pks: Any) -> Any:
    rows = Post.objects.filter(pk__in=list(pks)).select_related("unit")
    return page(rows, ["unit__path", "code"], cursor=request.GET.get("cursor", ""), size=50)


def _results(request: StaffRequest, found: Calibration, scenes: list[Scene]) -> dict[str, Any]:
    """Per scene, and per inspector by unit and post."""
    by_post: dict[int, list[PersonResult]] = defaultdict(list)
    for one in queries.results_by_person(found):
        by_post[one.post.pk].append(one)
    rows = _posts(request, by_post)
    return {
        "page": rows,
        "people": [one for post in rows.rows for one in by_post[post.pk]],
        "people_count": sum(len(those) for those in by_post.values()),
        "scenes": [_scene(one) for one in queries.results_by_scene(scenes)],
        "has_results": True,
    }


def _scene(one: queries.SceneResult) -> dict[str, Any]:
    said = [{"label": label, "value": value, "count": one.said[value]} for value, label in Verdict.choices]
    return {
        "scene": one.scene,
        "pictures": pictures(one.scene),
        "result": one.result,
        "said": [row for row in said if row["count"]],
    }


@require_GET
def picture(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """A picture of a scene; never the original with what the camera wrote."""
    if variant not in ("shown", "thumbnail"):
        raise NotFound("picture")
    return file_response(queries.picture_for(request.actor, pk).file, "shown" if variant == "shown" else "thumbnail")
