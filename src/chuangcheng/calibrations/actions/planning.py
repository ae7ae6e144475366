"""The office puts scenes together, opens the calibration, and ends it."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from chuangcheng.calibrations.models import Calibration, Judgement, Scene, ScenePicture
from chuangcheng.calibrations.workflow import check, moved
from chuangcheng.evidence.models import File
from chuangcheng.frameworks.models import CheckPoint, Edition
from chuangcheng.inspections.queries import Verdict
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

MOST_SCENES = 60
MOST_PICTURES = 6


def plan_calibration(
    *, by: Actor, at: datetime, code: str, name_zh: str, edition: Edition, closes_on: date, name_en: str = ""
) -> Calibration:
    """A calibration without scenes yet. Refused: `missing`, `code_taken`, `bad_dates` (a last day that has passed)."""
    by.must("calibrations.plan_calibration")
    code, name_zh = code.strip(), name_zh.strip()
    check("calibrations.plan_calibration", None, {"code": code, "name": name_zh})
    if Calibration.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another calibration has this code."), field="code")
    if closes_on < at.astimezone(ZoneInfo(settings.TIME_ZONE)).date():
        raise Refused("bad_dates", _("The last day has passed already."), field="closes_on")
    with act("calibrations.plan_calibration", by=by, at=at) as record:
        made = Calibration.objects.create(
            code=code, name_zh=name_zh, name_en=name_en, edition=edition, closes_on=closes_on, planned_at=at
        )
        record.on(made, code=code, edition=edition.code, closes_on=closes_on)
    return made


def add_scene(
    *,
    by: Actor,
    at: datetime,
    calibration: Calibration,
    check_point: CheckPoint,
    reference: str,
    photos: Sequence[File],
    reason: str = "",
) -> Scene:
    """A further scene of a planned calibration. The record does not say the reference: it is hidden until the end.

    Refused: `missing`, `wrong_state`, `unknown_verdict`, `wrong_check_point`, `no_picture`, `too_many`.
    """
    by.must("calibrations.add_scene")
    check("calibrations.add_scene", calibration, {"photos": photos})
    if reference not in Verdict.values:
        raise Refused("unknown_verdict", _("Choose one of the four verdicts."), field="reference")
    if check_point.edition_id != calibration.edition_id:
        raise Refused("wrong_check_point", _("Choose a check point of this edition."), field="check_point")
    if not all(photo.is_image for photo in photos):
        raise Refused("no_picture", _("A scene shows pictures: choose JPEG, PNG or WebP."), field="photos")
    last = Scene.objects.filter(calibration=calibration).aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_SCENES or len(photos) > MOST_PICTURES:
        raise Refused("too_many", _("At most 60 scenes with six pictures each."), field="photos")
    with act("calibrations.add_scene", by=by, at=at, on=calibration, code=calibration.code, number=last + 1):
        scene = Scene.objects.create(
            calibration=calibration,
            position=last + 1,
            check_point=check_point,
            reference=reference,
            reason_zh=reason.strip(),
        )
        ScenePicture.objects.bulk_create([ScenePicture(scene=scene, file=photo) for photo in dict.fromkeys(photos)])
    return scene


def remove_scene(*, by: Actor, at: datetime, scene: Scene) -> None:
    """Take a scene out of a planned calibration; those after it move up."""
    by.must("calibrations.remove_scene")
    calibration = scene.calibration
    check("calibrations.remove_scene", calibration, {})
    with act("calibrations.remove_scene", by=by, at=at, on=calibration, code=calibration.code, number=scene.position):
        after = Scene.objects.filter(calibration=calibration, position__gt=scene.position)
        scene.delete()
        # One by one, in order: a unique number must not be there twice for a moment.
        for pk in list(after.order_by("position").values_list("pk", flat=True)):
            Scene.objects.filter(pk=pk).update(position=F("position") - 1)


def open_calibration(*, by: Actor, at: datetime, calibration: Calibration) -> Calibration:
    """From now on inspectors judge, and scenes and references do not change any more. Refused `missing` scenes."""
    by.must("calibrations.open_calibration")
    scenes = Scene.objects.filter(calibration=calibration).count()
    move = check("calibrations.open_calibration", calibration, {"scenes": scenes or None})
    with act("calibrations.open_calibration", by=by, at=at, on=calibration, code=calibration.code, scenes=scenes):
        moved(calibration, move, opened_at=at)
    return calibration


def end_calibration(*, by: Actor, at: datetime, calibration: Calibration) -> Calibration:
    """Nobody judges any more; each inspector sees the own result. Scenes that nobody judged hold nothing up."""
    by.must("calibrations.end_calibration")
    move = check("calibrations.end_calibration", calibration, {})
    with act("calibrations.end_calibration", by=by, at=at, on=calibration, code=calibration.code) as record:
        moved(calibration, move, ended_at=at)
        said = Judgement.objects.filter(scene__calibration=calibration)
        record.note(people=said.values("person").distinct().count(), judgements=said.count())
    return calibration


def cancel_calibration(*, by: Actor, at: datetime, calibration: Calibration, reason: str) -> Calibration:
    """A planned or open calibration is given up, for example because a scene was wrong. What was judged stays in the
    database and is shown to nobody: no result comes of it, and inspectors do not find it any more.
    """
    by.must("calibrations.cancel_calibration")
    reason = reason.strip()
    move = check("calibrations.cancel_calibration", calibration, {"reason": reason})
    with act("calibrations.cancel_calibration", by=by, at=at, on=calibration, code=calibration.code, reason=reason):
        moved(calibration, move, cancel_reason_zh=reason)
    return calibration
