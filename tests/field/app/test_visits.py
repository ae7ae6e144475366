"""What an inspector does on the phone, as the server receives it."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

from PIL import ExifTags, Image

from tests.field.app.hand import Hand, picture
from tests.field.app.server import Server


def _exif() -> Any:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Huawei", "P60"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:24 09:40:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (39.0, 46.0, 12.0), 3: "E", 4: (98.0, 17.0, 24.0)})
    return exif


def test_a_photo_is_read_before_it_is_made_smaller(hand: Hand, server: Server) -> None:
    hand.begin("新华南路市场")
    hand.ask("地面无积水")
    hand.say("pass")
    assert hand.page.locator(".photo-box").count() == 0, "no photo where none is asked for"
    hand.say("fail")
    hand.photograph("green", source="library", content=picture("green", (3000, 2000), _exif()))
    hand.page.get_by_text("即整即改").click()
    hand.photograph("white", kind="corrected")
    hand.next("扶手")
    hand.say("pass")
    hand.next("单车")
    hand.say("not_observed")
    hand.finish()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    first = record["observations"][0]
    found, corrected = first["photos"]
    assert first["is_corrected_on_spot"] and corrected["kind"] == "corrected" and corrected["source"] == "camera"
    assert found["source"] == "library" and found["camera"] == "Huawei P60"
    assert found["taken_at"] == "2026-11-24T01:40:00.000Z"
    assert (found["lon"], found["lat"]) == (98.29, 39.77)
    content = server.photos[found["sha256"]]
    assert hashlib.sha256(content).hexdigest() == found["sha256"]
    assert max(Image.open(io.BytesIO(content)).size) == 1920


def test_an_answer_changed_to_met_sends_no_photo(hand: Hand, server: Server) -> None:
    hand.begin("新华南路市场")
    hand.answer_all("red")
    hand.go("#/")
    hand.reopen("新华南路市场")
    hand.ask("地面无积水")
    hand.say("pass")
    hand.page.wait_for_selector(".photo-box", state="detached")
    hand.page.get_by_role("link", name="列表").click()
    hand.page.get_by_role("link", name="结束").click()
    hand.page.get_by_role("button", name="结束考察").click()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert not any(one["photos"] for one in record["observations"]) and not server.photos


def test_more_spots_and_other_findings(hand: Hand, server: Server) -> None:
    hand.begin("新华南路市场")
    for _ in range(2):
        hand.page.locator(".btn-met").first.click()
        hand.page.wait_for_timeout(150)
    hand.ask("单车")
    hand.say("pass")
    hand.page.fill("#field-number", "2")
    hand.page.get_by_text("在另一处再查一次").click()
    hand.page.get_by_text("第2处").wait_for()
    hand.say("pass")
    hand.page.fill("#field-number", "5")
    hand.page.get_by_role("link", name="列表").click()
    hand.page.get_by_text("发现其他问题").click()
    hand.page.fill("#field-text", "井盖破损")
    hand.photograph("grey")
    assert hand.page.input_value("#field-text") == "井盖破损"
    hand.page.get_by_role("button", name="保存").click()
    hand.page.get_by_text("井盖破损").wait_for()
    hand.page.get_by_role("link", name="结束").click()
    hand.page.get_by_role("button", name="结束考察").click()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert [(one["repetition"], one["number"]) for one in record["observations"][2:]] == [(1, "2"), (2, "5")]
    [finding] = record["findings"]
    assert finding["text"] == "井盖破损" and len(finding["photos"]) == 1


def test_a_closed_site_gives_way_to_the_reserve(hand: Hand, server: Server, axe: Callable[[Any], None]) -> None:
    server.person = None
    hand.go("#/")
    hand.page.locator(".stop-card", has_text="雄关广场").click()
    hand.page.get_by_role("button", name="无法考察").click()
    hand.page.get_by_role("button", name="关门歇业").click()
    axe(hand.page)
    hand.page.get_by_role("button", name="保存").click()
    hand.page.get_by_role("button", name="改去该点位").click()
    hand.page.get_by_role("heading", name="人民公园").wait_for()
    for _ in range(2):
        hand.page.locator(".btn-met").first.click()
        hand.page.wait_for_timeout(150)
    hand.page.get_by_role("link", name="结束").click()
    hand.page.get_by_role("button", name="结束考察").click()
    hand.page.wait_for_selector(".stop-card")
    server.person = (1, "苏晴")
    hand.page.reload()
    hand.banner("全部记录已安全上传")
    closed, instead = server.records.values()
    assert (closed["kind"], closed["visit"], closed["reason"]) == ("not_possible", 102, "关门歇业")
    assert instead["visit"] is None and instead["reserve"] == {"of_visit": 102, "rank": 1} and instead["site"] == 5


def test_a_free_visit_needs_no_draw(hand: Hand, server: Server) -> None:
    hand.go("#/free")
    hand.page.fill("#field-words", "钢城")
    hand.page.get_by_role("button", name="搜索").click()
    hand.page.locator(".stop-card", has_text="钢城医院").click()
    hand.page.locator(".btn-met").first.click()
    hand.page.wait_for_selector(".is-answered")
    hand.page.get_by_role("link", name="结束").click()
    hand.page.get_by_role("button", name="结束考察").click()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert record["kind"] == "free_visit" and record["site"] == 6 and len(record["observations"]) == 1


def test_a_re_check_says_its_outcome_without_a_network(hand: Hand, server: Server, axe: Callable[[Any], None]) -> None:
    hand.page.context.set_offline(True)
    hand.page.locator(".stop-card", has_text="长途汽车站").click()
    hand.page.get_by_text("已清洗并增设垃圾桶").wait_for()
    hand.page.get_by_role("button", name="开始考察").click()
    axe(hand.page)
    keep = hand.page.get_by_role("button", name="保存结果")
    keep.click()
    hand.page.get_by_text("请选择：未反弹、问题反弹或未能查看。").wait_for()
    hand.page.locator(".verdict-fail").click()
    hand.page.wait_for_selector(".photo-box")
    keep.click()
    hand.page.locator("#missing", has_text="反弹情况照片").wait_for()
    hand.page.fill("#field-note", "又见污水")
    hand.photograph("brown")
    assert hand.page.input_value("#field-note") == "又见污水"
    axe(hand.page)
    keep.click()
    hand.page.wait_for_selector(".stop-card")
    hand.banner("1 条记录只在本机，含 1 张照片")
    hand.page.context.set_offline(False)
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    said = record["recheck"]
    assert (record["visit"], said["outcome"], said["note"], record["note"]) == (104, "relapsed", "又见污水", "又见污水")
    assert [photo["sha256"] for photo in said["photos"]] == list(server.photos) and record["observations"] == []


def test_what_could_not_be_seen_has_a_reason_and_no_photo(hand: Hand, server: Server) -> None:
    hand.page.locator(".stop-card", has_text="长途汽车站").click()
    hand.page.get_by_role("button", name="开始考察").click()
    hand.page.locator(".verdict-pass").click()
    hand.photograph("green")
    hand.page.locator(".verdict-not_observed").click()
    hand.page.wait_for_selector(".photo-box", state="detached")
    keep = hand.page.get_by_role("button", name="保存结果")
    keep.click()
    hand.page.locator("#missing", has_text="未能查看的原因").wait_for()
    hand.page.fill("#field-note", "大门上锁")
    keep.click()
    hand.banner("全部记录已安全上传")
    [record] = server.records.values()
    assert record["recheck"] == {"outcome": "not_seen", "note": "大门上锁", "photos": []} and not server.photos


def test_a_stop_tells_of_re_checks_nearby_and_sheets_name_it_by_its_visit(hand: Hand, server: Server) -> None:
    hand.begin("五一街道菜市场")
    hand.go("#/stop/v103")
    hand.page.wait_for_selector(".answered")
    near = hand.page.get_by_role("link", name="摊前污水")
    assert "米" in near.inner_text()
    near.click()
    hand.page.get_by_role("heading", name="长途汽车站").wait_for()


def test_the_list_tells_what_came_of_visits_and_which_scenes_wait(hand: Hand, axe: Callable[[Any], None]) -> None:
    hand.page.get_by_text("产生 1 件案件").click()
    assert "占道经营" in hand.page.locator("main").inner_text()
    scenes = hand.page.get_by_role("link", name="十二月判定校准")
    assert scenes.get_attribute("href") == "/field/calibrations/1/" and "3" in scenes.inner_text()
    axe(hand.page)
    hand.go("#/map")
    hand.page.wait_for_selector(".field-map canvas, .field-map svg")
    assert hand.page.locator("main .check-row").count() == 4
    axe(hand.page)
