"""Plans in plain values: what may stand under what, how progress rolls up and is explained, what slips, how dates move
to another year, and what became of a shortfall. No database, no clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

UNDER: dict[str, tuple[str, ...]] = {
    "plan": ("",),
    "key_points": ("", "plan"),
    "scheme": ("", "plan", "key_points"),
    "task": ("plan", "key_points", "scheme", "task"),
}
"""kind -> kinds of parent that it may have; "" is none. A task always belongs to something."""
COUNTED = frozenset({"confirmed", "under_way", "reported", "returned", "done"})
"""States that count in the roll-up: what is only drafted or was dropped does not."""
OPEN = ("confirmed", "under_way", "reported", "returned")
"""Confirmed and not over."""
RUNNING = ("confirmed", "under_way", "returned")
"""The unit has the next move: only these can be silent."""
MOST_UNCONFIRMED = 99
"""Nothing counts as whole before somebody else has confirmed it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One undertaking as the roll-up sees it; `parent` is its parent's id."""

    pk: int
    parent: int | None
    weight: int
    state: str
    percent: int


@dataclass(frozen=True, slots=True)
class Part:
    """One child in a roll-up: weight and progress in percent (exact)."""

    pk: int
    weight: int
    percent: Fraction


@dataclass(frozen=True, slots=True)
class RollUp:
    """Progress of one undertaking in percent, and the parts it was made from (none: as it was reported itself)."""

    percent: Fraction
    parts: tuple[Part, ...] = ()

    @property
    def weight(self) -> int:
        return sum(part.weight for part in self.parts)


def own_percent(state: str, percent: int) -> Fraction:
    """What an undertaking without counted children says of itself: 100 once confirmed as done, else at most 99."""
    return Fraction(100) if state == "done" else Fraction(min(percent, MOST_UNCONFIRMED))


def roll_up(rows: Iterable[Leaf]) -> dict[int, RollUp]:
    """id -> progress of every row. A parent is the mean of its counted children, weighted; a done one is 100.

    Rows whose parent is not among the rows are roots. Each row is looked at once, whatever the depth.
    """
    every = {row.pk: row for row in rows}
    children: dict[int, list[Leaf]] = {}
    for row in every.values():
        if row.parent in every:
            children.setdefault(row.parent, []).append(row)
    found: dict[int, RollUp] = {}
    for row in _deepest_first(every, children):
        parts = tuple(
            Part(child.pk, child.weight, found[child.pk].percent)
            for child in children.get(row.pk, ())
            if child.state in COUNTED
        )
        if parts:
            mean = sum((part.percent * part.weight for part in parts), Fraction(0)) / sum(p.weight for p in parts)
            found[row.pk] = RollUp(Fraction(100) if row.state == "done" else mean, parts)
        else:
            found[row.pk] = RollUp(own_percent(row.state, row.percent))
    return found


def _deepest_first(every: dict[int, Leaf], children: dict[int, list[Leaf]]) -> list[Leaf]:
    order = [row for row in every.values() if row.parent not in every]
    for row in order:
        order.extend(children.get(row.pk, ()))
    return order[::-1]


@dataclass(frozen=True, slots=True)
class Slip:
    """Why something slips: `overdue`, `milestone` or `silent`; since when, and the milestone's name."""

    reason: str
    since: date
    name: str = ""


def slips(
    state: str,
    due_on: date,
    last_heard_on: date,
    milestones: Sequence[tuple[str, date, date | None]],
    today: date,
    silent_days: int | None,
) -> list[Slip]:
    """Everything that slips at an undertaking today. `milestones`: (name, due, reached or None). `silent_days` None:
    nobody has to report on it, because its progress is rolled up from what stands under it.

    The due day itself is still in time. Nothing slips that is drafted or over.
    """
    if state not in OPEN:
        return []
    found = [Slip("overdue", due_on)] if due_on < today else []
    found += [Slip("milestone", due, name) for name, due, reached in milestones if reached is None and due < today]
    if silent_days is not None and state in RUNNING and (today - last_heard_on).days > silent_days:
        found.append(Slip("silent", last_heard_on))
    return found


def in_year(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def shifted(day: date, years: int, works: Callable[[date], bool]) -> date:
    """The same day in a later year, moved back to the last working day before it where it is a day off: a plan's date
    must not move behind the end of its year."""
    moved = in_year(day, years)
    for days in range(31):
        earlier = moved - timedelta(days=days)
        if works(earlier):
            return earlier
    return moved


def code_for_year(code: str, old: int, new: int) -> str:
    """The code of a copy: its year replaced, or the new year added."""
    return code.replace(str(old), str(new), 1) if str(old) in code else f"{code}-{new}"


def outcome(state: str, closed_at: datetime | None, rechecks: Iterable[tuple[str, datetime, datetime]]) -> str:
    """What became of a shortfall, read from its case: `open`, `put_right`, `held`, `relapsed`, `refused`.

    `rechecks`: (outcome, closing looked at, seen at). A relapse of the last closing counts until the case has been
    closed again; what could not be seen says nothing.
    """
    told = sorted((one for one in rechecks if one[0] in ("kept", "relapsed")), key=lambda one: one[2])
    last = told[-1] if told else None
    if state in ("refused", "merged"):
        return "refused"
    if last and last[0] == "relapsed" and (closed_at is None or last[2] >= closed_at):
        return "relapsed"
    if state != "closed" or closed_at is None:
        return "open"
    return "held" if last and last[0] == "kept" and last[1] >= closed_at else "put_right"
