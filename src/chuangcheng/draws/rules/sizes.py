"""How many to draw from each stratum: a proposal that the office may edit."""

from collections.abc import Mapping


def propose_sizes(pools: Mapping[str, int], total: int, *, minimum: int = 2) -> dict[str, int]:
    """Sizes in proportion to the pools, `minimum` per stratum where it has as many, summing to `total` if possible.

    A stratum never gives more than it has. Largest remainders decide the last seats (ties: larger pool, then code).
    When `total` is too small for the minimum everywhere, the minimum still holds: without two per stratum a
    sample cannot tell its own error.
    """
    floor = {code: min(minimum, pool) for code, pool in pools.items()}
    total = min(total, sum(pools.values()))
    free = dict(pools)
    while free:
        budget = total - sum(size for code, size in floor.items() if code not in free)
        room = sum(free.values())
        below = [code for code, pool in free.items() if not room or budget * pool < floor[code] * room]
        if not below:
            return {**floor, **_by_largest_remainder(free, budget)}
        for code in below:
            del free[code]
    return floor


def _by_largest_remainder(pools: Mapping[str, int], budget: int) -> dict[str, int]:
    room = sum(pools.values())
    sizes = {code: budget * pool // room for code, pool in pools.items()}
    by_remainder = sorted(pools, key=lambda code: (-(budget * pools[code] % room), -pools[code], code))
    for code in by_remainder[: budget - sum(sizes.values())]:
        sizes[code] += 1
    return sizes
