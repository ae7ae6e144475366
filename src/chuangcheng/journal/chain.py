"""The chain as lines, and its check. One check serves the database and an exported file.

Lines: `{"seal": …}` in order of number, each followed by its `{"item": …}` lines in order of position, then
`{"unsealed": …}` lines. The stand-alone verifier reads the same lines without this package.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from chuangcheng.journal import rules
from chuangcheng.journal.models import Entry, Seal, SealItem
from chuangcheng.journal.sealing import row_payload


def lines() -> Iterator[dict[str, Any]]:
    """The whole chain as lines, streamed: memory does not grow with the journal."""
    for seal in Seal.objects.order_by("number").iterator():
        yield {
            "seal": {
                "number": seal.number,
                "previous": seal.previous_hash,
                "count": seal.item_count,
                "sealed_at": rules.moment(seal.sealed_at),
                "hash": seal.hash,
            }
        }
        items = SealItem.objects.filter(seal=seal).order_by("position").select_related("entry")
        for item in items.iterator(chunk_size=2000):
            yield {"item": {"position": item.position, "row_hash": item.row_hash, "row": row_payload(item.entry)}}
    for entry in Entry.objects.filter(seal_item=None).order_by("pk").iterator(chunk_size=2000):
        yield {"unsealed": row_payload(entry)}


def orphans() -> str:
    """Names the first item whose entry is gone (only possible by raw SQL), or ''."""
    gone = SealItem.objects.exclude(entry_id__in=Entry.objects.values("pk")).order_by("position").first()
    return f"position {gone.position}: row {gone.entry_id} was removed" if gone else ""


class Verdict:
    """Result of a check: the first thing that does not fit ('' if all fits), counts and the head."""

    def __init__(self) -> None:
        self.fault = ""
        self.seals = 0
        self.items = 0
        self.unsealed = 0
        self.head = ""
        self.head_seen = False


def check(chain: Iterable[dict[str, Any]], *, head: str = "") -> Verdict:
    """Recompute every row and seal; stops at the first that does not fit.

    With `head` (an earlier seal's hash, kept outside) a chain cut off at the end is found too.
    """
    reader = _Reader(head)
    verdict = reader.verdict
    for line in chain:
        if "seal" in line:
            verdict.fault = reader.close() or reader.open(line["seal"])
        elif "item" in line:
            verdict.fault = reader.item(line["item"])
        else:
            verdict.fault = reader.unsealed(line["unsealed"])
        if verdict.fault:
            return verdict
    verdict.fault = reader.close()
    if not verdict.fault and head and not verdict.head_seen:
        verdict.fault = f"the chain does not contain the head {head}: it was cut off at the end or replaced"
    return verdict


class _Reader:
    """Takes the lines one by one; each step answers the fault it finds, or ''."""

    def __init__(self, head: str) -> None:
        self.verdict = Verdict()
        self.expected_head = head
        self.seal: dict[str, Any] | None = None
        self.hashes: list[str] = []

    def open(self, seal: dict[str, Any]) -> str:
        self.seal, self.hashes = seal, []
        if seal["number"] != self.verdict.seals + 1:
            return f"seal {self.verdict.seals + 1} is missing (found {seal['number']})"
        if seal["previous"] != self.verdict.head:
            return f"seal {seal['number']} does not follow seal {self.verdict.seals}"
        return ""

    def item(self, item: dict[str, Any]) -> str:
        position, row = self.verdict.items + 1, item["row"]
        if item["position"] != position:
            return f"position {position} is missing (found {item['position']})"
        if rules.row_hash(row) != item["row_hash"]:
            return f"position {position}: row {row['id']} ({row['verb']}) was changed"
        self.hashes.append(item["row_hash"])
        self.verdict.items = position
        return ""

    def unsealed(self, row: dict[str, Any]) -> str:
        self.verdict.unsealed += 1
        if self.seal and rules.is_late(row["recorded_at"], self.seal["sealed_at"]):
            return f"row {row['id']} stands behind the last seal, but says it is older"
        return ""

    def close(self) -> str:
        """The seal that ends here: its count and its hash. A seal is closed once."""
        seal = self.seal
        if seal is None or seal["number"] == self.verdict.seals:
            return ""
        if seal["count"] != self.verdict.items:
            return f"seal {seal['number']}: {seal['count']} rows were sealed, {self.verdict.items} are there"
        computed = rules.seal_hash(
            number=seal["number"],
            previous_hash=seal["previous"],
            item_count=seal["count"],
            sealed_at=seal["sealed_at"],
            row_hashes=self.hashes,
        )
        if computed != seal["hash"]:
            return f"seal {seal['number']}: its rows or fields were changed"
        self.verdict.seals += 1
        self.verdict.head = computed
        self.verdict.head_seen = self.verdict.head_seen or computed == self.expected_head
        return ""
