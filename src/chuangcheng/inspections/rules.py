"""Pure rules of rounds: who inspects where, what an answer must bring, how days are spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chuangcheng.draws.rules import OPEN, FrameSpec, Item, StratumSpec

ANSWERED = ("pass", "fail")
COUNTED = ("count", "scale")


class TooFewInspectors(Exception):
    """A stop for which not enough inspectors are left that may go there; carries its position (from 0)."""

    def __init__(self, stop: int) -> None:
        super().__init__(stop)
        self.stop = stop


def spread(stops: int, opens_on: date, closes_on: date, days_off: Sequence[date] = ()) -> list[date]:
    """A day for each stop, evenly from the first to the last day, without the days off (unless all are off)."""
    span = [opens_on + timedelta(days=n) for n in range((closes_on - opens_on).days + 1)]
    days = [day for day in span if day not in set(days_off)] or span
    return [days[stop * len(days) // stops] for stop in range(stops)]


def age_band(days: int, ends: Sequence[int]) -> int:
    """Which band an age in days falls into: 0 up to and including the first end, len(ends) beyond the last."""
    return sum(days > end for end in ends)


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


DOUBLE = "double"
"""Code of the frame whose numbers say which stops two inspectors judge apart."""


def double_count(stops: int, percent: int) -> int:
    """How many of the stops are judged twice: `percent` of them, rounded up. None of none."""
    return -(-stops * percent // 100)


def double_frame(stops: int, count: int) -> FrameSpec:
    """The frame of a draw that chooses which stops are judged twice: their numbers, from 1, in the order drawn.

    It is committed with the other frames before any value is known, so that nobody can choose afterwards where
    inspectors are compared. A stop from the reserve list takes over what the stop was that it replaces.
    """
    items = tuple(Item(f"{number:05}", f"第{number}个考察点") for number in range(1, stops + 1))
    return FrameSpec(DOUBLE, "双人独立考察", OPEN, (StratumSpec("stops", "考察点序号", items, count=count),))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two readings of the same things agree. Shares from 0 to 1, None where nothing was said.

    `of_fail` and `of_pass` are specific agreement: 2 × both / (said by one + said by the other); it does not flatter
    where nearly everything is met. Source: Cicchetti and Feinstein (1990), J. Clin. Epidemiol. 43, 551–558.
    """

    pairs: int
    agreed: int
    share: float | None
    of_fail: float | None
    of_pass: float | None

    @property
    def differing(self) -> int:
        return self.pairs - self.agreed


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Agreement of pairs of verdicts (first, second), over all four verdicts."""
    agreed = sum(first == second for first, second in pairs)
    share = agreed / len(pairs) if pairs else None
    return Agreement(len(pairs), agreed, share, _specific(pairs, "fail"), _specific(pairs, "pass"))


def _specific(pairs: Sequence[tuple[str, str]], verdict: str) -> float | None:
    said = sum((first == verdict) + (second == verdict) for first, second in pairs)
    both = sum(first == second == verdict for first, second in pairs)
    return 2 * both / said if said else None


CLOCKS_AGREE = timedelta(minutes=5)
BELIEVED_FOR = timedelta(days=30)


def real_moment(said: datetime | None, sent_at: datetime | None, received_at: datetime) -> datetime:
    """When something was, by a phone whose clock may be wrong: what it said, moved by how far its clock was off when it
    sent the record. Never after the receipt; what it cannot have been is the moment of receipt itself.
    """
    if said is None:
        return received_at
    off = received_at - sent_at if sent_at is not None else timedelta(0)
    moved = said + off if abs(off) > CLOCKS_AGREE else said
    return moved if received_at - BELIEVED_FOR <= moved <= received_at else received_at
