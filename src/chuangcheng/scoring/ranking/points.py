"""How far a unit's points of a month would vary by chance, and the places that follow. Pure.

Monthly points are arithmetic on what happened, and stand as they are. A *rank* says more: that one unit works better
than another. So the counts are taken as what a month like this one brings by chance: shares as binomial, with half a
case to either side (Jeffreys), other counts as Poisson with one more (so that nothing counted is not known for sure).
Ceilings are left out, which only makes the sets wider.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from scipy import special

from chuangcheng.scoring.ranking.places import Places, joint_level, places


def error_of(rules: Mapping[str, Any], lines: Mapping[str, tuple[int, int]]) -> float:
    """Standard error of the points; `lines`: code -> (counted, of). `rules` as `result_rules.DEFAULT`."""
    variance = 0.0
    for code, (counted, of) in lines.items():
        if code == "on_time":
            share = (counted + 0.5) / (of + 1)
            variance += float(rules[code]["weight"]) ** 2 * share * (1 - share) / of if of else 0.0
        elif code == "relapse":
            share = (counted + 0.5) / (of + 1)
            variance += float(rules[code]["each"]) ** 2 * of * share * (1 - share)
        elif code == "satisfaction":
            share = (counted + 0.5) / (of + 1)
            weight = float(rules[code]["weight"]) / max(of, float(rules[code]["least"]), 1.0)
            variance += weight**2 * of * share * (1 - share)
        else:
            variance += float(rules[code]["each"]) ** 2 * (counted + 1)
    return sqrt(variance)


def places_by_points(points: Sequence[float], errors: Sequence[float], level: float = 0.95) -> list[Places]:
    """Places of all units at once, most points first."""
    reach = float(special.ndtri(0.5 + joint_level(len(points), level) / 2))
    lows = [-one - reach * error for one, error in zip(points, errors, strict=True)]
    highs = [-one + reach * error for one, error in zip(points, errors, strict=True)]
    return places(lows, highs)
