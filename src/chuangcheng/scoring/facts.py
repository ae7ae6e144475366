"""The rows that the monthly results of units are computed from: bounded reads over one month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import make_aware

from chuangcheng.cases.models import SEEN, Case, Outcome, Pause, PauseKind, Recheck, Source, Submission, Verdict
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.participation.queries import ratings, reopenings
from chuangcheng.scoring.result_rules import Row, leaving_out
from chuangcheng.units.models import Holding

Facts = dict[int, dict[str, list[Row]]]
"""unit id -> line -> rows."""


def bounds(month: date) -> tuple[datetime, datetime]:
    """The first moment of a month and of the next one, in the city's time."""
    later = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return tuple(make_aware(datetime(day.year, day.month, 1)) for day in (month, later))  # type: ignore[return-value]  # noqa: DTZ001


def facts_of(month: date) -> Facts:
    """Everything that counts for a month, by the unit in charge. Ten queries, however many units there are.

    A unit's own reports (`own_reports`) are in no line but `self_found`.
    """
    start, end = bounds(month)
    found: Facts = defaultdict(lambda: defaultdict(list))
    lines = {
        "on_time": [*_on_time(start, end)],
        "rework": [*_rework(start, end)],
        "relapse": [*_relapse(start, end)],
        "open_overdue": [*_open_overdue(end)],
        "dispute_lost": [*_dispute_lost(start, end)],
        "satisfaction": [(unit, Row("report", pk, case, said)) for unit, pk, case, said in ratings(start, end)],
        "reopened": [(unit, Row("report", pk, case)) for unit, pk, case in reopenings(start, end)],
    }
    own = own_reports({row.case for rows in lines.values() for _unit, row in rows})
    for code, rows in lines.items():
        by_unit = defaultdict(list)
        for unit, row in rows:
            by_unit[unit].append(row)
        for unit, behind in by_unit.items():
            found[unit][code] = leaving_out(behind, own)
    for unit, row in _self_found(start, end):
        found[unit]["self_found"].append(row)
    return {unit: dict(rows) for unit, rows in found.items()}


def own_reports(cases: Iterable[int]) -> set[int]:
    """Those of the cases that the unit in charge had found itself: registered as such by somebody who was its own then.

    Two queries per thousand cases.
    """
    ids, own = sorted(set(cases)), set()
    for first in range(0, len(ids), 1000):
        rows = list(
            Case.objects.filter(pk__in=ids[first : first + 1000], source=Source.UNIT, unit__isnull=False).values_list(
                "pk", "opened_by", "opened_at", "unit__path"
            )
        )
        held = defaultdict(list)
        people = {person for _pk, person, _at, _path in rows if person}
        for person, starts, ends, path in Holding.objects.filter(person__in=people).values_list(
            "person", "starts_at", "ends_at", "post__unit__path"
        ):
            held[person].append((starts, ends, path))
        own |= {
            pk
            for pk, person, at, path in rows
            if any(
                starts <= at and (ends is None or at < ends) and (mine.startswith(path) or path.startswith(mine))
                for starts, ends, mine in held[person]
            )
        }
    return own


def _on_time(start: datetime, end: datetime) -> Iterable[tuple[int, Row]]:
    """Cases that were due in the month and are judged: closed, or still running though overdue."""
    due = Case.objects.filter(due_at__gte=start, due_at__lt=end, unit__isnull=False)
    closed = due.filter(was_on_time__isnull=False).values_list("unit", "pk", "was_on_time")
    for unit, pk, was_on_time in closed.order_by():
        yield unit, Row("case", pk, pk, "on_time" if was_on_time else "late")
    for unit, pk in due.filter(was_on_time=None, state__in=RUNNING).order_by().values_list("unit", "pk"):
        yield unit, Row("case", pk, pk, "open")


def _rework(start: datetime, end: datetime) -> Iterable[tuple[int, Row]]:
    """Pieces of work that a verifier returned in the month."""
    rows = Submission.objects.filter(
        verdict=Verdict.RETURNED, verified_at__gte=start, verified_at__lt=end, case__unit__isnull=False
    )
    for unit, pk, case in rows.order_by().values_list("case__unit", "pk", "case"):
        yield unit, Row("submission", pk, case)


def _relapse(start: datetime, end: datetime) -> Iterable[tuple[int, Row]]:
    """Drawn re-checks that saw something: whoever could choose them could choose the result."""
    rows = Recheck.objects.filter(
        is_drawn=True, outcome__in=SEEN, seen_at__gte=start, seen_at__lt=end, unit__isnull=False
    )
    for unit, pk, case, outcome in rows.order_by().values_list("unit", "pk", "case", "outcome"):
        yield unit, Row("recheck", pk, case, outcome)


def _open_overdue(end: datetime) -> Iterable[tuple[int, Row]]:
    """What was overdue when the month ended and still is when the results are drafted."""
    rows = Case.objects.filter(state__in=RUNNING, due_at__lt=end, unit__isnull=False)
    for unit, pk in rows.order_by().values_list("unit", "pk"):
        yield unit, Row("case", pk, pk)


def _dispute_lost(start: datetime, end: datetime) -> Iterable[tuple[int, Row]]:
    """“Not ours” that was decided against the unit in the month."""
    rows = Pause.objects.filter(
        kind=PauseKind.DISPUTE, gives_time_back=False, ended_at__gte=start, ended_at__lt=end, case__unit__isnull=False
    )
    for unit, pk, case in rows.order_by().values_list("case__unit", "pk", "case"):
        yield unit, Row("pause", pk, case)


def _self_found(start: datetime, end: datetime) -> Iterable[tuple[int, Row]]:
    """The unit's own reports that somebody looked at again in the month and found in order: each case once."""
    rows = Recheck.objects.filter(
        outcome=Outcome.KEPT, seen_at__gte=start, seen_at__lt=end, unit__isnull=False, case__source=Source.UNIT
    )
    kept = {case: (unit, pk) for unit, pk, case in rows.order_by("pk").values_list("unit", "pk", "case")}
    own = own_reports(kept)
    for case, (unit, pk) in kept.items():
        if case in own:
            yield unit, Row("recheck", pk, case, Outcome.KEPT)
