"""Tang Yu asks at doors without a network: one thumb, one question per screen, sent once, and nothing left behind."""

import json
from collections.abc import Callable
from typing import Any

from tests.field.app.hand import Hand
from tests.field.app.server import Server

QUESTIONS = [
    {
        "code": "Q1",
        "kind": "single",
        "text": "您对环境卫生满意吗？",
        "options": [("very", "很满意"), ("not", "不满意")],
    },
    {"code": "Q2", "kind": "multiple", "text": "哪里不满意？", "options": [("waste", "垃圾"), ("noise", "噪声")]},
    {"code": "Q3", "kind": "scale", "text": "请给交通打分", "low": 1, "high": 10, "options": []},
    {"code": "Q4", "kind": "text", "text": "您还有什么建议？", "options": [], "required": False},
]


def work() -> dict[str, Any]:
    """Two addresses and one in reserve, in one community."""
    questions = [
        {"required": True, "low": None, "high": None, "ask_if": None}
        | one
        | {"options": [{"code": code, "text": text} for code, text in one["options"]]}  # type: ignore[union-attr, misc]
        for one in QUESTIONS
    ]
    questions[1]["ask_if"] = {"question": "Q1", "any_of": ["not"]}
    doors = [("1栋101室", False), ("2栋202室", False), ("3栋303室", True)]
    return {
        "cluster": 5,
        "place": "新华南路社区",
        "survey": "十一月问卷调查",
        "intro": "问卷不记名。",
        "questions": questions,
        "addresses": [
            {"id": number, "text": text, "is_reserve": is_reserve, "absences": 0}
            for number, (text, is_reserve) in enumerate(doors, start=41)
        ],
        "cells": [{"id": 9, "label": "男 · 街头", "wanted": 2, "done": 1}],
    }


def asking(take_phone: Callable[..., Hand], server: Server) -> Hand:
    server.more_of_packet = {
        "interviews": [work()],
        "stops": [],
        "patrol": None,
        "free_sites": None,
        "calibrations": [],
    }
    hand = take_phone()
    hand.open()
    hand.page.get_by_text("1栋101室").wait_for()
    return hand


def begin(hand: Hand, door: str) -> None:
    hand.page.locator("a.stop-card", has_text=door).click()
    hand.page.get_by_role("button", name="开始访问").click()
    hand.page.get_by_text("您对环境卫生满意吗？").first.wait_for()


def test_an_interview_without_a_network_is_sent_once_and_leaves_the_phone(
    take_phone: Callable[..., Hand], server: Server, axe: Callable[[Any], None]
) -> None:
    hand = asking(take_phone, server)
    axe(hand.page)
    hand.page.context.set_offline(True)
    begin(hand, "1栋101室")
    axe(hand.page)
    hand.page.get_by_text("不满意", exact=True).click()
    hand.page.locator(".asked", has_text="哪里不满意").wait_for()
    hand.page.get_by_role("button", name="下一项").click()
    hand.page.get_by_text("请回答此题").wait_for()
    hand.page.get_by_text("噪声", exact=True).click()
    hand.page.wait_for_selector("fieldset[data-kept]")
    hand.page.reload()
    hand.page.locator(".asked", has_text="哪里不满意").wait_for()
    assert hand.page.get_by_label("噪声").is_checked(), "each answer was on the disk"
    hand.page.get_by_role("button", name="下一项").click()
    hand.page.get_by_text("7", exact=True).click()
    hand.page.locator(".asked", has_text="建议").wait_for()
    hand.page.fill("#field-answer", "多栽树")
    hand.page.get_by_role("button", name="下一项").click()
    hand.page.get_by_role("button", name="结束访问").click()
    hand.banner("1 条记录只在本机")
    assert not hand.page.locator("a.stop-card", has_text="1栋101室").count()
    hand.page.context.set_offline(False)
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert record["answers"] == {"Q1": "not", "Q2": ["noise"], "Q3": 7, "Q4": "多栽树"}
    assert (record["kind"], record["address"], record["outcome"]) == ("interview", 41, "answered")
    assert len(record["salt"]) == 32
    kept = hand.page.evaluate(
        """() => new Promise(done => {
          const asked = indexedDB.open("chuangcheng-field");
          asked.onsuccess = () => {
            const all = asked.result.transaction("records").objectStore("records").getAll();
            all.onsuccess = () => done(JSON.stringify(all.result));
          };
        })"""
    )
    assert "多栽树" not in kept and "101室" not in kept and json.loads(kept)[0]["state"] == "sent"


def test_nobody_home_three_times_then_the_next_of_the_reserve(take_phone: Callable[..., Hand], server: Server) -> None:
    hand = asking(take_phone, server)
    for times in range(1, 4):
        hand.page.locator("a.stop-card", has_text="2栋202室").click()
        hand.page.get_by_text("放弃此地址").click()
        assert not hand.page.get_by_role("button", name="三次上门均无人").count()
        hand.page.get_by_role("button", name="家中无人", exact=True).click()
        hand.page.locator("a.stop-card", has_text=f"{times} 次上门无人").wait_for()
    assert not hand.page.locator("a.stop-card", has_text="3栋303室").count()
    hand.page.locator("a.stop-card", has_text="2栋202室").click()
    hand.page.get_by_text("放弃此地址").click()
    hand.page.get_by_role("button", name="三次上门均无人").click()
    hand.page.locator("a.stop-card", has_text="3栋303室").wait_for()
    assert not hand.page.locator("a.stop-card", has_text="2栋202室").count()
    hand.banner("全部记录已安全上传")
    assert [record["outcome"] for record in server.records.values()] == ["absent"] * 3 + ["replaced"]


def test_a_cell_of_a_quota_is_asked_until_it_is_full(take_phone: Callable[..., Hand], server: Server) -> None:
    hand = asking(take_phone, server)
    hand.page.locator("button.stop-card", has_text="男 · 街头").click()
    hand.page.get_by_text("很满意", exact=True).click()
    hand.page.get_by_text("9", exact=True).click()
    hand.page.locator(".asked", has_text="建议").wait_for()
    hand.page.get_by_role("button", name="下一项").click()
    hand.page.get_by_role("button", name="结束访问").click()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert (record["cell"], record["address"]) == (9, None)
    assert not hand.page.locator("button.stop-card").count()
