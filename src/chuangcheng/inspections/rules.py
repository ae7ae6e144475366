"""Pure rules of rounds: who inspects where, what an answer must bring, how days are spread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ANSWERED = ("pass", "fail")
COUNTED = ("count", "scale")


class TooFewInspectors(Exception):
    """A stop for which not enough inspectors are left that may go there; carries its position (from 0)."""

    def __init__(self, stop: int) -> None:
        super().__init__(stop)
        self.stop = stop


def deal(order: Sequence[str], stops: int, each: int, is_barred: Callable[[str, int], bool]) -> list[list[str]]:
    """Inspectors for each stop, taken in turn from the order drawn; who is barred at a stop waits for the next one.

    `order`: codes as drawn (a full permutation). `is_barred(code, stop)`: their own unit's place. Taking in turn
    keeps the burden equal. Raises TooFewInspectors.
    """
    queue = list(order)
    dealt = []
    for stop in range(stops):
        chosen = [code for code in queue if not is_barred(code, stop)][:each]
        if len(chosen) < each:
            raise TooFewInspectors(stop)
        queue = [code for code in queue if code not in chosen] + chosen
        dealt.append(chosen)
    return dealt


def spread(stops: int, opens_on: date, closes_on: date, days_off: Sequence[date] = ()) -> list[date]:
    """A day for each stop, evenly from the first to the last day, without the days off (unless all are off)."""
    span = [opens_on + timedelta(days=n) for n in range((closes_on - opens_on).days + 1)]
    days = [day for day in span if day not in set(days_off)] or span
    return [days[stop * len(days) // stops] for stop in range(stops)]


@dataclass(frozen=True, slots=True)
class Answer:
    """One observation as far as its completeness goes."""

    verdict: str
    has_number: bool
    found_photos: int
    corrected_photos: int
    is_corrected_on_spot: bool


def may_have_photo(photo_rule: str, verdict: str) -> bool:
    """Photos only where the check point asks for one: always, or when it fails."""
    return photo_rule == "always" or (photo_rule == "on_fail" and verdict == "fail")


def missing(kind: str, photo_rule: str, answer: Answer | None) -> list[str]:
    """What an answer still lacks: verdict, number, photo, corrected_photo. Empty when complete."""
    if answer is None:
        return ["verdict"]
    lacking = []
    if kind in COUNTED and answer.verdict in ANSWERED and not answer.has_number:
        lacking.append("number")
    wants_photo = answer.verdict in ANSWERED and may_have_photo(photo_rule, answer.verdict)
    if wants_photo and not answer.found_photos:
        lacking.append("photo")
    if answer.is_corrected_on_spot and not answer.corrected_photos:
        lacking.append("corrected_photo")
    return lacking
