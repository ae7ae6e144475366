"""Canonical bytes and hashes of journal rows and seals. The stand-alone verifier repeats exactly these lines.

Canonical JSON: UTF-8, keys sorted, no spaces, non-ASCII kept. Moments: UTC, microseconds, `Z`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = ""


def canonical(value: Any) -> bytes:
    """The one byte form that is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def moment(at: datetime | None) -> str | None:
    """`2026-02-13T08:30:00.000000Z`; None stays None."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a row as `row_payload` gives it."""
    return hashlib.sha256(canonical(row)).hexdigest()


def personal_digest(salt: str, personal: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of salt and text: the only trace of personal data inside the hashed payload."""
    return hashlib.sha256(salt.encode() + canonical(personal)).hexdigest()


def seal_hash(*, number: int, previous_hash: str, item_count: int, sealed_at: str, row_hashes: Iterable[str]) -> str:
    """SHA-256 (hex) over the seal's own fields and the row hashes of its items in order of position."""
    return hashlib.sha256(
        canonical(
            {
                "number": number,
                "previous": previous_hash,
                "count": item_count,
                "sealed_at": sealed_at,
                "rows": list(row_hashes),
            }
        )
    ).hexdigest()


LATE_HOURS = 1


def is_late(recorded_at: str, sealed_at: str) -> bool:
    """True if an unsealed row claims to be over an hour older than the last seal: no transaction lasts that long,
    so it was inserted behind the product's back (or its moment was set by hand)."""
    if not sealed_at:
        return False
    apart = datetime.fromisoformat(sealed_at) - datetime.fromisoformat(recorded_at)
    return apart.total_seconds() > LATE_HOURS * 3600
