"""`act` opens the transaction of one deed and writes its journal row in the same transaction."""

import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from chuangcheng.journal import rules
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.verbs import Verb, all_verbs

_current_act: ContextVar[uuid.UUID | None] = ContextVar("current_act", default=None)

Listener = Callable[[Entry], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Set the one listener that hears of each written row, inside its transaction. `config` calls this."""
    _listeners[:] = [listener]


def _verb(name: str) -> Verb:
    try:
        return _known()[name]
    except KeyError:
        raise LookupError(f"no room declares the verb {name!r}") from None


_verbs: dict[str, Verb] = {}


def _known() -> dict[str, Verb]:
    if not _verbs:
        _verbs.update(all_verbs())
    return _verbs


def _plain(value: Any) -> Any:
    """JSON values only: the payload is hashed, so its form must not depend on a library."""
    if isinstance(value, datetime):
        return rules.moment(value)
    if isinstance(value, date | Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return repr(value)
    return str(value)


class Record:
    """What one act writes: its subject and payload, filled while the act goes on."""

    def __init__(self) -> None:
        self.subject_type = ""
        self.subject_id: int | None = None
        self.payload: dict[str, Any] = {}

    def on(self, subject: models.Model, **payload: Any) -> None:
        """Name the thing acted on, and add to the payload."""
        self.subject_type = subject._meta.label_lower
        self.subject_id = subject.pk
        self.payload.update(payload)

    def note(self, **payload: Any) -> None:
        """Add to the payload. Names that the verb calls personal are kept outside the hash."""
        self.payload.update(payload)


@contextmanager
def act(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    on: models.Model | None = None,
    post_id: int | None = None,
    device_at: datetime | None = None,
    **payload: Any,
) -> Iterator[Record]:
    """One deed: opens a transaction (or joins the caller's) and writes the row when the block ends well.

    Rows written inside the block of another act share its `act_id`. Nothing is written if the block raises.
    """
    declared = _verb(verb)
    record = Record()
    record.note(**payload)
    outer = _current_act.get()
    token = _current_act.set(outer or uuid.uuid4())
    try:
        with transaction.atomic():
            if on is not None:
                record.on(on)
            yield record
            _write(declared, record, by=by, at=at, post_id=post_id, device_at=device_at)
    finally:
        _current_act.reset(token)


def _write(
    verb: Verb, record: Record, *, by: Actor, at: datetime, post_id: int | None, device_at: datetime | None
) -> None:
    personal = {k: _plain(v) for k, v in record.payload.items() if k in verb.personal and v not in (None, "")}
    salt = secrets.token_hex(32) if personal else ""
    act_id = _current_act.get()
    assert act_id is not None
    entry = Entry(
        act_id=act_id,
        verb=verb.name,
        at=at,
        device_at=device_at,
        actor_id=by.person_id,
        post_id=post_id if post_id is not None else (by.post_ids[0] if by.post_ids else None),
        subject_type=record.subject_type,
        subject_id=record.subject_id,
        payload={k: _plain(v) for k, v in record.payload.items() if k not in verb.personal},
        personal_digest=rules.personal_digest(salt, personal) if personal else "",
    )
    entry.save(force_insert=True)
    if personal:
        Personal.objects.create(entry=entry, salt=salt, text=personal)
    for listener in _listeners:
        listener(entry)
