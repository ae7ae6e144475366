"""News of one journal row become deliveries: one per person and way, one per robot or webhook that listens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from chuangcheng.accounts.queries import Person
from chuangcheng.journal.queries import Entry
from chuangcheng.kit.jobs import enqueue
from chuangcheng.notices.kinds import Kind, kind_of
from chuangcheng.notices.models import BROADCAST, Channel, Delivery, Preference, PushSubscription
from chuangcheng.notices.queries.preferences import choices_of, hours_of, preferences_of, units_of
from chuangcheng.notices.rules.preferences import decide
from chuangcheng.notices.rules.timing import DIGEST, NEVER, leaves_at
from chuangcheng.units.queries import Post, holders_of

SEND = "chuangcheng.notices.jobs.send_delivery"
SOON = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds posts that were told, with those posts."""

    person: Person
    posts: list[Post]


def plan_deliveries(entry: Entry, post_ids: Iterable[int], at: datetime) -> int:
    """Put the deliveries of a row in line; those made already stay as they are. Returns how many are new.

    Everything happens in one transaction: what is planned and the jobs that send it exist together or not at all.
    """
    channels = list(Channel.objects.filter(is_on=True).select_related("unit"))
    if not channels:
        return 0
    kind, told = kind_of(entry.verb), _posts(post_ids)
    wanted = [
        *_to_people(entry, kind, told, [one for one in channels if one.kind not in BROADCAST], at),
        *_to_groups(entry, kind, told, [one for one in channels if one.kind in BROADCAST], at),
    ]
    return queue(wanted, at)


def queue(wanted: list[Delivery], at: datetime) -> int:
    """Store deliveries whose key is new, with a job for each that leaves now."""
    if not wanted:
        return 0
    with transaction.atomic():
        known = set(Delivery.objects.filter(key__in=[one.key for one in wanted]).values_list("key", flat=True))
        fresh = [one for one in wanted if one.key not in known]
        Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
        now = [one.key for one in fresh if one.next_at <= at + SOON]
        for pk in Delivery.objects.filter(key__in=now).values_list("pk", flat=True):
            enqueue(SEND, delivery_id=pk)
    return len(fresh)


def _posts(post_ids: Iterable[int]) -> list[Post]:
    return list(Post.objects.filter(pk__in=list(post_ids)).select_related("unit").order_by("pk"))


def _to_people(entry: Entry, kind: Kind, told: list[Post], channels: list[Channel], at: datetime) -> list[Delivery]:
    holders = _holders(told, at) if channels else []
    own, units = preferences_of([one.person.pk for one in holders], [post.unit_id for post in told])
    browsers = _with_browsers(holders)
    made = []
    for holder in holders:
        theirs = units_of(holder.posts, units)
        for channel in channels:
            if _has_address(holder.person, channel, browsers):
                made += _one(entry, kind, holder, channel, own.get(holder.person.pk), theirs, at)
    return made


def _holders(told: list[Post], at: datetime) -> list[Holder]:
    """Each person once, however many of their posts were told; closed accounts hear nothing."""
    found: dict[int, Holder] = {}
    holdings = holders_of([post.pk for post in told], at)
    for post in told:
        holding = holdings.get(post.pk)
        if holding is not None and holding.person.is_active:
            found.setdefault(holding.person_id, Holder(holding.person, [])).posts.append(post)
    return list(found.values())


def _with_browsers(holders: list[Holder]) -> set[int]:
    ids = [one.person.pk for one in holders]
    return set(PushSubscription.objects.filter(person__in=ids).values_list("person_id", flat=True))


def _has_address(person: Person, channel: Channel, browsers: set[int]) -> bool:
    match channel.kind:
        case "email":
            return bool(person.email)
        case "sms":
            return bool(person.phone)
    return person.pk in browsers


def _one(
    entry: Entry,
    kind: Kind,
    holder: Holder,
    channel: Channel,
    own: Preference | None,
    units: list[Preference],
    at: datetime,
) -> list[Delivery]:
    when = decide(kind.code, channel.kind, kind.defaults, *choices_of(own, units))
    if when == NEVER:
        return []
    leaves = leaves_at(
        at, when, hours_of(own, units), timezone.get_default_timezone(), is_urgent=kind.is_urgent and when != DIGEST
    )
    return [
        Delivery(
            key=f"{entry.pk}:{channel.pk}:{holder.person.pk}",
            channel=channel,
            entry=entry,
            kind=kind.code,
            person=holder.person,
            post=holder.posts[0],
            is_for_digest=when == DIGEST,
            next_at=leaves,
            made_at=at,
        )
    ]


def _to_groups(entry: Entry, kind: Kind, told: list[Post], channels: list[Channel], at: datetime) -> list[Delivery]:
    paths = [post.unit.path for post in told]
    return [
        Delivery(key=f"{entry.pk}:{one.pk}:0", channel=one, entry=entry, kind=kind.code, next_at=at, made_at=at)
        for one in channels
        if kind.code in one.kinds and (one.unit is None or any(path.startswith(one.unit.path) for path in paths))
    ]
