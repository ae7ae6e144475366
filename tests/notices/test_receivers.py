"""What each receiver gets, checked as the receiver checks it."""

import base64
import hashlib
import hmac
import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.actions import (
    define_channel,
    report_delivery,
    rotate_secret,
    subscribe_browser,
    switch_on_channel,
    try_channel,
)
from chuangcheng.notices.models import Attempt, Channel, Delivery, PushSubscription
from chuangcheng.notices.queries import spending
from chuangcheng.notices.receivers import push
from tests.notices.conftest import Open, later, secret_of, states, work
from tests.notices.receiving import Got, Mailbox, Receiver
from tests.reactions.test_news import case_of, dispatched
from tests.stories import City

pytestmark = pytest.mark.django_db


def signed_by(got: Got, secret: str) -> bool:
    """As the receiver of a webhook checks it, by the words of the specification."""
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return expected in got.headers["webhook-signature"].split(" ")


def test_webhooks_are_signed_and_secrets_change_without_a_gap(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    hook = channel("webhook")
    first = secret_of(hook)
    dispatched(quiet, at)
    work()
    assert signed_by(receiver.got[-1], first)
    assert abs(int(receiver.got[-1].headers["webhook-timestamp"]) - clock.now().timestamp()) < 60
    second = rotate_secret(by=quiet.actor("lin_yue"), at=clock.now(), channel=hook)
    dispatched(quiet, at)
    work()
    assert signed_by(receiver.got[-1], first) and signed_by(receiver.got[-1], second) and first != second
    later(settings, hours=25)
    dispatched(quiet, clock.now())
    work()
    assert signed_by(receiver.got[-1], second) and not signed_by(receiver.got[-1], first)


def test_secrets_are_not_in_the_database(quiet: City, at: datetime, channel: Open) -> None:
    hook, sms = channel("webhook"), channel("sms")
    stored = json.dumps(list(Channel.objects.values("settings", "sealed")))
    assert secret_of(hook) not in stored and "gw-key-1" not in stored and "rep-secret" not in stored
    assert Channel.objects.get(pk=sms.pk).settings["signature"] == "雄关创城"


def test_a_receiver_that_is_gone_is_asked_no_more(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    hook = channel("webhook")
    receiver.answer(410)
    dispatched(quiet, at)
    work()
    hook.refresh_from_db()
    assert not hook.is_on and states() == {"given_up": 1}


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost:9/", "http://169.254.169.254/latest/", "http://10.0.0.5/"]
)
def test_a_webhook_to_an_internal_address_is_refused(quiet: City, at: datetime, url: str) -> None:
    with pytest.raises(Refused, match="internal_address") as refused:
        define_channel(
            by=quiet.actor("lin_yue"), at=at, kind="webhook", name="内网", values={"url": url}, kinds=["overdue"]
        )
    assert refused.value.field == "url" and not Channel.objects.exists()


def test_an_address_that_turned_internal_is_refused_when_sending(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    channel("webhook")
    settings.OUTBOUND_ALLOWED = []
    dispatched(quiet, at)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.problem) == ("given_up", "internal_address") and receiver.got == []


def test_wecom_gets_its_markdown(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    receiver.answer(200, {"errcode": 0, "errmsg": "ok"})
    channel("wecom")
    case = dispatched(quiet, at)
    work()
    [got] = receiver.got
    assert set(got.json) == {"msgtype", "markdown"} and got.json["msgtype"] == "markdown"
    content = got.json["markdown"]["content"]
    assert case.number in content and "市交通运输局" in content and f"/desk/cases/{case.pk}/" in content
    assert len(content.encode()) <= 4096 and states() == {"sent": 1}


def test_a_robots_refusal_within_its_200_is_a_failure(
    quiet: City, at: datetime, channel: Open, receiver: Receiver
) -> None:
    receiver.answer(200, {"errcode": 45009, "errmsg": "api freq out of limit"})
    channel("wecom")
    dispatched(quiet, at)
    work()
    assert states() == {"failed": 1} and "45009" in Attempt.objects.get().said


def test_a_robot_is_not_asked_more_than_it_takes_in_a_minute(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    receiver.answer(200, {"errcode": 0})
    channel("dingtalk")
    for _ in range(22):
        dispatched(quiet, at)
    work()
    assert len(receiver.got) == 20 and states() == {"sent": 20, "waiting": 2}
    later(settings, seconds=65)
    assert states() == {"sent": 22}


def test_dingtalk_is_signed_in_the_address(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    receiver.answer(200, {"errcode": 0})
    channel("dingtalk", values={"url": f"{receiver.url}?access_token=abc", "secret": "SECsecret"})
    dispatched(quiet, at)
    work()
    [got] = receiver.got
    query = parse_qs(urlsplit(got.path).query)
    stamp = query["timestamp"][0]
    assert query["access_token"] == ["abc"] and len(stamp) == 13
    expected = hmac.new(b"SECsecret", f"{stamp}\nSECsecret".encode(), hashlib.sha256).digest()
    assert unquote(query["sign"][0]) == base64.b64encode(expected).decode()
    assert got.json["msgtype"] == "markdown" and set(got.json["markdown"]) == {"title", "text"}


def test_feishu_is_signed_in_the_body(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    receiver.answer(200, {"code": 0, "msg": "success", "data": {}})
    channel("feishu", values={"secret": "demo"})
    case = dispatched(quiet, at)
    work()
    [got] = receiver.got
    stamp = got.json["timestamp"]
    assert stamp.isdecimal() and len(stamp) == 10
    expected = hmac.new(f"{stamp}\ndemo".encode(), b"", hashlib.sha256).digest()
    assert got.json["sign"] == base64.b64encode(expected).decode()
    post = got.json["content"]["post"]["zh_cn"]
    assert got.json["msg_type"] == "post" and case.number in post["title"] and post["content"][-1][0]["tag"] == "a"


def test_what_people_typed_draws_no_links_in_a_chat(
    quiet: City, at: datetime, channel: Open, receiver: Receiver
) -> None:
    from chuangcheng.cases.actions import accept_case, ask_extension

    receiver.answer(200, {"errcode": 0})
    channel("wecom", kinds=["case_decision"])
    case = dispatched(quiet, at)
    accept_case(by=quiet.actor("ma_jun"), at=at, case=case)
    ask_extension(
        by=quiet.actor("ma_jun"),
        at=at,
        case=case,
        limit="2 working_days",
        reason="[看这里](https://evil.example) <@all>",
    )
    work()
    content = receiver.got[-1].json["markdown"]["content"]
    assert "[看这里]" not in content and "<@all>" not in content and "看这里" in content


def test_a_mail_in_two_forms_with_a_way_out(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://city.example"
    channel("email", values={"sender": "创城办 <office@city.example>"})
    case = dispatched(quiet, at)
    work()
    [mail] = mailbox.mails
    assert mail["To"] == "ma_jun@city.example" and case.number in mail["Subject"]
    assert mail["List-Unsubscribe"] == "<https://city.example/desk/account/news/>"
    text, html = (part.get_content() for part in mail.iter_parts())
    link = f"https://city.example/desk/cases/{case.pk}/"
    assert link in text and f'href="{link}"' in html and 'lang="zh-Hans"' in html
    assert str(Delivery.objects.get().uid) in mail["Message-ID"]


def test_a_mail_server_that_is_down_and_a_person_who_is_not_there(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, settings: Any
) -> None:
    channel("email")
    mailbox.is_down = True
    dispatched(quiet, at)
    work()
    assert states() == {"failed": 1} and mailbox.mails == []
    mailbox.is_down = False
    mailbox.refused.add("ma_jun@")
    later(settings, minutes=5)
    assert states() == {"given_up": 1}
    assert Channel.objects.get().failure_streak == 1, "a wrong address is not the server's fault"


def test_nothing_personal_leaves(quiet: City, at: datetime, channel: Open, mailbox: Mailbox) -> None:
    """The words of a matter may name somebody: they stay inside, and what is sent says so by a gap."""
    from chuangcheng.notices.composing import values_of

    case = case_of(quiet, at, description="张三 13912345678 乱停车")
    from chuangcheng.journal.queries import entries

    opened = entries(verbs=["cases.open_case"]).order_by("-id").first()
    assert "13912345678" in opened.personal.text["description"]
    values = values_of(opened, "case_course", None)
    assert "139" not in json.dumps(values) and case.number in values["sentence"]


def test_a_short_message_goes_as_the_gateway_wants_it(
    quiet: City, at: datetime, channel: Open, receiver: Receiver
) -> None:
    receiver.answer(200, {"code": "0", "data": {"msgid": "M-1"}})
    sms = channel("sms", price_fen=5)
    sent = try_channel(by=quiet.actor("lin_yue"), at=at, channel=sms)
    work()
    [got] = receiver.got
    assert got.headers["x-gateway-key"] == "gw-key-1" and got.headers["idempotency-key"] == str(sent.uid)
    assert got.json["mobile"] == f"1380000{quiet.lin_yue.pk:04d}" and got.json["sign"] == "雄关创城"
    assert got.json["tpl"] == "SMS_100" and isinstance(json.loads(got.json["params"]), list)
    assert "测试" in got.json["content"]
    sent.refresh_from_db()
    assert (sent.state, sent.receipt, sent.cost_fen) == ("sent", "M-1", 5)
    assert spending(sms, clock.now())["today_fen"] == 5


def test_the_gateways_report_ends_it(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    receiver.answer(200, {"code": "0", "data": {"msgid": "M-7"}})
    sms = channel("sms")
    sent = try_channel(by=quiet.actor("lin_yue"), at=at, channel=sms)
    work()
    assert report_delivery(by=SYSTEM, at=at, channel=sms, receipt="unknown", has_arrived=True) is None
    report_delivery(by=SYSTEM, at=at, channel=sms, receipt="M-7", has_arrived=True)
    sent.refresh_from_db()
    assert sent.state == "delivered" and sent.delivered_at == at
    assert report_delivery(by=SYSTEM, at=at, channel=sms, receipt="M-7", has_arrived=True) is None


def test_at_the_cap_it_simply_stops(
    quiet: City, at: datetime, channel: Open, receiver: Receiver, settings: Any
) -> None:
    receiver.answer(200, {"code": "0", "data": {"msgid": "M"}})
    sms = channel("sms", price_fen=5, day_cap_fen=12)
    for _ in range(4):
        try_channel(by=quiet.actor("lin_yue"), at=at, channel=sms)
    work()
    assert len(receiver.got) == 2 and states() == {"sent": 2, "given_up": 2}
    assert Channel.objects.get().failure_streak == 0
    assert {one.problem for one in Delivery.objects.filter(state="given_up")} == {"day_cap"}
    later(settings, days=1)
    try_channel(by=quiet.actor("lin_yue"), at=clock.now(), channel=sms)
    work()
    assert len(receiver.got) == 3


def test_a_refused_message_costs_nothing(quiet: City, at: datetime, channel: Open, receiver: Receiver) -> None:
    receiver.answer(200, {"code": "117", "message": "template unknown"})
    sms = channel("sms", price_fen=5, day_cap_fen=12)
    try_channel(by=quiet.actor("lin_yue"), at=at, channel=sms)
    work()
    assert states() == {"failed": 1} and spending(sms, clock.now())["today_fen"] == 0


class Browser:
    """A browser's side of RFC 8291: its keys, and how it reads what arrives."""

    def __init__(self, key: ec.EllipticCurvePrivateKey | None = None, auth: bytes = b"0123456789abcdef") -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.auth = auth

    @property
    def p256dh(self) -> str:
        return push.encoded(push.public_bytes(self.key.public_key()))

    def read(self, body: bytes) -> Any:
        salt, theirs, sealed = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        ours = push.public_bytes(self.key.public_key())
        material = _hkdf(self.key.exchange(ec.ECDH(), sender), self.auth, b"WebPush: info\0" + ours + theirs, 32)
        key = _hkdf(material, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(material, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        return json.loads(plain.rstrip(b"\0")[:-1])


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


def test_a_browser_reads_its_push_and_one_that_is_gone_is_forgotten(
    quiet: City, at: datetime, channel: Open, receiver: Receiver
) -> None:
    way = channel("push")
    browser, ma_jun = Browser(), quiet.actor("ma_jun")
    subscribe_browser(
        by=ma_jun,
        at=at,
        endpoint=receiver.url,
        p256dh=browser.p256dh,
        auth=push.encoded(browser.auth),
        device="Firefox",
    )
    assert push.encoded(browser.auth) not in json.dumps(list(PushSubscription.objects.values("sealed_auth")))
    receiver.answer(201)
    case = dispatched(quiet, at)
    work()
    [got] = receiver.got
    message = browser.read(got.body)
    assert case.number in message["title"] and message["url"].endswith(f"/desk/cases/{case.pk}/")
    assert got.headers["content-encoding"] == "aes128gcm" and got.headers["ttl"] == "86400"
    found = re.fullmatch(r"vapid t=[\w.-]+, k=([\w-]+)", got.headers["authorization"])
    assert found and found.group(1) == Channel.objects.get(pk=way.pk).settings["public_key"]
    receiver.answer(410)
    dispatched(quiet, at)
    work()
    assert not PushSubscription.objects.exists() and states() == {"sent": 1, "given_up": 1}
    assert Channel.objects.get(pk=way.pk).is_on


def test_no_subscription_to_an_internal_address_or_with_half_a_key(quiet: City, at: datetime, settings: Any) -> None:
    browser, ma_jun = Browser(), quiet.actor("ma_jun")
    good = {"p256dh": browser.p256dh, "auth": push.encoded(browser.auth)}
    with pytest.raises(Refused, match="internal_address"):
        subscribe_browser(by=ma_jun, at=at, endpoint="https://127.0.0.1/push", **good)
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    for wrong in ({"p256dh": "AAAA"}, {"auth": "令"}, {"auth": "AAAA"}, {"p256dh": ""}):
        with pytest.raises(Refused, match="bad_subscription"):
            subscribe_browser(by=ma_jun, at=at, endpoint="https://127.0.0.1/push", **{**good, **wrong})


def test_only_one_mail_channel_is_on(quiet: City, at: datetime, channel: Open) -> None:
    channel("email")
    second = define_channel(by=SYSTEM, at=at, kind="email", name="备用", values={})
    with pytest.raises(Refused, match="one_is_on"):
        switch_on_channel(by=SYSTEM, at=at, channel=second)


def test_a_wrong_setting_names_its_field(quiet: City, at: datetime, receiver: Receiver) -> None:
    from tests.notices.conftest import SMS_VALUES

    def refused(kind: str, values: dict[str, Any]) -> tuple[str, str | None]:
        with pytest.raises(Refused) as found:
            define_channel(by=SYSTEM, at=at + timedelta(0), kind=kind, name="短信", values=values, kinds=["overdue"])
        return found.value.code, found.value.field

    whole = {**SMS_VALUES, "url": receiver.url}
    assert refused("sms", {**whole, "url": ""}) == ("missing", "url")
    assert refused("sms", {**whole, "fields": {"a": "{nmae}"}}) == ("unknown_placeholder", "fields")
    assert refused("sms", {**whole, "templates": {"overdu": "1"}}) == ("unknown_kind", "templates")
    assert refused("sms", {**whole, "key_header": "X-Key: 1\r\nX"}) == ("bad_header", "key_header")
    assert refused("email", {"sender": "nobody"}) == ("email_form", "sender")
    assert refused("dingtalk", {"url": "not an address"}) == ("bad_url", "url")
    assert refused("fax", {}) == ("unknown_kind", "kind")
