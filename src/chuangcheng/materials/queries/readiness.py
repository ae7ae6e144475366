"""The rehearsal: who may rate, how each standard stands, and what score the material would bring."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Max, Q
from django.utils import timezone

from chuangcheng.frameworks.models import Edition, Indicator, Level, Method
from chuangcheng.frameworks.queries import cycle_in_force, shares_of
from chuangcheng.frameworks.rules import DEFAULT_METHOD_WEIGHTS
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.materials import rules
from chuangcheng.materials.access import READINESS
from chuangcheng.materials.models import Demand, Document, DocumentState, Link, Rating, Share, Verdict, Version
from chuangcheng.materials.queries.demands import documents_answering, tally_of, with_counts

PARTLY_UNTIL_SET = 50
"""Percent that "partly met" earns until the city sets it: no published rule says what the middle grade is worth."""


def partly_percent() -> int:
    """What "partly met" earns, in percent."""
    found = Share.objects.filter(verdict=Verdict.PARTLY).values_list("percent", flat=True).first()
    return PARTLY_UNTIL_SET if found is None else found


def has_accepted(standard: Indicator) -> bool:
    """True if something counts for this standard."""
    return documents_answering(standard).exists()


def hands_in(standard: Indicator) -> set[int]:
    """People who began, filled, linked, submitted, accepted or returned anything for this standard."""
    documents = Document.objects.filter(links__demand__standard=standard)
    found: set[int | None] = set()
    for row in documents.values_list("made_by_id", "submitted_by_id", "decided_by_id"):
        found.update(row)
    found.update(Version.objects.filter(document__in=documents).values_list("added_by_id", flat=True))
    for pair in Link.objects.filter(demand__standard=standard).values_list("linked_by_id", "confirmed_by_id"):
        found.update(pair)
    return {person for person in found if person is not None}


def supplier_paths(standard: Indicator) -> set[str]:
    """Paths of the units that supply a standard's material."""
    return set(Demand.objects.filter(standard=standard, withdrawn_at=None).values_list("unit__path", flat=True))


def rater_may(actor: Actor, standard: Indicator) -> bool:
    """Whether this actor is a second person for this standard."""
    if not actor.may_anywhere("materials.rate_standard") or actor.belongs_to(supplier_paths(standard)):
        return False
    return actor.person_id not in hands_in(standard)


def get_standard_for(actor: Actor, pk: int) -> Indicator:
    """A standard assessed by material, for whoever sees material. NotFound otherwise."""
    rows = Indicator.objects.select_related("edition", "parent__parent").filter(level=Level.STANDARD)
    found = rows.filter(pk=pk).first() if actor.may_anywhere("materials.see_material") else None
    if found is None or Method.MATERIAL not in found.methods:
        raise NotFound("standard")
    return found


def ratings_of(standard: Indicator) -> list[Rating]:
    """Newest first, with who rated."""
    return list(Rating.objects.filter(standard=standard).select_related("rated_by")[:50])


@dataclass(frozen=True, slots=True)
class StandardStand:
    """How a standard's material stands in the rehearsal."""

    standard: Indicator
    points: Fraction
    rating: Rating | None
    is_stale: bool
    asked: int
    accepted: int
    waiting: int
    missing: int
    overdue: int
    earned: Fraction
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Readiness:
    """The material's expected score of one edition: of `forecast.total` points, between `sure` and `best`."""

    edition: Edition
    weight: float
    partly_percent: int
    forecast: rules.Forecast
    stands: list[StandardStand]


def readiness(actor: Actor, edition: Edition, at: datetime) -> Readiness:
    """Rating, gaps and points of every standard assessed by material. Five queries, whatever the number."""
    if not actor.may_anywhere(READINESS):
        raise NotFound("readiness")
    cycle = cycle_in_force(at)
    weights = cycle.method_weights if cycle else DEFAULT_METHOD_WEIGHTS
    weight = float(weights.get(Method.MATERIAL, 0))
    shares = shares_of(edition)[Method.MATERIAL]
    partly = Fraction(partly_percent(), 100)
    stands = _stands(edition, shares, Fraction(str(weight)), partly, timezone.localdate(at))
    known = [
        rules.Stand(one.standard.code, one.points, one.rating.verdict if one.rating else "", one.missing, one.is_stale)
        for one in stands
    ]
    return Readiness(edition, weight, int(partly * 100), rules.forecast(known, partly), stands)


def _stands(
    edition: Edition, shares: dict[str, Fraction], weight: Fraction, partly: Fraction, today: date
) -> list[StandardStand]:
    standards = list(Indicator.objects.filter(edition=edition, code__in=shares).order_by("position"))
    ratings = {row.standard_id: row for row in Rating.objects.filter(standard__in=standards, superseded_at=None)}
    changed = _changed_at(edition)
    by_standard: dict[int, list[Demand]] = {}
    for demand in with_counts(Demand.objects.filter(standard__edition=edition, withdrawn_at=None)):
        by_standard.setdefault(demand.standard_id, []).append(demand)
    found = []
    for standard in standards:
        own = by_standard.get(standard.pk, [])
        known = [(tally_of(demand), demand.due_on) for demand in own]
        rating = ratings.get(standard.pk)
        points = shares[standard.code] * weight
        earned = points * rules.credit(rating.verdict, partly) if rating else Fraction(0)
        moved = changed.get(standard.pk)
        found.append(
            StandardStand(
                standard,
                points,
                rating,
                rating is not None and moved is not None and moved > rating.rated_at,
                sum(tally.wanted for tally, _due in known),
                sum(min(tally.accepted, tally.wanted) for tally, _due in known),
                sum(tally.waiting for tally, _due in known),
                sum(tally.missing for tally, _due in known),
                sum(tally.state(due, today) == "overdue" for tally, due in known),
                earned,
                points - earned,
            )
        )
    return found


def _changed_at(edition: Edition) -> dict[int, datetime]:
    """Standard id -> when something last began or ceased to count for it. A rating from before is out of date."""
    rows = Link.objects.filter(demand__standard__edition=edition).values("demand__standard")
    decided = rows.annotate(
        confirmed=Max("confirmed_at"),
        returned=Max("document__decided_at", filter=Q(document__state=DocumentState.RETURNED)),
    ).order_by()
    found = {}
    for row in decided:
        moments = [moment for moment in (row["confirmed"], row["returned"]) if moment]
        if moments:
            found[row["demand__standard"]] = max(moments)
    return found
