"""The scoring styles of the framework: what share of a standard's points was earned, for many draws at once."""

from collections.abc import Mapping

import numpy as np

from chuangcheng.scoring.estimating.drawn import Floats


def shares_of(
    style: str, parameters: Mapping[str, float], available: float, *, observed: Floats, passed: Floats, failed: Floats
) -> Floats:
    """The share (0 to 1) earned in each draw, (r,); not a number where nothing was judged.

    `observed`, `passed` (weighted) and `failed` (counted) are (r, check points); `available`: the standard's points.

    - binary: all or nothing.
    - ratio: rate / target, at most 1 (target 1 unless given).
    - points: the rate.
    - grade: share A if every check point was met everywhere, B if all but one were, else C (2011 pattern, domain
      notes 1.3; the shares are the city's own figures).
    - n_of_m: 1 if at least n check points were met everywhere, else 0.
    - deduction: per_event points are lost for each observation not met (all of them if not given), at most `most`.
    """
    whole = observed.sum(axis=1)
    rate = np.divide(passed.sum(axis=1), whole, out=np.full(len(whole), np.nan), where=whole > 0)
    seen = observed > 0
    met = seen & (failed == 0)
    if style in {"ratio", "points"}:
        target = float(parameters.get("target", 1) or 1) if style == "ratio" else 1.0
        share: Floats = np.minimum(1.0, rate / target)
    elif style == "deduction":
        share = _after_deduction(parameters, failed.sum(axis=1), available)
    elif style == "binary":
        share = np.asarray((failed.sum(axis=1) == 0).astype(np.float64))
    elif style == "n_of_m":
        share = np.asarray((met.sum(axis=1) >= parameters["n"]).astype(np.float64))
    else:
        missed = (seen & ~met).sum(axis=1)
        grades = [float(parameters["A"]), float(parameters["B"])]
        share = np.asarray(np.select([missed == 0, missed == 1], grades, float(parameters["C"])))
    return np.asarray(np.where(np.isnan(rate), np.nan, share))


def _after_deduction(parameters: Mapping[str, float], events: Floats, available: float) -> Floats:
    if available <= 0:
        return np.zeros_like(events)
    most = min(float(parameters.get("most", available)), available)
    lost = np.minimum(events * float(parameters.get("per_event", available)), most)
    return np.asarray(1.0 - lost / available)
