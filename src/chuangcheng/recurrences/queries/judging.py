"""Whether a case makes its fault a recurring one: the cases of its place, counted as `rules` says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q

from chuangcheng.cases.models import Case, Outcome, Recheck, State, Submission, Verdict
from chuangcheng.duties.queries import threshold
from chuangcheng.recurrences.models import FAULTS, PLACES, STANDING, Recurrence, RecurrenceCase
from chuangcheng.recurrences.rules import Occurrence, recurring, times

MOST = 500
"""Cases of one place in the period: more would not change the answer."""
NO_CASE = (State.REFUSED, State.MERGED)
PUT_RIGHT = (State.SUBMITTED, State.CORRECTED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Rule:
    """So many times in so many days: the city's own numbers."""

    times: int
    days: int


def rule() -> Rule:
    """The numbers in force. Fewer than two times would be no recurrence."""
    return Rule(max(2, threshold("recurrence_times")), threshold("recurrence_days"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The card that stands and what is new to it; or the fault that has come often enough; or nothing."""

    card: Recurrence | None = None
    fault: str = ""
    occurrences: tuple[Occurrence, ...] = ()


def place_key(case: Case) -> str:
    """`facility:3`, `site:7`, `segment:2`; blank where a case lies at none of them."""
    return next((f"{kind}:{pk}" for kind in PLACES if (pk := getattr(case, f"{kind}_id"))), "")


def fault_keys(case: Case) -> list[str]:
    """What the fault can be called, the most exact first."""
    return [f"{kind}:{pk}" for kind in FAULTS if (pk := getattr(case, f"{kind}_id"))]


def case_to_count(pk: int) -> Case | None:
    """A case that counts: neither refused nor merged, nor a part of another."""
    rows = Case.objects.exclude(state__in=NO_CASE).select_related("unit", "area", "segment", "site", "facility")
    return rows.select_related("category__default_unit", "standard", "check_point").filter(pk=pk, parent=None).first()


def judge(case: Case, at: datetime) -> Judgement:
    """Five queries. What a decision has settled is not counted again."""
    place, faults, limit = place_key(case), fault_keys(case), rule()
    if not place or not faults:
        return Judgement()
    cards = list(Recurrence.objects.filter(key__in=[f"{place}|{fault}" for fault in faults]))
    standing = next((card for card in cards if card.state in STANDING), None)
    if standing is not None:
        return _fresh(standing, case, at)
    settled = [moment for card in cards if (moment := card.finished_at or card.decided_at)]
    since = max([at - timedelta(days=limit.days), *settled])
    found = recurring(occurrences(case, since, at), faults, limit.times)
    return Judgement(fault=found[0], occurrences=tuple(found[1])) if found else Judgement()


def _fresh(card: Recurrence, case: Case, at: datetime) -> Judgement:
    """What has come back since the card was made."""
    known = list(RecurrenceCase.objects.filter(recurrence=card).values_list("case_id", "found_at"))
    first = min(moment for _pk, moment in known)
    found = [one for one in occurrences(case, first, at) if card.fault in one.faults]
    fresh = (one for one in times(found) if (one.case_id, one.at) not in known)
    return Judgement(card, card.fault, tuple(fresh))


def occurrences(case: Case, since: datetime, until: datetime) -> list[Occurrence]:
    """Everything found at the case's place in the period (ends included). Three queries."""
    rows = Case.objects.filter(_at_place(case), parent=None, opened_at__gte=since, found_at__lte=until)
    counted = [f"{kind}_id" for kind in FAULTS]
    columns = ("pk", "found_at", "state", "closed_at", *counted)
    found = list(rows.exclude(state__in=NO_CASE).order_by("-opened_at").values_list(*columns)[:MOST])
    submitted, relapses = _submitted(row[0] for row in found), _relapses([row[0] for row in found], until)
    made: list[Occurrence] = []
    for pk, found_at, state, closed_at, *values in found:
        names = frozenset(f"{kind}:{value}" for kind, value in zip(FAULTS, values, strict=True) if value)
        ended = (submitted.get(pk) or closed_at) if state in PUT_RIGHT else None
        made += _of_case(pk, found_at, ended, names, relapses.get(pk, []))
    return [one for one in made if since <= one.at]


def _at_place(case: Case) -> Q:
    """Cases at the same facility; at the same site or segment, and at nothing more exact."""
    wanted = Q()
    for kind in PLACES:
        pk = getattr(case, f"{kind}_id")
        wanted &= Q(**{kind: pk})
        if pk:
            break
    return wanted


def _submitted(ids: Iterable[int]) -> dict[int, datetime]:
    """When the unit said last that it was put right, where nobody returned it."""
    rows = Submission.objects.filter(case__in=list(ids)).exclude(verdict=Verdict.RETURNED)
    return dict(rows.order_by().values_list("case").annotate(last=Max("submitted_at")))


def _relapses(ids: list[int], until: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    """case -> (closed at, found to have relapsed at), in order."""
    rows = Recheck.objects.filter(case__in=ids, outcome=Outcome.RELAPSED, seen_at__lte=until).order_by("seen_at")
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for pk, closed_at, seen_at in rows.values_list("case", "closed_at", "seen_at"):
        found.setdefault(pk, []).append((closed_at, seen_at))
    return found


def _of_case(
    pk: int,
    found_at: datetime,
    ended_at: datetime | None,
    faults: frozenset[str],
    relapses: list[tuple[datetime, datetime]],
) -> list[Occurrence]:
    """A case is there once, and once more with every relapse."""
    ends = [closed for closed, _seen in relapses]
    begins = [seen for _closed, seen in relapses]
    return [
        Occurrence(pk, begin, end, faults, is_relapse=bool(number))
        for number, (begin, end) in enumerate(zip([found_at, *begins], [*ends, ended_at], strict=True))
    ]
