"""The calibrations of the sample: two that ended before rounds, one that is open and half judged."""

from datetime import datetime, timedelta
from random import Random

from chuangcheng.calibrations.actions import (
    add_scene,
    end_calibration,
    judge_scene,
    open_calibration,
    plan_calibration,
)
from chuangcheng.calibrations.queries import Calibration, Scene, still_to_judge
from chuangcheng.frameworks.queries import CheckPoint, Edition
from chuangcheng.kit.actor import Actor
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.cards import CARDS
from chuangcheng.sample.drawings import drawing
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import local_date, opening
from chuangcheng.sample.rounds import season_of
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.storing import stored
from chuangcheng.units.queries import actor_for, holders_of

SCENES = 20
ENDED, OPENED = (246, 66), 3
"""So many days ago the ended calibrations were opened, and the one that is open."""
TOURIST = "suqing"
"""Who tries the product finds scenes left to judge."""
WRONG = {"pass": "fail", "fail": "pass", "not_applicable": "pass"}
REFERENCES = {"入口与地面无高差，不要求设坡道": "not_applicable"}


def calibrations(scenery: Scenery) -> None:
    """All of them, with what each inspector says."""
    for number, days in enumerate(ENDED, start=1):
        made = _prepared(scenery, opening(scenery.now - timedelta(days=days)), number)
        _judge(scenery, made, SCENES)
        end_calibration(by=scenery.office, at=opening(scenery.now - timedelta(days=days - 5)), calibration=made)
    _judge(scenery, _prepared(scenery, opening(scenery.now - timedelta(days=OPENED)), len(ENDED) + 1), 12)


def has_calibrations() -> bool:
    """True once they are there."""
    return Calibration.objects.exists()


def _prepared(scenery: Scenery, at: datetime, number: int) -> Calibration:
    """Twenty drawn scenes with the office's references; each calibration draws different ones."""
    made = plan_calibration(
        by=scenery.office,
        at=at,
        code=f"C{at:%Y}-{number:02d}",
        name_zh=f"{season_of(at)}督查员校准（样例第{number}次）",
        edition=Edition.objects.get(code=CITY),
        closes_on=local_date(at) + timedelta(days=14),
    )
    points = {one.name_zh: one for one in CheckPoint.objects.filter(edition=made.edition, name_zh__in=CARDS)}
    rows = [(points[wording], row) for wording, cards in CARDS.items() if wording in points for row in cards]
    rows = [(point, row) for point, row in rows if not any(part[0] == "banner" for part in row[2])]
    Random(f"{SEED}-calibration-{number}").shuffle(rows)
    for place, (point, (kind, caption, parts)) in enumerate(rows[:SCENES]):
        name = f"scene-{number}-{place}"
        picture = stored(scenery.office, at, name, drawing(parts, "", name))
        reference = REFERENCES.get(caption, "fail" if kind == "fail" else "pass")
        add_scene(
            by=scenery.office,
            at=at,
            calibration=made,
            check_point=point,
            reference=reference,
            photos=[picture],
            reason=caption,
        )
    return open_calibration(by=scenery.office, at=at + timedelta(minutes=30), calibration=made)


def _judge(scenery: Scenery, calibration: Calibration, most: int) -> None:
    """Two of three inspectors lean a little; whoever tries the product has judged the first scenes only."""
    scenes = list(Scene.objects.filter(calibration=calibration).select_related("calibration").order_by("position"))
    assert calibration.opened_at is not None
    for place, (by, key) in enumerate(_inspectors(scenery, calibration)):
        random = Random(f"{SEED}-judges-{calibration.code}-{key}")
        leans = ("fail", "pass", "")[place % 3]
        until = most if most == SCENES else random.choice((0, 5, most, SCENES, SCENES))
        if most < SCENES and by.person_id == scenery.by(TOURIST).person_id:
            until = 3
        for scene in scenes[:until]:
            is_wrong = random.random() < (0.25 if scene.reference == leans else 0.06)
            verdict = WRONG[scene.reference] if is_wrong else scene.reference
            at = calibration.opened_at + timedelta(hours=1 + place, minutes=scene.position)
            judge_scene(by=by, at=at, scene=scene, verdict=verdict)


def _inspectors(scenery: Scenery, calibration: Calibration) -> list[tuple[Actor, str]]:
    """Who may judge, as the office's to-do lists them."""
    waiting = still_to_judge(calibration, scenery.now)
    holders = holders_of([one.post.pk for one in waiting], scenery.now)
    return [(actor_for(holders[one.post.pk].person, scenery.now), one.post.code) for one in waiting]
