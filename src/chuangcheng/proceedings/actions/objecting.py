"""Objections: by the party, by people with an account, by anybody at the public pages; and their telephone numbers."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.proceedings.actions.acting import must
from chuangcheng.proceedings.models import Objection, Proceeding, State
from chuangcheng.proceedings.rules import counts
from chuangcheng.proceedings.workflow import check, moved

CONTACT = "proceedings.contact"
KEPT = timedelta(days=90)
"""How long a telephone number is kept after the answer."""
KEPT_AT_MOST = timedelta(days=365)


def file_objection(
    *,
    by: Actor,
    at: datetime,
    proceeding: Proceeding,
    text: str,
    objectors: tuple[str, ...] = (),
    phone: str = "",
    token_hash: str = "",
) -> Objection:
    """Object. Where only the party may, by people of its unit; else by anybody with the verb, or for somebody from the
    public whose opaque keys (newest first) are `objectors`, with a number to call and the hash of the own link.
    What comes late or repeats an answered one is kept, but neither blocks nor suspends."""
    kind, text = proceeding.rules, text.strip()
    key, unit = _who_objects(by, proceeding, objectors)
    move = check("proceedings.file_objection", proceeding, kind, {"text": text})
    with act("proceedings.file_objection", by=by, at=at, on=proceeding, number=proceeding.number, text=text) as record:
        moved(proceeding, move)
        before = list(proceeding.objections.filter(objector__in={key, *objectors}).order_by("number"))
        if any(one.answered_at is None for one in before):
            raise Refused("open_already", _("An objection of yours waits for its answer."))
        until = proceeding.notice_until if proceeding.state == State.NOTICED else proceeding.published_until
        objection = Objection.objects.create(
            proceeding=proceeding,
            number=proceeding.objections.count() + 1,
            objector=key,
            unit=unit,
            text=text,
            filed_at=at,
            filed_by_id=by.person_id,
            counts=counts(filed_at=at, until=until, is_repeat=bool(before)),
            is_late=until is not None and at >= until,
            answer_due_at=deadline(at, Limit(kind.answer_days, "working_days")).at,
            contact_sealed=seal_value(phone.encode(), CONTACT) if phone else "",
            token_hash=token_hash,
        )
        record.note(objection=objection.number, counts=objection.counts)
    return objection


def _who_objects(by: Actor, proceeding: Proceeding, objectors: tuple[str, ...]) -> tuple[str, Any]:
    """The opaque key of the objector and its unit. Raises NotAllowed."""
    if proceeding.rules.objectors == "party":
        must(by, "proceedings.file_objection", proceeding)
        if proceeding.unit is not None:
            if not by.belongs_to([proceeding.unit.path]):
                raise NotAllowed("proceedings.file_objection")
            return f"unit:{proceeding.unit.pk}", proceeding.unit
        return "party", None
    if objectors:
        must(by, "proceedings.file_objection", proceeding)
        return objectors[0], None
    if not by.may_anywhere("proceedings.file_objection") or by.person_id is None:
        raise NotAllowed("proceedings.file_objection")
    return f"person:{by.person_id}", None


def read_contact(*, by: Actor, at: datetime, objection: Objection) -> str:
    """The telephone number of somebody who objected, to ask back; each reading has a row. NotFound if forgotten."""
    must(by, "proceedings.read_contact", objection.proceeding)
    if not objection.contact_sealed:
        raise NotFound("contact")
    with act("proceedings.read_contact", by=by, at=at, on=objection.proceeding, number=objection.proceeding.number):
        return open_value(objection.contact_sealed, CONTACT).decode()


def forget_contacts(*, by: Actor, at: datetime) -> int:
    """Telephone numbers are kept for 90 days after the answer, a year at most. At most 500 at once; says how many."""
    by.must("proceedings.forget_contacts")
    over = Q(answered_at__lte=at - KEPT) | Q(filed_at__lte=at - KEPT_AT_MOST)
    rows = Objection.objects.exclude(contact_sealed="").filter(over)
    found = list(rows.order_by("pk").values_list("pk", flat=True)[:500])
    if found:
        with act("proceedings.forget_contacts", by=by, at=at, count=len(found)):
            Objection.objects.filter(pk__in=found).update(contact_sealed="")
    return len(found)
