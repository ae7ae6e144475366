"""Few violations are proposed for exposure; what is annulled is taken down in the same moment."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chuangcheng.exposures.kinds import SUBJECT, WITH_LETTER, WITHOUT_LETTER
from chuangcheng.exposures.models import Violation
from chuangcheng.exposures.sealing import PURPOSE, plate_of
from chuangcheng.exposures.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.proceedings.models import State as Stage

AUTHORITY = "市公安局交通警察支队"


def facts_of(violation: Violation) -> dict[str, str]:
    """What the kind masks and shows; the plate in full, which nobody keeps from here."""
    return {
        "plate": plate_of(violation),
        "violation": violation.kind.name_zh,
        "legal_basis": violation.kind.legal_basis,
        "place": violation.place_zh,
        "month": localtime(violation.happened_at).date().isoformat(),
        "authority": AUTHORITY,
    }


def kind_of(violation: Violation) -> str:
    """The code of its kind of proceeding: with a letter where an address is known."""
    return WITH_LETTER.code if violation.address_sealed else WITHOUT_LETTER.code


def propose_exposure(*, by: Actor, at: datetime, violation: Violation, text: str) -> Violation:
    """Begin its proceeding. Refused: `not_final`, `not_allowed_kind`, `forgotten`, `covered_by_another`."""
    by.must("exposures.propose_exposure", unit_path="", area_path="")
    move = check("exposures.propose_exposure", violation, {"text": text.strip()})
    if not violation.is_final:
        raise Refused("not_final", _("The decision is not final yet: nothing of it is shown."))
    if not violation.kind.may_be_exposed:
        raise Refused("not_allowed_kind", _("This kind of violation is not exposed."))
    if not violation.plate_sealed:
        raise Refused("forgotten", _("Its plate has been forgotten: it is too old to be shown."))
    with act("exposures.propose_exposure", by=by, at=at, on=violation, number=violation.number):
        begun = proceedings.propose_proceeding(
            by=by,
            at=at,
            kind=kind_of(violation),
            subject_kind=SUBJECT,
            subject_key=str(violation.pk),
            title=f"{violation.shown_plate}　{violation.kind.name_zh}",
            text=text,
            party_sealed=seal_value(str(violation.pk).encode(), PURPOSE),
            claim={"violation": violation.pk},
            facts=facts_of(violation),
        )
        moved(violation, move, proceeding=begun)
        # Asked when the row is ours: whoever reviews is to be another than who covered.
        if not by.is_system and violation.pictures.filter(covered_at__isnull=False).exclude(covered_by=by.person_id):
            said = _("Somebody else covered a picture of it: whoever proposes looks at each of them and covers it.")
            raise Refused("covered_by_another", said)
    return violation


def set_aside_violation(*, by: Actor, at: datetime, violation: Violation, text: str) -> Violation:
    """It is not to be exposed, and why."""
    by.must("exposures.set_aside_violation", unit_path="", area_path="")
    text = text.strip()
    move = check("exposures.set_aside_violation", violation, {"text": text})
    with act("exposures.set_aside_violation", by=by, at=at, on=violation, number=violation.number, text=text):
        moved(violation, move)
    return violation


def annul_violation(*, by: Actor, at: datetime, violation: Violation) -> Violation:
    """The decision is annulled: nothing of it is public from this moment."""
    by.must("exposures.annul_violation", unit_path="", area_path="")
    move = check("exposures.annul_violation", violation, {})
    with act("exposures.annul_violation", by=by, at=at, on=violation, number=violation.number):
        moved(violation, move)
        running = violation.proceeding
        if running is not None:
            running.refresh_from_db()
            if running.over_at is None:
                is_decided = running.state == Stage.DECIDED
                end = proceedings.end_proceeding if is_decided else proceedings.withdraw_proceeding
                end(by=by, at=at, proceeding=running, text="处罚决定已撤销")
    return violation
