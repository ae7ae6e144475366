"""The pages of channels, deliveries, texts and choices, as the office, the operator and a clerk see them."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.kit import clock
from chuangcheng.notices.models import Channel, Delivery, NewsText, Preference
from chuangcheng.notices.queries import keys_of
from tests.notices.conftest import SMS_VALUES, Open, states, work
from tests.notices.receiving import Mailbox, Receiver
from tests.reactions.test_news import dispatched
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


def body(answer: Any) -> str:
    return answer.content.decode()


def test_the_office_sets_up_a_webhook_tests_it_and_switches_it_on(
    quiet: City, at: datetime, client: Client, receiver: Receiver
) -> None:
    sign_in(client, "lin_yue")
    given = {"name": "省平台", "url": receiver.url, "kinds": ["overdue"], "language": "zh-hans", "unit": ""}
    page = client.post(reverse("desk:channel_new", args=["webhook"]), given, follow=True)
    channel = Channel.objects.get()
    assert page.redirect_chain[-1][0] == reverse("desk:channel", args=[channel.pk]) and not channel.is_on
    assert keys_of(channel)["secret"] not in body(page)
    tested = client.post(reverse("desk:channel_test", args=[channel.pk]), follow=True)
    assert "测试" in body(tested)
    work()
    assert receiver.got[-1].json["type"] == "test"
    assert "200" in body(client.get(reverse("desk:delivery", args=[Delivery.objects.get().pk])))
    client.post(reverse("desk:channel_switch", args=[channel.pk]))
    assert Channel.objects.get().is_on
    fresh = client.post(reverse("desk:channel_secret", args=[channel.pk]))
    channel.refresh_from_db()
    assert keys_of(channel)["secret"] in body(fresh)


def test_an_internal_address_is_refused_beside_its_field(quiet: City, client: Client) -> None:
    sign_in(client, "wu_di")
    given = {"name": "内网", "url": "http://192.168.1.1/x", "kinds": ["overdue"], "language": "zh-hans"}
    page = client.post(reverse("desk:channel_new", args=["webhook"]), given)
    assert page.status_code == 200 and "内部网络" in body(page) and not Channel.objects.exists()
    assert page.context["form"].errors["url"]


def test_a_gateway_is_set_up_line_by_line_and_a_wrong_line_is_named(
    quiet: City, client: Client, receiver: Receiver
) -> None:
    sign_in(client, "lin_yue")
    lines = "\n".join(f"{name}={text}" for name, text in SMS_VALUES["fields"].items())
    given = {**SMS_VALUES, "name": "短信", "url": receiver.url, "price_fen": "0.05", "day_cap_fen": "20"}
    given["templates"] = "*=SMS_100"
    wrong = client.post(reverse("desk:channel_new", args=["sms"]), {**given, "fields": f"{lines}\nmobile"})
    assert "第 7 行" in body(wrong)
    client.post(reverse("desk:channel_new", args=["sms"]), {**given, "fields": lines})
    channel = Channel.objects.get()
    assert (channel.price_fen, channel.day_cap_fen) == (5, 2000)
    assert channel.settings["fields"] == SMS_VALUES["fields"] and keys_of(channel)["key"] == "gw-key-1"
    edit = reverse("desk:channel_edit", args=[channel.pk])
    page = client.get(edit)
    assert "gw-key-1" not in body(page) and "mobile={phone}" in body(page) and 'value="0.05"' in body(page)
    client.post(edit, {**given, "fields": lines, "key": "", "report_secret": "", "name": "短信二"})
    channel.refresh_from_db()
    assert channel.name == "短信二" and keys_of(channel)["key"] == "gw-key-1", "a blank secret stays"


@pytest.mark.parametrize("who", ["ma_jun", "su_qing"])
def test_others_do_not_even_see_that_there_are_channels(quiet: City, client: Client, channel: Open, who: str) -> None:
    made = channel("webhook")
    sign_in(client, who)
    for name, arguments in (("channels", []), ("channel", [made.pk]), ("deliveries", []), ("news_texts", [])):
        assert client.get(reverse(f"desk:{name}", args=arguments)).status_code == 404
    assert client.post(reverse("desk:channel_test", args=[made.pk])).status_code == 404
    sign_in(client, "he_ping")
    assert client.get(reverse("desk:channel", args=[made.pk])).status_code == 200
    assert client.post(reverse("desk:channel_switch", args=[made.pk])).status_code == 404


def test_the_log_costs_few_queries_and_its_dead_are_released(
    quiet: City,
    at: datetime,
    client: Client,
    channel: Open,
    receiver: Receiver,
    django_assert_max_num_queries: Any,
) -> None:
    hook = channel("webhook")
    dispatched(quiet, at)
    work()
    first = Delivery.objects.get()
    Delivery.objects.bulk_create(
        Delivery(
            key=f"x{n}", channel=hook, entry=first.entry, kind="case_given", next_at=at, made_at=at, state="given_up"
        )
        for n in range(70)
    )
    sign_in(client, "wu_di")
    client.get(reverse("desk:deliveries"))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("desk:deliveries") + "?state=given_up")
    assert len(page.context["page"]) == 50
    with django_assert_max_num_queries(20):
        client.get(reverse("desk:channels"))
    dead = Delivery.objects.filter(state="given_up").first()
    before = len(receiver.got)
    client.post(reverse("desk:delivery", args=[dead.pk]), {"release": "1"})
    work()
    dead.refresh_from_db()
    assert dead.state == "sent" and len(receiver.got) == before + 1
    other = Delivery.objects.filter(state="given_up").first()
    client.post(reverse("desk:delivery", args=[other.pk]), {"discard": "1", "reason": "重复"})
    assert states()["discarded"] == 1


def test_texts_are_previewed_with_real_news_and_an_unknown_placeholder_is_named(
    quiet: City, at: datetime, client: Client, channel: Open, mailbox: Mailbox
) -> None:
    channel("email")
    case = dispatched(quiet, at)
    sign_in(client, "lin_yue")
    page = reverse("desk:news_text", args=["case_given"])
    shown = body(client.get(page))
    assert case.number in shown and "dispatched case" in shown and "將案件" in shown and "{number}" in shown
    tried = client.post(page, {"sms_zh-hans": "请处理{number}。", "preview": "1"})
    assert f"请处理{case.number}。" in body(tried) and not NewsText.objects.exists()
    wrong = client.post(page, {"title_zh-hans": "您好{name}"})
    assert "{name}" in body(wrong) and wrong.context["form"].errors["title_zh-hans"] and not NewsText.objects.exists()
    assert client.post(page, {"title_zh-hans": "请马上办理 {number}"}).status_code == 302
    work()
    assert mailbox.mails[0]["Subject"] == f"请马上办理 {case.number}"
    client.post(page, {"title_zh-hans": ""})
    assert not NewsText.objects.exists(), "blank goes back to the text that comes with the product"


def test_ma_jun_chooses_and_his_head_chooses_for_the_unit(quiet: City, client: Client) -> None:
    sign_in(client, "ma_jun")
    page = client.get(reverse("desk:my_news"))
    assert "ma_jun@city.example" in body(page)
    initial = {name: field.initial for name, field in page.context["form"].fields.items() if field.initial}
    given = {
        **initial,
        "case_given-email": "digest",
        "quiet_from": "21:00",
        "quiet_until": "08:00",
        "digest_at": "12:00",
    }
    assert client.post(reverse("desk:my_news"), given).status_code == 302
    kept = Preference.objects.get(person=quiet.ma_jun)
    assert kept.choices == {"case_given": {"email": "digest"}} and f"{kept.quiet_from:%H:%M}" == "21:00"
    silent = {**given, "overdue-email": "never", "overdue-sms": "never", "overdue-push": "never"}
    refused = client.post(reverse("desk:my_news"), silent)
    assert refused.status_code == 200 and "至少保留一种" in body(refused)
    sign_in(client, "han_bing")
    unit = quiet.units["DW26"]
    assert client.post(reverse("desk:unit_news", args=[unit.pk]), given).status_code == 302
    assert Preference.objects.get(unit=unit).choices == {"case_given": {"email": "digest"}}
    assert client.get(reverse("desk:unit_news", args=[quiet.units["DW35"].pk])).status_code == 404


def test_an_address_that_is_none_is_refused(quiet: City, client: Client) -> None:
    sign_in(client, "ma_jun")
    page = client.post(reverse("desk:account"), {"language": "zh-hans", "phone": "1", "email": "not one"})
    assert page.context["form"].errors["email"]
    client.post(reverse("desk:account"), {"language": "zh-hans", "phone": "1", "email": "new@city.example"})
    quiet.ma_jun.refresh_from_db()
    assert quiet.ma_jun.email == "new@city.example"


def test_the_gateway_reports_only_with_its_signature(
    quiet: City, at: datetime, client: Client, channel: Open, receiver: Receiver
) -> None:
    receiver.answer(200, {"code": "0", "data": {"msgid": "M-9"}})
    sms = channel("sms")
    sign_in(client, "lin_yue")
    client.post(reverse("desk:channel_test", args=[sms.pk]))
    work()
    content = json.dumps({"msgid": "M-9", "status": "DELIVRD"}).encode()
    stamp = str(int(clock.now().timestamp()))
    signature = hmac.new(b"rep-secret", f"{stamp}.".encode() + content, hashlib.sha256).hexdigest()
    gateway, url = Client(), reverse("desk:channel_report", args=[sms.pk])

    def report(signed: str, text: bytes = content) -> int:
        headers = {"X-Timestamp": stamp, "X-Signature": signed}
        return gateway.post(url, text, content_type="application/json", headers=headers).status_code

    assert report("") == 404 and report("0" * 64) == 404 and report(signature, content + b" ") == 404
    assert states() == {"sent": 1}
    assert report(signature) == 200 and states() == {"delivered": 1}
    assert report(signature) == 200, "a repeated report changes nothing"


def test_a_browser_subscribes_from_the_page(quiet: City, client: Client, receiver: Receiver, channel: Open) -> None:
    from chuangcheng.notices.receivers import push
    from tests.notices.test_receivers import Browser

    made = channel("push")
    sign_in(client, "ma_jun")
    page = body(client.get(reverse("desk:my_news")))
    assert made.settings["public_key"] in page and "private" not in page
    browser = Browser()
    given = {"endpoint": receiver.url, "p256dh": browser.p256dh, "auth": push.encoded(browser.auth)}
    assert client.post(reverse("desk:push_subscribe"), given).json() == {"code": "ok"}
    assert client.post(reverse("desk:push_subscribe"), {**given, "auth": "x"}).status_code == 409
    pk = client.get(reverse("desk:my_news")).context["browsers"][0].pk
    sign_in(client, "su_qing")
    assert client.post(reverse("desk:push_forget", args=[pk])).status_code == 404
    sign_in(client, "ma_jun")
    assert client.post(reverse("desk:push_forget", args=[pk])).status_code == 302
    assert client.get(reverse("desk:push_worker")).headers["Content-Type"].startswith("text/javascript")
