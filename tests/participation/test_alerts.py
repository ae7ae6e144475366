"""Who wants to be told: asked, confirmed, told, ended by one click, forgotten."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.actions import define_channel, switch_on_channel
from chuangcheng.notices.receivers.push import encoded
from chuangcheng.participation import jobs, queries
from chuangcheng.participation.actions import (
    Subject,
    accept_report,
    ask_alert,
    confirm_alert,
    erase_report,
    forget_alerts,
    publish_answer,
    publish_report,
    tell_area_alerts,
    tell_followers,
)
from chuangcheng.participation.models import Alert, Report
from tests.notices.receiving import Receiver, http_receiver
from tests.notices.test_receivers import Browser
from tests.participation.conftest import EAST, NORTH, reported
from tests.participation.test_stories import hole, put_right, taken_up
from tests.stories import City

LI = "li@example.cn"


def switched_on(street: City, at: datetime, kind: str) -> None:
    office = street.actor("lin_yue")
    switch_on_channel(by=office, at=at, channel=define_channel(by=office, at=at, kind=kind, name=kind, values={}))


@pytest.fixture
def mail(street: City, at: datetime) -> None:
    switched_on(street, at, "email")


def published(street: City, at: datetime, **more: Any) -> Report:
    report = taken_up(street, at, **more)
    return publish_report(by=street.actor("tang_yi"), at=at, report=report, text="井盖塌陷")


def answered(street: City, at: datetime, report: Report) -> Report:
    put_right(street, report.case, at)
    clerk = street.actor("tang_yi")
    report = queries.get_report_for(clerk, report.pk)
    publish_answer(by=clerk, at=at, report=report, text="已更换井盖。")
    return report


def link(letter: Any) -> str:
    found = re.search(r"http\S*(/alerts/own/\w+/)", letter.body)
    assert found
    return found[1]


def test_a_follower_says_yes_is_told_and_leaves_by_one_click(
    street: City, at: datetime, client: Client, mail: None, mailoutbox: Any
) -> None:
    report = published(street, at, email="zhang@example.cn")
    assert client.post(f"/reports/{report.code}/follow/", {"email": LI}).status_code == 302
    alert = Alert.objects.get()
    assert "example" not in alert.contact_sealed and report.followers.count() == 1
    jobs.invite.func(alert_id=alert.pk)
    page = link(mailoutbox[0])
    assert mailoutbox[0].to == [LI] and "井盖" not in mailoutbox[0].body
    client.get(page)
    alert.refresh_from_db()
    assert alert.confirmed_at is None, "mail programs open links by themselves"
    client.post(page)
    report = answered(street, at, report)
    assert tell_followers(by=SYSTEM, at=at, report=report) == 2
    letter = next(one for one in mailoutbox[1:] if one.to == [LI])
    assert "已更换井盖" in letter.body and "zhang" not in letter.body and "/report/own/" not in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    end = re.search(r"<http[^/]*//[^/]*(/\S+)>", letter.extra_headers["List-Unsubscribe"])
    assert end
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(end[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Alert.objects.exists() and client.get(page).status_code == 404
    assert tell_followers(by=SYSTEM, at=at, report=report) == 1


def test_who_never_says_yes_gets_one_letter_and_is_forgotten(
    street: City, at: datetime, mail: None, mailoutbox: Any
) -> None:
    report = published(street, at)
    for _again in range(2):
        alert = ask_alert(by=SYSTEM, at=at, subject=Subject(report=report), origin="x", email=LI)
    assert Alert.objects.count() == 1
    report = answered(street, at, report)
    assert tell_followers(by=SYSTEM, at=at, report=report) == 0 and not mailoutbox
    assert forget_alerts(by=SYSTEM, at=at + timedelta(days=1)) == 0
    assert forget_alerts(by=SYSTEM, at=at + timedelta(days=3)) == 1
    assert not Alert.objects.filter(pk=alert.pk).exists()


def test_an_area_and_a_circle_are_told_once_a_day_of_what_is_new(
    street: City, at: datetime, client: Client, mail: None, mailoutbox: Any
) -> None:
    given = {"area": street.areas["XG-XH"].pk, "radius": 500, "email": LI, "way": "email"}
    assert client.post("/alerts/", given).status_code == 302
    near = {"longitude": EAST + 0.002, "latitude": NORTH, "radius": 300, "email": LI, "way": "email"}
    assert client.post("/alerts/", near).status_code == 302
    far = {"address": "新华0号公共卫生间", "longitude": EAST + 0.02, "latitude": NORTH, "radius": 300, "email": LI}
    assert client.post("/alerts/", {**far, "way": "email"}).status_code == 302
    for alert in Alert.objects.all():
        confirm_alert(by=SYSTEM, at=at, token=queries.alert_token(alert))
    report = reported(at, category=hole())
    accept_report(by=street.actor("tang_yi"), at=at, report=report, description="井盖塌陷")
    Report.objects.filter(pk=report.pk).update(area=street.areas["XG-XH-01"])
    report.refresh_from_db()
    later = at + timedelta(hours=2)
    publish_report(by=street.actor("tang_yi"), at=later, report=report, text="井盖塌陷")
    assert tell_area_alerts(by=SYSTEM, at=later) == 0, "told within the day"
    tomorrow = at + timedelta(days=1, hours=1)
    assert tell_area_alerts(by=SYSTEM, at=tomorrow) == 3
    assert len(mailoutbox) == 2 and all(f"/reports/{report.code}/" in one.body for one in mailoutbox)
    assert tell_area_alerts(by=SYSTEM, at=tomorrow + timedelta(days=2)) == 3 and len(mailoutbox) == 2
    assert forget_alerts(by=SYSTEM, at=at + timedelta(days=400)) == 3


def test_a_feed_needs_no_address(street: City, at: datetime, client: Client) -> None:
    report = published(street, at)
    circle = {"longitude": EAST, "latitude": NORTH, "radius": 300, "way": "feed"}
    assert report.code in client.post("/alerts/", circle, follow=True).content.decode()
    far = client.post("/alerts/", {**circle, "longitude": EAST + 0.02}, follow=True)
    assert far.status_code == 200 and report.code not in far.content.decode()
    for wrong in ("x", "1,2,3", "nan,1", "500,1"):
        assert client.get("/reports/feed.atom", {"near": wrong}).status_code == 404
    assert client.post("/alerts/", {"radius": 300, "way": "feed"}).status_code == 200
    assert client.post("/alerts/", {**circle, "way": "email", "email": LI}).status_code == 200
    assert not Alert.objects.exists(), "no channel for e-mail is switched on"


def test_whoever_deletes_the_report_deletes_who_listens(street: City, at: datetime, mail: None) -> None:
    report = published(street, at)
    ask_alert(by=SYSTEM, at=at, subject=Subject(report=report), origin="x", email=LI)
    with pytest.raises(Refused, match="no_way"):
        ask_alert(by=SYSTEM, at=at, subject=Subject(report=report), origin="x", browser={})
    erase_report(by=SYSTEM, at=at, report=report)
    assert not Alert.objects.exists()


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    with http_receiver() as made:
        yield made


def test_a_browser_without_an_account_is_shown_the_answer(
    street: City, at: datetime, client: Client, receiver: Receiver
) -> None:
    switched_on(street, at, "push")
    report, browser = published(street, at), Browser()
    page = client.get(f"/reports/{report.code}/").content.decode()
    assert f'data-push-more="report={report.code}"' in page
    keys = {"endpoint": receiver.url, "p256dh": browser.p256dh, "auth": encoded(browser.auth)}
    own = client.post("/alerts/browser/", {**keys, "report": report.code}).json()["url"]
    assert client.post("/alerts/browser/", {**keys, "auth": "x", "report": report.code}).status_code == 409
    assert client.get(own).status_code == 200 and receiver.url not in Alert.objects.get().contact_sealed
    report = answered(street, at, report)
    receiver.answer(201)
    assert tell_followers(by=SYSTEM, at=at, report=report) == 1
    message = browser.read(receiver.got[0].body)
    assert message["body"] == "已更换井盖。" and message["url"].endswith(f"/reports/{report.code}/")
    receiver.answer(410)
    assert tell_followers(by=SYSTEM, at=at, report=report) == 0
    assert not Alert.objects.exists(), "a browser that is gone is forgotten"
