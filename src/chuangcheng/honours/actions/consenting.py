"""Consent: asked for by a link that only the nominee gets, or recorded from paper; withdrawn at any time."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.honours.actions.admitting import must
from chuangcheng.honours.models import Award, Consent, Nomination, NominationState
from chuangcheng.honours.workflow import LIVE, NOMINATIONS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.tokens import new_token, token_hash
from chuangcheng.proceedings.actions import end_proceeding, withdraw_proceeding
from chuangcheng.proceedings.queries import State as ProceedingState

WITHDRAWN_ZH = "当事人撤回同意。"


def ask_consent(*, by: Actor, at: datetime, nomination: Nomination) -> str:
    """A link for the nominee (of a minor: the guardian), shown once; an earlier one stops working."""
    must(by, "honours.ask_consent", nomination)
    if nomination.state not in (*LIVE, NominationState.AWARDED):
        raise Refused("wrong_state", _("This nomination is over."))
    token = new_token()
    with act("honours.ask_consent", by=by, at=at, on=nomination, number=nomination.number):
        Nomination.objects.filter(pk=nomination.pk).update(consent_hash=token_hash(token))
    return token


def record_consent(
    *, by: Actor, at: datetime, nomination: Nomination, is_given: bool, name: str, is_guardian: bool = False
) -> Nomination:
    """What the nominee answered, and in whose name. Refused: `missing`, `guardian_needed`, `answered`."""
    must(by, "honours.record_consent", nomination)
    name = name.strip()[:60]
    if not name:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Name")}, field="name")
    if nomination.is_minor and not is_guardian:
        raise Refused("guardian_needed", _("For a minor the guardian answers."), field="is_guardian")
    if nomination.state not in LIVE or nomination.consent == Consent.GIVEN:
        raise Refused("answered", _("This has been answered already."))
    answer = Consent.GIVEN if is_given else Consent.DENIED
    with act("honours.record_consent", by=by, at=at, on=nomination, number=nomination.number, name=name) as record:
        values = {"consent": answer, "consent_by_zh": name, "consent_at": at}
        Nomination.objects.filter(pk=nomination.pk).update(**values)
        for field, value in values.items():
            setattr(nomination, field, value)
        record.note(answer=answer.value, is_guardian=is_guardian)
    return nomination


def withdraw_consent(*, by: Actor, at: datetime, nomination: Nomination) -> Nomination:
    """The nominee is named nowhere in public from this moment: what is open ends, what is published is over.

    The honour itself stays, unless it is given back.
    """
    must(by, "honours.withdraw_consent", nomination)
    if not nomination.season.is_personal or nomination.consent not in (Consent.GIVEN, Consent.OPEN):
        raise Refused("answered", _("This has been answered already."))
    with act("honours.withdraw_consent", by=by, at=at, on=nomination, number=nomination.number):
        Nomination.objects.filter(pk=nomination.pk).update(
            consent=Consent.WITHDRAWN, consent_at=at, is_on_ballot=False, contact_sealed=""
        )
        nomination.consent, nomination.is_on_ballot = Consent.WITHDRAWN, False
        if nomination.state in LIVE:
            move = check(NOMINATIONS, "honours.withdraw_nomination", nomination, {"reason": WITHDRAWN_ZH})
            moved(nomination, move, reason_zh=WITHDRAWN_ZH)
        _end_publication(nomination, at)
    return nomination


def _end_publication(nomination: Nomination, at: datetime) -> None:
    """By the product: whoever withdraws need not know of proceedings."""
    found = nomination.proceeding
    if found is None or found.over_at is not None:
        return
    if found.state == ProceedingState.DECIDED:
        if Award.objects.filter(nomination=nomination).exists():
            end_proceeding(by=SYSTEM, at=at, proceeding=found, text=WITHDRAWN_ZH)
        return
    withdraw_proceeding(by=SYSTEM, at=at, proceeding=found, text=WITHDRAWN_ZH)
