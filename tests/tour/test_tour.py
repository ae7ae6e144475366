"""The README's five-minute tour and its second part, step by step, in a real browser on the sample city."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from chuangcheng.cases.queries import Case
from chuangcheng.config.command import main
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import Visit, checklist, stops_of
from chuangcheng.kit import clock
from chuangcheng.operations.worker import Worker
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.staff import actor
from tests.tour.further import go_further
from tests.tour.visitor import Visitor

VALUES = {"lottery": "3 8 14 20 27 31", "beacon": "9F" * 32}


def test_the_tour(
    served_city: datetime, open_page: Callable[..., Any], axe: Callable[[Any], None], tmp_path: Path, live_server: Any
) -> None:
    office = Visitor(open_page("desktop"), "linyue")
    see_the_work(office, axe)
    open_the_framework(office, axe)
    commit_a_draw(office)
    draw = run_the_draw_of_today(office, Visitor(open_page("desktop"), "zhouning"))
    see_its_proof_pending(open_page("desktop"), draw)
    verify_a_past_proof(open_page("desktop"), tmp_path)
    inspector = Visitor(open_page("phone"), "suqing")
    before = figures_of(office)
    case = record_a_visit(inspector, axe, tmp_path)
    unit = see_the_case_at_the_unit(office, case)
    put_it_right(Visitor(open_page("desktop"), unit), case, axe, tmp_path)
    verify_and_close(Visitor(open_page("desktop"), outside(case)), case)
    assert figures_of(office) != before
    go_further(office, open_page, live_server.url, tmp_path)


def see_the_work(office: Visitor, axe: Callable[[Any], None]) -> None:
    page = office.open("/desk/")
    assert page.locator("table [data-open], table.rows a").count() > 0
    axe(page)


def open_the_framework(office: Visitor, axe: Callable[[Any], None]) -> None:
    """The tree of the city's edition, a search in it, one standard with who leads it and what is checked."""
    edition = Edition.objects.get(code="CITY-2024")
    page = office.open(f"/desk/editions/{edition.pk}/")
    axe(page)
    page = office.open(f"/desk/editions/{edition.pk}/?search=市场")
    address = page.locator("main a[href*='/desk/standards/']").first.get_attribute("href")
    assert "牵头" in office.open(address).locator("main").inner_text()


def commit_a_draw(office: Visitor) -> None:
    """Two kinds of site, a source whose number is drawn tonight."""
    before = Draw.objects.count()
    page = office.open("/desk/draws/new/")
    for box in page.locator("[name=site_types]").all()[:2]:
        box.check()
    page.fill("[name=total]", "4")
    office.send("main form:has([name=site_types])")
    page.fill("[name$=name_zh]", "导览抽取")
    page.fill("[name=source0-name]", "今晚开奖号码")
    page.fill("[name=source0-where]", "开奖公告")
    page.fill("[name=source0-known_at]", "2026-11-24T21:30")
    page.check("[name$=is_checked]")
    office.send()
    assert Draw.objects.count() == before + 1
    assert Draw.objects.latest("serial").state == "committed"


def run_the_draw_of_today(office: Visitor, second: Visitor) -> Draw:
    """Two people read the same values; then the office runs the draw."""
    draw = Draw.objects.get(context__today=True)
    for visitor in (office, second):
        page = visitor.open(f"/desk/draws/{draw.pk}/values/")
        for code, value in VALUES.items():
            page.fill(f"[name$={code}]", value)
        visitor.send()
    page = office.open(f"/desk/draws/{draw.pk}/")
    with page.expect_navigation():
        page.locator(f"form[action='/desk/draws/{draw.pk}/run/'] button").click()
    draw.refresh_from_db()
    assert draw.state == "run"
    return draw


def see_its_proof_pending(public: Any, draw: Draw) -> None:
    """Anybody, without signing in: the secret is not there yet."""
    public.goto(f"/draws/{draw.serial}/")
    answer = public.request.get(f"/draws/{draw.serial}/proof.json")
    proof = json.loads(answer.body())
    assert proof["state"] == "pending" and "secret" not in json.dumps(proof.get("reveal") or {})


def verify_a_past_proof(public: Any, tmp_path: Path) -> None:
    """Download the proof of a round that has ended, and check it without a database."""
    past = Draw.objects.filter(state="revealed").first()
    assert past is not None
    file = tmp_path / "proof.json"
    file.write_bytes(public.request.get(f"/draws/{past.serial}/proof.json").body())
    assert main(["draw", "verify", str(file)]) == 0


def record_a_visit(inspector: Visitor, axe: Callable[[Any], None], tmp_path: Path) -> Case:
    """In the app: every check point met but one, with a photo; once it is sent, the finding becomes a case."""
    photo = tmp_path / "found.jpg"
    photo.write_bytes(scene("tour", is_mended=False))
    at = clock.now()
    visit = next(stop for stop in stops_of(actor("suqing", at), at) if stop.kind in ("drawn", "reserve"))
    page = inspector.open("/desk/")
    page.locator("a[href='/field/app/']", has_text="我的考察").locator("visible=true").first.click()
    page.locator(".stop-card").first.wait_for()
    axe(page)
    page.locator(f".stop-card[href$='/v{visit.pk}']").click()
    page.get_by_role("button", name="开始考察").click()
    page.wait_for_selector("a.check-text")
    axe(page)
    # The draw chooses the site, and with it what is asked there: what fails must be something that wants a photo.
    failing = next(place for place, line in enumerate(checklist(visit)) if line.photo_rule == "on_fail")
    # Beside the questions a re-check nearby is offered.
    links = page.locator("a.check-text[href*='/question/']").all()
    asked = [(link.get_attribute("href"), link.inner_text().strip().splitlines()[-1]) for link in links]
    for number, (address, text) in enumerate(asked):
        _answer(page, address, text, "fail" if number == failing else "pass", photo)
    before = set(Case.objects.values_list("pk", flat=True))
    page.get_by_role("button", name="下一项").click()
    page.get_by_role("button", name="结束考察").click()
    page.locator("#field-banner", has_text="全部记录已安全上传").wait_for()
    Worker().drain("default")  # the sample's pictures wait in the slow queue: a visitor need not wait for them
    visit = Visit.objects.get(pk=visit.pk)
    assert visit.state == "done"
    [case] = Case.objects.exclude(pk__in=before)
    return case


def _answer(page: Any, address: str, text: str, verdict: str, photo: Path) -> None:
    page.evaluate("address => { location.hash = address }", address)
    page.get_by_role("heading", name=text).wait_for()  # the screen before this one has the same buttons
    page.locator(f".verdict-{verdict} input:not(:checked)").wait_for()
    page.locator(f"label.verdict-{verdict}").click()
    page.wait_for_selector("#field-note")
    if page.locator("#field-number").count():
        page.fill("#field-number", "1")
    pictures = page.locator(".photo-box[data-kind=found] input[data-source=camera]")
    if verdict == "fail":
        pictures.first.wait_for(state="attached")
    if pictures.count():
        pictures.set_input_files(str(photo))
        page.wait_for_selector(".photo-tiles img[src]")
    if verdict == "fail":
        page.fill("#field-note", "地面有积水和垃圾")
        page.wait_for_selector("#field-note[data-kept]")


def see_the_case_at_the_unit(office: Visitor, case: Case) -> str:
    """The case says why it came to this unit and until when; returns who signs in for the unit."""
    case = Case.objects.select_related("unit").get(pk=case.pk)
    assert case.state == "dispatched" and case.unit is not None and case.due_at is not None
    text = office.open(f"/desk/cases/{case.pk}/").locator("main").inner_text()
    assert case.unit.name_zh in text
    return f"{case.unit.code.lower()}.liaison"


def put_it_right(unit: Visitor, case: Case, axe: Callable[[Any], None], tmp_path: Path) -> None:
    """The unit accepts, and submits cause, measure and a picture."""
    photo = tmp_path / "after.jpg"
    photo.write_bytes(scene("tour", is_mended=True))
    axe(unit.open(f"/desk/cases/{case.pk}/"))
    unit.open(f"/desk/cases/{case.pk}/moves/accept_case/")
    unit.send()
    page = unit.open(f"/desk/cases/{case.pk}/moves/submit_case/")
    page.fill("[name=cause]", "清扫频次不足")
    page.fill("[name=measure]", "已清理并增加巡查")
    page.set_input_files("input[type=file]", str(photo))
    unit.send()
    assert Case.objects.get(pk=case.pk).state == "submitted"


def outside(case: Case) -> str:
    """A verifier who does not belong to the case's unit: where the draw sends the visit, nobody can foresee."""
    unit = Case.objects.select_related("unit").get(pk=case.pk).unit
    return "qiaomu" if unit is not None and unit.code == "DW37" else "gaoyuan"


def verify_and_close(verifier: Visitor, case: Case) -> None:
    """Somebody from outside looks at before and after, and closes."""
    page = verifier.open(f"/desk/cases/{case.pk}/")
    assert page.locator("input[type=range]").count() == 1
    verifier.open(f"/desk/cases/{case.pk}/moves/close_case/")
    verifier.send()
    assert Case.objects.get(pk=case.pk).state == "closed"


def figures_of(office: Visitor) -> str:
    """The figures on top of the score page."""
    text: str = office.open("/desk/scores/").locator(".figures").inner_text()
    return text
