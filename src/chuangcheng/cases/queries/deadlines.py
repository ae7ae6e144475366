"""The deadline of a case from its rows: the dispatch, pauses that give time back, granted extensions."""

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.models import Case, ExtensionState
from chuangcheng.cases.rules import DEFAULT_LIMIT, Change, Deadline, More, Stop, deadline


def limit_of(case: Case) -> Limit:
    """The limit of the category, or the ordinary one."""
    return Limit.parse(case.category.limit) if case.category and case.category.limit else DEFAULT_LIMIT


def clock_changes(case: Case) -> list[Change]:
    """What moved the clock that runs now: rows of earlier dispatches count no more. Two queries."""
    started = case.dispatched_at
    stops = case.pauses.filter(clock_started_at=started, gives_time_back=True, ended_at__isnull=False)
    more = case.extensions.filter(clock_started_at=started, state=ExtensionState.GRANTED, decided_at__isnull=False)
    return [
        *(Stop(row.started_at, row.ended_at) for row in stops if row.ended_at),
        *(More(row.decided_at, Limit.parse(row.limit)) for row in more if row.decided_at),
    ]


def current_deadline(case: Case) -> Deadline | None:
    """The deadline with its steps, counted anew; None while no clock has started."""
    if case.dispatched_at is None:
        return None
    return deadline(city_calendar(), case.dispatched_at, Limit.parse(case.limit), clock_changes(case))
