"""Somebody has looked at a hint on a picture of a visit and says why it means nothing."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.models import File
from chuangcheng.inspections.models import Finding, HintDismissal, ObservationPhoto, Visit, VisitInspector
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def dismiss_hint(*, by: Actor, at: datetime, visit: Visit, file: File, earlier: File, reason: str) -> HintDismissal:
    """The hint is put aside with its reason; it stays to be read. Never by who inspected there, nor by the people of a
    unit that answers for a case of the visit.

    Refused: `own_visit`, `own_unit`, `unknown_hint`, `missing`, `already_dismissed`.
    """
    by.must("inspections.dismiss_hint", area_path=visit.area_path)
    _must_be_impartial(by, visit)
    reason = reason.strip()
    if not ObservationPhoto.objects.filter(observation__visit=visit, file=file).exists():
        raise Refused("unknown_hint", _("There is no such hint on this visit."))
    if not reason:
        raise Refused("missing", _("Say why the hint means nothing."), field="reason")
    if HintDismissal.objects.filter(visit=visit, file=file, earlier=earlier).exists():
        raise Refused("already_dismissed", _("Somebody has looked at this hint already."))
    with act("inspections.dismiss_hint", by=by, at=at, on=visit, site=visit.where_zh, reason=reason, file=file.pk):
        return HintDismissal.objects.create(
            visit=visit,
            file=file,
            earlier=earlier,
            reason=reason[:500],
            dismissed_at=at,
            dismissed_by_id=by.person_id,
        )


def _must_be_impartial(by: Actor, visit: Visit) -> None:
    if VisitInspector.objects.filter(visit=visit, post__in=by.post_ids).exists():
        raise Refused(
            "own_visit", _("Whoever inspected there does not judge the own pictures. Somebody else must look.")
        )
    paths = Finding.objects.filter(visit=visit, case__unit__isnull=False).values_list("case__unit__path", flat=True)
    if by.belongs_to(list(paths)):
        raise Refused(
            "own_unit", _("Verification is never done by the unit's own people. Somebody from outside it must look.")
        )
