"""What a phone sent about an interview, kept encrypted while it waits, and entered as the person who sent it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.receipts.actions import settle_submission
from chuangcheng.receipts.models import Submission
from chuangcheng.surveys.actions import note_absence, record_interview, replace_address
from chuangcheng.surveys.models import Address, AddressState, QuotaCell
from chuangcheng.surveys.record import ABSENT, ANSWERED, Interview, read_interview
from chuangcheng.units.queries import actor_for

SEALED_FOR = "surveys.record"


class NotYet(Refused):
    """The record that calls this address from the reserve has not come yet."""


def veiled(content: Mapping[str, Any]) -> dict[str, Any]:
    """The record as it is kept until it is entered: what was answered is encrypted."""
    told = {"answers": content.get("answers"), "seconds": content.get("seconds"), "salt": content.get("salt")}
    kept = {key: value for key, value in content.items() if key not in told}
    return {**kept, "sealed": seal_value(json.dumps(told).encode(), SEALED_FOR)}


def enter_record(submission: Submission, at: datetime) -> None:
    """In one transaction, or not at all. Its content is emptied with it: who sent it and what was said part here.

    NotYet while the address is still in reserve; Refused with the codes of the actions, and `unknown_address`.
    """
    opened = json.loads(open_value(submission.content["sealed"], SEALED_FOR))
    record = read_interview({**submission.content, **opened})
    sender = actor_for(submission.person, at)
    with transaction.atomic():
        if record.cell is not None:
            cell = QuotaCell.objects.select_related("cluster__area", "cluster__sample__survey").filter(pk=record.cell)
            _held(sender, at, record, cell=_found(cell.first()))
        else:
            rows = Address.objects.select_related("cluster__area", "cluster__sample__survey").filter(
                pk=record.address or 0
            )
            _at_address(sender, at, record, _found(rows.first()))
        settle_submission(by=SYSTEM, at=at, submission=submission, keeps_content=False)


def _found(row: Any) -> Any:
    if row is None:
        raise Refused("unknown_address", _("This address or quota is not known any more."))
    return row


def _held(sender: Any, at: datetime, record: Interview, **where: Any) -> None:
    record_interview(
        by=sender, at=at, answers=record.answers, seconds=record.seconds, device_at=record.held_at, **where
    )


def _at_address(sender: Any, at: datetime, record: Interview, address: Address) -> None:
    if address.state == AddressState.RESERVE:
        raise NotYet("in_reserve", _("This address is still in reserve."))
    if record.outcome == ANSWERED:
        _held(sender, at, record, address=address)
    elif record.outcome == ABSENT:
        note_absence(by=sender, at=at, address=address, device_at=record.held_at)
    else:
        replace_address(
            by=sender,
            at=at,
            address=address,
            given_up=record.given_up,
            reason=record.reason,
            device_at=record.held_at,
        )
