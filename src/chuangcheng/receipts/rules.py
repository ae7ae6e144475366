"""The canonical form of a record, which both sides hash, and what a picture's first bytes must say. No Django."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

UNHASHED = ("sent_at",)
"""Changes from one attempt to the next without the record being another."""
MOST_RECORD_BYTES = 512 * 1024
MOST_UPLOAD_BYTES = 20 * 1024 * 1024
MOST_PART_BYTES = 4 * 1024 * 1024
SIGNATURES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF"}


def canonical(content: Mapping[str, Any]) -> bytes:
    """The record as UTF-8 JSON: keys sorted by code point, no spaces, without what changes between attempts.

    Numbers with fractions travel as strings in counts; positions keep the digits that the phone wrote, which JSON
    libraries of both sides print alike (shortest form that reads back the same).
    """
    kept = {key: value for key, value in content.items() if key not in UNHASHED}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the canonical form."""
    return hashlib.sha256(canonical(content)).hexdigest()


def photo_hashes(content: Mapping[str, Any]) -> list[str]:
    """The hashes of every picture that a record names, each once, in the order named."""
    named: list[str] = []
    again = _dicts([content.get("recheck")])
    for holder in (*_dicts(content.get("observations")), *_dicts(content.get("findings")), *again, content):
        named += [str(photo["sha256"]) for photo in _dicts(holder.get("photos")) if photo.get("sha256")]
    return list(dict.fromkeys(named))


def _dicts(value: Any) -> Iterable[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def fits_header(media_type: str, first: bytes) -> bool:
    """True if the first bytes are those of the picture that was announced."""
    signature = SIGNATURES.get(media_type)
    return signature is not None and first.startswith(signature)
