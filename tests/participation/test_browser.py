"""The public pages in a real browser: by keyboard, with the small work done, without a network, without barriers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from chuangcheng.participation.actions import accept_report, decline_report, own_token, publish_report
from chuangcheng.participation.models import Report, ReportState
from chuangcheng.places.models import Facility
from tests.participation.conftest import reported
from tests.participation.test_stories import hole
from tests.stories import City

EDGE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def served(transactional_db: None, request: pytest.FixtureRequest) -> City:
    """The street where another thread can see it."""
    street: City = request.getfixturevalue("street")
    return street


def pages(street: City, at: datetime) -> list[str]:
    clerk = street.actor("tang_yi")
    report = reported(at, category=hole())
    accept_report(by=clerk, at=at, report=report, description="井盖塌陷")
    publish_report(by=clerk, at=at, report=report, text="路口井盖下沉")
    declined = reported(at, origin="b")
    decline_report(by=clerk, at=at, report=declined, reason="not_ours", text="请拨打12306。")
    facility = Facility.objects.get(code="GC0").pk
    found = ["/", "/report/", "/reports/", f"/reports/{report.code}/", "/reports/find/", "/find/facilities/"]
    found += [f"/find/facilities/{facility}/", "/find/streets/", "/find/markets/", "/find/map/"]
    return [*found, f"/report/own/{own_token(declined.client_id)}/", f"/report/?at=facility:{facility}"]


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_public_pages_have_no_barriers(
    served: City, at: datetime, open_page: Callable[..., Any], axe: Callable[[Any], None], live_server: Any, kind: str
) -> None:
    addresses = pages(served, at)
    faults = []
    for language in ("zh-hans", "zh-hant", "en") if kind == "phone" else ("zh-hans",):
        page = open_page(kind)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        for address in addresses:
            page.goto(address)
            try:
                axe(page)
            except AssertionError as barrier:
                faults.append(f"{language} {address}: {barrier}")
            if (beyond := page.evaluate(EDGE)) > 0:
                faults.append(f"{language} {address}: {beyond} px beyond the edge")
    assert not faults, "\n".join(faults)


def test_a_report_by_keyboard_alone_with_the_work_done(
    served: City, at: datetime, open_page: Callable[..., Any]
) -> None:
    page = open_page("phone")
    page.goto("/report/")
    page.locator("[name=solution][value]").wait_for(state="attached")
    page.locator("[name=description]").focus()
    page.keyboard.type("新华南路井盖塌陷，很危险")
    page.keyboard.press("Tab")
    page.keyboard.type("新华南路路口")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=是否危险")
    assert page.locator("[name=category]:checked").count() == 1
    page.locator("button[value=send]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/own/**")
    report = Report.objects.get()
    assert (report.state, report.category) == (ReportState.RECEIVED, hole())
    assert report.shown_code in page.content()


def test_drafts_wait_on_the_phone_without_a_network_and_are_sent_later(
    served: City, at: datetime, open_page: Callable[..., Any]
) -> None:
    page = open_page("phone")
    page.goto("/report/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    for text in ("新华南路井盖塌陷", "路灯三天不亮"):
        page.fill("[name=description]", text)
        page.fill("[name=address]", "新华南路")
        page.click("[data-keep]")
        page.wait_for_selector(f"[data-drafts] >> text={text}")
    page.reload()
    assert page.locator("[data-drafts] li").count() == 2
    page.locator("[data-send]").first.click()
    page.wait_for_selector("[data-report-said] >> text=没有网络")
    assert page.locator("[data-drafts] li").count() == 2
    page.context.set_offline(False)
    page.locator("[data-send]").first.click()
    page.wait_for_url("**/report/own/**")
    page.goto("/report/")
    page.wait_for_selector("[data-drafts] li")
    assert page.locator("[data-drafts] li").count() == 1
    assert Report.objects.get().state == ReportState.RECEIVED


def test_everything_works_where_no_script_runs(served: City, at: datetime, open_page: Callable[..., Any]) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto("/report/")
    page.fill("[name=description]", "新华南路井盖塌陷，很危险")
    page.fill("[name=address]", "新华南路")
    page.click("button[value=look]")
    page.click("button[value=send]")
    report = Report.objects.get()
    assert report.hold_reason == "no_work"
    assert report.shown_code in page.content()
