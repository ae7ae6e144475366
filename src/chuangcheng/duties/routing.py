"""Routing rules on plain values: to which case a rule applies, which goes first, what a past month would have been."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Route:
    """Area x category x time -> unit. A blank path is the whole city, a blank category all of them; a category stands
    for every code that begins with it. Days as ISO counts them (1 Monday); hours as the clock shows them, `starts`
    included and `ends` not, over midnight where `ends` is not later; the day of such a night is the one it begins on.
    """

    pk: int
    unit: int
    area: str = ""
    category: str = ""
    weekdays: tuple[int, ...] = EVERY_DAY
    starts: time | None = None
    ends: time | None = None

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        """Sorts what is narrower first: smaller area, finer category, a time of its own; then the older rule."""
        is_timed = self.starts is not None or self.weekdays != EVERY_DAY
        return -self.area.count("/"), -len(self.category), not is_timed, self.pk


def applies(route: Route, area: str, category: str, local: datetime) -> bool:
    """Whether a case at this area's path, of this category, at this local time is one of the rule's."""
    return area.startswith(route.area) and category.startswith(route.category) and _is_time(route, local)


def _is_time(route: Route, local: datetime) -> bool:
    day, clock = local.isoweekday(), local.time()
    if route.starts is None or route.ends is None:
        return day in route.weekdays
    if route.starts < route.ends:
        return day in route.weekdays and route.starts <= clock < route.ends
    before = day - 1 or 7
    return (day in route.weekdays and clock >= route.starts) or (before in route.weekdays and clock < route.ends)


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case as it was dispatched. `is_chosen`: a person or a dispute named the unit, which no rule would change."""

    pk: int
    unit: int
    area: str
    category: str
    local: datetime
    is_chosen: bool = False


def rehearse(rule: Route, others: Sequence[Route], past: Iterable[PastCase]) -> dict[str, Any]:
    """What the rule would have done: `cases` looked at, `met` by it, `stay` (with its unit already), `chosen` (by a
    person, untouched), `overruled` (a narrower rule in force goes first), `moved` as [[from unit, count]], most first,
    and the first `shown` of the moved cases."""
    counts, moved, shown = Counter[str](), Counter[int](), []
    for case in past:
        counts["cases"] += 1
        if not applies(rule, case.area, case.category, case.local):
            continue
        counts["met"] += 1
        narrower = (one for one in others if one.pk != rule.pk and one.rank < rule.rank)
        if case.is_chosen:
            counts["chosen"] += 1
        elif any(applies(one, case.area, case.category, case.local) for one in narrower):
            counts["overruled"] += 1
        elif case.unit == rule.unit:
            counts["stay"] += 1
        else:
            moved[case.unit] += 1
            shown.append(case.pk)
    told = {name: counts[name] for name in ("cases", "met", "stay", "chosen", "overruled")}
    return {**told, "moved": [list(pair) for pair in moved.most_common()], "shown": shown[:MOST_SHOWN]}
