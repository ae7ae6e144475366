"""The hard day: no network, a killed browser, a session that ended, a server that fails half of the time."""

import os
import random
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from chuangcheng.inspections.actions import start_free_visit
from chuangcheng.inspections.models import Observation, Visit
from chuangcheng.operations.worker import Worker
from chuangcheng.receipts.models import Submission
from tests.browser import FLAGS, PAGES, WHOLE, executable
from tests.field.app.hand import Hand, picture
from tests.inspections.conftest import edition, sites
from tests.stories import PASSWORD, City

__all__ = ["edition", "sites"]
COLOURS = ("red", "green", "blue", "grey", "white", "black", "navy", "teal", "olive", "purple")


@pytest.fixture
def city(transactional_db: None, city: City) -> City:
    """The server reads what the test wrote: real transactions."""
    return city


class Profile:
    """A browser whose memory is on the disk: it can be killed and started again."""

    def __init__(self, chromium: Any, address: str, folder: Path) -> None:
        self.kind, self.address, self.folder = chromium.browser_type, address, folder
        self.executable = executable(WHOLE)
        self.context: Any = None

    def start(self, *, is_offline: bool = False) -> Hand:
        self.context = self.kind.launch_persistent_context(
            str(self.folder / "profile"),
            executable_path=self.executable,
            args=FLAGS,
            base_url=self.address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            permissions=["geolocation"],
            geolocation={"longitude": 98.281, "latitude": 39.771},
            **PAGES["phone"],
        )
        self.context.set_default_timeout(20_000)
        self.context.set_offline(is_offline)
        return Hand(self.context.pages[0], self.folder)

    def kill(self) -> None:
        """No goodbye: every process of this profile is gone at once."""
        for process in Path("/proc").iterdir():
            if process.name.isdecimal() and str(self.folder).encode() in _command(process):
                os.kill(int(process.name), signal.SIGKILL)
        try:
            self.context.close()
        except Exception:  # noqa: BLE001 - whatever the library says about a dead browser
            self.context = None


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture
def profile(chromium: Any, live_server: Any, tmp_path: Path) -> Iterator[Profile]:
    made = Profile(chromium, live_server.url, tmp_path)
    yield made
    made.kill()


def sign_in(hand: Hand) -> None:
    hand.page.goto("/account/login/?next=/field/app/")
    hand.page.fill("[name=login]", "su.qing")
    hand.page.fill("[name=password]", PASSWORD)
    hand.page.press("[name=password]", "Enter")
    hand.page.wait_for_url("**/field/app/**")


def look_at(hand: Hand, stop: str, colour: str) -> None:
    """The whole checklist of a market, two photos, and the end of the visit."""
    hand.begin(stop)
    hand.ask("地面无污水垃圾")
    hand.say("fail")
    hand.photograph(colour)
    hand.next("公平秤")
    hand.say("pass")
    hand.photograph(f"dark{colour}", content=picture(colour, (333, 222)))
    hand.next("违停车辆数")
    hand.say("pass")
    hand.page.fill("#field-number", "2")
    hand.finish()


def misbehave(context: Any) -> None:
    """Half of all calls fail; some of them only after the server has done its work."""
    chance = random.Random(26)

    def answer(route: Any) -> None:
        fate = chance.random()
        if fate < 0.5:
            route.continue_()
        elif fate < 0.7:
            route.fulfill(status=500, body="down")
        elif fate < 0.8:
            route.abort()
        else:
            route.fetch()
            route.abort()

    for pattern in ("**/field/*.json*", "**/field/submissions/**", "**/field/uploads/**"):
        context.route(pattern, answer)


def test_ten_visits_arrive_once_each_with_all_their_photos(
    city: City, at: datetime, sites: dict[str, Any], profile: Profile
) -> None:
    inspector = city.actor("su_qing")
    markets = [sites[f"P12-{number:02}"] for number in range(1, 11)]
    visits = [start_free_visit(by=inspector, at=at, site=site) for site in markets]
    hand = profile.start()
    sign_in(hand)
    hand.page.wait_for_selector(".stop-card >> nth=9")
    hand.page.evaluate("() => navigator.serviceWorker.ready")
    hand.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    profile.context.set_offline(True)
    for market, colour in zip(markets, COLOURS, strict=True):
        look_at(hand, market.name_zh, colour)
    hand.banner("10 条记录只在本机，含 20 张照片")
    profile.kill()

    hand = profile.start(is_offline=True)
    hand.open()
    hand.banner("10 条记录只在本机，含 20 张照片")
    hand.reopen(markets[0].name_zh)
    hand.ask("违停车辆数")
    hand.page.fill("#field-number", "7")
    hand.finish()
    Session.objects.all().delete()
    profile.context.set_offline(False)
    hand.banner("登录已过期")
    assert Submission.objects.count() == 0
    sign_in(hand)
    misbehave(profile.context)
    send_until_safe(hand)

    Worker().drain()
    assert Submission.objects.count() == 10
    assert set(Submission.objects.values_list("state", flat=True)) == {"applied"}
    assert set(Visit.objects.values_list("pk", "state")) == {(visit.pk, "done") for visit in visits}
    observations = Observation.objects.prefetch_related("photos")
    assert observations.count() == 30
    assert sum(one.photos.count() for one in observations) == 20
    counted = observations.filter(check_point__code="P12-03").values_list("visit", "number")
    assert {visit: int(number) for visit, number in counted} == {
        visit.pk: 7 if visit == visits[0] else 2 for visit in visits
    }


def send_until_safe(hand: Hand) -> None:
    hand.go("#/phone")
    safe = hand.page.locator("#field-banner", has_text="全部记录已安全上传")
    for _ in range(200):
        if safe.count():
            return
        hand.page.get_by_role("button", name="立即上传").click()
        hand.page.wait_for_timeout(150)
    raise AssertionError(hand.page.locator("body").inner_text())
