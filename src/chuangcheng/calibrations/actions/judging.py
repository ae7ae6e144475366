"""An inspector judges a scene."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.calibrations.models import Calibration, CalibrationState, Judgement, Scene
from chuangcheng.calibrations.workflow import check
from chuangcheng.inspections.queries import Verdict
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused, Stale


def judge_scene(*, by: Actor, at: datetime, scene: Scene, verdict: str, device_at: datetime | None = None) -> Judgement:
    """Say what one sees; said again before the end it replaces the earlier word. The record keeps no verdict.

    Refused: `no_post`, `unknown_verdict`, `wrong_state` (not open, or ended meanwhile).
    """
    by.must("calibrations.judge_scene")
    if by.person_id is None or not by.post_ids:
        raise Refused("no_post", _("Only somebody who holds a post can judge."))
    check("calibrations.judge_scene", scene.calibration, {})
    if verdict not in Verdict.values:
        raise Refused("unknown_verdict", _("Choose one of the four verdicts."), field="verdict")
    calibration = scene.calibration
    with act("calibrations.judge_scene", by=by, at=at, on=scene, device_at=device_at) as record:
        # The row is locked: whoever ends the calibration meanwhile comes after, or this comes too late.
        if not Calibration.objects.select_for_update().filter(pk=calibration.pk, state=CalibrationState.OPEN).exists():
            raise Stale("moved_meanwhile", _("Somebody else was faster. Look at it again."))
        judgement, _made = Judgement.objects.update_or_create(
            scene=scene,
            person_id=by.person_id,
            defaults={"verdict": verdict, "judged_at": at, "post_id": by.post_ids[0]},
        )
        record.note(code=calibration.code, number=scene.position)
    return judgement
