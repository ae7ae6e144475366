"""Checks an exported journal with the standard library alone: python standalone_verifier.py FILE [--head HASH].

The file holds one JSON line per seal, item and unsealed row, as `chuangcheng journal export` writes it. Exit
status 0 if every row and seal fits, 1 with the first that does not, 2 if the file cannot be read.
"""

import argparse
import hashlib
import json
import pathlib
import sys
from datetime import datetime
from typing import Any


def canonical(value: Any) -> bytes:
    """Canonical JSON: UTF-8, keys sorted, no spaces, non-ASCII kept."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(value: Any) -> str:
    """SHA-256 (hex) of the canonical bytes."""
    return hashlib.sha256(canonical(value)).hexdigest()


class Broken(Exception):
    """The first thing that does not fit."""


class Chain:
    """The chain read so far."""

    def __init__(self, head: str) -> None:
        self.expected_head, self.head, self.saw_head = head, "", False
        self.seals = self.items = self.unsealed = 0
        self.sealed_at = ""
        self.seal: dict[str, Any] | None = None
        self.hashes: list[str] = []

    def read(self, line: dict[str, Any]) -> None:
        """Take one line."""
        if "seal" in line:
            self.close()
            self.open(line["seal"])
        elif "item" in line:
            self.item(line["item"])
        else:
            self.unsealed_row(line["unsealed"])

    def unsealed_row(self, row: dict[str, Any]) -> None:
        """A row behind the last seal may not say that it is over an hour older than it."""
        self.unsealed += 1
        sealed_at = self.seal["sealed_at"] if self.seal else self.sealed_at
        if sealed_at:
            apart = datetime.fromisoformat(sealed_at) - datetime.fromisoformat(row["recorded_at"])
            if apart.total_seconds() > 3600:
                raise Broken(f"row {row['id']} stands behind the last seal, but says it is older")

    def open(self, seal: dict[str, Any]) -> None:
        if seal["number"] != self.seals + 1:
            raise Broken(f"seal {self.seals + 1} is missing (found {seal['number']})")
        if seal["previous"] != self.head:
            raise Broken(f"seal {seal['number']} does not follow seal {self.seals}")
        self.seal, self.hashes, self.sealed_at = seal, [], seal["sealed_at"]

    def item(self, item: dict[str, Any]) -> None:
        if item["position"] != self.items + 1:
            raise Broken(f"position {self.items + 1} is missing (found {item['position']})")
        if sha(item["row"]) != item["row_hash"]:
            raise Broken(f"position {item['position']}: row {item['row']['id']} was changed")
        self.hashes.append(item["row_hash"])
        self.items += 1

    def close(self) -> None:
        """Check the seal that ends here."""
        if self.seal is None:
            return
        seal = self.seal
        if seal["count"] != self.items:
            raise Broken(f"seal {seal['number']}: {seal['count']} rows were sealed, {self.items} are there")
        fields = {
            "number": seal["number"],
            "previous": seal["previous"],
            "count": seal["count"],
            "sealed_at": seal["sealed_at"],
            "rows": self.hashes,
        }
        if sha(fields) != seal["hash"]:
            raise Broken(f"seal {seal['number']}: its rows or fields were changed")
        self.seals, self.head = self.seals + 1, seal["hash"]
        self.saw_head = self.saw_head or self.head == self.expected_head
        self.seal = None

    def end(self) -> None:
        """Check what only the end shows."""
        self.close()
        if self.expected_head and not self.saw_head:
            raise Broken(f"the chain does not contain the head {self.expected_head}: cut off at the end or replaced")


def main() -> int:
    """Read the file line by line."""
    parser = argparse.ArgumentParser(description="Checks an exported journal.")
    parser.add_argument("file")
    parser.add_argument("--head", default="", help="a seal's hash that was written down earlier")
    arguments = parser.parse_args()
    chain = Chain(arguments.head)
    try:
        with pathlib.Path(arguments.file).open(encoding="utf-8") as lines:
            for line in lines:
                chain.read(json.loads(line))
            chain.end()
    except Broken as fault:
        print(f"does not hold: {fault}")
        return 1
    except (OSError, ValueError, KeyError) as fault:
        print(f"cannot be read: {fault!r}")
        return 2
    print(f"holds: {chain.seals} seals, {chain.items} rows, {chain.unsealed} not yet sealed, head {chain.head}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
