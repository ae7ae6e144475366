"""Entries are entered by the authority that decided, one by one or as a sheet, and discarded before they are public."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from chuangcheng.integrity.giving import Given, must_be_sound
from chuangcheng.integrity.models import Entry, EntryCounter, ListKind
from chuangcheng.integrity.rules import normalised, term
from chuangcheng.integrity.sealing import sealed_party
from chuangcheng.integrity.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.units.models import Unit


def enter_entry(*, by: Actor, at: datetime, given: Given) -> Entry:
    """One entry, not public by itself. Refused: `bad_number`, `under_age`, `bad_day`, `minor`, `over`, `twice`."""
    authority = given.authority or given.ground.authority
    by.must("integrity.enter_entry", unit_path=authority.path)
    must_be_sound(given, localdate(at))
    with act("integrity.enter_entry", by=by, at=at) as record:
        entry = _made(by, at, given, authority)
        record.on(entry, number=entry.number, list=str(ListKind(given.ground.kind).value))
    return entry


def _made(by: Actor, moment: datetime, given: Given, authority: Unit) -> Entry:
    year = localtime(moment).year
    start = given.started_on or given.decided_on
    periods = term(given.ground.failing_class, given.ground.most_months, start)
    entry = Entry(
        number=f"{year}-{next_number(EntryCounter.objects.all(), str(year)):05d}",
        ground=given.ground,
        authority=authority,
        party_kind=given.party_kind,
        **sealed_party(given.party_kind, given.name.strip(), normalised(given.number)),
        document_zh=given.document_zh.strip(),
        decided_on=given.decided_on,
        started_on=start,
        start_event_zh=given.start_event_zh.strip() or "认定文书作出",
        failing_class=given.ground.failing_class,
        why_published_zh=given.why_published_zh.strip(),
        repair_possible_from=periods.repair_from,
        publish_until=periods.until,
        campaign=given.campaign,
        entered_at=moment,
        entered_by_id=by.person_id,
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        said = _("This party stands on the list for this ground and document already.")
        raise Refused("twice", said, field="number") from None
    return entry


def import_entries(*, by: Actor, at: datetime, rows: Sequence[Given]) -> int:
    """A sheet of entries, all or none; the row of the journal says how many."""
    for given in rows:
        by.must("integrity.import_entries", unit_path=(given.authority or given.ground.authority).path)
    with act("integrity.import_entries", by=by, at=at, count=len(rows)):
        for given in rows:
            must_be_sound(given, localdate(at))
            _made(by, at, given, given.authority or given.ground.authority)
    return len(rows)


def discard_entry(*, by: Actor, at: datetime, entry: Entry, text: str) -> Entry:
    """It goes no further: entered by mistake, or not let through. Refused: `running` while its proceeding is."""
    by.must("integrity.discard_entry", unit_path=entry.authority.path)
    given: dict[str, Any] = {"text": text.strip()}
    move = check("integrity.discard_entry", entry, given)
    if entry.proceeding is not None and entry.proceeding.over_at is None and entry.proceeding.outcome != "not_listed":
        raise Refused("running", _("Its proceeding is running: withdraw that first."))
    with act("integrity.discard_entry", by=by, at=at, on=entry, number=entry.number, **given):
        moved(entry, move, over_at=at)
    return entry
