"""The second part of the README's tour: what citizens, volunteers, units and leaders do, in the same served city."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chuangcheng.documents.queries import Document
from chuangcheng.participation.queries import Report
from chuangcheng.proceedings.queries import Proceeding
from chuangcheng.sample.pictures import scene
from chuangcheng.scoring.results import ResultLine
from chuangcheng.volunteering.queries import Service
from tests.tour.visitor import Visitor

LEADER_PHONE = "19900000000"
"""Liu Yiyi's, who leads the shift of today."""
SEEN = "新华南路井盖下沉，车辆绕行"


def go_further(office: Visitor, open_page: Callable[..., Any], site: str, tmp_path: Path) -> None:
    """The six steps, in the README's order. How one signs in was shown before; what axe finds, tests of each room."""

    def visitor(username: str) -> Visitor:
        return Visitor(open_page("desktop"), username, site)

    phone = open_page("phone")
    report_and_follow(phone, visitor("tangyi"), tmp_path)
    check_in(phone, visitor("wudi"))
    line = line_to_object_to()
    object_to_it(visitor(f"{line.result.unit.code.lower()}.liaison"), line)
    issue_the_bulletin(office, visitor("xiezhen"), phone)
    walk_the_hall(phone)
    look_from_above(visitor("denghai"))


def report_and_follow(phone: Any, clerk: Visitor, tmp_path: Path) -> None:
    """A citizen without an account sends a photo and words; the clerk takes it up; both addresses say so."""
    photo = tmp_path / "seen.jpg"
    photo.write_bytes(scene("citizen", is_mended=False))
    phone.goto("/")
    phone.get_by_role("link", name="反映问题").first.click()
    phone.locator("[name=solution][value]").wait_for(state="attached")
    phone.set_input_files("input[type=file]", str(photo))
    phone.fill("[name=description]", SEEN)
    phone.fill("[name=address]", "新华南路与迎宾路路口")
    phone.click("button[value=look]")
    phone.locator("button[value=send]").click()
    phone.wait_for_url("**/report/own/**")
    assert phone.locator("main img").count() == 1
    own, code = phone.url, phone.locator("h1 .code").inner_text()
    clerk.follow("随手拍")
    clerk.choose(clerk.page.locator("main tr", has_text=code).locator("a"))
    clerk.choose(clerk.page.get_by_role("link", name="受理立案"))
    clerk.page.fill("[name=description]", "井盖下沉")
    clerk.send()
    phone.goto("/")
    phone.get_by_role("link", name="查询进度").first.click()
    phone.fill("[name=code]", code)
    phone.locator("main button.btn-primary").click()
    phone.wait_for_url("**/reports/*/")
    assert "已受理" in phone.locator("main").inner_text() and SEEN not in phone.locator("main").inner_text()
    phone.goto(own)
    assert "办理中" in phone.locator("main").inner_text() and SEEN in phone.locator("main").inner_text()
    assert Report.objects.get(description=SEEN).state == "taken_up"


def check_in(phone: Any, operator: Visitor) -> None:
    """Liu Yiyi signs in with the code that the operator reads, shows the code of the place, and scans it herself."""
    phone.goto("/volunteer/")
    phone.get_by_role("link", name="我的志愿服务").first.click()
    phone.fill("[name=phone]", LEADER_PHONE)
    phone.locator("main button.btn-primary").click()
    phone.locator("[name=code]").wait_for()
    operator.follow("消息渠道")
    operator.choose(operator.page.get_by_role("link", name="发给市民的短信"))
    sent = operator.page.locator("main tbody tr", has_text=LEADER_PHONE).first.inner_text()
    found = re.search(r"(?<!\d)\d{6}(?!\d)", sent)
    assert found
    phone.fill("[name=code]", found[0])
    phone.locator("main button.btn-primary").click()
    phone.wait_for_url("**/volunteer/own/")
    phone.locator("main a[href$='/lead/']").first.click()
    phone.get_by_role("link", name="签到地址").click()
    phone.get_by_role("button", name="我已到岗").click()
    phone.wait_for_url("**/volunteer/shifts/*/")
    assert Service.objects.get(state="present").source == "code"


def line_to_object_to() -> ResultLine:
    """Of the month announced last: a line in which something counts against its unit."""
    lines = ResultLine.objects.filter(result__month__state="announced", result__superseded_at=None, of__gt=0)
    found = lines.filter(code="on_time").select_related("result__unit").order_by("-result__month__month", "points")
    return found[0]


def object_to_it(unit: Visitor, line: ResultLine) -> None:
    """From the menu to the month, the unit's result, the line; one of its rows does not belong there."""
    page = unit.follow("单位结果")
    unit.choose(page.locator(f"main a[href='/desk/results/{line.result.month_id}/']"))
    unit.choose(page.locator(f"main a[href='/desk/results/units/{line.result_id}/']"))
    unit.choose(page.locator(f"main a[href='/desk/results/lines/{line.pk}/']"))
    page.locator("[name=rows]").last.check()
    page.fill("[name=text]", "该案件在时限内整改完成，有施工记录为证。")
    before = Proceeding.objects.count()
    unit.send("main form[method=post]:has([name=rows])")
    assert page.url.split("/")[-3] == "proceedings" and Proceeding.objects.count() == before + 1


def issue_the_bulletin(office: Visitor, approver: Visitor, phone: Any) -> None:
    """The office drafts this week's with one button; the one that waits is read, issued, and its mark is public."""
    office.follow("文书")
    office.choose(office.page.get_by_role("button", name="生成本周通报"))
    assert Document.objects.latest("pk").kind == "bulletin"
    approver.choose(approver.page.get_by_role("link", name="审阅核准"))
    waiting = Document.objects.get(pk=int(approver.page.url.split("/")[-2]))
    assert waiting.state == "waiting"
    approver.choose(approver.page.get_by_role("button", name="同意并印发"))
    waiting.refresh_from_db()
    assert waiting.state == "issued" and waiting.pdf is not None
    phone.goto("/bulletins/")
    assert waiting.pdf.sha256 in phone.locator("main").inner_text()


def walk_the_hall(phone: Any) -> None:
    """From the first page to somebody honoured, and the procedure behind it, which blame goes through too."""
    phone.goto("/")
    phone.get_by_role("link", name="身边好人与先进单位").first.click()
    phone.get_by_role("link", name="好人街").first.click()
    phone.wait_for_url("**/honours/hall/")
    phone.locator("main a[href^='/honours/hall/']").first.click()
    phone.wait_for_url("**/honours/hall/*/")
    assert "公示程序" in phone.locator("main").inner_text()
    phone.goto("/")
    phone.get_by_role("link", name="公示公告").first.click()
    phone.locator("main article", has_text="交通违法曝光").first.get_by_role("link").first.click()
    phone.wait_for_url("**/notices/*/")
    picture = phone.locator("main img.shown-picture").first
    assert picture.evaluate("picture => picture.complete || picture.decode().then(() => true)")
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert "如何提出异议" in phone.locator("main").inner_text()


def look_from_above(leader: Visitor) -> None:
    """The whole score on top, with its interval; the cases that are overdue by unit below."""
    page = leader.follow("驾驶舱")
    assert "总分" in page.locator("main .figures").first.inner_text()
    assert "各单位超期案件" in page.locator("main").inner_text()
