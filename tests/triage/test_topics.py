"""What many people speak of: planted topics, and the three that the real messages are known for."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from chuangcheng.participation.triage.topics import Message, heat, hot_topics, people_named, place_named

HOT = Path(__file__).resolve().parents[3] / "shared" / "data" / "messages" / "hot-topics.csv"
END = date(2026, 11, 30)
NOISE = [
    "社保卡如何补办",
    "公交线路建议延长",
    "新生入学报名材料咨询",
    "暖气不热请检修",
    "宠物登记流程",
    "老年证办理地点",
]


def said(number: int, title: str, back: int, **more: object) -> Message:
    at = datetime(2026, 11, 30, 12) - timedelta(days=back)
    return Message(str(number), title, at, person=str(more.pop("person", number)), **more)  # type: ignore[arg-type]


def planted() -> list[Message]:
    mixing = [
        said(n, f"丽景小区旁搅拌站噪音扰民{tail}", n, votes=n)
        for n, tail in enumerate(["", "严重", "，业主投诉", "何时整改", "，业主无法入睡"])
    ]
    square = [
        said(20 + n, f"人民广场舞曲音量过大{tail}", n * 3) for n, tail in enumerate(["", "，居民难以休息", "影响学生"])
    ]
    before = [
        said(40 + n, f"人民广场舞曲音量过大{tail}", 40 + n * 3)
        for n, tail in enumerate(["", "，居民难以休息", "影响学生"])
    ]
    return mixing + square + before + [said(60 + n, title, n) for n, title in enumerate(NOISE)]


def test_planted_topics_are_found_with_place_people_and_change() -> None:
    first, second = hot_topics(planted(), until=END)
    assert (first.place, first.people, first.index, first.change) == ("丽景小区", ("业主",), 100.0, None)
    assert set(first.messages) == {"0", "1", "2", "3", "4"}
    assert (second.place, set(second.messages)) == ("人民广场", {"20", "21", "22"})
    assert second.previous_heat > 0 and second.change is not None and abs(second.change) < 0.6
    assert (first.first_on, first.last_on) == (date(2026, 11, 26), END)


def test_heat_follows_the_formula() -> None:
    assert heat([said(1, "x", 0), said(2, "x", 15, votes=2, against=1)], END, 30) == pytest.approx(1 + 3 / 2)
    assert heat([said(n, "x", 0, person="one") for n in range(10)], END) == 1


def test_nothing_hot_is_nothing() -> None:
    assert hot_topics([]) == []
    assert hot_topics([said(n, title, n) for n, title in enumerate(NOISE)], until=END) == []
    assert hot_topics(planted(), start=END + timedelta(days=1), until=END) == []


def test_known_places_go_before_what_looks_like_one() -> None:
    told = [said(n, "老机务段院内的道路破损", 0) for n in range(3)]
    assert place_named(told, ["老机务段"]) == "老机务段" and people_named(told) == ()


@pytest.mark.skipif(not HOT.exists(), reason="the messages are not part of the project")
def test_the_topics_of_the_real_messages_come_first() -> None:
    rows = list(csv.DictReader(io.StringIO(HOT.read_text(encoding="utf-8-sig"))))
    forms = {True: "%Y/%m/%d %H:%M:%S", False: "%Y-%m-%d %H:%M:%S"}
    messages = [
        Message(
            row["留言编号"],
            row["留言主题"],
            datetime.strptime(row["留言时间"], forms["/" in row["留言时间"]]),
            row["留言详情"],
            int(row["点赞数"]),
            int(row["反对数"]),
            row["留言用户"],
        )
        for row in rows
    ]
    found = hot_topics(messages, start=date(2019, 7, 1), until=date(2019, 12, 31), most=5)
    assert "丽发新城" in found[0].place and "伊景园滨河苑" in found[1].place
    assert any("魅力之城" in topic.place for topic in found)
    assert len(found[0].messages) > 25 and len(found[1].messages) > 35
