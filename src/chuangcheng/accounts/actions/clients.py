"""Keys of other systems: issued once, kept as a hash, counted in the database so that limits hold in every process."""

import secrets
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.actions.people import deactivate_person, register_person
from chuangcheng.accounts.models import ApiClient
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.tokens import new_token, token_hash

MOST_A_MINUTE, MOST_A_DAY = 6_000, 1_000_000


class TooMany(Refused):
    """The client has used up its minute or its day. `wait_s`: seconds until the next window."""

    status = 429

    def __init__(self, wait_s: int) -> None:
        super().__init__("too_many", _("This key has used up its requests. Try again later."))
        self.wait_s = wait_s


def issue_client(*, by: Actor, at: datetime, name: str, a_minute: int, a_day: int) -> tuple[ApiClient, str]:
    """(the client, its key). The key is shown this once. An account of its own comes with it, without a password;
    what it may see and do follows from the posts that it is appointed to. Refused: `missing`, `limit`."""
    by.must("accounts.issue_client")
    name = name.strip()[:60]
    if not name:
        raise Refused("missing", _("Give it a name."), field="name")
    if not (0 < a_minute <= MOST_A_MINUTE and 0 < a_day <= MOST_A_DAY):
        raise Refused("limit", _("A limit lies between 1 and 6,000 a minute, 1 and 1,000,000 a day."), field="a_minute")
    key = new_token()
    with act("accounts.issue_client", by=by, at=at, client=name) as record:
        person = register_person(by=by, at=at, username=f"system-{secrets.token_hex(5)}", name=name)
        made = ApiClient.objects.create(
            name=name,
            person=person,
            key_hash=token_hash(key),
            key_hint=key[-4:],
            a_minute=a_minute,
            a_day=a_day,
            issued_by_id=by.person_id,
            issued_at=at,
        )
        record.on(made, a_minute=a_minute, a_day=a_day)
    return made, key


def revoke_client(*, by: Actor, at: datetime, client: ApiClient, reason: str) -> ApiClient:
    """From now on the key opens nothing, and the account is closed. Refused: `missing`, `revoked`."""
    by.must("accounts.revoke_client")
    if not reason.strip():
        raise Refused("missing", _("Say why."), field="reason")
    with act("accounts.revoke_client", by=by, at=at, on=client, client=client.name, reason=reason.strip()):
        if not ApiClient.objects.filter(pk=client.pk, revoked_at=None).update(revoked_at=at):
            raise Refused("revoked", _("This key has been revoked already."))
        client.revoked_at = at
        if client.person.is_active:
            deactivate_person(by=by, at=at, person=client.person, reason=reason.strip())
    return client


def use_key(key: str, at: datetime) -> ApiClient | None:
    """The client whose key this is, with one more request counted; None for an unknown or revoked key.

    Raises TooMany beyond the limits. Windows are the minute and the city's day.
    """
    rows = ApiClient.objects.select_related("person").filter(revoked_at=None, person__is_active=True)
    client = rows.filter(key_hash=token_hash(key)).first() if key.isascii() and 20 <= len(key) <= 100 else None
    if client is None:
        return None
    minute, day = at.replace(second=0, microsecond=0), timezone.localdate(at)
    mine = ApiClient.objects.filter(pk=client.pk)
    # Compare-and-set: whichever process comes first in a window begins it, all others add to it.
    for window, now in (("day", day), ("minute", minute)):
        count = f"{window}_count"
        if not mine.filter(**{window: now}).update(**{count: F(count) + 1}):
            begun = mine.filter(Q(**{window: None}) | ~Q(**{window: now})).update(**{window: now, count: 1})
            if not begun:
                mine.update(**{count: F(count) + 1})
    mine.update(used_at=at)
    client.refresh_from_db(fields=["minute_count", "day_count", "used_at"])
    if client.day_count > client.a_day:
        tomorrow = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        raise TooMany(max(1, 24 * 3600 - int((at - tomorrow).total_seconds())))
    if client.minute_count > client.a_minute:
        raise TooMany(max(1, 60 - at.second))
    return client
