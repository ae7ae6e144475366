"""The letters and pushes of alerts: what they say, the way out of them, and that one bad address stops no other."""

import json
import logging
import smtplib
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from chuangcheng.kit.sealed import open_value
from chuangcheng.notices.queries import on_channel
from chuangcheng.notices.receivers.push import Browser, push_to
from chuangcheng.participation import guarding
from chuangcheng.participation.models import Alert, AlertKind, AlertWay, Report
from chuangcheng.participation.workflow import SOLVED

log = logging.getLogger(__name__)
SEAL = "participation"
TOPIC = uuid.UUID("0a4cf6a1-5a2f-4b0e-9a53-6a3a5f6f8a10")


def alert_token(alert: Alert) -> str:
    """The secret of an alert's page: it follows from what is stored, so that each letter can carry it."""
    return guarding.token_of(alert.salt, "participation.alert", alert.link_hash)


def contact_of(alert: Alert) -> str:
    """The address, or what the browser gave, in clear."""
    return open_value(alert.contact_sealed, SEAL).decode()


def _absolute(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + path


def page_of(alert: Alert) -> str:
    """Where the alert is confirmed and ended."""
    return _absolute(reverse("portal:alert", args=[alert_token(alert)]))


def alert_subject(alert: Alert) -> str:
    """What is listened to, in the language in force."""
    if alert.kind == AlertKind.REPORT and alert.report:
        return _("Report %(code)s") % {"code": alert.report.shown_code}
    if alert.kind == AlertKind.AREA and alert.area:
        return str(alert.area.name)
    return _("%(metres)d metres around a place") % {"metres": alert.radius_m or 0}


def invitation(alert: Alert) -> EmailMessage:
    """The first letter: nothing else is sent before its link was followed."""
    with translation.override(alert.language):
        subject = _("Do you want these e-mails?")
        body = "\n\n".join(
            [
                _("Somebody asked for e-mails to this address about: %(what)s.") % {"what": alert_subject(alert)},
                _("If it was you, open this page and say yes: %(url)s") % {"url": page_of(alert)},
                _("If it was not, do nothing: without a yes the address is forgotten after two days."),
            ]
        )
    return _letter(alert, subject, body)


def answer_letter(alert: Alert, report: Report, text: str) -> EmailMessage:
    """The city has answered the report that is followed."""
    with translation.override(alert.language):
        subject = _("Answer to report %(code)s") % {"code": report.shown_code}
        body = [_("The report that you follow has been answered:"), text, report_url(report), _way_out(alert)]
    return _letter(alert, subject, "\n\n".join(body))


def area_letter(alert: Alert, reports: Iterable[Report]) -> EmailMessage:
    """What was let through or answered there since the last letter."""
    with translation.override(alert.language):
        subject = _("News from: %(what)s") % {"what": alert_subject(alert)}
        body = [f"{_line(one)}\n{report_url(one)}" for one in reports]
    return _letter(alert, subject, "\n\n".join([*body, _way_out(alert)]))


def _line(report: Report) -> str:
    state = _("Put right") if report.state in SOLVED else _("Open")
    return f"[{state}] {report.public_zh}"


def report_url(report: Report) -> str:
    """The public page of a report."""
    return _absolute(reverse("portal:report_page", args=[report.code]))


def _way_out(alert: Alert) -> str:
    with translation.override(alert.language):
        return _("To get no more of these e-mails: %(url)s") % {"url": page_of(alert)}


def _letter(alert: Alert, subject: str, body: str) -> EmailMessage:
    channel = on_channel("email")
    sender = str((channel.settings.get("sender") if channel else "") or settings.DEFAULT_FROM_EMAIL)
    end = _absolute(reverse("portal:alert_end", args=[alert_token(alert)]))
    headers = {
        "Auto-Submitted": "auto-generated",
        # One click, no question (RFC 8058).
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return EmailMessage(subject, body, sender, [contact_of(alert)], headers=headers)


def send(letters: Iterable[EmailMessage]) -> int:
    """Send each; what one server or address refuses is told in the log without the address. Returns how many went."""
    connection, count = get_connection(), 0
    for letter in letters:
        letter.connection = connection
        try:
            letter.send()
            count += 1
        except (OSError, smtplib.SMTPException) as error:
            log.warning("an alert was not sent: %s", type(error).__name__)
    return count


def push(alert: Alert, at: datetime, title: str, body: str, url: str) -> bool:
    """Show it in the browser of the alert; one that is gone is forgotten with its alert. True if it went."""
    channel = on_channel("push")
    if channel is None or alert.way != AlertWay.PUSH:
        return False
    message: dict[str, Any] = {"title": title, "body": body[:400], "url": url}
    given = json.loads(contact_of(alert))
    topic = uuid.uuid5(TOPIC, f"{alert.pk}/{url}").hex
    outcome = push_to(channel, Browser(**given), message, topic=topic, at=at)
    if outcome.said == "gone":
        alert.delete()
    return outcome.is_success


def push_answer(alert: Alert, at: datetime, report: Report, text: str) -> bool:
    """The answer to a followed report."""
    with translation.override(alert.language):
        title = _("Answer to report %(code)s") % {"code": report.shown_code}
    return push(alert, at, title, text, report_url(report))


def push_news(alert: Alert, at: datetime, reports: list[Report]) -> bool:
    """One note for all that is new there; the page of the newest opens."""
    with translation.override(alert.language):
        title = _("News from: %(what)s") % {"what": alert_subject(alert)}
        body = "\n".join(_line(one) for one in reports)
    return push(alert, at, title, body, report_url(reports[-1]))
