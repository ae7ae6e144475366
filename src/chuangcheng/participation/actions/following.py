"""Whoever says “me too” is counted; whoever asked for news hears the answer."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.sealed import open_value
from chuangcheng.notices.queries import on_channel
from chuangcheng.participation import alerting, guarding
from chuangcheng.participation.actions.receiving import own_token
from chuangcheng.participation.models import AlertWay, AnswerState, Contact, Follower, Report
from chuangcheng.participation.queries.alerts import alerts_of
from chuangcheng.participation.workflow import OPEN


def follow_report(*, by: Actor, at: datetime, report: Report, origin: str) -> Follower:
    """One more who has the same trouble; no new case. The same connection counts once.

    Refused: `flood`, `answered`; NotFound for what was not let through.
    """
    by.must("participation.follow_report")
    if report.published_at is None:
        raise NotFound("report")
    if report.state not in OPEN:
        said = gettext_lazy("This report has been answered. If the trouble is back, report it again.")
        raise Refused("answered", said)
    guarding.counted("follow", origin, at)
    known = Follower.objects.filter(report=report, origin_hash=origin).first()
    if known is not None:
        return known
    try:
        with transaction.atomic(), act("participation.follow_report", by=by, at=at, on=report, code=report.shown_code):
            return Follower.objects.create(report=report, origin_hash=origin, since=at)
    except IntegrityError:
        return Follower.objects.get(report=report, origin_hash=origin)


def tell_followers(*, by: Actor, at: datetime, report: Report) -> int:
    """Send the answer to the writer who left an address and to whoever asked for news of this report, by the ways
    that the office switched on. Returns how many it went to."""
    by.must("participation.tell_followers")
    answer = report.replies.filter(state=AnswerState.PUBLISHED).last()
    if answer is None:
        return 0
    letters = list(_letters(report, answer.text_zh)) if on_channel("email") else []
    browsers = [one for one in alerts_of(report) if one.way == AlertWay.PUSH] if on_channel("push") else []
    if not letters and not browsers:
        return 0
    count = len(letters) + len(browsers)
    with act("participation.tell_followers", by=by, at=at, on=report, code=report.shown_code, count=count):
        pass
    told = alerting.send(letters)
    return told + sum(alerting.push_answer(one, at, report, answer.text_zh) for one in browsers)


def _letters(report: Report, text: str) -> Iterator[EmailMessage]:
    contact = Contact.objects.filter(report=report).first()
    if contact and contact.email_sealed:
        yield _to_writer(report, text, open_value(contact.email_sealed, alerting.SEAL).decode())
    if report.published_at is not None:
        yield from (alerting.answer_letter(one, report, text) for one in alerts_of(report) if one.way == AlertWay.EMAIL)


def _to_writer(report: Report, text: str, email: str) -> EmailMessage:
    channel = on_channel("email")
    own = settings.PUBLIC_URL.rstrip("/") + reverse(
        "portal:own_report", args=[own_token(report.client_id, report.link_hash)]
    )
    with translation.override(report.language):
        body = "\n\n".join([_("Your report has been answered:"), text, own])
        subject = _("Answer to report %(code)s") % {"code": report.shown_code}
    sender = str((channel.settings.get("sender") if channel else "") or settings.DEFAULT_FROM_EMAIL)
    return EmailMessage(subject, body, sender, [email], headers={"Auto-Submitted": "auto-generated"})
