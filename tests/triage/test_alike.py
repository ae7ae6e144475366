"""Pairs of reports that are one and pairs that are not; a city's worth of open ones."""

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from chuangcheng.participation.triage.alike import LIKELY, OpenReports, Told, likeness

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LAMP = Told(
    "R1", "新华南路与胜利路口路灯不亮，晚上漆黑", AT, 106.2300, 38.4800, category="B0102", picture=0xF0F0_1234_5678_9ABC
)
DEGREE = 1 / 111_195


@pytest.mark.parametrize(
    "other",
    [
        Told("a", "胜利路口的路灯坏了，不亮", AT + timedelta(hours=20), 106.2301, 38.4801),
        Told("b", "新華南路與勝利路口路燈不亮", AT + timedelta(days=6), 106.2302, 38.4799, category="B0102"),
        Told("c", "", AT + timedelta(hours=1), 106.2300, 38.48001),
        Told("d", "看图", AT + timedelta(days=3), picture=0xF0F0_1234_5678_9ABE),
    ],
    ids=["other words", "traditional", "a point alone", "the same picture"],
)
def test_these_are_one(other: Told) -> None:
    found = likeness(LAMP, other)
    assert found.score >= LIKELY and found.reasons
    assert likeness(other, LAMP).score == found.score
    assert [one.id for one in OpenReports([other]).like(LAMP)] == [other.id]


@pytest.mark.parametrize(
    "other",
    [
        Told("a", "新华南路与胜利路口路灯不亮，晚上漆黑", AT, 106.2300, 38.4800 + 400 * DEGREE),
        Told("b", "垃圾桶满了没人清运，臭气熏天", AT, 106.2301, 38.4801, category="B0301"),
        Told("c", "新华南路与胜利路口路灯不亮，晚上漆黑", AT - timedelta(days=200), 106.2300, 38.4800),
        Told("d", "新华南路与胜利路口路灯不亮，晚上漆黑", AT),
        Told("e", "看图", AT, picture=0x0F0F_4321_8765_CBA9),
    ],
    ids=["too far", "other thing", "long ago", "nobody knows where", "other picture"],
)
def test_these_are_not(other: Told) -> None:
    assert likeness(LAMP, other).score < LIKELY
    assert OpenReports([other]).like(LAMP) == []


def test_reasons_say_what_is_the_same() -> None:
    other = Told("x", LAMP.text, AT - timedelta(days=2), 106.2300, 38.4800 + 30 * DEGREE, picture=LAMP.picture)
    assert dict(likeness(LAMP, other).reasons) == {"same_picture": 0, "near": 30, "same_words": 1.0, "later": 2.0}


def test_the_same_address_stands_for_a_position() -> None:
    one, other = (Told(name, "楼道堆物，自行车堵门", AT, address="阳光小区３号楼") for name in "ab")
    assert likeness(one, other).score >= LIKELY and ("same_address", 1.0) in likeness(one, other).reasons


def test_a_hundred_thousand_open_reports_are_searched_at_once() -> None:
    chance = random.Random(3)
    words = ["路灯不亮", "垃圾满溢", "井盖松动", "占道经营", "乱停车辆", "污水外溢"]
    every = [
        Told(str(number), chance.choice(words), AT, 106 + chance.random() * 0.5, 38.3 + chance.random() * 0.4)
        for number in range(100_000)
    ]
    reports = OpenReports([*every, LAMP])
    asked = Told("new", "路灯不亮，新华南路漆黑", AT + timedelta(hours=2), 106.2300, 38.48002)
    started = time.process_time()
    for _again in range(20):
        found = reports.like(asked)
    assert (time.process_time() - started) / 20 < 0.05
    assert "R1" in [one.id for one in found]
