"""A verifier has looked at a hint and says why it means nothing."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.actions.authorising import must, must_be_impartial
from chuangcheng.cases.models import Case, HintDismissal
from chuangcheng.cases.queries.hints import CODES
from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def dismiss_hint(
    *, by: Actor, at: datetime, case: Case, file: File, code: str, reason: str, earlier: File | None = None
) -> HintDismissal:
    """The hint is put aside with its reason; it stays to be read. Never by the unit's own people.

    Refused: `unknown_hint`, `missing`, `already_dismissed`, `own_unit`.
    """
    must(by, "cases.dismiss_hint", case)
    must_be_impartial(by, case, None)
    reason = reason.strip()
    if code not in CODES or not case.photos.filter(file=file).exists():
        raise Refused("unknown_hint", _("There is no such hint on this case."))
    if not reason:
        raise Refused("missing", _("Say why the hint means nothing."), field="reason")
    if HintDismissal.objects.filter(case=case, file=file, code=code, earlier=earlier).exists():
        raise Refused("already_dismissed", _("Somebody has looked at this hint already."))
    with act("cases.dismiss_hint", by=by, at=at, on=case, number=case.number, hint=code, reason=reason, file=file.pk):
        return HintDismissal.objects.create(
            case=case, file=file, code=code, earlier=earlier, reason=reason[:500], dismissed_at=at,
            dismissed_by_id=by.person_id,
        )  # fmt: skip
