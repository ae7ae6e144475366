"""Attempts: take a delivery in hand, hand it over outside of any transaction, note what came of it."""

import logging
import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from chuangcheng.kit.jobs import enqueue, waiting
from chuangcheng.kit.outbound import Unreachable
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.kit.transitions import step
from chuangcheng.notices.composing import Words, compose
from chuangcheng.notices.delivering.bundling import bundle
from chuangcheng.notices.delivering.costs import CapReached, settle, spend
from chuangcheng.notices.delivering.planning import SEND as JOB
from chuangcheng.notices.models import Attempt, Channel, Delivery, DeliveryState
from chuangcheng.notices.receivers import hand_over
from chuangcheng.notices.receivers.outcome import Outcome
from chuangcheng.notices.rules.timing import MOST_ATTEMPTS, pause_after, rest_after
from chuangcheng.notices.workflow import DELIVERIES, FAIL, GIVE_UP, SEND

log = logging.getLogger(__name__)
IN_HAND = timedelta(minutes=3)
"""Longer than any exchange lasts: a delivery whose worker was killed is taken up again after it."""
TO_SEND = (DeliveryState.WAITING, DeliveryState.FAILED)
MOST_PER_MINUTE = {"wecom": 20, "dingtalk": 20, "feishu": 60}
"""What the platforms take from one robot; more is refused there and would count as failures."""


def send_due(at: datetime, limit: int = 500) -> int:
    """Put every delivery that is due and not in line yet in line; returns how many."""
    due = Delivery.objects.filter(state__in=TO_SEND, next_at__lte=at).filter(_free(at)).order_by("next_at")
    in_line = {arguments.get("delivery_id") for arguments in waiting(JOB)}
    found = [pk for pk in due.values_list("pk", flat=True)[:limit] if pk not in in_line]
    for pk in found:
        enqueue(JOB, delivery_id=pk)
    return len(found)


def _free(at: datetime) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=at)


def attempt_delivery(pk: int, at: datetime) -> None:
    """One attempt, if the delivery is due and nobody has it in hand. Safe to run twice at once and again."""
    taken = Delivery.objects.filter(_free(at), pk=pk, state__in=TO_SEND, next_at__lte=at)
    if not taken.update(claimed_until=at + IN_HAND):
        return
    delivery = Delivery.objects.select_related("channel", "entry__personal", "person", "post__unit").get(pk=pk)
    if until := _must_wait(delivery.channel, at):
        Delivery.objects.filter(pk=pk).update(next_at=until, claimed_until=None)
        return
    if delivery.is_for_digest and (delivery := bundle(delivery, at)) is None:  # type: ignore[assignment]
        return
    if not delivery.channel.is_on and delivery.kind != "test":
        _give_up(delivery, "the channel is switched off")
        return
    cost, outcome = _tried(delivery, at)
    with transaction.atomic():
        settle(delivery, cost, at, is_sent=outcome.is_success)
        _note(delivery, outcome, at)


def _tried(delivery: Delivery, at: datetime) -> tuple[int, Outcome]:
    """(what was set aside, what came of it). Whatever goes wrong is an outcome: nothing here may lose a delivery."""
    try:
        words = compose(delivery, at)
        cost = spend(delivery, words, at)
    except CapReached as cap:
        return 0, Outcome(False, said=str(cap), is_final=True, is_receivers_fault=False)
    except Exception as error:
        log.exception("delivery %s cannot be put into words", delivery.pk)
        return 0, Outcome(False, said=type(error).__name__, is_receivers_fault=False)
    return cost, _outcome(delivery, words, at)


def _outcome(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    try:
        return hand_over(delivery, words, at)
    except Unreachable as error:
        return Outcome(False, said=str(error))
    except Refused as refused:
        return Outcome(False, said=refused.code, is_final=True)
    except Exception as error:
        log.exception("delivery %s", delivery.pk)
        return Outcome(False, said=type(error).__name__)


def _must_wait(channel: Channel, at: datetime) -> datetime | None:
    """Until when the channel rests, or its platform would take no more of this minute."""
    if channel.resting_until and channel.resting_until > at:
        return channel.resting_until
    most = MOST_PER_MINUTE.get(channel.kind)
    minute = timedelta(minutes=1)
    if most and Attempt.objects.filter(channel=channel, at__gt=at - minute, at__lte=at).count() >= most:
        return at + minute
    return None


def _note(delivery: Delivery, outcome: Outcome, at: datetime) -> None:
    Attempt.objects.create(
        delivery=delivery,
        channel=delivery.channel,
        at=at,
        is_success=outcome.is_success,
        status=outcome.status,
        said=outcome.said[:500],
    )
    count = delivery.attempt_count + 1
    if outcome.is_success:
        _move(delivery, SEND, attempt_count=count, sent_at=at, receipt=outcome.receipt[:100], problem="")
        Channel.objects.filter(pk=delivery.channel_id).update(failure_streak=0, resting_until=None)
        return
    if outcome.is_receivers_fault:
        _rest(delivery.channel, at)
    if outcome.is_final or count >= MOST_ATTEMPTS:
        _move(delivery, GIVE_UP, attempt_count=count, problem=outcome.said[:300])
        return
    pause = pause_after(count, random.random(), outcome.retry_after)  # noqa: S311 (spreads attempts, guards nothing)
    _move(delivery, FAIL, attempt_count=count, next_at=at + pause, problem=outcome.said[:300])


def _rest(channel: Channel, at: datetime) -> None:
    """A receiver that fails again and again is left alone for a while, so that it does not hold up the others."""
    Channel.objects.filter(pk=channel.pk).update(failure_streak=F("failure_streak") + 1)
    channel.refresh_from_db(fields=["failure_streak"])
    if rest := rest_after(channel.failure_streak):
        Channel.objects.filter(pk=channel.pk).update(resting_until=at + rest)


def _give_up(delivery: Delivery, problem: str) -> None:
    _move(delivery, GIVE_UP, problem=problem[:300])


def _move(delivery: Delivery, verb: str, **changes: object) -> None:
    """A step of the table. Somebody else's step in between wins: the receiver may then get a message twice."""
    move = DELIVERIES.find(verb, delivery.state)
    if move is None:
        log.warning("delivery %s: %s from %s", delivery.pk, verb, delivery.state)
        return
    try:
        step(Delivery.objects, delivery.pk, move, claimed_until=None, **changes)
    except Stale:
        log.warning("delivery %s was moved meanwhile", delivery.pk)
