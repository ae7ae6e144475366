"""Visits of the sample's rounds: every check point answered, findings become cases, and these go on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from chuangcheng.cases.queries import Case
from chuangcheng.frameworks.queries import CheckPoint
from chuangcheng.inspections.actions import (
    Observed,
    end_round,
    finish_visit,
    mark_not_possible,
    record_observations,
)
from chuangcheng.inspections.queries import Finding, Round, Visit
from chuangcheng.kit.actor import Actor
from chuangcheng.sample.batches import batch
from chuangcheng.sample.carrying import carry_on
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import after
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.storing import stored
from chuangcheng.units.queries import actor_for, holders_of

BATCH = 20
MINUTES = 25
"""From stop to stop of a round that takes a week."""
OPEN_MINUTES = 10
"""Of the open round many teams set out on its first day."""
TOURIST = "suqing"
"""Whose stops of the open round are left for whoever tries the product."""


WORN = "XGGC"
"""The sub-district whose places are in worse repair: rankings have something to find."""


@dataclass
class Tour:
    """One round being visited: its check points, and how much is found. `scenery.now` ends the story."""

    round: Round
    number: int
    scenery: Scenery
    minutes: int
    inspectors: dict[int, Actor] = field(default_factory=dict)
    points: dict[int, list[CheckPoint]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = CheckPoint.objects.filter(edition_id__in=self.round.edition_ids)
        for point in rows.select_related("standard").order_by("position"):
            self.points.setdefault(point.site_type_id, []).append(point)

    @property
    def badness(self) -> float:
        """The share of answers that are not met: it falls from round to round."""
        return 0.17 - 0.03 * self.number

    def badness_at(self, visit: Visit) -> float:
        """The same share, for one stop: the old works' sub-district is in worse repair than the rest."""
        where = visit.site.area.path if visit.site else ""
        return self.badness * (1.9 if f"/{WORN}/" in where else 0.8)

    def at(self, position: int) -> datetime:
        """When the stop of this number is visited."""
        assert self.round.opened_at is not None
        return after(self.round.opened_at, position * self.minutes / 60)

    def inspector(self, visit: Visit, place: int = 0) -> Actor:
        """Who records at a stop: the holder of the first post drawn for it, or of the second."""
        post = visit.inspectors.order_by("position").values_list("post_id", flat=True)[place]
        if post not in self.inspectors:
            now = self.scenery.now
            self.inspectors[post] = actor_for(holders_of([post], now)[post].person, now)
        return self.inspectors[post]


def visit_past(
    planned: Round, number: int, scenery: Scenery, progress: Callable[[], None], kind: type[Tour] = Tour
) -> None:
    """Every stop is visited, a few could not be; then the round ends and its draw's proof is published."""
    tour = kind(planned, number, scenery, MINUTES)
    waiting = Visit.objects.filter(round=planned, state="planned")
    while _visit_batch(tour, list(waiting.order_by("position").values_list("pk", flat=True)[:BATCH]), progress):
        pass
    assert planned.opened_at is not None
    end = after(planned.opened_at + timedelta(days=11), 2)
    end_round(by=scenery.office, at=end, round=planned)


def visit_begun(planned: Round, number: int, scenery: Scenery, progress: Callable[[], None]) -> None:
    """The first third of the open round, without the stops that whoever tries the product is to visit."""
    tour = Tour(planned, number, scenery, OPEN_MINUTES)
    stops = Visit.objects.filter(round=planned, kind="drawn").order_by("position")
    theirs = set(stops.filter(inspectors__post_id__in=scenery.by(TOURIST).post_ids).values_list("pk", flat=True))
    third = [visit for visit in stops[: stops.count() // 3] if visit.pk not in theirs]
    pks = [visit.pk for visit in third if visit.state == "planned"]
    for start in range(0, len(pks), BATCH):
        _visit_batch(tour, pks[start : start + BATCH], progress)


def _visit_batch(tour: Tour, pks: list[int], progress: Callable[[], None]) -> int:
    related = ("site__site_type", "site__area", "site__segment", "site__facility", "round__draw")
    rows = list(Visit.objects.filter(pk__in=pks).order_by("position").select_related(*related))
    with batch():
        for visit in rows:
            _visit(tour, visit)
            progress()
    return len(rows)


def _visit(tour: Tour, visit: Visit) -> None:
    by, at = tour.inspector(visit), tour.at(visit.position)
    if visit.position % 41 == 0:
        mark_not_possible(by=by, at=at, visit=visit, reason="到达时场所停业")
        return
    record_observations(by=by, at=at, visit=visit, observations=_answers(tour, visit, by, at))
    finish_visit(by=by, at=at + timedelta(minutes=8), visit=visit)
    if visit.is_double:
        _judge_again(tour, visit, at + timedelta(minutes=1))
    found = Finding.objects.filter(visit=visit).values_list("case_id", flat=True)
    for case in Case.objects.filter(pk__in=list(found)).select_related("unit", "area").order_by("pk"):
        random = Random(f"{SEED}-found-{case.number}")
        carry_on(tour.scenery, case, random, is_pictured=case.photos.exists())


def _answers(tour: Tour, visit: Visit, by: Actor, at: datetime) -> list[Observed]:
    assert visit.site is not None
    random = Random(f"{SEED}-{tour.number}-{visit.site.code}")
    return [_answer(tour, visit, point, random, by, at) for point in tour.points.get(visit.site.site_type_id, [])]


def _judge_again(tour: Tour, visit: Visit, at: datetime) -> None:
    """The second inspector sees the same, and judges one answer in a dozen otherwise."""
    assert visit.site is not None
    by, differs = tour.inspector(visit, 1), Random(f"{SEED}-second-{tour.number}-{visit.site.code}")
    answers = []
    for one in _answers(tour, visit, by, at):
        is_simple = one.check_point.photo != "always" and not one.is_corrected_on_spot
        if is_simple and one.verdict in OTHERWISE and differs.random() < DIFFERS:
            verdict = OTHERWISE[one.verdict]
            name = f"{tour.number}-{visit.site.code}-{one.check_point.code}-second"
            needs_photo = verdict == "fail" and one.check_point.photo == "on_fail"
            photos = [stored(by, at, name, scene(name, is_mended=False))] if needs_photo else []
            one = replace(one, verdict=verdict, photos=photos, note="")
        answers.append(one)
    record_observations(by=by, at=at, visit=visit, observations=answers)
    finish_visit(by=by, at=at + timedelta(minutes=9), visit=visit)


DIFFERS = 0.08
OTHERWISE = {"pass": "fail", "fail": "pass"}


def _answer(tour: Tour, visit: Visit, point: CheckPoint, random: Random, by: Actor, at: datetime) -> Observed:
    assert visit.site is not None
    verdict = _judge(point, random, tour.badness_at(visit))
    is_failed = verdict == "fail"
    name = f"{tour.number}-{visit.site.code}-{point.code}"
    needs_photo = point.photo == "always" or (point.photo == "on_fail" and is_failed)
    is_corrected = is_failed and needs_photo and random.random() < CORRECTED
    counts = point.kind in ("count", "threshold", "scale") and verdict in ("pass", "fail")
    return Observed(
        check_point=point,
        verdict=verdict,
        number=_number(random, verdict) if counts else None,
        note=random.choice(point.example_faults) if point.example_faults and is_failed else "",
        photos=[stored(by, at, name, scene(name, is_mended=not is_failed))] if needs_photo else [],
        is_corrected_on_spot=is_corrected,
        corrected_photos=[stored(by, at, f"{name}-after", scene(name, is_mended=True))] if is_corrected else [],
    )


CORRECTED = 0.07
"""Of what is not met, so much is put right while the inspectors are there."""


def _judge(point: CheckPoint, random: Random, badness: float) -> str:
    roll = random.random()
    if roll < badness * (1.6 if point.severity == 1 else 1.0):
        return "fail"
    return "not_applicable" if roll > 0.975 else "not_observed" if roll > 0.96 else "pass"


def _number(random: Random, verdict: str) -> Decimal:
    return Decimal(random.randrange(3, 12) if verdict == "fail" else random.randrange(0, 3))
