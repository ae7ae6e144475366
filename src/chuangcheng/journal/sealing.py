"""Chains the rows that no seal holds yet. Never a range of ids: a lower id can commit later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from chuangcheng.journal import rules
from chuangcheng.journal.models import Entry, Seal, SealItem

BATCH = 5000


def row_payload(entry: Entry) -> dict[str, Any]:
    """Everything of a row that is hashed, as canonical values."""
    return {
        "id": entry.pk,
        "act": str(entry.act_id),
        "verb": entry.verb,
        "at": rules.moment(entry.at),
        "recorded_at": rules.moment(entry.recorded_at),
        "device_at": rules.moment(entry.device_at),
        "actor": entry.actor_id,
        "post": entry.post_id,
        "subject": [entry.subject_type, entry.subject_id],
        "payload": entry.payload,
        "personal_digest": entry.personal_digest,
    }


def seal_entries(*, at: datetime, batch: int = BATCH) -> int:
    """Seal what is committed and not yet sealed; returns how many rows.

    Two sealers at once: the unique seal number lets one win, the other's transaction fails and is tried again.
    """
    total = 0
    while True:
        with transaction.atomic():
            entries = list(Entry.objects.filter(seal_item=None).order_by("pk")[:batch])
            if not entries:
                return total
            _append(entries, at)
        total += len(entries)
        if len(entries) < batch:
            return total


def _append(entries: Iterable[Entry], at: datetime) -> None:
    last = Seal.objects.order_by("-number").first()
    count = last.item_count if last else 0
    hashes = [(entry, rules.row_hash(row_payload(entry))) for entry in entries]
    number = last.number + 1 if last else 1
    previous = last.hash if last else rules.GENESIS
    item_count = count + len(hashes)
    moment = rules.moment(at)
    assert moment is not None
    seal = Seal(
        number=number,
        previous_hash=previous,
        item_count=item_count,
        sealed_at=at,
        hash=rules.seal_hash(
            number=number,
            previous_hash=previous,
            item_count=item_count,
            sealed_at=moment,
            row_hashes=[row_hash for _, row_hash in hashes],
        ),
    )
    seal.save(force_insert=True)
    SealItem.objects.bulk_create(
        [
            SealItem(position=count + index, seal=seal, entry=entry, row_hash=row_hash)
            for index, (entry, row_hash) in enumerate(hashes, start=1)
        ],
        batch_size=1000,
    )
