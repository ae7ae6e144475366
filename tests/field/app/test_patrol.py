"""Ding Yi walks her team's round without a network: a scan is kept on the phone until the server has answered."""

from collections.abc import Callable
from typing import Any

from tests.field.app.hand import Hand, picture
from tests.field.app.server import SIGN, Server

READER = """
  window.BarcodeDetector = class {
    async detect() { return [{ rawValue: "https://example.org/s/%s/" }]; }
  };
"""


def test_a_sign_is_scanned_without_a_network_and_told_once(
    hand: Hand, server: Server, axe: Callable[[Any], None]
) -> None:
    hand.go("#/patrol")
    hand.page.get_by_text("水产区").wait_for()
    axe(hand.page)
    hand.page.fill("#field-sign", "not a sign")
    hand.page.get_by_role("button", name="打开").click()
    hand.page.get_by_text("这不是标牌编码").wait_for()
    hand.page.context.set_offline(True)
    hand.page.fill("#field-sign", f"https://example.org/s/{SIGN}/")
    hand.page.get_by_role("button", name="打开").click()
    hand.page.get_by_role("heading", name="东门").wait_for()
    assert "您的姓名" in hand.page.locator("main").inner_text(), "nobody's name is kept"
    axe(hand.page)
    hand.page.get_by_role("button", name="已巡查").click()
    hand.banner("1 次扫码只在本机")
    assert "已存本机" in hand.page.locator(".check-row", has_text="东门").inner_text()
    hand.page.reload()
    hand.banner("1 次扫码只在本机")
    server.fails = lambda address: address.endswith("/scans/")
    hand.page.context.set_offline(False)
    hand.banner("服务器没有应答")
    server.fails = lambda address: False
    hand.go("#/phone")
    hand.page.get_by_role("button", name="立即上传").click()
    hand.banner("全部记录已安全上传")
    [scan] = server.scans.values()
    assert set(scan) == {"id", "sign", "scanned_at"} and scan["sign"] == SIGN


def test_a_scan_that_is_refused_says_why_and_holds_no_record_up(hand: Hand, server: Server) -> None:
    server.refused_signs[SIGN] = "巡更方案未启用"
    hand.go(f"#/scan/{SIGN}")
    hand.page.get_by_role("button", name="已巡查").click()
    hand.page.get_by_text("巡更方案未启用").wait_for()
    hand.visit("新华南路市场", "red")
    hand.banner("全部记录已安全上传")
    assert [record["visit"] for record in server.records.values()] == [101] and not server.scans
    hand.go("#/patrol")
    hand.page.get_by_role("button", name="删除").click()
    hand.page.locator(".record-box").wait_for(state="detached")


def test_the_code_is_read_from_a_photo_where_the_browser_can(take_phone: Callable[..., Hand], tmp_path: Any) -> None:
    hand = take_phone()
    hand.page.context.add_init_script(READER % SIGN)
    hand.open("#/patrol")
    file = tmp_path / "sign.jpg"
    file.write_bytes(picture("white"))
    hand.page.locator("input[type=file]").set_input_files(str(file))
    hand.page.get_by_role("heading", name="东门").wait_for()


def test_whoever_signs_in_comes_back_to_the_sign(take_phone: Callable[..., Hand], server: Server) -> None:
    server.person = None
    hand = take_phone()
    hand.open(f"#/scan/{SIGN}")
    address = hand.page.get_by_role("link", name="登录").get_attribute("href")
    assert address == f"/account/login/?next=%2Ffield%2Fapp%2F%23%2Fscan%2F{SIGN}"
