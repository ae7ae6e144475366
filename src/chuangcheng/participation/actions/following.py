"""Whoever says “me too” follows a report; the answer is sent to those who left an e-mail address."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.sealed import open_value
from chuangcheng.kit.tokens import token_hash
from chuangcheng.notices.queries import on_channel
from chuangcheng.participation import guarding
from chuangcheng.participation.actions.receiving import own_token, seal
from chuangcheng.participation.models import AnswerState, Contact, Follower, Report
from chuangcheng.participation.workflow import OPEN


def _token(report: Report, origin: str) -> str:
    """The secret of a follower's link: it follows from what is stored, so that each e-mail can carry it."""
    return guarding.keyed(f"{report.pk}/{origin}", "participation.follow")[:40]


def follow_report(*, by: Actor, at: datetime, report: Report, origin: str, email: str = "") -> Follower:
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
    link = token_hash(_token(report, origin))
    try:
        with transaction.atomic(), act("participation.follow_report", by=by, at=at, on=report, code=report.shown_code):
            return Follower.objects.create(
                report=report, origin_hash=origin, email_sealed=seal(email[:200]), link_hash=link, since=at
            )
    except IntegrityError:
        return Follower.objects.get(report=report, origin_hash=origin)


def unfollow_report(*, by: Actor, at: datetime, token: str) -> None:
    """By the link in the e-mail: the address is forgotten, the follower stays counted. NotFound for an unknown one."""
    by.must("participation.unfollow_report")
    follower = Follower.objects.select_related("report").filter(link_hash=token_hash(token)).first()
    if follower is None:
        raise NotFound("follower")
    with act("participation.unfollow_report", by=by, at=at, on=follower.report, code=follower.report.shown_code):
        follower.email_sealed = ""
        follower.save(update_fields=["email_sealed"])


def tell_followers(*, by: Actor, at: datetime, report: Report) -> int:
    """Send the answer to whoever left an address, once: an address is told of each answer, by the e-mail channel that
    the office switched on. Without one nothing is sent. Returns how many."""
    by.must("participation.tell_followers")
    channel, answer = on_channel("email"), report.replies.filter(state=AnswerState.PUBLISHED).last()
    if channel is None or answer is None:
        return 0
    letters = list(_letters(report))
    if not letters:
        return 0
    with act("participation.tell_followers", by=by, at=at, on=report, code=report.shown_code, count=len(letters)):
        sender = str(channel.settings.get("sender") or settings.DEFAULT_FROM_EMAIL)
        connection = get_connection()
        for email, url in letters:
            _letter(report, answer.text_zh, email, url, sender, connection).send()
    return len(letters)


def _letters(report: Report) -> Iterator[tuple[str, str]]:
    """(address, link of its own) of the writer and the followers."""
    contact = Contact.objects.filter(report=report).first()
    if contact and contact.email_sealed:
        yield _opened(contact.email_sealed), reverse("portal:own_report", args=[own_token(report.client_id)])
    for follower in report.followers.exclude(email_sealed=""):
        yield _opened(follower.email_sealed), reverse("portal:unfollow", args=[_token(report, follower.origin_hash)])


def _opened(sealed: str) -> str:
    return open_value(sealed, "participation").decode()


def _letter(report: Report, text: str, email: str, path: str, sender: str, connection: Any) -> EmailMessage:
    public = settings.PUBLIC_URL.rstrip("/")
    page = public + reverse("portal:report_page", args=[report.code])
    own = "/own/" in path
    with translation.override(report.language if own else "zh-hans"):
        last = public + path if own else _("To get no more e-mails about this report: %(url)s") % {"url": public + path}
        body = "\n\n".join([_("The report that you follow has been answered:"), text, page, last])
        subject = _("Answer to report %(code)s") % {"code": report.shown_code}
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, sender, [email], headers=headers, connection=connection)
