"""What an authority says of one party, and what is wrong with it: asked alike of forms, sheets and actions."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from chuangcheng.integrity.models import Campaign, FailingClass, Ground, PartyKind
from chuangcheng.integrity.rules import is_credit_code, is_identity_number, is_of_age, normalised, term
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Unit


@dataclass(frozen=True, slots=True)
class Given:
    """What an authority says of one party. `authority` None: the one that the ground names."""

    ground: Ground
    party_kind: str
    name: str
    number: str
    document_zh: str
    decided_on: date
    started_on: date | None = None
    start_event_zh: str = ""
    why_published_zh: str = ""
    authority: Unit | None = None
    campaign: Campaign | None = None


def must_be_sound(given: Given, today: date) -> None:
    """Refused with the field that is wrong: number, days, age, the need to publish what is minor."""
    number, is_person = normalised(given.number), given.party_kind == PartyKind.PERSON
    if not given.name.strip() or not given.document_zh.strip():
        raise Refused("missing", _("Name and document are needed."), field="name")
    if is_person and not is_identity_number(number):
        raise Refused("bad_number", _("This is no identity number: its check digit does not fit."), field="number")
    if not is_person and not is_credit_code(number):
        raise Refused("bad_number", _("This is no credit code: its check digit does not fit."), field="number")
    if is_person and not is_of_age(number, given.decided_on):
        raise Refused("under_age", _("Nobody under 18 is put on a list."), field="number")
    start = given.started_on or given.decided_on
    if given.decided_on > today or start > today or start < date(2000, 1, 1):
        raise Refused("bad_day", _("The day lies in the future or before 2000."), field="decided_on")
    if given.ground.failing_class == FailingClass.MINOR and not given.why_published_zh.strip():
        needed = _("A minor failing is not published unless it is needed: say why.")
        raise Refused("minor", needed, field="why_published_zh")
    if term(given.ground.failing_class, given.ground.most_months, start).until <= today:
        raise Refused("over", _("The longest publication from that day is over already."), field="decided_on")
