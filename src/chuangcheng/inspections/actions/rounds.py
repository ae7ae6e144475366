"""A round opens, ends with the proof of its draw, or is cancelled before it opened."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.actions import cancel_draw, reveal_draw
from chuangcheng.inspections.actions.readings import close_half_judged
from chuangcheng.inspections.models import Round, Visit, VisitState
from chuangcheng.inspections.workflow import ROUNDS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

NOT_REACHED = "本轮结束时仍未实地考察"


def open_round(*, by: Actor, at: datetime, round: Round) -> Round:  # noqa: A002
    """From now on inspectors see their stops. Refused `too_early` before the announced first day."""
    by.must("inspections.open_round")
    move = check(ROUNDS, "inspections.open_round", round, {})
    if at.astimezone(ZoneInfo(settings.TIME_ZONE)).date() < round.opens_on:
        raise Refused("too_early", _("The round opens on %(day)s, not before.") % {"day": round.opens_on.isoformat()})
    with act("inspections.open_round", by=by, at=at, on=round, code=round.code):
        moved(round, move, opened_at=at)
    return round


def end_round(*, by: Actor, at: datetime, round: Round) -> Round:  # noqa: A002
    """Stops not reached are recorded as such, and the draw's proof is published in the same act.

    A stop where the first of two inspectors has finished counts, though the comparison never came.
    """
    by.must("inspections.end_round")
    move = check(ROUNDS, "inspections.end_round", round, {})
    with act("inspections.end_round", by=by, at=at, on=round, code=round.code) as record:
        moved(round, move, ended_at=at)
        close_half_judged(round, at)
        waiting = Visit.objects.filter(round=round, state=VisitState.PLANNED)
        waiting.update(state=VisitState.NOT_POSSIBLE, not_possible_reason_zh=NOT_REACHED)
        visits = Visit.objects.filter(round=round)
        record.note(
            done=visits.filter(state=VisitState.DONE).count(),
            not_possible=visits.filter(state=VisitState.NOT_POSSIBLE).count(),
        )
        if round.draw is not None:
            reveal_draw(by=by, at=at, draw=round.draw)
    return round


def cancel_round(*, by: Actor, at: datetime, round: Round, reason: str) -> Round:  # noqa: A002
    """A planned round is given up with its draw; both stay, with the reason."""
    by.must("inspections.cancel_round")
    reason = reason.strip()
    move = check(ROUNDS, "inspections.cancel_round", round, {"reason": reason})
    with act("inspections.cancel_round", by=by, at=at, on=round, code=round.code, reason=reason):
        moved(round, move, cancel_reason_zh=reason)
        waiting = Visit.objects.filter(round=round, state=VisitState.PLANNED)
        waiting.update(state=VisitState.NOT_POSSIBLE, not_possible_reason_zh=reason)
        if round.draw is not None:
            cancel_draw(by=by, at=at, draw=round.draw, reason=f"{round.code}：{reason}")
    return round
