"""Pure rules of a day: who goes together, when a place is open, how teams are dealt for days."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import time
from typing import TypeVar

from chuangcheng.inspections.rules import TooFewInspectors

Key = TypeVar("Key", bound=Hashable)
DAY = 24 * 60
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")


def minutes(clock: time) -> float:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute + clock.second / 60


def opening(opens: time | None, closes: time | None, hours: str = "") -> tuple[float, float]:
    """When a place is open, in minutes of the day: its own hours, else the first span in a text (“06:00–22:00”), else
    all day. A place that closes after midnight is open to the end of the day."""
    if opens is None and closes is None and (found := _SPAN.search(hours)):
        numbers = [int(part) for part in found.groups()]
        first, last = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
        if first > DAY or last > DAY or numbers[1] > 59 or numbers[3] > 59:
            return 0.0, float(DAY)
        return float(first), float(last if last > first else DAY)
    start = minutes(opens) if opens else 0.0
    end = minutes(closes) if closes else float(DAY)
    return start, end if end > start else float(DAY)


def together(stops: Mapping[Key, Iterable[int]]) -> list[tuple[tuple[int, ...], list[Key]]]:
    """Crews: posts that share a stop, directly or through others, go one way that day. (posts, their stops), in the
    order of the stops. Teams that were dealt whole stay apart; a replacement joins two only where people demand it."""
    crews: list[tuple[set[int], list[Key]]] = []
    for stop, posts in stops.items():
        mine = set(posts)
        if not mine:
            continue
        touched = [crew for crew in crews if crew[0] & mine]
        merged = (mine.union(*(crew[0] for crew in touched)), [one for crew in touched for one in crew[1]] + [stop])
        first = crews.index(touched[0]) if touched else len(crews)
        crews = [crew for crew in crews if crew not in touched]
        crews.insert(first, merged)
    return [(tuple(sorted(posts)), keys) for posts, keys in crews]


def deal_teams(
    order: Sequence[str], days: Sequence[Hashable], each: int, is_barred: Callable[[str, int], bool]
) -> list[list[str]]:
    """Inspectors for each stop, as teams that hold for a whole day, so that a day's stops can be one way.

    Each day the queue (who has had fewest stops first, ties in the order drawn) is cut into teams of `each`; stops
    take the teams in turn, skipping a team with a member who is barred there. Where every team is barred, the free
    ones of all go, those first who stand by that day. `days`: the day of each stop, equal ones next to each other.
    Raises TooFewInspectors.
    """
    load: Counter[str] = Counter()
    dealt: list[list[str]] = []
    start = 0
    while start < len(days):
        end = next((at for at in range(start, len(days)) if days[at] != days[start]), len(days))
        queue = sorted(order, key=lambda code: load[code])
        count = max(1, min(len(queue) // each, end - start))
        turns = [queue[at * each : (at + 1) * each] for at in range(count)]
        standing_by = queue[count * each :]
        for stop in range(start, end):
            team = _team(turns, standing_by, stop, each, is_barred)
            load.update(team)
            dealt.append(team)
        start = end
    return dealt


def _team(
    turns: list[list[str]], standing_by: Sequence[str], stop: int, each: int, is_barred: Callable[[str, int], bool]
) -> list[str]:
    """The next team in turn that may go; it moves to the end of the turns."""
    for team in turns:
        if len(team) == each and not any(is_barred(code, stop) for code in team):
            turns.remove(team)
            turns.append(team)
            return list(team)
    mixed = [*turns[0], *standing_by, *(code for team in turns[1:] for code in team)]
    chosen = [code for code in mixed if not is_barred(code, stop)][:each]
    if len(chosen) < each:
        raise TooFewInspectors(stop)
    return chosen
