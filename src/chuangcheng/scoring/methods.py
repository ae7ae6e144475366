"""What each method knows of each standard: one function per method, indicator id -> Known."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from chuangcheng.frameworks.queries import CheckPoint, Edition, Indicator
from chuangcheng.materials.models import DepartmentFigure, FigureState, Rating
from chuangcheng.materials.queries import partly_percent
from chuangcheng.materials.rules import credit, is_met
from chuangcheng.places.queries import Site
from chuangcheng.scoring.models import ScoreEstimate
from chuangcheng.scoring.national.composing import SPREAD, Known
from chuangcheng.scoring.national.settings import FULL, ZERO
from chuangcheng.scoring.questionnaires import questionnaire_scores

ABSENT = {ZERO: Known(0.0, 0.0, "absent_zero"), FULL: Known(1.0, 0.0, "absent_full"), SPREAD: Known(how=SPREAD)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is asked about: an edition at a moment, its indicators, the field estimate, the numbers in force.

    `survey`: the questionnaire to take; None: the one that was closed last.
    """

    edition: Edition
    at: datetime
    indicators: Mapping[int, Indicator]
    estimate: ScoreEstimate | None
    rules: Mapping[str, Any]
    survey: int | None = None


def material(reading: Reading) -> dict[int, Known]:
    """The rehearsal's ratings in force. A rating is somebody's judgement: it has no sampling error. One query."""
    partly = Fraction(partly_percent(), 100)
    rows = Rating.objects.filter(standard__edition=reading.edition, superseded_at=None)
    found = {}
    for pk, standard, verdict in rows.values_list("pk", "standard_id", "verdict"):
        found[standard] = Known(float(credit(verdict, partly)), 0.0, "rating", str(pk))
    return found


def field(reading: Reading) -> dict[int, Known]:
    """Shares by the estimate of drawn visits; standards of site types that the city has none of, as the rules say."""
    found: dict[int, Known] = {}
    if reading.estimate is not None:
        points, source = reading.estimate.content["points"], str(reading.estimate.pk)
        for pk, one in reading.indicators.items():
            line = points.get(str(pk)) if one.level == "standard" else None
            if line and line["judged"] > 0:
                share, error = line["value"] / line["judged"], line["standard_error"] / line["judged"]
                found[pk] = Known(share, error, "estimate", source)
    treated = ABSENT.get(str(reading.rules["missing_site_type"]))
    if treated is not None:
        found |= {pk: treated for pk in _without_sites(reading) if pk not in found}
    return found


def _without_sites(reading: Reading) -> list[int]:
    """Standards whose check points all belong to site types of which the city has no site. Two queries."""
    kinds: dict[int, set[int]] = defaultdict(set)
    points = CheckPoint.objects.filter(edition=reading.edition, standard__isnull=False).order_by()
    for standard, kind in points.values_list("standard_id", "site_type_id").distinct():
        kinds[standard].add(kind)
    there = set(Site.objects.filter(is_active=True).order_by().values_list("site_type_id", flat=True).distinct())
    return [standard for standard, own in kinds.items() if there and not own & there]


def questionnaire(reading: Reading) -> dict[int, Known]:
    """Shares by the questionnaire; a standard that no question asked about takes the whole's value, and says so."""
    scores = questionnaire_scores(edition=reading.edition, at=reading.at)
    if reading.survey is not None:
        scores = tuple(one for one in scores if one.survey == reading.survey)
    said = {
        one.standard: Known(
            one.value,
            one.standard_error,
            "answers" if one.standard else "answers_whole",
            f"{one.survey}:{int(one.degrees_of_freedom)}",
        )
        for one in scores
    }
    found = {}
    for pk, one in reading.indicators.items():
        known = said.get(one.code, said.get(""))
        if one.level == "standard" and known is not None:
            found[pk] = known
    return found


def department(reading: Reading) -> dict[int, Known]:
    """The share of a standard's confirmed figures that reach their threshold. One query."""
    rows = DepartmentFigure.objects.filter(standard__edition=reading.edition, state=FigureState.CONFIRMED)
    met: dict[int, list[bool]] = defaultdict(list)
    last: dict[int, int] = {}
    for row in rows.order_by("pk"):
        is_reached = is_met(row.comparison, row.threshold, row.value)
        if is_reached is not None:
            met[row.standard_id].append(is_reached)
            last[row.standard_id] = row.pk
    return {pk: Known(sum(own) / len(own), 0.0, "figures", str(last[pk])) for pk, own in met.items()}
