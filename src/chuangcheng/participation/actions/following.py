"""Whoever says “me too” follows a report; whoever wants news of an area leaves an e-mail address and says yes to it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.tokens import new_token, token_hash
from chuangcheng.participation import guarding
from chuangcheng.participation.actions.receiving import seal
from chuangcheng.participation.models import AreaWatch, Follower, Report
from chuangcheng.participation.workflow import OPEN
from chuangcheng.places.queries import Area


def follow_report(*, by: Actor, at: datetime, report: Report, origin: str, email: str = "") -> Follower:
    """One more who has the same trouble; no new case. The same connection counts once.

    Refused: `flood`, `not_public`, `answered`.
    """
    by.must("participation.follow_report")
    if report.published_at is None:
        raise NotFound("report")
    if report.state not in OPEN:
        raise Refused("answered", _("This report has been answered. If the trouble is back, report it again."))
    guarding.counted("follow", origin, at)
    known = Follower.objects.filter(report=report, origin_hash=origin).first()
    if known is not None:
        return known
    with act("participation.follow_report", by=by, at=at, on=report, code=report.shown_code):
        try:
            with transaction.atomic():
                return Follower.objects.create(
                    report=report,
                    origin_hash=origin,
                    email_sealed=seal(email[:200]),
                    link_hash=token_hash(new_token()),
                    since=at,
                )
        except IntegrityError:
            return Follower.objects.get(report=report, origin_hash=origin)


def unfollow_report(*, by: Actor, at: datetime, follower: Follower) -> None:
    """By the link in the e-mail."""
    by.must("participation.unfollow_report")
    with act("participation.unfollow_report", by=by, at=at, on=follower.report, code=follower.report.shown_code):
        follower.delete()


def watch_area(*, by: Actor, at: datetime, area: Area, email: str, origin: str) -> tuple[AreaWatch, str]:
    """Ask for news of an area: nothing is sent but the question whether the address is right. Returns the watch and
    the secret for the question. Refused: `flood`."""
    by.must("participation.watch_area")
    guarding.counted("follow", origin, at)
    token, key = new_token(), guarding.keyed(email.lower(), "participation.email")
    with act("participation.watch_area", by=by, at=at, on=area, area=area.name_zh):
        watch, is_new = AreaWatch.objects.get_or_create(
            area=area,
            email_hash=key,
            defaults={
                "email_sealed": seal(email),
                "link_hash": token_hash(token),
                "language": (get_language() or "zh-hans")[:10],
                "asked_at": at,
            },
        )
        if not is_new and watch.confirmed_at is None:
            watch.link_hash, watch.asked_at = token_hash(token), at
            watch.save(update_fields=["link_hash", "asked_at"])
    return watch, token


def confirm_watch(*, by: Actor, at: datetime, watch: AreaWatch) -> AreaWatch:
    """The address is right."""
    by.must("participation.confirm_watch")
    with act("participation.confirm_watch", by=by, at=at, on=watch.area, area=watch.area.name_zh):
        watch.confirmed_at = watch.confirmed_at or at
        watch.save(update_fields=["confirmed_at"])
    return watch


def end_watch(*, by: Actor, at: datetime, watch: AreaWatch) -> None:
    """By the link in each e-mail."""
    by.must("participation.end_watch")
    with act("participation.end_watch", by=by, at=at, on=watch.area, area=watch.area.name_zh):
        watch.delete()
