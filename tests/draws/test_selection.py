"""The selection itself: the RFC's vector, and properties that must hold for every key."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.draws.rules import canonical_values, key_string, propose_sizes, select

RFC_KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
KEYS = st.text(alphabet="0123456789ABCDEF./", min_size=1, max_size=60)


def test_the_vector_of_rfc_3797() -> None:
    assert select(RFC_KEY, 25, 10) == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]


@given(KEYS, st.integers(0, 120))
def test_a_full_draw_is_a_permutation(key: str, pool: int) -> None:
    assert sorted(select(key, pool, pool)) == list(range(1, pool + 1))


@given(KEYS, st.integers(1, 120), st.data())
def test_a_shorter_draw_begins_the_longer_one(key: str, pool: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, pool))
    assert select(key, pool, pool)[:count] == select(key, pool, count)


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**6), st.integers(1, 99))
def test_every_part_of_the_key_matters(secret: bytes, serial: int, stratum: int) -> None:
    key = key_string([("9319",), ("2", "5", "8")], secret, serial, stratum)
    others = {
        key_string([("9319",), ("2", "5", "9")], secret, serial, stratum),
        key_string([("9319", "2"), ("5", "8")], secret, serial, stratum),
        key_string([("9319",), ("2", "5", "8")], bytes([secret[0] ^ 1]) + secret[1:], serial, stratum),
        key_string([("9319",), ("2", "5", "8")], secret, serial + 1, stratum),
        key_string([("9319",), ("2", "5", "8")], secret, serial, stratum + 1),
    }
    assert key not in others
    assert len(others) == 5
    assert all(select(other, 1000, 12) != select(key, 1000, 12) for other in others)


def test_the_key_reads_as_the_protocol_writes_it() -> None:
    secret = bytes.fromhex("3f9a" + "00" * 29 + "e1")
    assert key_string([("9319",), ("2", "5", "8")], secret, 12, 3) == f"9319./2.5.8./3F9A{'00' * 29}E1./12./3./"


def test_numbers_are_sorted_as_numbers_and_lose_leading_zeros() -> None:
    assert canonical_values("numbers", ["045", "9", "18", "00"]) == ("0", "9", "18", "45")


def test_a_beacon_value_is_one_word_in_upper_case() -> None:
    assert canonical_values("hexadecimal", [" 9f3a0c11d2e47b58 "]) == ("9F3A0C11D2E47B58",)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("numbers", []),
        ("numbers", ["七"]),
        ("numbers", ["-3"]),
        ("numbers", ["1.5"]),
        ("numbers", ["٣"]),
        ("hexadecimal", ["sunny day in May"]),
        ("hexadecimal", ["9f3a0c11d2e47b58", "9f3a0c11d2e47b58"]),
        ("weather", ["12"]),
    ],
)
def test_text_is_no_entropy(kind: str, values: list[str]) -> None:
    with pytest.raises(ValueError):
        canonical_values(kind, values)


@pytest.mark.parametrize(("pool", "count"), [(3, 4), (3, -1), (70_000, 65_537)])
def test_impossible_draws_are_refused(pool: int, count: int) -> None:
    with pytest.raises(ValueError):
        select(RFC_KEY, pool, count)


def test_the_draw_is_fair() -> None:
    """4,000 draws of 3 out of 10: each item comes up 1,200 times, within five standard deviations (about 29)."""
    seen: Counter[int] = Counter()
    first: Counter[int] = Counter()
    for number in range(4000):
        drawn = select(f"{number}./7./", 10, 3)
        seen.update(drawn)
        first.update(drawn[:1])
    assert all(abs(seen[item] - 1200) < 5 * 29 for item in range(1, 11))
    assert all(abs(first[item] - 400) < 5 * 19 for item in range(1, 11))


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 400), max_size=12), st.integers(0, 900)
)
def test_proposed_sizes_fit(pools: dict[str, int], total: int) -> None:
    sizes = propose_sizes(pools, total)
    floor = sum(min(2, pool) for pool in pools.values())
    assert all(min(2, pools[code]) <= size <= pools[code] for code, size in sizes.items())
    assert sum(sizes.values()) == max(floor, min(total, sum(pools.values())))


def test_sizes_follow_the_pools() -> None:
    assert propose_sizes({"markets": 40, "streets": 80, "stations": 1}, 31) == {
        "markets": 10,
        "streets": 20,
        "stations": 1,
    }
