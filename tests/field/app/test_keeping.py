"""Nothing that was entered is lost: reload, closed database, failing server, a new version, another person."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chuangcheng.field import shell
from tests.field.app.hand import Hand
from tests.field.app.server import Server


def test_a_draft_survives_reload_and_a_closed_database(hand: Hand, axe: Callable[[Any], None]) -> None:
    hand.begin("新华南路市场")
    hand.ask("地面无积水")
    hand.say("fail")
    hand.photograph("red")
    hand.page.fill("#field-note", "摊前")
    hand.page.wait_for_selector("#field-note[data-kept]")
    hand.page.reload()
    hand.page.wait_for_selector(".photo-tiles img[src]")
    assert hand.page.input_value("#field-note") == "摊前"
    assert hand.page.locator(".verdict-fail input").is_checked()
    hand.page.evaluate("() => window.connections.forEach(one => one.close())")
    hand.page.fill("#field-note", "摊前污水")
    hand.next("扶手")
    hand.page.go_back()
    hand.page.wait_for_selector("#field-note")
    assert hand.page.input_value("#field-note") == "摊前污水"
    hand.banner("1 条记录只在本机，含 1 张照片，其中 1 条未完成")
    axe(hand.page)


def test_a_server_that_fails_loses_and_doubles_nothing(hand: Hand, server: Server) -> None:
    server.fails = lambda address: True
    hand.visit("新华南路市场", "red")
    hand.banner("1 条记录未能上传")
    hand.page.reload()
    hand.banner("服务器没有应答")
    assert "服务器暂时没有收下" in hand.record("新华南路市场").inner_text()
    server.fails = lambda address: False
    hand.page.get_by_role("button", name="立即上传").click()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert record["visit"] == 101 and record["position"]["lon"] == 98.281
    assert [one["verdict"] for one in record["observations"]] == ["fail", "pass", "pass"]
    assert record["observations"][2]["number"] == "3"
    assert list(server.photos) == [record["observations"][0]["photos"][0]["sha256"]]


def test_one_bad_record_holds_nobody_up(hand: Hand, server: Server) -> None:
    ended = (422, {"code": "round_ended", "message": "该轮考察已结束"})
    server.refuses = lambda record: ended if record["visit"] == 101 else None
    hand.visit("新华南路市场", "red")
    hand.visit("雄关广场", "blue")
    hand.banner("1 条记录只在本机")
    assert [record["visit"] for record in server.records.values()] == [102]
    box = hand.record("新华南路市场")
    assert "该轮考察已结束" in box.inner_text()
    server.refuses = lambda record: None
    box.get_by_role("button", name="修改后重报").click()
    hand.page.wait_for_selector(".answered")
    hand.page.get_by_role("link", name="结束").click()
    hand.page.get_by_role("button", name="结束考察").click()
    hand.banner("全部记录已安全上传")
    assert {record["visit"] for record in server.records.values()} == {101, 102}


def test_a_new_version_of_the_app_keeps_the_draft(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.page.evaluate("() => navigator.serviceWorker.ready")
    hand.begin("新华南路市场")
    hand.ask("地面无积水")
    hand.say("fail")
    hand.page.fill("#field-note", "写到一半")
    hand.page.wait_for_selector("#field-note[data-kept]")
    monkeypatch.setattr(shell, "version", lambda: "the-next-one")
    hand.page.context.set_offline(True)
    hand.banner("没有网络")
    hand.page.context.set_offline(False)
    update = hand.page.get_by_role("button", name="更新")
    update.wait_for()
    with hand.page.expect_navigation():
        update.click()
    hand.page.wait_for_selector("#field-note")
    assert hand.page.input_value("#field-note") == "写到一半"
    assert "field-shell-the-next-one" in hand.page.evaluate("() => caches.keys()")


def test_records_stay_under_their_owners_account(hand: Hand, server: Server) -> None:
    hand.begin("新华南路市场")
    hand.go("#/phone")
    hand.page.get_by_role("button", name="退出登录").click()
    hand.page.get_by_role("heading", name="谁在使用本机").wait_for()
    hand.banner("本机有他人的 1 条记录等待上传")
    assert "新华南路市场" not in hand.page.locator("body").inner_text()
    server.person = (2, "白露")
    hand.page.get_by_role("button", name="我已登录").click()
    hand.banner("全部记录已安全上传")
    hand.go("#/phone")
    hand.page.get_by_text("本机没有记录").wait_for()
    server.person = (1, "苏晴")
    hand.page.reload()
    hand.banner("1 条记录只在本机")


def test_work_goes_on_when_the_session_has_ended(hand: Hand, server: Server) -> None:
    server.person = None
    hand.visit("新华南路市场", "red")
    hand.banner("登录已过期")
    sign_in = hand.page.locator("#field-banner a", has_text="登录")
    assert sign_in.get_attribute("href") == "/account/login/?next=%2Ffield%2Fapp%2F%23%2F"
    assert not server.records
    server.person = (1, "苏晴")
    hand.page.reload()
    hand.banner("全部记录已安全上传")
    assert len(server.records) == 1


def test_a_record_travels_to_another_phone_as_a_file(
    hand: Hand, server: Server, take_phone: Callable[..., Hand], tmp_path: Path
) -> None:
    server.person = None
    hand.visit("新华南路市场", "red")
    with hand.page.expect_download() as download:
        hand.record("新华南路市场").get_by_role("button", name="导出为文件").click()
    file = tmp_path / "record.json"
    download.value.save_as(file)
    other = take_phone()
    server.person = (2, "白露")
    other.open("#/phone")
    other.page.locator(".page-lead", has_text="白露").wait_for()
    chooser = other.page.locator("input[accept*=json]")
    chooser.set_input_files(str(file))
    other.page.get_by_text("这条记录属于苏晴").wait_for()
    server.person = (1, "苏晴")
    other.page.reload()
    other.page.locator(".page-lead", has_text="苏晴").wait_for()
    damaged = json.loads(file.read_text())
    damaged["photos"] = []
    (tmp_path / "damaged.json").write_text(json.dumps(damaged))
    chooser.set_input_files(str(tmp_path / "damaged.json"))
    other.page.get_by_text("文件已损坏").wait_for()
    chooser.set_input_files(str(file))
    other.page.locator(".record-box").wait_for()
    other.page.get_by_role("button", name="立即上传").click()
    other.banner("全部记录已安全上传")
    hand.page.reload()
    hand.banner("全部记录已安全上传")
    assert len(server.records) == 1 and len(server.photos) == 1


def test_a_revoked_phone_loses_the_packet_and_keeps_the_records(hand: Hand, server: Server) -> None:
    hand.begin("新华南路市场")
    server.is_revoked = True
    hand.page.reload()
    hand.banner("创建办已移除本机")
    hand.go("#/")
    hand.page.get_by_text("本机还没有数据包").wait_for()
    assert hand.page.locator(".stop-card").count() == 1
    assert hand.record("新华南路市场").get_by_role("button", name="导出为文件").count() == 1


def test_an_expired_packet_goes_without_a_network(hand: Hand, server: Server) -> None:
    hand.page.evaluate("() => navigator.serviceWorker.ready")
    hand.begin("新华南路市场")
    server.hours = -1
    hand.go("#/")
    hand.page.get_by_role("button", name="重新下载").click()
    hand.page.get_by_text("已过期").first.wait_for()
    server.fails = lambda address: True
    hand.page.reload()
    hand.banner("数据包已过期并删除")
    assert hand.page.locator(".stop-card").count() == 1
