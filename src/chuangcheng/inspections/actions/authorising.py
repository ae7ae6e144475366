"""Who may write at a stop: its inspectors, while the round is open and the stop's day has come."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.models import RoundState, Visit, VisitInspector, reading_at
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def local_day(at: datetime) -> date:
    """The day in the city's zone."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def must_inspect(by: Actor, verb: str, visit: Visit, at: datetime) -> VisitInspector:
    """Raise NotAllowed without the verb at the site's area, Refused `not_your_stop` or `round_not_open`."""
    by.must(verb, area_path=visit.area_path)
    mine = VisitInspector.objects.filter(visit=visit, post__in=by.post_ids, left_at=None).order_by("position").first()
    if mine is None:
        raise Refused("not_your_stop", _("Only the inspectors of a stop record what they see there."))
    must_be_open(visit, at)
    return mine


def must_judge(by: Actor, verb: str, visit: Visit, at: datetime) -> int:
    """The reading that the actor writes at a stop. As `must_inspect`; Refused `already_finished` with the own one."""
    mine = must_inspect(by, verb, visit, at)
    if mine.finished_at is not None:
        raise Refused("already_finished", _("Your judgement of this stop is finished."))
    return reading_at(visit, mine)


def must_be_open(visit: Visit, at: datetime) -> None:
    """Raise Refused `round_not_open` unless the round is open and the day has come."""
    if visit.round is not None and visit.round.state != RoundState.OPEN:
        raise Refused("round_not_open", _("The round is not open: nothing can be recorded now."))
    if visit.day is not None and local_day(at) < visit.day:
        raise Refused("round_not_open", _("This stop's day has not come yet."))
