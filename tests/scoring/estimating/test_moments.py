"""Kept sums give the same rates and intervals as the rows: whatever was drawn, visited and judged."""

from collections import defaultdict
from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.scoring.estimating import Row, Stratum, rates, read
from chuangcheng.scoring.estimating.moments import Moments, rates_of
from chuangcheng.scoring.summaries.facets import WITHIN, Answer, Counter, Place

ROUNDS, UNITS, STANDARDS = (1, 2), (11, 12, None), (100, 101, 102)
ITEM_OF = {100: 10, 101: 10, 102: 20}


@st.composite
def samples(draw):
    """Strata of one or two rounds, with visited sites and an answer at some of the check points of each."""
    strata, sites, visit = [], [], 0
    for number in ROUNDS[: draw(st.integers(1, 2))]:
        for ordinal in range(1, draw(st.integers(1, 3)) + 1):
            visited = draw(st.integers(1, 4))
            strata.append(Stratum(number, ordinal, f"k{ordinal}", visited + draw(st.integers(0, 5)), visited))
            for _site in range(visited):
                visit += 1
                answers = draw(
                    st.lists(
                        st.tuples(
                            st.sampled_from(STANDARDS),
                            st.sampled_from(UNITS),
                            st.sampled_from(("pass", "fail", "not_applicable", "not_observed")),
                        ),
                        max_size=5,
                    )
                )
                sites.append((number, ordinal, visit, draw(st.sampled_from((1, 2))), answers))
    return strata, sites


def domain_of(columns, area, answer):
    standard, unit, _verdict = answer
    values = {"item": ITEM_OF[standard], "standard": standard, "unit": unit}
    return (area, *(values[name] for name in columns))


@settings(max_examples=150, deadline=None)
@given(samples(), st.sampled_from(sorted(WITHIN)))
def test_rates_of_cells_are_the_rates_of_the_rows(made, facet) -> None:
    strata, sites = made
    counters, rows = {number: Counter() for number in ROUNDS}, []
    cells: dict[tuple[int, tuple], list[int]] = defaultdict(lambda: [0, 0])
    for number, ordinal, visit, area, answers in sites:
        place = Place(ordinal, 1, area, date(2026, 11, 1))
        told = [Answer(1, standard, ITEM_OF[standard], 5, unit, verdict) for standard, unit, verdict in answers]
        counters[number].add_site(place, told)
        for answer in answers:
            if answer[2] in {"pass", "fail"}:
                counts = cells[visit, domain_of(WITHIN[facet], area, answer)]
                counts[0] += 1
                counts[1] += answer[2] == "pass"
    for point, ((visit, domain), (observed, passed)) in enumerate(cells.items()):
        number, ordinal = next(site[:2] for site in sites if site[2] == visit)
        rows.append(Row(number, ordinal, visit, point, observed, passed, (domain,)))
    sample = read(strata, rows)
    expected = rates(sample, [one[0] for one in sample.domains])
    sums = [
        Moments(
            (key.area, *(getattr(key, name) for name in WITHIN[facet])),
            number,
            key.ordinal,
            sums.sites,
            sums.observed,
            sums.passed,
            sums.xx,
            sums.xy,
            sums.yy,
        )
        for number, counter in counters.items()
        for key, sums in counter.cells.items()
        if key.facet == facet
    ]
    found = rates_of(strata, sums)
    assert found.keys() == expected.keys()
    for named, rate in found.items():
        assert astuple(rate) == pytest.approx(astuple(expected[named]), abs=1e-7)


def test_a_sum_of_a_stratum_that_nobody_visited_is_refused() -> None:
    with pytest.raises(ValueError, match="stratum 2 of round 1"):
        rates_of([Stratum(1, 1, "k", 9, 2)], [Moments("a", 1, 2, 1, 1, 1, 1, 1, 1)])


def test_nothing_judged_is_no_rate() -> None:
    assert rates_of([Stratum(1, 1, "k", 9, 2)], [Moments("a", 1, 1, 0, 0, 0, 0, 0, 0)]) == {}
