"""Setting up channels, switching them, changing their secrets."""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.queries import Language
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.outbound import Unreachable, check_url, resolve
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.notices.channel_fields import FIELDS, Field
from chuangcheng.notices.kinds import BY_CODE, DIGEST_TEXT, TEST_TEXT
from chuangcheng.notices.models import BROADCAST, PERSONAL, Channel, ChannelKind
from chuangcheng.notices.queries.channels import SEAL, keys_of
from chuangcheng.notices.receivers.push import new_vapid_keys
from chuangcheng.notices.receivers.sms import FIELDS as SMS_FIELDS
from chuangcheng.notices.rules.signing import webhook_secret
from chuangcheng.notices.rules.texts import unknown
from chuangcheng.units.queries import Unit

HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
OLD_LASTS = timedelta(hours=24)
"""So long both secrets of a webhook count after a change."""


def define_channel(
    *,
    by: Actor,
    at: datetime,
    channel: Channel | None = None,
    kind: str = "",
    name: str,
    values: Mapping[str, Any],
    language: str = Language.SIMPLIFIED,
    unit: Unit | None = None,
    kinds: Iterable[str] = (),
    price_fen: int = 0,
    day_cap_fen: int | None = None,
    month_cap_fen: int | None = None,
) -> Channel:
    """Set up a channel, switched off, or change one. A secret left blank stays as it was.

    Refused `missing`, `bad_url`, `internal_address`, `unknown_kind`, `unknown_placeholder`, naming the field.
    """
    by.must("notices.define_channel")
    with act("notices.define_channel", by=by, at=at) as record:
        made = channel or Channel(kind=kind, made_at=at)
        if made.kind not in ChannelKind.values:
            raise Refused("unknown_kind", _("There is no such kind of channel."), field="kind")
        made.name, made.language = _given(name, "name"), language
        made.unit, made.kinds = (unit, _known(kinds)) if made.kind in BROADCAST else (None, [])
        made.price_fen, made.day_cap_fen, made.month_cap_fen = price_fen, day_cap_fen, month_cap_fen
        _settle(made, values)
        made.save()
        record.on(made, kind=made.kind, name=made.name, unit=unit.code if unit else "", kinds=made.kinds)
    return made


def _given(text: str, field: str) -> str:
    if not text.strip():
        raise Refused("missing", _("This is needed."), field=field)
    return text.strip()


def _known(kinds: Iterable[str]) -> list[str]:
    found = list(kinds)
    if not found or set(found) - set(BY_CODE):
        raise Refused("unknown_kind", _("Choose at least one kind of news."), field="kinds")
    return [code for code in BY_CODE if code in found]


def _settle(channel: Channel, values: Mapping[str, Any]) -> None:
    """Open settings beside sealed ones; what the product itself makes (keys of push, secrets of webhooks) stays."""
    keys = keys_of(channel)
    settings = {name: value for name, value in channel.settings.items() if name == "public_key"}
    for field in FIELDS[channel.kind]:
        value = values.get(field.name, "")
        _check(field, value, is_kept=bool(keys.get(field.name)))
        if not field.is_secret:
            settings[field.name] = value
        elif value:
            keys[field.name] = value
    if channel.kind == ChannelKind.PUSH and "private" not in keys:
        keys["private"], settings["public_key"] = new_vapid_keys()
    if channel.kind == ChannelKind.WEBHOOK and "secret" not in keys:
        keys["secret"] = webhook_secret(secrets.token_bytes(32))
    channel.settings, channel.sealed = settings, _sealed(keys)


def _sealed(keys: Mapping[str, Any]) -> str:
    return seal_value(json.dumps(keys).encode(), SEAL) if keys else ""


def _check(field: Field, value: Any, *, is_kept: bool) -> None:
    if not value:
        if field.is_required and not is_kept:
            raise Refused("missing", _("This is needed."), field=field.name)
        return
    if field.shape == "url":
        _check_address(str(value), field.name)
    if check := CHECKS.get(field.name):
        check(value, field.name)


def _check_header(value: Any, field: str) -> None:
    if not HEADER.fullmatch(str(value)):
        raise Refused("bad_header", _("A header's name has letters, digits and dashes only."), field=field)


def _check_sender(value: Any, field: str) -> None:
    try:
        validate_email(parseaddr(str(value))[1])
    except ValidationError:
        raise Refused("email_form", _("Write one e-mail address."), field=field) from None


def _check_fields(value: Any, field: str) -> None:
    for text in value.values():
        if wrong := unknown(str(text), SMS_FIELDS):
            message = _("There is no placeholder {name}.").format(name="{" + wrong[0] + "}")
            raise Refused("unknown_placeholder", message, field=field)


def _check_templates(value: Any, field: str) -> None:
    if wrong := sorted(set(value) - set(BY_CODE) - {"*", DIGEST_TEXT, TEST_TEXT}):
        raise Refused("unknown_kind", _("There is no kind of news {name}.").format(name=wrong[0]), field=field)


def _check_address(url: str, field: str) -> None:
    """A wrong or internal address is told at once; each sending checks anew. A name that is not known yet may come."""
    try:
        check_url(url)
        resolve(url)
    except Refused as refused:
        raise Refused(refused.code, refused.message, field=field) from None
    except Unreachable:
        pass


CHECKS = {
    "key_header": _check_header,
    "sender": _check_sender,
    "fields": _check_fields,
    "templates": _check_templates,
}


def switch_on_channel(*, by: Actor, at: datetime, channel: Channel) -> Channel:
    """From now on news leave here. Of e-mail, short messages and push one channel each may be on."""
    by.must("notices.switch_on_channel")
    with act("notices.switch_on_channel", by=by, at=at, on=channel, name=channel.name):
        others = Channel.objects.filter(kind=channel.kind, is_on=True).exclude(pk=channel.pk)
        if channel.kind in PERSONAL and others.exists():
            raise Refused("one_is_on", _("Another channel of this kind is on; switch it off first."))
        Channel.objects.filter(pk=channel.pk).update(is_on=True, failure_streak=0, resting_until=None)
        channel.is_on = True
    return channel


def switch_off_channel(*, by: Actor, at: datetime, channel: Channel) -> Channel:
    """Nothing leaves here any more; what waited is given up when its moment comes, and can be released later."""
    by.must("notices.switch_off_channel")
    with act("notices.switch_off_channel", by=by, at=at, on=channel, name=channel.name):
        Channel.objects.filter(pk=channel.pk).update(is_on=False)
        channel.is_on = False
    return channel


def rotate_secret(*, by: Actor, at: datetime, channel: Channel) -> str:
    """The new signing secret of a webhook, shown this once. For a day both sign, so that the receiver can change."""
    by.must("notices.rotate_secret")
    with act("notices.rotate_secret", by=by, at=at, on=channel, name=channel.name):
        if channel.kind != ChannelKind.WEBHOOK:
            raise Refused("no_secret", _("Only webhooks are signed with a secret of ours."))
        keys = keys_of(channel)
        fresh = webhook_secret(secrets.token_bytes(32))
        keys.update(old=keys["secret"], old_until=(at + OLD_LASTS).isoformat(), secret=fresh)
        channel.sealed = _sealed(keys)
        channel.save(update_fields=["sealed"])
    return fresh
