"""The office decides: the upgrade is taken up, declined with a reason, finished with its result."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.recurrences.models import Recurrence
from chuangcheng.recurrences.workflow import check, moved
from chuangcheng.units.models import Unit


def take_up_proposal(
    *,
    by: Actor,
    at: datetime,
    recurrence: Recurrence,
    plan: str,
    unit: Unit | None = None,
    wanted_by: date | None = None,
) -> Recurrence:
    """The place is to be upgraded: what, by which unit (None: the one responsible there), until when if that is known.

    Kept as a proposal with who took it up and when, until a plan makes a task of it. Refused: `missing`,
    `wrong_state`, `bad_end`.
    """
    by.must("recurrences.take_up_proposal", unit_path=recurrence.unit_path, area_path=recurrence.area_path)
    unit, plan = unit or recurrence.unit, plan.strip()
    move = check("recurrences.take_up_proposal", recurrence, {"unit": unit, "plan": plan})
    if wanted_by is not None and wanted_by < timezone.localdate(at):
        raise Refused("bad_end", _("It cannot be wanted before today."), field="wanted_by")
    with act("recurrences.take_up_proposal", by=by, at=at, on=recurrence) as record:
        decided = {"decided_at": at, "decided_by_id": by.person_id, "plan_zh": plan}
        moved(recurrence, move, **decided, unit=unit, wanted_by=wanted_by)
        record.note(place=recurrence.place.name_zh, plan=plan, unit=unit.code if unit else "", wanted_by=wanted_by)
    return recurrence


def decline_proposal(*, by: Actor, at: datetime, recurrence: Recurrence, reason: str) -> Recurrence:
    """No upgrade, or it is given up; counting begins anew. Refused: `missing`, `wrong_state`."""
    by.must("recurrences.decline_proposal", unit_path=recurrence.unit_path, area_path=recurrence.area_path)
    reason = reason.strip()
    move = check("recurrences.decline_proposal", recurrence, {"reason": reason})
    with act("recurrences.decline_proposal", by=by, at=at, on=recurrence) as record:
        moved(recurrence, move, decided_at=at, decided_by_id=by.person_id, reason_zh=reason)
        record.note(place=recurrence.place.name_zh, reason=reason)
    return recurrence


def finish_upgrade(*, by: Actor, at: datetime, recurrence: Recurrence, result: str) -> Recurrence:
    """The place has been upgraded; counting begins anew. Refused: `missing`, `wrong_state`."""
    by.must("recurrences.finish_upgrade", unit_path=recurrence.unit_path, area_path=recurrence.area_path)
    result = result.strip()
    move = check("recurrences.finish_upgrade", recurrence, {"result": result})
    with act("recurrences.finish_upgrade", by=by, at=at, on=recurrence) as record:
        moved(recurrence, move, finished_at=at, result_zh=result)
        record.note(place=recurrence.place.name_zh, result=result)
    return recurrence
