"""How often the intervals hold the truth: samples drawn from invented cities whose truth is known.

    python -m benchmarks.coverage [--runs N]

Means and totals with at least 30 degrees of freedom should cover 93 to 97 % at nominal 95 %, proportions and small
strata at least 93 %. Each line says its worst case.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from chuangcheng.scoring.survey import Design, Estimate, mean, ratio, total

Draw = Callable[[np.random.Generator], pd.DataFrame]


@dataclass(frozen=True)
class Case:
    """A city, a way to draw from it, a figure, and its truth. `least`, `most`: the coverage asked for."""

    name: str
    draw: Draw
    estimate: Callable[[pd.DataFrame], Estimate]
    truth: float
    least: float
    most: float = 1.0


def strata_of_scores(source: np.random.Generator) -> pd.DataFrame:
    """Four kinds of site with their own level and spread of scores, the largest skewed."""
    sizes, levels, spreads = (900, 400, 150, 60), (82, 74, 90, 65), (9, 14, 5, 20)
    parts = []
    for name, size, level, spread in zip("ABCD", sizes, levels, spreads, strict=True):
        score = level + spread * source.standard_normal(size)
        score = score + (source.gamma(2, 4, size) if name == "A" else 0)
        parts.append(pd.DataFrame({"stratum": name, "all": size, "score": score}))
    return pd.concat(parts, ignore_index=True)


def simple(city: pd.DataFrame, numbers: dict[str, int]) -> Draw:
    """Without replacement inside each stratum."""
    rows = {name: np.flatnonzero(city["stratum"] == name) for name in numbers}

    def draw(source: np.random.Generator) -> pd.DataFrame:
        chosen = np.concatenate([source.choice(rows[name], n, replace=False) for name, n in numbers.items()])
        return city.iloc[chosen]

    return draw


def clustered(source: np.random.Generator, sites: int, alike: float, rate: float) -> pd.DataFrame:
    """Sites with 4 to 12 judged check points; what is met is alike within a site (beta-binomial)."""
    judged = source.integers(4, 13, sites)
    own = source.beta(rate * (1 / alike - 1), (1 - rate) * (1 / alike - 1), sites)
    site = np.repeat(np.arange(sites), judged)
    met = (source.random(len(site)) < own[site]).astype(int)
    return pd.DataFrame({"site": site, "met": met, "one": 1, "sites": sites, "stratum": "city"})


def by_site(city: pd.DataFrame, number: int) -> Draw:
    """Whole sites."""
    places = city.groupby("site").indices
    names = np.array(sorted(places))

    def draw(source: np.random.Generator) -> pd.DataFrame:
        chosen = source.choice(names, number, replace=False)
        return city.iloc[np.concatenate([places[one] for one in chosen])]

    return draw


def cases() -> Iterator[Case]:
    """Invented once, by a fixed seed."""
    source = np.random.default_rng(20261126)
    city = strata_of_scores(source)
    numbers = {"A": 40, "B": 20, "C": 10, "D": 8}
    design = Design(strata="stratum", population="all")
    draw = simple(city, numbers)
    yield Case("mean, 4 strata, 74 df", draw, lambda t: mean(t, "score", design), city["score"].mean(), 0.93, 0.97)
    yield Case("total, 4 strata, 74 df", draw, lambda t: total(t, "score", design), city["score"].sum(), 0.93, 0.97)
    for sites, alike, rate in ((60, 0.1, 0.9), (60, 0.3, 0.9), (120, 0.1, 0.97), (40, 0.2, 0.8)):
        whole = clustered(source, 800, alike, rate)
        clusters = Design(clusters="site", population="sites")
        name = f"share in {sites} sites, alike {alike}, about {rate:.0%}"
        share = by_site(whole, sites)
        yield Case(name, share, lambda t, d=clusters: mean(t, "met", d), whole["met"].mean(), 0.93)
        if rate <= 0.9:
            doubled = whole.assign(number=whole["met"] * 2.0)
            yield Case(
                f"ratio in {sites} sites, alike {alike}, about {rate:.0%}",
                by_site(doubled, sites),
                lambda t, d=clusters: ratio(t, "number", "one", d),
                doubled["number"].mean(),
                0.93,
                0.97,
            )
    for size, drawn, met in ((40, 8, 40), (40, 8, 38), (25, 5, 20), (200, 10, 196), (12, 6, 11), (60, 3, 55)):
        few = pd.DataFrame({"stratum": "X", "all": size, "met": [1] * met + [0] * (size - met)})
        name = f"small stratum, {drawn} of {size}, {met} met"
        yield Case(name, simple(few, {"X": drawn}), lambda t: mean(t, "met", design), met / size, 0.93)
    met = np.concatenate([source.random(900) < 0.95, source.random(400) < 0.9, np.ones(150), np.ones(60)]).astype(int)
    met[-2:] = 0
    rates = city.assign(met=met)
    yield Case(
        "share, 4 strata, some all met",
        simple(rates, numbers),
        lambda t: mean(t, "met", design),
        rates["met"].mean(),
        0.93,
    )


def covered(case: Case, runs: int, seed: int) -> tuple[float, float]:
    """Share of samples whose interval holds the truth, and the mean width."""
    source = np.random.default_rng(seed)
    held, width = 0, 0.0
    for _ in range(runs):
        found = case.estimate(case.draw(source))
        held += found.low - 1e-12 <= case.truth <= found.high + 1e-12
        width += found.high - found.low
    return held / runs, width / runs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=4000)
    options = parser.parse_args()
    worst: list[tuple[float, str]] = []
    failed = []
    print(f"{'case':52} {'covered':>8} {'asked':>12} {'width':>10}")
    for number, case in enumerate(cases()):
        share, width = covered(case, options.runs, number)
        asked = f"{case.least:.0%} to {case.most:.0%}"
        print(f"{case.name:52} {share:8.1%} {asked:>12} {width:10.4g}", flush=True)
        worst.append((share, case.name))
        # A run of N samples sees the truth itself only to about two of its own standard errors.
        slack = 2 * float(np.sqrt(0.95 * 0.05 / options.runs))
        if not case.least - slack <= share <= case.most + slack:
            failed.append(case.name)
    print(f"worst: {min(worst)[1]} ({min(worst)[0]:.1%})")
    print("outside what is asked: " + "; ".join(failed) if failed else "all within what is asked")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
