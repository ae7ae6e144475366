"""Browsers that show a person's news."""

import hashlib
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.outbound import Unreachable, resolve
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.notices.models import PushSubscription
from chuangcheng.notices.receivers.push import CURVE, MOST_BROWSERS, SEAL, decoded


def subscribe_browser(
    *, by: Actor, at: datetime, endpoint: str, p256dh: str, auth: str, device: str = ""
) -> PushSubscription:
    """This browser shows the actor's news from now on; whoever used it before gets nothing here any more.

    Refused `bad_subscription`, `internal_address`, `too_many`.
    """
    if not by.person_id:
        raise NotAllowed("notices.subscribe_browser")
    secret = checked_browser(endpoint=endpoint, p256dh=p256dh, auth=auth)
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    with act("notices.subscribe_browser", by=by, at=at, device=device[:80]) as record:
        own = PushSubscription.objects.filter(person_id=by.person_id).exclude(endpoint_hash=digest)
        if own.count() >= MOST_BROWSERS:
            raise Refused("too_many", _("At most five browsers: remove one that is not used any more."))
        values = {
            "person_id": by.person_id,
            "endpoint": endpoint,
            "p256dh": p256dh,
            "sealed_auth": seal_value(secret, SEAL),
            "device": device[:80],
            "made_at": at,
        }
        made, _made = PushSubscription.objects.update_or_create(endpoint_hash=digest, defaults=values)
        record.on(made)
    return made


def checked_browser(*, endpoint: str, p256dh: str, auth: str) -> bytes:
    """The secret, if key, secret and address are such as a browser gives."""
    wrong = Refused("bad_subscription", _("The browser did not give a whole subscription; try again."))
    try:
        key, secret = decoded(p256dh), decoded(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, key)
    except ValueError:
        raise wrong from None
    if len(secret) != 16 or len(endpoint) > 1000:
        raise wrong
    try:
        resolve(endpoint)
    except Unreachable:
        raise wrong from None
    return secret


def unsubscribe_browser(*, by: Actor, at: datetime, browser: PushSubscription) -> None:
    """One's own browser shows no news any more."""
    if by.person_id != browser.person_id:
        raise NotAllowed("notices.unsubscribe_browser")
    with act("notices.unsubscribe_browser", by=by, at=at, on=browser, device=browser.device):
        browser.delete()
