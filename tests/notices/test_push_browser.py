"""A piece of news reaches a browser whose pages are elsewhere: Chromium's tools deliver what a push service would.

To subscribe is left to tests/notices/test_receivers.py and test_channel_pages.py: a headless Chromium has no push
service that answers (Chromium's goes through a host outside, and the tests have no network).
"""

import json
import time
from typing import Any

import pytest
from django.urls import reverse

NEWS = {"title": "案件 2026-0007 即将到期", "body": "今天18:00前办结", "url": "/desk/cases/7/", "tag": "case-7"}
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = await registration.getNotifications();
  return found.map((one) => ({ title: one.title, body: one.body, tag: one.tag, data: one.data }));
}"""
REGISTER = """async (address) => {
  await navigator.serviceWorker.register(address);
  return (await navigator.serviceWorker.ready).scope;
}"""


def wait_for(ready: Any, seconds: float = 10) -> Any:
    """What `ready` gives as soon as it gives anything."""
    until = time.monotonic() + seconds
    while not (found := ready()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


@pytest.mark.parametrize("content", [json.dumps(NEWS), ""])
def test_what_is_pushed_is_shown_by_the_worker(open_page: Any, content: str) -> None:
    page = open_page("desktop", permissions=["notifications"])
    page.goto(reverse("account_login"))
    scope = page.evaluate(REGISTER, reverse("desk:push_worker"))
    tools, registrations = page.context.new_cdp_session(page), []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")

    def known() -> list[Any]:
        page.wait_for_timeout(100)
        return [one["registrationId"] for one in registrations if one["scopeURL"] == scope and not one["isDeleted"]]

    registration = wait_for(known)[-1]
    origin = page.evaluate("location.origin")
    given = {"origin": origin, "registrationId": registration, "data": content}
    tools.send("ServiceWorker.deliverPushMessage", given)
    if not content:
        page.wait_for_timeout(500)
        assert page.evaluate(SHOWN) == [], "a push without news shows nothing"
        return
    [shown] = wait_for(lambda: page.evaluate(SHOWN))
    assert shown == {"title": NEWS["title"], "body": NEWS["body"], "tag": NEWS["tag"], "data": NEWS["url"]}
