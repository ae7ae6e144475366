"""Calibrations as the office sees them: scenes with their references, who still has to judge, everybody's results."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from chuangcheng.calibrations.access import JUDGE, visible_calibrations
from chuangcheng.calibrations.models import Calibration, Judgement, Scene
from chuangcheng.calibrations.rules import Result, leaning, result
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.models import Post
from chuangcheng.units.queries import holders_of, posts_with


def calibrations(actor: Actor) -> QuerySet[Calibration]:
    """The calibrations that the actor may see, with how many scenes and judgements they have."""
    rows = Calibration.objects.filter(visible_calibrations(actor)).select_related("edition")
    return rows.annotate(
        scene_count=Count("scenes", distinct=True), judgement_count=Count("scenes__judgements", distinct=True)
    )


def get_calibration_for(actor: Actor, pk: int) -> Calibration:
    """The office's door; NotFound for what may not be seen."""
    found = Calibration.objects.filter(visible_calibrations(actor), pk=pk).select_related("edition").first()
    if found is None:
        raise NotFound("calibration")
    return found


def scenes_of(calibration: Calibration) -> list[Scene]:
    """All scenes by number with pictures: at most sixty. Two queries."""
    rows = Scene.objects.filter(calibration=calibration).select_related("check_point__site_type")
    return list(rows.prefetch_related("pictures").order_by("position"))


def office_scene(actor: Actor, pk: int) -> Scene:
    """One scene with its reference, for the office. NotFound otherwise."""
    seen = Calibration.objects.filter(visible_calibrations(actor))
    found = Scene.objects.filter(pk=pk, calibration__in=seen).select_related("calibration", "check_point").first()
    if found is None:
        raise NotFound("scene")
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who still has to judge scenes."""

    post: Post
    person_name: str
    left: int


def still_to_judge(calibration: Calibration, at: datetime) -> list[Waiting]:
    """Who may judge now and has not judged every scene, by unit and post. A to-do, not a ranking. Six queries."""
    posts = Post.objects.filter(pk__in=posts_with(JUDGE, at)).select_related("unit").order_by("unit__path", "code")
    holders = holders_of([post.pk for post in posts], at)
    scenes = Scene.objects.filter(calibration=calibration).count()
    rows = Judgement.objects.filter(scene__calibration=calibration).values_list("person").annotate(Count("pk"))
    judged = dict(rows.order_by())
    people = {holders[post.pk].person_id: post for post in reversed(posts) if post.pk in holders}
    return [
        Waiting(post, holders[post.pk].person.name, scenes - judged.get(holders[post.pk].person_id, 0))
        for post in posts
        if post.pk in holders
        and people[holders[post.pk].person_id] == post
        and judged.get(holders[post.pk].person_id, 0) < scenes
    ]


@dataclass(frozen=True, slots=True)
class SceneResult:
    """What everybody said of one scene."""

    scene: Scene
    result: Result
    said: Counter[str]


@dataclass(frozen=True, slots=True)
class PersonResult:
    """What one inspector said of all scenes. `leaning`: harsh, mild, even, or blank."""

    person_name: str
    post: Post
    result: Result

    @property
    def leaning(self) -> str:
        return leaning(self.result.severity)


def results_by_scene(scenes: Sequence[Scene]) -> list[SceneResult]:
    """Per scene, by number: how many agree with the reference, and what was said. One query."""
    said: dict[int, list[str]] = defaultdict(list)
    for scene, verdict in Judgement.objects.filter(scene__in=scenes).values_list("scene", "verdict"):
        said[scene].append(verdict)
    return [
        SceneResult(scene, result([(scene.reference, one) for one in said[scene.pk]]), Counter(said[scene.pk]))
        for scene in scenes
    ]


def results_by_person(calibration: Calibration) -> list[PersonResult]:
    """Per inspector, by unit, post and name: never by result. One query."""
    rows = Judgement.objects.filter(scene__calibration=calibration).select_related("scene", "person", "post__unit")
    by_person: dict[int, list[Judgement]] = defaultdict(list)
    for row in rows.order_by("post__unit__path", "post__code", "person_id", "scene__position"):
        by_person[row.person_id].append(row)
    return [
        PersonResult(said[0].person.name, said[0].post, result([(one.scene.reference, one.verdict) for one in said]))
        for said in by_person.values()
    ]
