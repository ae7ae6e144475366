"""Rehearsal of rules: last month once more under another rule, on plain values. Nothing here reads or writes rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chuangcheng.calendars.rules import Calendar, Limit
from chuangcheng.cases.rules import Change, deadline, is_step_due
from chuangcheng.scoring.result_rules import Row, compute

AFTER_DEFAULT = ("default_unit", "leads_standard", "leads_content", "holds_area", "sub_district")
"""Reasons that a category's first addressee goes before (`duties.queries.responsible_for`); holders of the facility,
site or segment go before it, and what a person chose or a dispute settled stays."""


@dataclass(frozen=True, slots=True)
class Past:
    """A case of the month as it was: its clock, what moved it, and when the work that counted was handed in."""

    pk: int
    unit: int
    limit: str
    started_at: datetime
    done_at: datetime | None
    reason: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit before and after, and one case that differs."""

    before: dict[int, Any]
    after: dict[int, Any]
    cases: tuple[int, ...]

    def units(self) -> list[int]:
        """Units of either side, those that differ first."""
        ids = set(self.before) | set(self.after)
        return sorted(ids, key=lambda pk: (self.before.get(pk, 0) == self.after.get(pk, 0), pk))


def _compared(
    past: Iterable[Past], before: Callable[[Past], int | None], after: Callable[[Past], int | None]
) -> Difference:
    """Counts per unit of the cases for which each side names a unit (None: it does not count)."""
    old, new = Counter[int](), Counter[int]()
    differing = []
    for case in past:
        was, becomes = before(case), after(case)
        if was is not None:
            old[was] += 1
        if becomes is not None:
            new[becomes] += 1
        if was != becomes:
            differing.append(case.pk)
    return Difference(dict(old), dict(new), tuple(differing))


def is_late(calendar: Calendar, case: Past, limit: Limit, until: datetime) -> bool:
    """Whether the case would have been (or was, when the month was over) handed in after its deadline."""
    due = deadline(calendar, case.started_at, limit, case.changes).at
    return (case.done_at or until) > due


def other_limit(calendar: Calendar, past: Iterable[Past], limit: str, until: datetime) -> Difference:
    """Late cases per unit, with the limit that each had and with another one."""
    wanted = Limit.parse(limit)

    def late(case: Past, chosen: Limit) -> int | None:
        return case.unit if is_late(calendar, case, chosen, until) else None

    return _compared(past, lambda case: late(case, Limit.parse(case.limit)), lambda case: late(case, wanted))


def other_step(calendar: Calendar, past: Iterable[Past], hours: int, other: int, until: datetime) -> Difference:
    """Cases per unit that reach a rung of the ladder, at its hours after the deadline and at others."""

    def reached(case: Past, wanted: int) -> int | None:
        due = deadline(calendar, case.started_at, Limit.parse(case.limit), case.changes).at
        end = case.done_at or until
        return case.unit if is_step_due(calendar, due=due, at=end, working_hours=wanted, before=False) else None

    return _compared(past, lambda case: reached(case, hours), lambda case: reached(case, other))


def other_route(past: Iterable[Past], unit: int) -> Difference:
    """Cases per unit, as they went and if the category's first addressee were another unit."""
    return _compared(past, lambda case: case.unit, lambda case: unit if case.reason in AFTER_DEFAULT else case.unit)


def other_rules(
    facts: Mapping[int, Mapping[str, Iterable[Row]]], rules: Mapping[str, Any], other: Mapping[str, Any]
) -> Difference:
    """Points per unit by two versions of the rules of monthly results; no case differs, only what it weighs."""
    before = {unit: compute(rules, rows).points for unit, rows in facts.items()}
    after = {unit: compute(other, rows).points for unit, rows in facts.items()}
    return Difference(before, after, ())
