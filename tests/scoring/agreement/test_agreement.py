"""Coefficients against the worked examples of their authors; leanings; what few readings may say."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.scoring.agreement import alpha, change, cohen, counted, gwet, observed, shrunken, specific, summary

FOUR = (  # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", C; Gwet's cac.raw4raters is the same table
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def readings_of(judges: Sequence[str]) -> list[tuple[str | None, ...]]:
    columns = [[None if one == "." else one for one in judge.split()] for judge in judges]
    return list(zip(*columns, strict=True))


def table(cells: Sequence[Sequence[int]]) -> list[tuple[str, str]]:
    return [(str(i), str(j)) for i, row in enumerate(cells) for j, count in enumerate(row) for _ in range(count)]


def test_krippendorffs_own_examples() -> None:
    meg, owen = "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"
    assert alpha(counted(readings_of((meg, owen)), "01")) == pytest.approx(0.095, abs=5e-4)
    ben, gerry = "a a b b d c c c e d d a", "b a b b b c c c e d d d"
    assert alpha(counted(readings_of((ben, gerry)), "abcde")) == pytest.approx(0.692, abs=5e-4)
    assert alpha(counted(readings_of(FOUR), "12345")) == pytest.approx(0.743, abs=5e-4)


def test_gwets_own_examples() -> None:
    """The published output of the package irrCAC: raw data of four raters, and three categories of two abstractors."""
    counts = counted(readings_of(FOUR), "12345")
    assert observed(counts) == pytest.approx(0.8181818, abs=1e-7)
    assert gwet(counts) == pytest.approx(0.77544, abs=5e-6)
    assert alpha(counts) == pytest.approx(0.74342, abs=5e-6)
    two = table(((13, 0, 0), (0, 20, 7), (0, 4, 56)))
    assert cohen(two, "012") == pytest.approx(0.7964094, abs=1e-7)
    assert gwet(counted(two, "012")) == pytest.approx(0.8493305, abs=1e-7)
    assert alpha(counted(two, "012")) == pytest.approx(0.7972585, abs=1e-7)
    made = summary(two, range(len(two)), "012")
    assert made["cohen"].error == pytest.approx(0.05891, rel=0.02)
    assert made["gwet"].error == pytest.approx(0.04322, rel=0.02)
    assert made["gwet"].low == pytest.approx(0.764, abs=0.005)


def test_kappa_collapses_where_nearly_all_is_met_and_ac1_does_not() -> None:
    """Gwet 2008: of 125, both say met 118 times, they differ 7 times: 94 % agree, kappa is below nought."""
    rows = table(((118, 5), (2, 0)))
    assert cohen(rows, "01") == pytest.approx(-0.0234, abs=5e-5)
    assert gwet(counted(rows, "01")) == pytest.approx(0.9408, abs=5e-5)
    assert specific(counted(rows, "01"), 0) == pytest.approx(2 * 118 / (2 * 118 + 7))
    assert specific(counted(rows, "01"), 1) == 0


def test_feinstein_and_cicchettis_paradox() -> None:
    """Feinstein and Cicchetti 1990: 85 % agree in both tables, kappa is 0.70 and 0.32."""
    assert cohen(table(((40, 9), (6, 45))), "01") == pytest.approx(0.70, abs=5e-3)
    assert cohen(table(((80, 10), (5, 5))), "01") == pytest.approx(0.32, abs=5e-3)


def test_all_agree_is_not_certainty_and_one_stop_has_no_interval() -> None:
    made = summary([("pass", "pass")] * 10, range(10), ("pass", "fail"))
    assert made["observed"].value == 1 and made["observed"].low == pytest.approx(0.025 ** (1 / 10))
    assert made["cohen"].value is None and made["alpha"].value is None and made["gwet"].value == 1
    assert made.is_few
    assert summary([("pass", "fail")] * 9, ["x"] * 9, ("pass", "fail"))["observed"].low is None
    nothing = summary([], [], ("pass", "fail"))
    assert nothing.things == 0 and nothing["gwet"].value is None


def test_readings_at_one_stop_hang_together() -> None:
    """The same readings at five stops rather than a hundred say much less."""
    rows = [("pass", "fail" if place % 20 < 5 else "pass") for place in range(100)]
    apart = summary(rows, range(100), ("pass", "fail"))["observed"]
    together = summary(rows, [place % 5 for place in range(100)], ("pass", "fail"))["observed"]
    clumped = summary(sorted(rows), [place // 20 for place in range(100)], ("pass", "fail"))["observed"]
    assert apart.value == together.value == clumped.value
    assert (clumped.error or 0) > 2 * (apart.error or 0)


verdict = st.sampled_from(["pass", "fail", "not_applicable", None])


@given(st.lists(st.tuples(verdict, verdict, st.integers(0, 5)), max_size=40), st.randoms())
def test_any_order_gives_the_same_digits(
    rows: list[tuple[str | None, str | None, int]], shuffler: random.Random
) -> None:
    def made(some: Sequence[tuple[str | None, str | None, int]]) -> object:
        return summary([row[:2] for row in some], [row[2] for row in some], ("pass", "fail", "not_applicable"))

    mixed = list(rows)
    shuffler.shuffle(mixed)
    assert made(rows) == made(mixed)
    for one in made(rows).coefficients:  # type: ignore[attr-defined]
        if one.low is not None:
            assert -1 <= one.low <= one.value + 1e-12 and one.value <= one.high + 1e-12 <= 1 + 2e-12


def test_few_readings_are_drawn_to_the_middle() -> None:
    """Su Qing failed two of two good scenes, Bai Lu thirty of sixty: two scenes are drawn half way to the middle."""
    fair = {f"inspector {number}": [0] * 58 + [1, -1] for number in range(8)}
    made = shrunken({**fair, "su_qing": [1, 1], "bai_lu": [1] * 30 + [0] * 30}).judges
    su_qing, bai_lu = made["su_qing"], made["bai_lu"]
    assert su_qing.plain == 1 and su_qing.value < 0.6 and bai_lu.plain - bai_lu.value < 0.02
    assert su_qing.high - su_qing.low > 3 * (bai_lu.high - bai_lu.low)
    assert bai_lu.side == "harsh" and made["inspector 1"].side == "even"
    assert su_qing.shrinkage > 10 * bai_lu.shrinkage
    assert shrunken({"nobody": []}).judges == {}


@given(st.dictionaries(st.integers(0, 6), st.lists(st.sampled_from([-1, 0, 1]), max_size=30), min_size=1))
def test_shrinking_never_goes_beyond_the_middle(readings: dict[int, list[int]]) -> None:
    made = shrunken(readings)
    for one in made.judges.values():
        assert min(one.plain, made.middle) - 1e-9 <= one.value <= max(one.plain, made.middle) + 1e-9
        assert one.low <= one.value <= one.high


def test_drift_is_a_difference_with_an_interval() -> None:
    found = change([0] * 40, [1] * 20 + [0] * 20)
    assert found is not None and found[0] == 0.5 and found[1] > 0
    small = change([0] * 3, [1, 0, 0])
    assert small is not None and small[1] < 0 < small[2]
    assert change([0], [1, 1]) is None
