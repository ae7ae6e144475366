"""Double inspection read: the raw pairs of answers, agreement per check point, and where two differ at one stop."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections.access import SEE_AGREEMENT
from chuangcheng.inspections.models import FIRST, SECOND, Finding, Observation, Round, Verdict, Visit, VisitState
from chuangcheng.inspections.queries.checklist import Line, checklist
from chuangcheng.inspections.rules import Agreement, agreement
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Site


@dataclass(frozen=True, slots=True)
class Pair:
    """What two inspectors said of the same thing: one check point at one repetition of one stop."""

    visit_id: int
    check_point_id: int
    repetition: int
    first: str
    second: str


def pairs(round_ids: Collection[int] | None = None, check_point_ids: Collection[int] | None = None) -> list[Pair]:
    """The raw pairs of finished stops, by stop and check point. What only one of them answered makes no pair.

    One query; two rows per pair are read.
    """
    rows = Observation.objects.filter(visit__is_double=True, visit__state=VisitState.DONE)
    if round_ids is not None:
        rows = rows.filter(visit__round__in=list(round_ids))
    if check_point_ids is not None:
        rows = rows.filter(check_point__in=list(check_point_ids))
    said: dict[tuple[int, int, int], dict[int, str]] = defaultdict(dict)
    columns = ("visit_id", "check_point_id", "repetition", "reading", "verdict")
    for visit, point, repetition, reading, verdict in rows.order_by(*columns[:3]).values_list(*columns):
        said[visit, point, repetition][reading] = verdict
    return [Pair(*key, both[FIRST], both[SECOND]) for key, both in said.items() if len(both) == SECOND]


def double_counts(round: Round) -> dict[str, int]:  # noqa: A002
    """Stops of a round that the draw chose to be judged twice: `all`, and `done`. One query."""
    chosen = Visit.objects.filter(round=round, is_double=True)
    return chosen.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state=VisitState.DONE)))


def sites_of(visit_ids: Collection[int]) -> dict[int, Site]:
    """visit id -> the site it went to. One query."""
    visits = Visit.objects.filter(pk__in=visit_ids).select_related("site").only("site__name_zh", "site__name_en")
    return {visit.pk: visit.site for visit in visits if visit.site is not None}


@dataclass(frozen=True, slots=True)
class PointAgreement:
    """How far inspectors agree at one check point, and the stops where they did not."""

    check_point: CheckPoint
    agreement: Agreement
    visit_ids: Sequence[int]


def agreement_by_point(found: Sequence[Pair]) -> tuple[Agreement, QuerySet[CheckPoint], dict[int, PointAgreement]]:
    """Agreement over all pairs, the check points that have any (to be paged), and each one's own by its id."""
    by_point: dict[int, list[Pair]] = defaultdict(list)
    for pair in found:
        by_point[pair.check_point_id].append(pair)
    points = CheckPoint.objects.filter(pk__in=by_point).select_related("site_type")
    each = {
        point.pk: PointAgreement(
            point,
            agreement([(pair.first, pair.second) for pair in by_point[point.pk]]),
            sorted({pair.visit_id for pair in by_point[point.pk] if pair.first != pair.second}),
        )
        for point in points
    }
    return agreement([(pair.first, pair.second) for pair in found]), points, each


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a stop as both judged it. `may_take_up`: only the second found it, and no case has come of it."""

    first: Line
    second: Line
    finding: Finding | None

    @property
    def is_unlike(self) -> bool:
        return self.first.verdict_label != self.second.verdict_label

    @property
    def may_take_up(self) -> bool:
        said = self.second.observation
        failed_first = self.first.observation is not None and self.first.observation.verdict == Verdict.FAIL
        return said is not None and said.verdict == Verdict.FAIL and not failed_first and self.finding is None


def second_observation(actor: Actor, visit: Visit, pk: int) -> Observation:
    """An answer of the second reading of a stop, for those who see both. NotFound otherwise."""
    found = Observation.objects.select_related("check_point__standard__parent", "visit__site__area").filter(
        visit=visit, pk=pk, reading=SECOND
    )
    row = found.first()
    if row is None or not actor.may_anywhere(SEE_AGREEMENT) or visit.is_apart:
        raise NotFound("observation")
    return row


def differences(visit: Visit) -> list[Difference]:
    """Where the second inspector said something else than the first, in the order of the checklist. Seven queries."""
    taken_up = {one.observation_id: one for one in Finding.objects.filter(visit=visit, reading=SECOND)}
    first = {(line.check_point.pk, line.repetition): line for line in checklist(visit, FIRST)}
    rows = []
    for line in checklist(visit, SECOND):
        if line.observation is None:
            continue
        other = first.get((line.check_point.pk, line.repetition), Line(line.check_point, line.repetition, None))
        rows.append(Difference(other, line, taken_up.get(line.observation.pk)))
    return [row for row in rows if row.is_unlike]
