"""Proofs for the tests, made from the published rules alone: no database."""

import copy
from datetime import UTC, datetime
from typing import Any

from chuangcheng.draws.rules import (
    Item,
    Source,
    build_commitment,
    build_proof,
    canonical_values,
    commitment_hash,
    frame_hash,
    key_string,
    ordered,
    proof_hash,
    secret_hash,
    select,
)
from chuangcheng.draws.rules.proof import published_entries, published_line

SECRET = bytes(range(32))
SITES = ordered(Item(f"P12-{n:03}", f"市场{n}") for n in range(1, 9))
INSPECTORS = ordered(Item(f"post-{n}", f"检查员{n}", salt=f"{n:02x}" * 16) for n in range(1, 5))
COMMITTED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
KNOWN = datetime(2026, 3, 3, 13, 15, tzinfo=UTC)
RUN = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
REVEALED = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
FAILS = datetime(2026, 4, 30, 16, 0, tzinfo=UTC)
SOURCES = (
    Source("3d", "福彩3D", "numbers", "中国福利彩票 2026052 期", KNOWN),
    Source("beacon", "beacon", "hexadecimal", "beacon round 5,000,000", KNOWN),
)
VALUES = {"3d": ["7", "02", "9"], "beacon": ["9f3a0c11d2e47b58"]}


def revealed_proof() -> dict[str, Any]:
    """Eight markets (two drawn, three in reserve) and four inspectors in full random order, veiled."""
    shown = [
        {"code": "sites", "salt": "ab" * 32, "entries": published_entries(1, SITES, veiled=False)},
        {"code": "inspectors", "salt": "cd" * 32, "entries": published_entries(2, INSPECTORS, veiled=True)},
    ]
    strata = [
        {"ordinal": 1, "code": "P12", "name": "农贸市场", "pool": 8, "count": 2, "reserve": 3},
        {"ordinal": 2, "code": "all", "name": "检查员", "pool": 4, "count": 4, "reserve": 0},
    ]
    frames = [
        {
            "code": one["code"],
            "name": one["code"],
            "publication": publication,
            "sha256": frame_hash(bytes.fromhex(one["salt"]), [published_line(e) for e in one["entries"]]),
            "strata": [stratum],
        }
        for one, stratum, publication in zip(shown, strata, ("open", "veiled"), strict=True)
    ]
    commitment = build_commitment(
        serial=12,
        title="三月市场检查",
        committed_at=COMMITTED,
        fails_after=FAILS,
        secret_sha256=secret_hash(SECRET),
        sources=SOURCES,
        frames=frames,
    )
    entropy = [{"source": s.code, "values": list(canonical_values(s.kind, VALUES[s.code]))} for s in SOURCES]
    selection = []
    for stratum in strata:
        key = key_string([one["values"] for one in entropy], SECRET, 12, stratum["ordinal"])
        drawn = select(key, stratum["pool"], stratum["count"] + stratum["reserve"])
        cut = stratum["count"]
        selection.append({"stratum": stratum["ordinal"], "selected": drawn[:cut], "reserve": drawn[cut:]})
    return build_proof(
        state="revealed",
        commitment=commitment,
        entropy=entropy,
        secret=SECRET.hex().upper(),
        frames=shown,
        selection=selection,
        run_at=RUN,
        revealed_at=REVEALED,
        anchor={"entry": 81, "at": "2026-03-02T01:00:00.000000Z", "recorded_at": "2026-03-02T01:00:01.000000Z"},
    )


def rehashed(proof: dict[str, Any]) -> dict[str, Any]:
    """The proof as a careful forger would leave it: every hash that needs no knowledge made to fit again."""
    forged = copy.deepcopy(proof)
    forged["commitment_sha256"] = commitment_hash(forged["commitment"])
    forged["proof_sha256"] = proof_hash(forged)
    return forged
