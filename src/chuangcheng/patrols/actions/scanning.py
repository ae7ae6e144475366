"""A point was looked at. What is written: the place, the moment, the team. Never who scanned."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions.schemes import must_be_on
from chuangcheng.patrols.models import AlarmPoint, Point, Scan, Team, WindowPoint
from chuangcheng.patrols.rules import AHEAD, LATEST, is_new_look


def record_scan(
    *, by: Actor, at: datetime, point: Point, team: Team, scanned_at: datetime, client_id: uuid.UUID
) -> Scan:
    """Keep that a point was looked at by a team. The same `client_id` with the same content gives the same row.

    `by` is asked for the permission and for belonging to the team, and written nowhere: the row in the journal is the
    product's own, and says the place alone. `scanned_at` is the device's clock. Refused: `not_your_team`, `not_on`,
    `out_of_use`, `ahead_of_time`, `too_late` (72 hours), `other_content` (the id is known with another content).
    """
    by.must("patrols.record_scan")
    if not queries.may_scan(by, team) or team.scheme_id != point.scheme_id:
        raise Refused("not_your_team", _("You do not belong to this patrol team."), field="team")
    if known := Scan.objects.filter(client_id=client_id).first():
        return _same(known, point, team, scanned_at)
    _check_moment(point, at, scanned_at)
    with act("patrols.record_scan", by=SYSTEM, at=at, on=point, device_at=scanned_at, point=point.code):
        due = queries.window_at(point, team, scanned_at)
        before = _last_look(point, due, scanned_at) if due else None
        try:
            with transaction.atomic():
                scan = Scan.objects.create(
                    client_id=client_id,
                    point=point,
                    team=team,
                    window=due.window if due else None,
                    scanned_at=scanned_at,
                )
        except IntegrityError:
            raise Refused("at_the_same_time", _("This scan is being recorded just now: send it again.")) from None
        if due is not None and is_new_look(before, scanned_at):
            WindowPoint.objects.filter(pk=due.pk).update(seen=F("seen") + 1)
            _settle(due, scanned_at)
    return scan


def _same(known: Scan, point: Point, team: Team, scanned_at: datetime) -> Scan:
    if (known.point_id, known.team_id, known.scanned_at) != (point.pk, team.pk, scanned_at):
        raise Refused("other_content", _("A scan with this number has been recorded with another content."))
    return known


def _check_moment(point: Point, at: datetime, scanned_at: datetime) -> None:
    if not point.is_active:
        raise Refused("out_of_use", _("This patrol point is out of use."))
    if scanned_at - at > AHEAD:
        said = _("The clock of this device runs ahead: set it right, then scan again.")
        raise Refused("ahead_of_time", said, field="scanned_at")
    if at - scanned_at > LATEST:
        raise Refused("too_late", _("A scan is taken for 72 hours; this one is older."), field="scanned_at")
    must_be_on(point.scheme, scanned_at)


def _last_look(point: Point, due: WindowPoint, scanned_at: datetime) -> datetime | None:
    """The scan of this window that lies nearest, before or after: a telephone may send late."""
    moments = Scan.objects.filter(point=point, window=due.window_id).values_list("scanned_at", flat=True)
    return min(moments, key=lambda moment: abs(moment - scanned_at), default=None)


def _settle(due: WindowPoint, scanned_at: datetime) -> None:
    """An alarm that a late scan answers says so."""
    due.refresh_from_db(fields=["seen"])
    if due.seen >= due.window.looks:
        missing = AlarmPoint.objects.filter(alarm__window=due.window_id, point=due.point_id, seen_at=None)
        missing.update(seen_at=scanned_at)


def forget_scans(*, by: Actor, at: datetime) -> int:
    """Delete scans that were kept as long as their scheme says; the row in the journal tells how many.

    What stays is how often each point was looked at in each window. Where nothing is old nothing is written.
    """
    by.must("patrols.forget_scans")
    old = Scan.objects.filter(queries.scans_to_forget(at))
    if not old.exists():
        return 0
    with act("patrols.forget_scans", by=by, at=at) as record:
        count, _rows = old.delete()
        record.note(count=count)
    return count
