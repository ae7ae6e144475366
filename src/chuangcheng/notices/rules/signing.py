"""Signatures as their receivers check them.

Webhooks: Standard Webhooks (id, timestamp, body; HMAC-SHA256; `v1,` and base64). DingTalk: HMAC-SHA256 over
"timestamp in ms, line feed, secret" keyed with the secret. Feishu: the same string as the key over nothing, in seconds.
Delivery reports of a short-message gateway: hex HMAC-SHA256 over "timestamp.body".
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"
TOLERANCE = 300
"""Seconds that a signed moment may differ from ours."""


def webhook_secret(random: bytes) -> str:
    """24 to 64 random bytes as a secret that is handed over."""
    return PREFIX + base64.b64encode(random).decode()


def webhook_signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,<base64>` of one secret. ValueError for a secret that is none."""
    key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def webhook_signatures(secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """Those of the new secret and, while it is rotated, of the old one, separated by spaces."""
    return " ".join(webhook_signature(secret, message_id, timestamp, body) for secret in secrets)


def dingtalk(secret: str, milliseconds: int) -> str:
    """Base64, to be quoted into the address."""
    digest = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def feishu(secret: str, seconds: int) -> str:
    """Base64, in the body beside the timestamp."""
    return base64.b64encode(hmac.new(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256).digest()).decode()


def report(secret: str, timestamp: str, body: bytes) -> str:
    """What a gateway signs its delivery report with (hex)."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_report(secret: str, timestamp: str, body: bytes, signature: str, now: int) -> bool:
    """True for a report signed with this secret not more than five minutes ago or ahead."""
    if not secret or not timestamp.isdecimal() or len(timestamp) > 12 or abs(int(timestamp) - now) > TOLERANCE:
        return False
    return hmac.compare_digest(report(secret, timestamp, body).encode(), signature.removeprefix("sha256=").encode())
