"""Calibrations on an inspector's phone: scenes to judge without references; after the end, the own result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, Q

from chuangcheng.calibrations.access import JUDGE, SEE_ALL, SEE_OWN
from chuangcheng.calibrations.access import own_calibrations as visible
from chuangcheng.calibrations.models import Calibration, CalibrationState, Judgement, Scene, ScenePicture
from chuangcheng.calibrations.rules import Result, result
from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound

MOST = 20
FRESH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SceneTask:
    """A scene that the actor may judge now. It carries no reference."""

    scene_id: int
    calibration_id: int
    calibration_name: str
    number: int
    check_point: CheckPoint
    picture_ids: tuple[int, ...]
    verdict: str
    """What the actor said so far; blank if nothing."""
    closes_on: date


def scenes_for(actor: Actor, at: datetime) -> list[SceneTask]:
    """The scenes of open calibrations, judged or not, by calibration and number. Three queries.

    `at` is asked for so that a later rule of days can answer.
    """
    if actor.person_id is None or not actor.may_anywhere(JUDGE):
        return []
    own = Prefetch("judgements", queryset=Judgement.objects.filter(person=actor.person_id), to_attr="own")
    rows = Scene.objects.filter(calibration__state=CalibrationState.OPEN)
    rows = rows.select_related("calibration", "check_point__site_type", "check_point__standard").defer("reference")
    rows = rows.prefetch_related("pictures", own).order_by("calibration__planned_at", "calibration_id", "position")
    return [
        SceneTask(
            scene.pk,
            scene.calibration_id,
            scene.calibration.name,
            scene.position,
            scene.check_point,
            tuple(picture.pk for picture in scene.pictures.all()),
            next((one.verdict for one in scene.own), ""),
            scene.calibration.closes_on,
        )
        for scene in rows
    ]


@dataclass(frozen=True, slots=True)
class OwnCalibration:
    """A calibration with how far the actor has come."""

    calibration: Calibration
    scene_count: int
    judged_count: int

    @property
    def is_open(self) -> bool:
        return self.calibration.state == CalibrationState.OPEN

    def is_fresh(self, at: datetime) -> bool:
        """True for a month after the end: so long the result stands on the first page."""
        ended_at = self.calibration.ended_at
        return ended_at is not None and at - ended_at < FRESH

    @property
    def left(self) -> int:
        return self.scene_count - self.judged_count


def own_calibrations(actor: Actor) -> list[OwnCalibration]:
    """Open ones, and ended ones in which the actor has judged, newest first, at most twenty. One query."""
    mine = Q(scenes__judgements__person=actor.person_id)
    rows = Calibration.objects.filter(visible(actor)).annotate(
        scene_count=Count("scenes", distinct=True), own_count=Count("scenes__judgements", filter=mine, distinct=True)
    )
    rows = rows.filter(Q(state=CalibrationState.OPEN) | Q(own_count__gt=0)).order_by("-planned_at", "-pk")
    return [OwnCalibration(row, row.scene_count, row.own_count) for row in rows[:MOST]]


def get_own_calibration(actor: Actor, pk: int) -> Calibration:
    """An inspector's door; NotFound for a planned one."""
    found = Calibration.objects.filter(visible(actor), pk=pk).first()
    if found is None:
        raise NotFound("calibration")
    return found


def get_own_scene(actor: Actor, pk: int) -> Scene:
    """A scene that is to be judged or was; without its reference while it is open."""
    seen = Calibration.objects.filter(visible(actor))
    rows = Scene.objects.filter(pk=pk, calibration__in=seen).select_related("calibration", "check_point__standard")
    found = rows.defer("reference").prefetch_related("pictures").first()
    if found is None:
        raise NotFound("scene")
    return found


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A scene with what the actor said of it."""

    scene: Scene
    judgement: Judgement | None

    @property
    def is_alike(self) -> bool:
        """As the reference. For an ended calibration only."""
        return self.judgement is not None and self.judgement.verdict == self.scene.reference


def own_rows(actor: Actor, calibration: Calibration) -> list[OwnRow]:
    """Every scene by number with the own word. Three queries. References stay deferred until the end."""
    rows = Scene.objects.filter(calibration=calibration).select_related("check_point").prefetch_related("pictures")
    if calibration.state != CalibrationState.ENDED:
        rows = rows.defer("reference")
    own = Judgement.objects.filter(scene__calibration=calibration, person=actor.person_id)
    said = {one.scene_id: one for one in own}
    return [OwnRow(scene, said.get(scene.pk)) for scene in rows.order_by("position")]


def own_result(rows: Sequence[OwnRow]) -> Result:
    """The own result of an ended calibration."""
    return result([(row.scene.reference, row.judgement.verdict) for row in rows if row.judgement])


def picture_for(actor: Actor, pk: int) -> ScenePicture:
    """A picture of a scene: the office always, an inspector once the calibration is open. NotFound otherwise."""
    found = ScenePicture.objects.select_related("file", "scene__calibration").filter(pk=pk).first()
    if found is None:
        raise NotFound("picture")
    is_shown = found.scene.calibration.state != CalibrationState.PLANNED and actor.may_anywhere(SEE_OWN)
    if not is_shown and not actor.may_anywhere(SEE_ALL):
        raise NotFound("picture")
    return found
