"""What a figure counts, as data: the same rows are counted when a document is drafted and shown when it is opened."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.cases.access import in_units
from chuangcheng.cases.models import Case, Source, State
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.documents.blocks import Figure
from chuangcheng.documents.kinds.subject import end_of, start_of
from chuangcheng.inspections.models import FIRST, Observation, Verdict, Visit, VisitState
from chuangcheng.units.models import Unit

NOT_COUNTED = (State.REFUSED, State.MERGED, State.SPLIT)
"""What was no problem, was one already counted, or is counted in its parts."""
INSPECTED = (Source.INSPECTION.value, Source.FREE_FINDING.value, Source.RECHECK.value, Source.GROUP.value)
"""What inspections and groups found themselves: what a bulletin speaks of."""


@dataclass(frozen=True, slots=True)
class Rows:
    """`of`: cases, visits or observations. Days are the city's; `as_of` decides what was put right by then.

    `unit` alone, or `with_below` it. `outcome` of cases as `outcome_q` names them; of observations `pass`.
    """

    of: str
    as_of: str
    since: str = ""
    until: str = ""
    closed_since: str = ""
    closed_until: str = ""
    unit: int | None = None
    with_below: bool = False
    no_unit: bool = False
    site_type: int | None = None
    category: int | None = None
    outcome: str = ""
    is_inspected: bool = False
    ids: tuple[int, ...] = ()

    def but(self, **changes: Any) -> "Rows":
        """The same with some changed."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """What differs from nothing."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value
        }

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Rows":
        """The rows again; `TypeError` for what we never wrote."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
        }
        return Rows(**values)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.as_of)

    def figure(self, count: int, key: str) -> Figure:
        """A number that opens these rows."""
        return Figure(str(count), key, self.to_json())


def cases_in(first: date, last: date, at: datetime, **more: Any) -> Rows:
    """Cases registered from one day to another."""
    return Rows("cases", at.isoformat(), first.isoformat(), last.isoformat(), **more)


def outcome_q(outcome: str, moment: datetime) -> Q:
    """Which cases stood so at a moment, as far as their present row tells."""
    left = Q(closed_at=None) | Q(closed_at__gt=moment)
    return {
        "": Q(),
        "mended": Q(closed_at__lte=moment),
        "left": left,
        "overdue": Q(state__in=RUNNING, due_at__lt=moment),
        "late": Q(was_on_time=False, closed_at__lte=moment),
        "on_time": Q(was_on_time=True, closed_at__lte=moment),
        "returned": Q(return_count__gt=0),
        "running": Q(state__in=RUNNING),
        "reworked": Q(state__in=RUNNING, return_count__gt=0),
        "closed": Q(state=State.CLOSED),
    }[outcome]


def case_rows(rows: Rows) -> QuerySet[Case]:
    """The cases, unordered."""
    found = Case.objects.exclude(state__in=NOT_COUNTED)
    found = _within(found, "opened_at", rows.since, rows.until)
    found = _within(found, "closed_at", rows.closed_since, rows.closed_until)
    if rows.ids:
        found = found.filter(pk__in=rows.ids)
    if rows.is_inspected:
        found = found.filter(source__in=INSPECTED)
    if rows.category is not None:
        found = found.filter(category=rows.category)
    return _of_unit(found, rows).filter(outcome_q(rows.outcome, rows.moment))


def _of_unit(found: "QuerySet[Case]", rows: Rows) -> "QuerySet[Case]":
    if rows.no_unit:
        found = found.filter(unit=None)
    elif rows.unit is not None and not rows.with_below:
        found = found.filter(unit=rows.unit)
    elif rows.unit is not None:
        found = found.filter(in_units(Unit.objects.values_list("path", flat=True).get(pk=rows.unit)))
    return found


def _within(found: Any, column: str, since: str, until: str) -> Any:
    if since:
        found = found.filter(**{f"{column}__gte": start_of(date.fromisoformat(since))})
    if until:
        found = found.filter(**{f"{column}__lt": end_of(date.fromisoformat(until))})
    return found


def visit_rows(rows: Rows) -> QuerySet[Visit]:
    """Stops that were visited."""
    found: QuerySet[Visit] = _within(Visit.objects.filter(state=VisitState.DONE), "visited_at", rows.since, rows.until)
    found = found.filter(site__isnull=False)
    return found if rows.site_type is None else found.filter(site__site_type=rows.site_type)


def observation_rows(rows: Rows) -> QuerySet[Observation]:
    """What was judged at them, the first reading where two judge."""
    wanted = Observation.objects.filter(
        visit__in=visit_rows(rows).order_by().values("pk"), reading=FIRST, verdict__in=(Verdict.PASS, Verdict.FAIL)
    )
    return wanted.filter(verdict=Verdict.PASS) if rows.outcome == "pass" else wanted


LISTS = {"cases": case_rows, "visits": visit_rows, "observations": observation_rows}
