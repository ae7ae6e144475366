"""Verifiable random selection (RFC 3797 with a sealed secret): pure, so that anyone can repeat a draw.

Nobody can steer a draw (the secret is fixed before the entropy is known), nobody outside can foresee it
(the secret is unknown until the end). Imports no Django and no database.
"""

from chuangcheng.draws.rules.frames import (
    OPEN,
    VEILED,
    FrameSpec,
    Item,
    StratumSpec,
    entry_hash,
    frame_hash,
    frame_line,
    ordered,
    veiled_line,
)
from chuangcheng.draws.rules.proof import (
    build_commitment,
    build_proof,
    commitment_hash,
    proof_hash,
    secret_hash,
)
from chuangcheng.draws.rules.selection import (
    HEXADECIMAL,
    NUMBERS,
    Source,
    canonical_values,
    key_string,
    select,
)
from chuangcheng.draws.rules.sizes import propose_sizes
from chuangcheng.draws.rules.verification import Check, Verdict, verify

__all__ = [
    "HEXADECIMAL",
    "NUMBERS",
    "OPEN",
    "VEILED",
    "Check",
    "FrameSpec",
    "Item",
    "Source",
    "StratumSpec",
    "Verdict",
    "build_commitment",
    "build_proof",
    "canonical_values",
    "commitment_hash",
    "entry_hash",
    "frame_hash",
    "frame_line",
    "key_string",
    "ordered",
    "proof_hash",
    "propose_sizes",
    "secret_hash",
    "select",
    "veiled_line",
    "verify",
]
