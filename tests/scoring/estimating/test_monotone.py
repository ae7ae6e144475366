"""An observation that turns from met to not met never raises the whole score, whatever the style."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.scoring.estimating import Standard, figure_of, read, resampled
from chuangcheng.scoring.national import Known, Part, composed
from tests.scoring.estimating.test_rules import MARKETS, PARKS, STYLES, visited

CELLS = st.tuples(st.sampled_from([1100, 1101, 1102, 1200, 1201]), st.sampled_from([1, 2, 3]))


def score(style: tuple[str, dict[str, float]], failing: set[tuple[int, int]]) -> float:
    """Forty points by visits beside forty by ratings, of 100."""
    one = Standard("C1", style[0], style[1], 40.0, (1, 2, 3))
    figure = figure_of(resampled(read([MARKETS, PARKS], visited(failing)), [one], replicates=2), {"C1"}, 5)
    field = Part("1", "field", 40.0, Known(figure.value / 40, 0.0, "estimate"))
    made = composed([field, Part("1", "material", 40.0, Known(0.5))], {}, {})
    assert made.score is not None
    return made.score


@settings(max_examples=80, deadline=None)
@given(STYLES, st.sets(CELLS), CELLS)
def test_one_more_fault_never_raises_the_score(
    style: tuple[str, dict[str, float]], failing: set[tuple[int, int]], turned: tuple[int, int]
) -> None:
    assert score(style, {*failing, turned}) <= score(style, failing) + 1e-9
