"""回頭看: what became of a closing. A relapse opens the case again."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.actions.authorising import must_be_impartial
from chuangcheng.cases.actions.photos import attach
from chuangcheng.cases.actions.verify import reopen_case
from chuangcheng.cases.models import Case, Outcome, PhotoKind, Recheck
from chuangcheng.cases.workflow import check, moved
from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused

RELAPSED_ZH = "回头看发现问题反弹"


def record_recheck(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    outcome: str,
    note: str = "",
    photos: Sequence[File] = (),
    is_drawn: bool = False,
) -> Recheck:
    """Somebody from outside the unit has looked at a closed case again.

    Kept: it stays closed. Relapsed: the same case is open again (one matter, one case) and waits for dispatch with a
    new clock; what was said of the first closing stays in this row and the journal. Not seen: nothing is known, with
    the reason. Refused: `wrong_state` (not closed any more), `unknown_outcome`, `missing`, `own_unit`, `has_parts`.
    """
    by.must("cases.record_recheck", area_path=case.area_path)
    note = note.strip()
    move = check("cases.record_recheck", case.state, {"outcome": outcome})
    must_be_impartial(by, case, None)
    _check(case, outcome, note)
    assert case.closed_at is not None
    number = case.rechecks.count() + 1
    with act("cases.record_recheck", by=by, at=at, on=case, number=case.number, note=note[:200]) as record:
        moved(case, move)
        found = Recheck.objects.create(
            case=case,
            number=number,
            outcome=outcome,
            is_drawn=is_drawn,
            note=note,
            closed_at=case.closed_at,
            unit=case.unit,
            standard=case.standard,
            seen_at=at,
            seen_by_id=by.person_id,
        )
        attach(case, photos, PhotoKind.RECHECK, by=by.person_id, moment=at, attempt=number)
        record.note(outcome=str(outcome), photos=len(photos), is_drawn=is_drawn)
        if outcome == Outcome.RELAPSED:
            reopen_case(by=SYSTEM, at=at, case=case, reason=f"{RELAPSED_ZH}：{note}" if note else RELAPSED_ZH)
    return found


def _check(case: Case, outcome: str, note: str) -> None:
    if outcome not in Outcome.values:
        raise Refused("unknown_outcome", _("Say whether it is still in order, relapsed, or could not be seen."))
    if outcome == Outcome.NOT_SEEN and not note:
        raise Refused("missing", _("Say why it could not be seen."), field="note")
    if case.children.exists():
        raise Refused("has_parts", _("This case was split: look at the part that is meant."))
