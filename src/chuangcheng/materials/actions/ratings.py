"""The rehearsal: a second person rates a standard's material; the city says what "partly met" earns."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.models import Indicator, Level, Method
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.materials import queries
from chuangcheng.materials.models import Rating, Share, Verdict


def rate_standard(*, by: Actor, at: datetime, standard: Indicator, verdict: str, reason: str) -> Rating:
    """Met, partly or not met, with reasons; the last rating becomes history.

    Refused: `not_material`, `unknown_verdict`, `missing`, `own_work` for whoever handed in, submitted or accepted
    something for this standard, `own_unit` for the people of its suppliers, `nothing_there` to call met.
    """
    by.must("materials.rate_standard")
    reason = reason.strip()
    if standard.level != Level.STANDARD or Method.MATERIAL not in standard.methods:
        raise Refused("not_material", _("This standard is not assessed by material."))
    if verdict not in Verdict.values:
        raise Refused("unknown_verdict", _("Choose met, partly met or not met."), field="verdict")
    if not reason:
        raise Refused("missing", _("Give the reasons."), field="reason")
    _must_be_second(by, standard)
    if verdict != Verdict.NOT_MET and not queries.has_accepted(standard):
        raise Refused("nothing_there", _("Nothing has been accepted for this standard yet."), field="verdict")
    with act("materials.rate_standard", by=by, at=at, code=standard.code) as record:
        Rating.objects.filter(standard=standard, superseded_at=None).update(superseded_at=at)
        try:
            with transaction.atomic():
                made = Rating.objects.create(
                    standard=standard, verdict=verdict, reason_zh=reason[:1000], rated_at=at, rated_by_id=by.person_id
                )
        except IntegrityError:
            raise Refused("moved_meanwhile", _("Somebody else was faster. Look at it again.")) from None
        # On the rating, not on the standard: whoever reads the framework must not read the verdicts in its history.
        record.on(made, verdict=verdict, reason=reason)
    return made


def _must_be_second(by: Actor, standard: Indicator) -> None:
    if by.person_id is not None and by.person_id in queries.hands_in(standard):
        raise Refused("own_work", _("You handed in or accepted something for this standard: somebody else rates it."))
    if by.belongs_to(queries.supplier_paths(standard)):
        raise Refused("own_unit", _("Your own unit supplies this standard: somebody from another unit rates it."))


def set_partly_share(*, by: Actor, at: datetime, percent: int) -> Share:
    """What “partly met” earns of a standard's points. No published rule says it. Refused: `out_of_range`."""
    by.must("materials.set_partly_share")
    if not 0 <= percent <= 100:
        raise Refused("out_of_range", _("Give a percentage between 0 and 100."), field="percent")
    with act("materials.set_partly_share", by=by, at=at, percent=percent) as record:
        made, _is_new = Share.objects.update_or_create(verdict=Verdict.PARTLY, defaults={"percent": percent})
        record.on(made)
    return made
