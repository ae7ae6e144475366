"""What only a browser shows: Ma Jun lets it show news, and a case of his bureau comes up as a notification.

No push service is reached from here. A receiver on this machine plays it: the browser makes the pair of keys that the
service would have made, and is handed what arrived, opened with them, by the way on which the service hands it over.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from chuangcheng.notices.models import PushSubscription
from chuangcheng.notices.receivers.push import decoded
from tests.browser import FLAGS, WHOLE, executable
from tests.notices.conftest import Open, work
from tests.notices.receiving import Receiver
from tests.notices.test_receivers import Browser
from tests.reactions.test_news import dispatched
from tests.stories import City, sign_in

SUBSCRIBE = """endpoint => {
  const text = raw => btoa(String.fromCharCode(...new Uint8Array(raw))).replace(/\\+/g, '-').replace(/\\//g, '_')
    .replace(/=+$/, '');
  PushManager.prototype.subscribe = async options => {
    const pair = await crypto.subtle.generateKey({name: 'ECDH', namedCurve: 'P-256'}, true, ['deriveBits']);
    const auth = text(crypto.getRandomValues(new Uint8Array(16)));
    const p256dh = text(await crypto.subtle.exportKey('raw', pair.publicKey));
    const own = await crypto.subtle.exportKey('jwk', pair.privateKey);
    const server = text(options.applicationServerKey);
    await window.keep({secret: own.d, auth, server, isVisible: options.userVisibleOnly});
    return {toJSON: () => ({endpoint, keys: {p256dh, auth}})};
  };
}"""
SHOWN = """async () => {
  const [registration] = await navigator.serviceWorker.getRegistrations();
  const all = await registration.getNotifications();
  return all.map(({title, body, tag, data}) => ({title, body, tag, data}));
}"""
TOUCH = """async () => {
  const opened = [], [notification] = await self.registration.getNotifications();
  self.clients.openWindow = async url => { opened.push(url); };
  const touched = new NotificationEvent('notificationclick', {notification});
  touched.waitUntil = () => {};
  self.dispatchEvent(touched);
  return [opened, (await self.registration.getNotifications()).length];
}"""


@pytest.fixture(scope="module")
def chromium(playwright: Any) -> Iterator[Any]:
    """The whole browser: the one without windows shows no notifications."""
    browser = playwright.chromium.launch(executable_path=executable(WHOLE), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def served(transactional_db: None, request: pytest.FixtureRequest, live_server: Any, settings: Any) -> City:
    """The city where another thread can see it, and where its links lead."""
    quiet: City = request.getfixturevalue("quiet")
    settings.PUBLIC_URL = live_server.url
    return quiet


def signed_in(page: Any, who: str, address: str) -> Any:
    session = sign_in(Client(), who).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return page


def deliver(page: Any, address: str, message: str) -> None:
    """As a push service hands a message to the service worker of this origin."""
    tools, registered = page.context.new_cdp_session(page), []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: registered.extend(event["registrations"]))
    tools.send("ServiceWorker.enable")
    for _moment in range(250):
        if registered:
            break
        page.wait_for_timeout(20)
    given = {"origin": address, "registrationId": registered[-1]["registrationId"], "data": message}
    tools.send("ServiceWorker.deliverPushMessage", given)


def touched(page: Any) -> Any:
    """A finger on the notification: what the browser tells the service worker is told to it here, and the address that
    it wants opened is written down, because a browser opens windows only after a touch of its own. (address, left)"""
    running = page.context.service_workers
    worker = running[0] if running else page.context.wait_for_event("serviceworker")
    [opened], left = worker.evaluate(TOUCH)
    return opened, left


def test_ma_jun_lets_his_browser_show_news_and_opens_a_case_from_it(
    served: City, at: datetime, channel: Open, receiver: Receiver, open_page: Callable[..., Any], live_server: Any
) -> None:
    way, kept = channel("push"), list[dict[str, Any]]()

    def keep(keys: dict[str, Any]) -> None:
        kept.append(keys)

    receiver.answer(201)
    page = signed_in(open_page("desktop"), "ma_jun", live_server.url)
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    page.expose_function("keep", keep)
    page.goto(reverse("desk:my_news"))
    page.evaluate(SUBSCRIBE, receiver.url)
    with page.expect_navigation():
        page.locator("[data-push] button").click()
    [own] = kept
    assert own["server"] == way.settings["public_key"] and own["isVisible"]
    assert "Chrome" in page.locator("main form[action*='/browsers/']").locator("xpath=ancestor::tr").inner_text()
    key = ec.derive_private_key(int.from_bytes(decoded(own["secret"]), "big"), ec.SECP256R1())
    browser = Browser(key, decoded(own["auth"]))
    assert PushSubscription.objects.get().p256dh == browser.p256dh

    case = dispatched(served, at)
    work()
    [got] = receiver.got
    message = browser.read(got.body)
    deliver(page, live_server.url, json.dumps(message, ensure_ascii=False))
    page.wait_for_function(f"async () => (await ({SHOWN})()).length")
    [shown] = page.evaluate(SHOWN)
    assert shown["title"].startswith("待整改的案件：") and case.number in shown["title"]
    assert shown == {**{name: message[name] for name in ("title", "body", "tag")}, "data": message["url"]}

    opened, left = touched(page)
    assert opened == f"{live_server.url}{reverse('desk:case', args=[case.pk])}" and left == 0
    page.goto(opened)
    assert case.number in page.locator("main").inner_text()
