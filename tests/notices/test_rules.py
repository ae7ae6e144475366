"""Quiet hours, digests, pauses, placeholders, parts of short messages, and signatures against published vectors."""

import base64
import hashlib
import hmac
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.notices.receivers import push
from chuangcheng.notices.rules import signing, texts
from chuangcheng.notices.rules.preferences import cleaned, decide, is_silent
from chuangcheng.notices.rules.timing import AT_ONCE, DIGEST, NEVER, PAUSES, Hours, leaves_at, pause_after, rest_after

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = Hours(time(22), time(7), time(8, 30))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda found: found.replace(tzinfo=SHANGHAI))
clocks = st.times().map(lambda found: found.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("clock", "leaves"),
    [("21:59", "21:59"), ("22:00", "07:00"), ("23:30", "07:00"), ("06:59", "07:00"), ("07:00", "07:00")],
)
def test_a_night_is_quiet_from_ten_to_seven(clock: str, leaves: str) -> None:
    at = datetime.fromisoformat(f"2026-11-24T{clock}").replace(tzinfo=SHANGHAI)
    assert f"{leaves_at(at, AT_ONCE, NIGHT, SHANGHAI, is_urgent=False):%H:%M}" == leaves
    assert leaves_at(at, AT_ONCE, NIGHT, SHANGHAI, is_urgent=True) == at


@given(moments, clocks, clocks, clocks)
def test_held_news_leave_within_a_day_and_never_in_quiet_hours(
    at: datetime, begin: time, end: time, daily: time
) -> None:
    hours = Hours(begin, end, daily)
    leaves = leaves_at(at, AT_ONCE, hours, SHANGHAI, is_urgent=False)
    assert at <= leaves <= at + timedelta(days=1)
    clock = leaves.time()
    assert not (begin <= clock < end if begin <= end else clock >= begin or clock < end)
    digest = leaves_at(at, DIGEST, hours, SHANGHAI, is_urgent=False)
    assert at < digest <= at + timedelta(days=1) and digest.time().replace(second=0) == daily


@given(st.integers(1, 20), st.floats(0, 1), st.integers(0, 10**6))
def test_pauses_grow_and_heed_the_receiver(failures: int, chance: float, asked: int) -> None:
    pause = pause_after(failures, chance, asked).total_seconds()
    base = PAUSES[min(failures, len(PAUSES)) - 1]
    assert pause >= min(asked, 86400) and pause >= base * 0.79
    assert pause <= max(base * 1.21, 86400)


def test_a_channel_rests_after_five_failures() -> None:
    assert rest_after(4) is None
    assert rest_after(5) == timedelta(minutes=1) and rest_after(40) == timedelta(hours=1)


def test_own_choice_goes_before_the_units_and_that_before_the_default() -> None:
    unit, own = {"overdue": {"email": DIGEST}}, {"overdue": {"email": NEVER}}
    assert decide("overdue", "email", {"email": AT_ONCE}) == AT_ONCE
    assert decide("overdue", "email", {"email": AT_ONCE}, unit) == DIGEST
    assert decide("overdue", "email", {"email": AT_ONCE}, own, unit) == NEVER
    assert decide("overdue", "sms", {"email": AT_ONCE}, own, unit) == NEVER
    assert is_silent("overdue", {"email": AT_ONCE}, own) and not is_silent("overdue", {"email": AT_ONCE}, unit)


def test_only_what_differs_is_kept() -> None:
    given_choices = {"a": {"email": AT_ONCE, "sms": DIGEST, "fax": AT_ONCE}, "unknown": {"email": AT_ONCE}}
    assert cleaned(given_choices, {"a": {"email": AT_ONCE}}) == {"a": {"sms": DIGEST}}


def test_unknown_placeholders_are_named() -> None:
    assert texts.unknown("{sentence} {name} {} {a.b}", ["sentence"]) == ["name", "", "a.b"]


@given(st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text()))
def test_what_is_put_in_is_never_read_again(text: str, values: dict[str, str]) -> None:
    assert texts.filled("{a}", {"a": "{b}", "b": "secret"}) == "{b}"
    texts.filled(text, values)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("整" * 70, 1),
        ("整" * 71, 2),
        ("整" * 134, 2),
        ("整" * 135, 3),
        ("€" * 81, 2),
    ],
)
def test_parts_of_short_messages(text: str, parts: int) -> None:
    assert texts.sms_parts(text) == parts


@given(st.text(), st.integers(10, 60))
def test_clipping_breaks_no_sign(text: str, most: int) -> None:
    clean = text.encode(errors="ignore").decode()
    cut = texts.clipped(clean, most)
    assert len(cut.encode()) <= most and (cut == clean or clean.startswith(cut[:-1]))


def test_webhook_signature_of_the_published_example() -> None:
    found = signing.webhook_signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_robot_signatures_as_the_platforms_describe_them() -> None:
    """DingTalk: keyed with the secret; Feishu: keyed with the string, over nothing."""
    theirs = hmac.new(b"SECx", b"1577262236757\nSECx", digestmod=hashlib.sha256).digest()
    assert signing.dingtalk("SECx", 1577262236757) == base64.b64encode(theirs).decode()
    other = hmac.new(b"1599360473\ndemo", digestmod=hashlib.sha256).digest()
    assert signing.feishu("demo", 1599360473) == base64.b64encode(other).decode()


def test_reports_are_believed_for_five_minutes() -> None:
    signature = signing.report("s3cret", "1700000000", b"{}")
    assert signing.is_report("s3cret", "1700000000", b"{}", f"sha256={signature}", 1700000299)
    assert not signing.is_report("s3cret", "1700000000", b"{}", signature, 1700000301)
    assert not signing.is_report("s3cret", "1700000000", b"{ }", signature, 1700000000)
    assert not signing.is_report("", "1700000000", b"{}", signing.report("", "1700000000", b"{}"), 1700000000)
    assert not signing.is_report("s3cret", "", b"{}", "令", 1700000000)


def test_push_encryption_of_rfc_8291_appendix_a() -> None:
    sender = ec.derive_private_key(
        int.from_bytes(push.decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = push.encrypted(
        b"When I grow up, I want to be a watermelon",
        push.decoded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        push.decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        sender,
        push.decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert push.encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95b"
        "Qpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@override_settings(DEFAULT_FROM_EMAIL="office@city.example")
def test_another_library_accepts_our_vapid_token() -> None:
    private, public = push.new_vapid_keys()
    at = datetime.now(SHANGHAI)
    header = push.vapid("https://push.example:8443/send/abc", private, at)
    token, key = header.removeprefix("vapid t=").split(", k=")
    assert key == public
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), push.decoded(key))
    claims = jwt.decode(token, point, algorithms=["ES256"], audience="https://push.example:8443")
    assert claims["sub"] == "mailto:office@city.example" and 0 < claims["exp"] - at.timestamp() <= 86400
