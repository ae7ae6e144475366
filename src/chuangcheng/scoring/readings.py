"""How far inspectors agree, to which side each leans, and whether that changes: for the office, for training.

Read from stops that two judge apart and from calibrations. Nobody is ranked: people stand by unit, post and name.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chuangcheng.calibrations.models import Calibration, CalibrationState, Judgement
from chuangcheng.inspections.models import Round, Verdict, Visit
from chuangcheng.inspections.queries import pairs
from chuangcheng.kit.actor import Actor
from chuangcheng.scoring.agreement import Lean, Shrunken, Summary, change, shrunken, summary

__all__ = ["FEW_SCENES", "Inspectors", "Judge", "inspectors"]

SEE = "scoring.see_agreement"
RECENT = timedelta(days=365)
CATEGORIES = (Verdict.PASS.value, Verdict.FAIL.value, Verdict.NOT_APPLICABLE.value)
"""Not observed is no reading."""
MOST_CALIBRATIONS = 12
MOST_ROUNDS = 36
FEW_SCENES = 30
DISTANCE = {("pass", "pass"): 0, ("fail", "fail"): 0, ("pass", "fail"): 1, ("fail", "pass"): -1}
"""(reference, verdict) -> to which side; scenes where either says something else do not count."""


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """One round's readings of stops that two judged apart."""

    round: Round
    summary: Summary


@dataclass(frozen=True, slots=True)
class CalibrationAgreement:
    """One ended calibration: how far all judges agree with each other, and where they lean as a whole."""

    calibration: Calibration
    summary: Summary
    leaning: Shrunken


@dataclass(frozen=True, slots=True)
class Judge:
    """One inspector: the leaning over all calibrations, and how it changed from the first to the last of them."""

    post: Any
    name: str
    lean: Lean
    drift: tuple[float, float, float] | None

    @property
    def is_few(self) -> bool:
        return self.lean.readings < FEW_SCENES

    @property
    def has_drifted(self) -> bool:
        return self.drift is not None and (self.drift[1] > 0 or self.drift[2] < 0)


@dataclass(frozen=True, slots=True)
class Inspectors:
    """Everything the page shows."""

    whole: Summary
    rounds: tuple[RoundAgreement, ...]
    calibrations: tuple[CalibrationAgreement, ...]
    judges: tuple[Judge, ...]
    leaning: Shrunken
    met_share: float | None


def inspectors(actor: Actor, at: datetime) -> Inspectors:
    """The last twelve months of double readings and the last twelve ended calibrations. Four queries."""
    actor.must(SEE)
    whole, rounds, met = _doubles((at - RECENT).date())
    judged = _judgements()
    calibrations = tuple(_calibration(one, rows) for one, rows in judged)
    said = _by_person(judged)
    leaning = shrunken({key: [one for _when, some in rows for one in some] for key, rows in said.items()})
    people = {row.person_id: row for _one, rows in judged for row in rows}
    judges = [
        Judge(people[key].post, people[key].person.name, lean, _drift(said[key]))
        for key, lean in leaning.judges.items()
        if isinstance(key, int)
    ]
    ordered = sorted(judges, key=lambda one: (one.post.unit.path, one.post.code, one.name))
    return Inspectors(whole, rounds, calibrations, tuple(ordered), leaning, met)


def _doubles(since: date) -> tuple[Summary, tuple[RoundAgreement, ...], float | None]:
    """All pairs together, round by round (oldest first), and the share of readings that say met. Two queries."""
    rounds = list(Round.objects.filter(opens_on__gte=since).order_by("-opens_on", "-pk")[:MOST_ROUNDS])
    found = pairs([one.pk for one in rounds])
    where = _round_of({pair.visit_id for pair in found})
    by_round: dict[int, list[Any]] = defaultdict(list)
    for pair in found:
        by_round[where[pair.visit_id]].append(pair)
    said = [one for pair in found for one in (pair.first, pair.second) if one in CATEGORIES]
    met = said.count(Verdict.PASS) / len(said) if said else None
    each = tuple(RoundAgreement(one, _of(by_round[one.pk])) for one in reversed(rounds) if by_round[one.pk])
    return _of(found), each, met


def _round_of(visit_ids: set[int]) -> dict[int, int]:
    return dict(Visit.objects.filter(pk__in=visit_ids).values_list("pk", "round_id"))


def _of(found: Sequence[Any]) -> Summary:
    return summary([(pair.first, pair.second) for pair in found], [pair.visit_id for pair in found], CATEGORIES)


def _judgements() -> list[tuple[Calibration, list[Judgement]]]:
    """The ended calibrations, oldest first, with what was said. Two queries."""
    ended = Calibration.objects.filter(state=CalibrationState.ENDED).order_by("-ended_at", "-pk")[:MOST_CALIBRATIONS]
    ordered = list(reversed(ended))
    rows = Judgement.objects.filter(scene__calibration__in=ordered).select_related("scene", "person", "post__unit")
    found: dict[int, list[Judgement]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.scene.calibration_id].append(row)
    return [(one, found[one.pk]) for one in ordered]


def _calibration(calibration: Calibration, rows: Sequence[Judgement]) -> CalibrationAgreement:
    people = sorted({row.person_id for row in rows})
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows:
        said[row.scene_id][row.person_id] = row.verdict
    readings = [[some.get(person) for person in people] for _scene, some in sorted(said.items())]
    leaning = shrunken(_sides(rows))
    return CalibrationAgreement(calibration, summary(readings, sorted(said), CATEGORIES), leaning)


def _sides(rows: Sequence[Judgement]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for row in rows:
        side = DISTANCE.get((row.scene.reference, row.verdict))
        if side is not None:
            found[row.person_id].append(side)
    return found


def _by_person(judged: Sequence[tuple[Calibration, list[Judgement]]]) -> dict[Hashable, list[tuple[int, list[int]]]]:
    """person id -> (calibration, sides), oldest calibration first."""
    found: dict[Hashable, list[tuple[int, list[int]]]] = defaultdict(list)
    for calibration, rows in judged:
        for person, sides in _sides(rows).items():
            found[person].append((calibration.pk, sides))
    return found


def _drift(rows: Sequence[tuple[int, list[int]]]) -> tuple[float, float, float] | None:
    return change(rows[0][1], rows[-1][1]) if len(rows) > 1 else None
