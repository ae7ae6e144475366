"""`chuangcheng draw verify PROOF.json`: does a published proof hold? Needs no database and no settings."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from chuangcheng.draws.rules import Verdict, verify


def configure(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    check = deeds.add_parser("verify", help="check a published proof; exit 0 only if it holds")
    check.add_argument("proof", type=Path, metavar="PROOF.json", help="the file from the draw's public page")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0: the proof holds. 1: it does not, or cannot be read."""
    try:
        proof = json.loads(arguments.proof.read_text(encoding="utf-8-sig"))
    except OSError as error:
        print(f"cannot open {arguments.proof}: {error.strerror}", file=sys.stderr)
        return 1
    except (ValueError, RecursionError) as error:
        print(f"{arguments.proof} is no JSON text: {error}", file=sys.stderr)
        return 1
    # The real clock, not kit.clock: that one is a city's setting, and a proof is checked without a city.
    verdict = verify(proof, at=datetime.now(UTC))  # noqa: TID251
    _tell(proof, verdict)
    return 0 if verdict.holds else 1


def _tell(proof: object, verdict: Verdict) -> None:
    commitment = proof.get("commitment") if isinstance(proof, dict) else None
    if isinstance(commitment, dict):
        print(f"Draw no. {commitment.get('serial')}: {commitment.get('title')}")
    for check in verdict.checks:
        name = f"{check.code} {check.subject}".strip()
        print(f"  {'fits  ' if check.holds else 'WRONG '} {name}" + (f": {check.detail}" if check.detail else ""))
    for note in verdict.notes:
        print(f"Note: {note}")
    if verdict.compare:
        print("A computation cannot settle these; compare them yourself:")
        for line in verdict.compare:
            print(f"  - {line}")
    wrong = len(verdict.failures)
    print("The proof holds." if verdict.holds else f"The proof does not hold: {wrong} check(s) do not fit.")
