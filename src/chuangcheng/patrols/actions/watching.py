"""What the clock does: warns before a window ends, closes it, raises the alarm once; and who answers for it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.patrols.actions.roster import window_text
from chuangcheng.patrols.actions.schemes import must
from chuangcheng.patrols.models import Alarm, AlarmKind, AlarmPoint, Window, WindowPoint


def raise_alarm(*, by: Actor, at: datetime, window: Window, kind: str) -> Alarm:
    """Points of the window that have not been looked at often enough: place and window, never a person.

    Once of each kind. Refused: `done_already`, `nothing_missing`.
    """
    must(by, "patrols.raise_alarm", window.scheme)
    missing = [one for one in _points(window) if one.seen < window.looks]
    if not missing:
        raise Refused("nothing_missing", _("Every point of this window has been looked at."))
    with act("patrols.raise_alarm", by=by, at=at, on=window, kind=kind) as record:
        try:
            with transaction.atomic():
                alarm = Alarm.objects.create(window=window, kind=kind, raised_at=at)
        except IntegrityError:
            raise Refused("done_already", _("This has been done already.")) from None
        AlarmPoint.objects.bulk_create(AlarmPoint(alarm=alarm, point=one.point) for one in missing)
        record.note(place=window.scheme.place.name_zh, window=window_text(window))
        record.note(points="、".join(one.point.name_zh for one in missing))
    return alarm


def _points(window: Window) -> list[WindowPoint]:
    return list(WindowPoint.objects.filter(window=window).select_related("point").order_by("point__code"))


def close_window(*, by: Actor, at: datetime, window: Window) -> Window:
    """The window has ended: how many points were looked at; what was not raises the alarm. Once, however late.

    Refused: `done_already`, `not_over`.
    """
    must(by, "patrols.close_window", window.scheme)
    if window.ends_at > at:
        raise Refused("not_over", _("This window is not over yet."))
    with act("patrols.close_window", by=by, at=at, on=window) as record:
        if not Window.objects.filter(pk=window.pk, checked_at=None, cancelled_at=None).update(checked_at=at):
            raise Refused("done_already", _("This has been done already."))
        window.checked_at = at
        found = _points(window)
        seen = sum(one.seen >= window.looks for one in found)
        record.note(place=window.scheme.place.name_zh, window=window_text(window), seen=seen, count=len(found))
        if seen < len(found):
            raise_alarm(by=by, at=at, window=window, kind=AlarmKind.MISSED)
    return window


def warn_of_gap(*, by: Actor, at: datetime, window: Window) -> Window:
    """Nobody goes within a day: told once, while it can be mended. Refused: `done_already`."""
    must(by, "patrols.warn_of_gap", window.scheme)
    with act("patrols.warn_of_gap", by=by, at=at, on=window) as record:
        if not Window.objects.filter(pk=window.pk, team=None, warned_at=None, cancelled_at=None).update(warned_at=at):
            raise Refused("done_already", _("This has been done already."))
        window.warned_at = at
        record.note(place=window.scheme.place.name_zh, window=window_text(window))
    return window


def acknowledge_alarm(*, by: Actor, at: datetime, alarm: Alarm, reason: str) -> Alarm:
    """Why the place was not looked at, and what is done about it. Refused: `missing`, `done_already`."""
    must(by, "patrols.acknowledge_alarm", alarm.window.scheme)
    reason = reason.strip()
    if not reason:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Reason")}, field="reason")
    with act("patrols.acknowledge_alarm", by=by, at=at, on=alarm.window, reason=reason) as record:
        open_one = Alarm.objects.filter(pk=alarm.pk, acknowledged_at=None)
        if not open_one.update(acknowledged_at=at, reason_zh=reason[:500]):
            raise Refused("done_already", _("This has been done already."))
        alarm.acknowledged_at, alarm.reason_zh = at, reason[:500]
        record.note(place=alarm.window.scheme.place.name_zh, window=window_text(alarm.window))
    return alarm
