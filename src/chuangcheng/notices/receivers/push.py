"""Web Push: VAPID (RFC 8292) and message encryption (RFC 8291, aes128gcm of RFC 8188)."""

import base64
import json
import os
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from chuangcheng.kit.outbound import Unreachable, post
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import open_value
from chuangcheng.notices.composing import Words
from chuangcheng.notices.models import Channel, Delivery, PushSubscription
from chuangcheng.notices.queries.channels import keys_of, subscriptions_of
from chuangcheng.notices.receivers.outcome import Outcome, of_status
from chuangcheng.notices.rules.texts import clipped

CURVE = ec.SECP256R1()
LASTS = 12 * 3600
"""Seconds that a signature counts; the push service takes a day at most."""
MOST_BROWSERS = 5
"""Asked one after the other while the delivery is in hand."""
TTL = 24 * 3600
GONE = (404, 410)
RECORD = 4096
MOST_TEXT = 2000
SEAL = "notices.push"


def hand_over(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """To every browser of the person; one that is gone is forgotten. One success is a success."""
    browsers = subscriptions_of(delivery.person_id or 0)
    outcomes = [_to_browser(delivery, browser, words, at) for browser in browsers]
    if not outcomes:
        return Outcome(False, said="no_address", is_final=True, is_receivers_fault=False)
    return next((one for one in outcomes if one.is_success), outcomes[0])


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser is reached and what it reads with, as it gave them (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


def _to_browser(delivery: Delivery, browser: PushSubscription, words: Words, at: datetime) -> Outcome:
    message = {"title": words.title, "body": clipped(words.body, MOST_TEXT), "url": words.link}
    message["tag"] = str(delivery.uid)
    try:
        known = Browser(browser.endpoint, browser.p256dh, encoded(open_value(browser.sealed_auth, SEAL)))
    except Refused as error:
        return Outcome(False, said=str(error)[:200], is_final=True, is_receivers_fault=False)
    is_urgent = delivery.kind in ("overdue", "alarm")
    outcome = push_to(delivery.channel, known, message, topic=delivery.uid.hex, at=at, is_urgent=is_urgent)
    if outcome.said == "gone":
        browser.delete()
    return outcome


def push_to(
    channel: Channel, browser: Browser, message: dict[str, Any], *, topic: str, at: datetime, is_urgent: bool = False
) -> Outcome:
    """One message to one browser, whoever's it is. `said` is `gone` where the browser has let go of us for good."""
    try:
        body = encrypted(
            json.dumps(message, ensure_ascii=False).encode(),
            decoded(browser.p256dh),
            decoded(browser.auth),
            ec.generate_private_key(CURVE),
            os.urandom(16),
        )
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL),
            "Topic": topic,
            "Urgency": "high" if is_urgent else "normal",
            "Authorization": vapid(browser.endpoint, str(keys_of(channel)["private"]), at),
        }
        answer = post(browser.endpoint, body, headers)
    except Unreachable as error:
        return Outcome(False, said=str(error))
    except (Refused, ValueError) as error:
        return Outcome(False, said=str(error)[:200], is_final=True, is_receivers_fault=False)
    if answer.status in GONE:
        return Outcome(False, answer.status, "gone", is_final=True, is_receivers_fault=False)
    return of_status(answer)


def encoded(raw: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes of base64url with or without padding. ValueError for anything else."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    """The uncompressed point, 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def new_vapid_keys() -> tuple[str, str]:
    """(private, public) of a new pair: the scalar and the uncompressed point, base64url."""
    key = ec.generate_private_key(CURVE)
    return encoded(key.private_numbers().private_value.to_bytes(32, "big")), encoded(public_bytes(key.public_key()))


def encrypted(message: bytes, receiver: bytes, auth: bytes, sender: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """One aes128gcm record for a browser's key and secret (RFC 8291, section 3.4). ValueError for a wrong key."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, receiver)
    ours = public_bytes(sender.public_key())
    shared = sender.exchange(ec.ECDH(), theirs)
    material = _derived(shared, auth, b"WebPush: info\0" + receiver + ours, 32)
    key = _derived(material, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    # 0x02 ends the last record.
    return head + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


def vapid(endpoint: str, private: str, at: datetime) -> str:
    """The Authorization header: a JWT signed with ES256, and the public key it is checked with."""
    key = ec.derive_private_key(int.from_bytes(decoded(private), "big"), CURVE)
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(at.timestamp()) + LASTS,
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    signed = ".".join(encoded(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{signed}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={encoded(public_bytes(key.public_key()))}"
