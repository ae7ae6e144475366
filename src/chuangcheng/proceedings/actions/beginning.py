"""From the proposal to the notice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.proceedings.actions.acting import must, must_be_another, must_be_as_seen, noted
from chuangcheng.proceedings.models import KindVersion, Proceeding, ProceedingCounter
from chuangcheng.proceedings.queries import kind_in_force
from chuangcheng.proceedings.rules import Kind, shown
from chuangcheng.proceedings.workflow import check, moved
from chuangcheng.units.models import Unit


def define_kind(*, by: Actor, at: datetime, data: Mapping[str, Any]) -> KindVersion:
    """Put a version of a kind in force for what begins from now. Refused: `bad_kind` with the first fault."""
    by.must("proceedings.define_kind")
    try:
        kind = Kind.of(data)
    except ValueError as error:
        raise Refused("bad_kind", _("This is no kind of proceeding: %(fault)s") % {"fault": error}) from None
    with act("proceedings.define_kind", by=by, at=at, code=kind.code) as record:
        last = KindVersion.objects.filter(code=kind.code).order_by("-version").first()
        row = KindVersion.objects.create(
            code=kind.code, version=(last.version if last else 0) + 1, data=kind.as_data(), defined_at=at
        )
        record.on(row, version=row.version)
    return row


def propose_proceeding(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    subject_kind: str,
    subject_key: str,
    title: str,
    text: str,
    unit: Unit | None = None,
    party_sealed: str = "",
    claim: Mapping[str, Any] | None = None,
    facts: Mapping[str, str] | None = None,
    publish_until: datetime | None = None,
) -> Proceeding:
    """Begin one about a subject; the party is a unit or a sealed reference. Refused: `open_already`, `missing`.

    Of `facts` only what the kind publishes is kept, masked. Where the party is sealed, `title` names nobody either.
    """
    by.must("proceedings.propose_proceeding", unit_path=unit.path if unit else "")
    rules, title, text = kind_in_force(kind), title.strip(), text.strip()
    move = check("proceedings.propose_proceeding", None, rules, {"text": text, "title": title})
    if (unit is None) == (not party_sealed):
        raise Refused("missing", _("A proceeding has one party: a unit or a sealed reference."), field="unit")
    public = shown(rules.published, facts or {})
    if rules.goes_public and rules.published[0][0] not in public:
        raise Refused("nothing_to_show", _("What is to be published lacks its first line."))
    with act("proceedings.propose_proceeding", by=by, at=at, title=title, text=text) as record:
        year = localtime(at).year
        serial_text = f"{year}-{next_number(ProceedingCounter.objects.all(), str(year)):04d}"
        proceeding = Proceeding(
            number=serial_text,
            kind_code=rules.code,
            kind=rules.as_data(),
            subject_kind=subject_kind,
            subject_key=subject_key,
            subject_title=title[:300],
            unit=unit,
            party_sealed=party_sealed,
            claim=dict(claim or {}),
            shown=public,
            search_text=search_text(serial_text, *public.values()),
            publish_until=publish_until,
            state=move.target,
            proposed_at=at,
        )
        _save_alone(proceeding)
        noted(proceeding, "propose", by, at, text)
        record.on(proceeding, number=proceeding.number, kind=rules.code, about=subject_key)
    return proceeding


def _save_alone(proceeding: Proceeding) -> None:
    """One open proceeding of a kind about a subject: the constraint decides between two who begin at once."""
    try:
        with transaction.atomic():
            proceeding.save(force_insert=True)
    except IntegrityError:
        raise Refused("open_already", _("A proceeding about this is open already.")) from None


def review_proceeding(*, by: Actor, at: datetime, proceeding: Proceeding, text: str, seen: str = "") -> Proceeding:
    """A second person has looked at it and says what was found. Refused: `same_person`, `own_matter`, and what
    `must_be_as_seen` refuses."""
    must(by, "proceedings.review_proceeding", proceeding)
    must_be_another(by, "review", proceeding)
    text = text.strip()
    move = check("proceedings.review_proceeding", proceeding, proceeding.rules, {"text": text})
    with act("proceedings.review_proceeding", by=by, at=at, on=proceeding, number=proceeding.number, text=text):
        moved(proceeding, move)
        # Asked when the row is ours: whoever changes a picture must hold it too.
        must_be_as_seen(proceeding, seen)
        noted(proceeding, "review", by, at, text)
    return proceeding


def turn_down_proceeding(*, by: Actor, at: datetime, proceeding: Proceeding, text: str) -> Proceeding:
    """The second person does not let it go on, and why (not admissible, no basis)."""
    must(by, "proceedings.turn_down_proceeding", proceeding)
    must_be_another(by, "review", proceeding)
    text = text.strip()
    move = check("proceedings.turn_down_proceeding", proceeding, proceeding.rules, {"text": text})
    with act("proceedings.turn_down_proceeding", by=by, at=at, on=proceeding, number=proceeding.number, text=text):
        moved(proceeding, move, over_at=at)
        noted(proceeding, "review", by, at, text)
    return proceeding


def give_notice(*, by: Actor, at: datetime, proceeding: Proceeding, text: str, seen: str = "") -> Proceeding:
    """告知 or 公示: say what is intended and until when one may object.

    A unit and the public are served at once; a sealed party when `record_service` says so.
    """
    must(by, "proceedings.give_notice", proceeding)
    must_be_another(by, "notice", proceeding)
    text, kind = text.strip(), proceeding.rules
    move = check("proceedings.give_notice", proceeding, kind, {"text": text})
    is_served = kind.notice == "public" or proceeding.unit is not None
    with act("proceedings.give_notice", by=by, at=at, on=proceeding, number=proceeding.number, text=text) as record:
        served = _served(kind, at) if is_served else {}
        moved(proceeding, move, noticed_at=at, **served)
        must_be_as_seen(proceeding, seen)
        noted(proceeding, "notice", by, at, text)
        record.note(sort=kind.notice, until=proceeding.notice_until)
    return proceeding


def _served(kind: Kind, moment: datetime) -> dict[str, datetime]:
    return {"served_at": moment, "notice_until": deadline(moment, Limit(kind.notice_days, "working_days")).at}


def record_service(*, by: Actor, at: datetime, proceeding: Proceeding, served_at: datetime) -> Proceeding:
    """The notice reached the party then: its days count from there. Refused: `served_already`, `bad_moment`."""
    must(by, "proceedings.record_service", proceeding)
    check("proceedings.record_service", proceeding, proceeding.rules, {"served_at": served_at})
    if proceeding.noticed_at is None or not proceeding.noticed_at <= served_at <= at:
        raise Refused("bad_moment", _("Service lies between the notice and now."), field="served_at")
    with act("proceedings.record_service", by=by, at=at, on=proceeding, number=proceeding.number) as record:
        served = _served(proceeding.rules, served_at)
        if not Proceeding.objects.filter(pk=proceeding.pk, served_at=None).update(**served):
            raise Refused("served_already", _("When it was served is recorded already."))
        proceeding.served_at, proceeding.notice_until = served["served_at"], served["notice_until"]
        record.note(served_at=served_at, until=proceeding.notice_until)
    return proceeding
