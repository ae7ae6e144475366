"""What it would take to tell two of a ranking apart: how many more visits of each."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from scipy import special

from chuangcheng.scoring.ranking.places import joint_level
from chuangcheng.scoring.ranking.standard import Standing

POWER = 0.8
LEVEL = 0.95
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Needed:
    """More visits of each until they differ: `pair` compared alone, `ranking` among all. None: more than 10,000."""

    is_apart: bool
    pair: int | None
    ranking: int | None


def needed(one: Standing, other: Standing, count: int) -> Needed:
    """If both go on as they are: found with a probability of 80 %, each visit bringing what theirs brought so far.

    `count`: how many are ranked. Where nothing was found yet half a finding stands in for none: a rate of nought would
    need no visits at all. Raises ValueError for one that is not ranked.
    """
    if one.low is None or other.low is None or one.high is None or other.high is None:
        raise ValueError("both must be ranked")
    rates = [max(part.failed, 0.5) / part.expected for part in (one, other)]
    distance = abs(rates[0] - rates[1])
    reach, power = (float(special.ndtri(share)) for share in (0.5 + LEVEL / 2, POWER))
    wide = float(special.ndtri(0.5 + joint_level(count, LEVEL) / 2))

    def errors(more: int) -> tuple[float, float]:
        first, second = (
            sqrt(part.dispersion * rate / (part.expected * (1 + more / part.visits)))
            for part, rate in zip((one, other), rates, strict=True)
        )
        return first, second

    def pair(more: int) -> bool:
        return (reach + power) * sqrt(sum(error**2 for error in errors(more))) <= distance

    def ranking(more: int) -> bool:
        both = errors(more)
        return wide * sum(both) + power * sqrt(sum(error**2 for error in both)) <= distance

    return Needed(one.high < other.low or other.high < one.low, _least(pair), _least(ranking))


def _least(is_enough: Callable[[int], bool]) -> int | None:
    if not is_enough(MOST):
        return None
    low, high = 0, MOST
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle + 1, high)
    return low
