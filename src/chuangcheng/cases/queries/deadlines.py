"""The deadline of a case from its rows: the dispatch, pauses that give time back, granted extensions."""

from django.utils.translation import gettext as _

from chuangcheng.calendars.queries import city_calendar, deadline_in_words, limit_text
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.models import Case, ExtensionState
from chuangcheng.cases.rules import DEFAULT_LIMIT, Change, Deadline, More, Step, Stop, deadline
from chuangcheng.kit.display import moment_text


def limit_of(case: Case) -> Limit:
    """The limit of the category, or the ordinary one."""
    return Limit.parse(case.category.limit) if case.category and case.category.limit else DEFAULT_LIMIT


def clock_changes(case: Case) -> list[Change]:
    """What moved the clock that runs now: rows of earlier dispatches count no more. Two queries."""
    started = case.dispatched_at
    if started is None:
        return []
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


def deadline_story(case: Case) -> list[str]:
    """The deadline explained in words: where it is counted from, days off, and each row that moved it."""
    found = current_deadline(case)
    if found is None:
        return []
    first = found.steps[0]
    lines = deadline_in_words(first.before, first.after, Limit.parse(case.limit))
    return lines + [_step_text(step) for step in found.steps[1:]]


def _step_text(step: Step) -> str:
    after = moment_text(step.after)
    if isinstance(step.change, More):
        return _("%(limit)s more were granted on %(day)s: due %(after)s.") % {
            "limit": limit_text(step.change.limit),
            "day": moment_text(step.change.at, "date"),
            "after": after,
        }
    assert step.change is not None
    span = {"start": moment_text(step.change.at), "end": moment_text(step.change.until)}
    if step.kind == "stop_too_late":
        return _(
            "The clock stood still from %(start)s to %(end)s, but only after the deadline: nothing is given back."
        ) % (span)
    if not step.amount and step.unit != "working_seconds":
        return _("The clock stood still from %(start)s to %(end)s, less than a whole day: still due %(after)s.") % {
            **span,
            "after": after,
        }
    return _("The clock stood still from %(start)s to %(end)s: %(amount)s given back, due %(after)s.") % {
        **span,
        "amount": _given_back(step),
        "after": after,
    }


def _given_back(step: Step) -> str:
    if step.unit == "working_seconds":
        minutes = round(step.amount / 60)
        return _("%(hours)d h %(minutes)d min of working time") % {"hours": minutes // 60, "minutes": minutes % 60}
    return limit_text(Limit(step.amount, "working_days" if step.unit == "working_days" else "calendar_days"))
