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
        self.heads_seen = False


def check(chain: Iterable[dict[str, Any]], *, head: str = "") -> Verdict:
    """Recompute every row and seal; stops at the first that does not fit.

    With `head` (an earlier seal's hash, kept outside) a chain cut off at the end is found too.
    """
    verdict = Verdict()
    current: dict[str, Any] | None = None
    hashes: list[str] = []
    sealed_at = ""
    for line in chain:
        if "seal" in line:
            if fault := _close(current, hashes, verdict, head):
                return _failed(verdict, fault)
            current, hashes = line["seal"], []
            sealed_at = current["sealed_at"]
            if fault := _opens(current, verdict):
                return _failed(verdict, fault)
        elif "item" in line:
            item = line["item"]
            row = item["row"]
            if item["position"] != verdict.items + 1:
                return _failed(verdict, f"position {verdict.items + 1} is missing (found {item['position']})")
            if rules.row_hash(row) != item["row_hash"]:
                return _failed(verdict, f"position {item['position']}: row {row['id']} ({row['verb']}) was changed")
            hashes.append(item["row_hash"])
            verdict.items += 1
        else:
            verdict.unsealed += 1
            if rules.is_late(line["unsealed"]["recorded_at"], sealed_at):
                return _failed(verdict, f"row {line['unsealed']['id']} stands behind the last seal, but says it is older")
    if fault := _close(current, hashes, verdict, head):
        return _failed(verdict, fault)
    if head and not verdict.heads_seen:
        return _failed(verdict, f"the chain does not contain the head {head}: it was cut off at the end or replaced")
    return verdict


def _failed(verdict: Verdict, fault: str) -> Verdict:
    verdict.fault = fault
    return verdict


def _opens(seal: dict[str, Any], verdict: Verdict) -> str:
    if seal["number"] != verdict.seals + 1:
        return f"seal {verdict.seals + 1} is missing (found {seal['number']})"
    if seal["previous"] != verdict.head:
        return f"seal {seal['number']} does not follow seal {verdict.seals}"
    return ""


def _close(seal: dict[str, Any] | None, hashes: list[str], verdict: Verdict, head: str) -> str:
    if seal is None:
        return ""
    if seal["count"] != verdict.items:
        return f"seal {seal['number']}: {seal['count']} rows were sealed, {verdict.items} are there"
    computed = rules.seal_hash(
        number=seal["number"],
        previous_hash=seal["previous"],
        item_count=seal["count"],
        sealed_at=seal["sealed_at"],
        row_hashes=hashes,
    )
    if computed != seal["hash"]:
        return f"seal {seal['number']}: its rows or fields were changed"
    verdict.seals += 1
    verdict.head = seal["hash"]
    verdict.heads_seen = verdict.heads_seen or seal["hash"] == head
    return ""
