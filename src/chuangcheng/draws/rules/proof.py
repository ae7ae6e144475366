"""The two public documents of a draw: the commitment (before) and the proof (after), as plain JSON values."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chuangcheng.draws.rules.frames import Item, entry_hash, frame_line, plain, veiled_line
from chuangcheng.draws.rules.selection import Source
from chuangcheng.journal.rules import canonical, moment

COMMITMENT_FORMAT = "chuangcheng-draw-commitment/1"
PROOF_FORMAT = "chuangcheng-draw-proof/1"
OUTSIDE_THE_HASH = ("proof_sha256", "opened")


def secret_hash(secret: bytes) -> str:
    """SHA-256 of the 32 secret bytes, lower-case hex."""
    return hashlib.sha256(secret).hexdigest()


def build_commitment(
    *,
    serial: int,
    title: str,
    committed_at: datetime,
    fails_after: datetime,
    secret_sha256: str,
    sources: Sequence[Source],
    frames: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What is published at once. `frames`: code, name, publication, sha256, strata (ordinal, code, name, sizes)."""
    return {
        "format": COMMITMENT_FORMAT,
        "serial": serial,
        "title": plain(title),
        "committed_at": moment(committed_at),
        "fails_after": moment(fails_after),
        "secret_sha256": secret_sha256,
        "sources": [
            {"code": s.code, "name": s.name, "kind": s.kind, "where": s.where, "known_at": moment(s.known_at)}
            for s in sources
        ],
        "frames": [dict(frame) for frame in frames],
    }


def commitment_hash(commitment: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the commitment's canonical JSON (keys sorted, no spaces, UTF-8)."""
    return hashlib.sha256(canonical(dict(commitment))).hexdigest()


def proof_hash(proof: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the proof's canonical JSON without its own hash and without entries opened later."""
    return hashlib.sha256(canonical({k: v for k, v in proof.items() if k not in OUTSIDE_THE_HASH})).hexdigest()


def published_entries(stratum: int, items: Sequence[Item], *, veiled: bool) -> list[dict[str, Any]]:
    """The entries of one stratum as the proof shows them, in canonical order."""
    if not veiled:
        return [
            {"ordinal": n, "code": item.code, "name": item.name, "stratum": stratum}
            for n, item in enumerate(items, start=1)
        ]
    return [
        {
            "ordinal": n,
            "hash": entry_hash(bytes.fromhex(item.salt), frame_line(n, item.code, item.name, stratum)),
            "stratum": stratum,
        }
        for n, item in enumerate(items, start=1)
    ]


def published_line(entry: Mapping[str, Any]) -> bytes:
    """The hashed line of a published entry, open or veiled."""
    if "hash" in entry:
        return veiled_line(entry["ordinal"], entry["hash"], entry["stratum"])
    return frame_line(entry["ordinal"], entry["code"], entry["name"], entry["stratum"])


def build_proof(
    *,
    state: str,
    commitment: Mapping[str, Any],
    entropy: Sequence[Mapping[str, Any]] = (),
    secret: str = "",
    frames: Sequence[Mapping[str, Any]] = (),
    selection: Sequence[Mapping[str, Any]] = (),
    **known: Any,
) -> dict[str, Any]:
    """The proof as far as it may be known: `secret`, `frames` and `selection` stay out until the reveal."""
    proof: dict[str, Any] = {
        "format": PROOF_FORMAT,
        "state": state,
        "commitment": dict(commitment),
        "commitment_sha256": commitment_hash(commitment),
        "entropy": [dict(one) for one in entropy],
        **{name: moment(value) if isinstance(value, datetime) else value for name, value in known.items()},
    }
    if secret:
        proof |= {"secret": secret, "frames": list(frames), "selection": list(selection)}
    proof["proof_sha256"] = proof_hash(proof)
    return proof
