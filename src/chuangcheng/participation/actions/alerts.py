"""Asking to be told of a report or an area, without an account: asked, confirmed, told, ended, forgotten."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.tokens import token_hash
from chuangcheng.notices.actions import checked_browser
from chuangcheng.notices.queries import on_channel
from chuangcheng.participation import alerting, guarding
from chuangcheng.participation.actions.receiving import seal
from chuangcheng.participation.models import Alert, AlertKind, AlertWay, Report
from chuangcheng.participation.queries.alerts import due_alerts, news_for
from chuangcheng.participation.rules import (
    ALERT_ASKED_FOR,
    ALERT_LASTS,
    ALERT_RADII,
    CONTACT_KEPT,
)
from chuangcheng.places.queries import Area

BATCH = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """What is listened to: one of a report, an area, or a circle (longitude, latitude, metres)."""

    report: Report | None = None
    area: Area | None = None
    circle: tuple[float, float, int] | None = None

    def columns(self) -> dict[str, Any]:
        """As they are stored."""
        if self.report is not None:
            return {"kind": AlertKind.REPORT, "report": self.report}
        if self.area is not None:
            return {"kind": AlertKind.AREA, "area": self.area}
        if self.circle is None or self.circle[2] not in ALERT_RADII:
            raise Refused("no_subject", _("Say where: an area, or a place and a distance."))
        longitude, latitude, radius = self.circle
        return {"kind": AlertKind.CIRCLE, "longitude": longitude, "latitude": latitude, "radius_m": radius}

    def key(self) -> str:
        """The same for the same subject."""
        if self.report is not None or self.area is not None:
            thing = self.report or self.area
            return f"{type(thing).__name__}/{thing.pk if thing else 0}"
        return "/".join(map(str, self.circle or ()))


def ask_alert(
    *,
    by: Actor,
    at: datetime,
    subject: Subject,
    origin: str,
    email: str = "",
    browser: Mapping[str, str] | None = None,
) -> Alert:
    """By e-mail it begins once the first letter was answered; in a browser at once, for the browser itself asked.

    Refused: `flood`, `no_way` where the city has switched that way off, `no_subject`, `bad_subscription`; NotFound
    for a report that was not let through.
    """
    by.must("participation.ask_alert")
    if subject.report is not None and subject.report.published_at is None:
        raise NotFound("report")
    way = AlertWay.EMAIL if email else AlertWay.PUSH
    if on_channel(way) is None:
        raise Refused("no_way", _("The city does not send news this way."))
    columns = subject.columns()
    contact = email.strip().lower()[:200] if email else _browser(browser or {})
    guarding.counted("alert", origin, at)
    known = guarding.keyed_by_all(f"{subject.key()}/{contact}", "participation.alert")
    if found := Alert.objects.filter(contact_hash__in=known).first():
        return found
    salt = secrets.token_hex(16)
    made = Alert(
        way=way,
        contact_sealed=seal(contact),
        contact_hash=known[0],
        salt=salt,
        language=(get_language() or "zh-hans")[:10],
        asked_at=at,
        confirmed_at=None if email else at,
        told_until=at,
        **columns,
    )
    made.link_hash = token_hash(alerting.alert_token(made))
    try:
        with transaction.atomic(), act("participation.ask_alert", by=by, at=at, kind=made.kind, way=way) as record:
            made.save()
            record.on(made)
    except IntegrityError:
        return Alert.objects.get(contact_hash=known[0])
    return made


def _browser(given: Mapping[str, str]) -> str:
    names = ("endpoint", "p256dh", "auth")
    values = {name: str(given.get(name, "")) for name in names}
    checked_browser(**values)
    return json.dumps(values, sort_keys=True)


def invite_to_alert(*, by: Actor, at: datetime, alert: Alert) -> bool:
    """The first letter, once. False where there is nothing to confirm any more."""
    by.must("participation.invite_to_alert")
    if alert.confirmed_at is not None or alert.way != AlertWay.EMAIL or on_channel("email") is None:
        return False
    with act("participation.invite_to_alert", by=by, at=at, on=alert, kind=alert.kind):
        pass
    return alerting.send([alerting.invitation(alert)]) == 1


def _found(token: str) -> Alert:
    found = Alert.objects.select_related("report", "area").filter(link_hash=token_hash(token)).first()
    if found is None:
        raise NotFound("alert")
    return found


def confirm_alert(*, by: Actor, at: datetime, token: str) -> Alert:
    """The second half of the double opt-in. NotFound for an unknown or forgotten one."""
    by.must("participation.confirm_alert")
    alert = _found(token)
    if alert.confirmed_at is None:
        with act("participation.confirm_alert", by=by, at=at, on=alert, kind=alert.kind):
            Alert.objects.filter(pk=alert.pk, confirmed_at=None).update(confirmed_at=at, told_until=at)
            alert.confirmed_at = at
    return alert


def end_alert(*, by: Actor, at: datetime, token: str) -> None:
    """No more of it: the address is gone at once. NotFound for an unknown one."""
    by.must("participation.end_alert")
    alert = _found(token)
    with act("participation.end_alert", by=by, at=at, on=alert, kind=alert.kind):
        alert.delete()


def tell_area_alerts(*, by: Actor, at: datetime) -> int:
    """What was let through or answered since each alert was told last, a batch of those that are due: e-mails once a
    day, browsers once an hour. Kept as told before it is sent: a crash loses one letter and never sends it twice.
    Returns how many alerts were looked at."""
    by.must("participation.tell_area_alerts")
    due = due_alerts(at)[:BATCH]
    if not due:
        return 0
    found = [(alert, reports) for alert in due if (reports := news_for(alert, at))]
    if found:
        with act("participation.tell_area_alerts", by=by, at=at, count=len(found)):
            Alert.objects.filter(pk__in=[one.pk for one in due]).update(told_until=at)
    else:
        Alert.objects.filter(pk__in=[one.pk for one in due]).update(told_until=at)
    alerting.send(alerting.area_letter(one, reports) for one, reports in found if one.way == AlertWay.EMAIL)
    for one, reports in found:
        if one.way == AlertWay.PUSH:
            alerting.push_news(one, at, reports)
    return len(due)


def forget_alerts(*, by: Actor, at: datetime) -> int:
    """Alerts that were never confirmed, of reports that ended long ago, and those of an area after a year. Returns
    how many."""
    by.must("participation.forget_alerts")
    rows = Alert.objects.filter(confirmed_at=None, asked_at__lt=at - ALERT_ASKED_FOR)
    rows |= Alert.objects.filter(report__ended_at__lt=at - CONTACT_KEPT)
    rows |= Alert.objects.filter(report__ended_at=None, report__answered_at__lt=at - CONTACT_KEPT)
    rows |= Alert.objects.filter(asked_at__lt=at - ALERT_LASTS).exclude(kind=AlertKind.REPORT)
    keys = list(rows.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    with act("participation.forget_alerts", by=by, at=at, count=len(keys)):
        Alert.objects.filter(pk__in=keys).delete()
    return len(keys)
