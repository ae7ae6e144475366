"""Phones that work without a network: taken up by their person, revoked by the person or the office."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import Device
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused

SEEN_EVERY = timedelta(minutes=10)
"""A phone that syncs twenty records in a minute is noted as seen once."""


def register_device(*, by: Actor, at: datetime, uid: UUID, name: str, is_kept: bool | None) -> Device:
    """The actor's own phone, new or known. Refused `device_of_another`, `device_revoked`."""
    if not by.person_id:
        raise NotAllowed("accounts.register_device")
    known = Device.objects.filter(uid=uid).first()
    if known is not None:
        _must_be_usable(known, by.person_id)
        if known.is_kept != is_kept:
            Device.objects.filter(pk=known.pk).update(is_kept=is_kept)
            known.is_kept = is_kept
        return known
    with act("accounts.register_device", by=by, at=at, device=name) as record:
        device = Device.objects.create(
            uid=uid, person_id=by.person_id, name=name[:120], is_kept=is_kept, registered_at=at, seen_at=at
        )
        record.on(device.person)
    return device


def revoke_device(*, by: Actor, at: datetime, device: Device) -> Device:
    """A lost phone: it can fetch and send nothing more, and forgets its packet. One's own, or anybody's with the verb.

    Refused `device_revoked` when that was done already.
    """
    if by.person_id != device.person_id:
        by.must("accounts.revoke_device")
    with act("accounts.revoke_device", by=by, at=at, on=device.person, name=device.person.name):
        if not Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at):
            raise Refused("device_revoked", _("This phone has been revoked already."))
        device.revoked_at = at
    return device


def seen_device(person_id: int | None, uid: UUID, at: datetime) -> Device:
    """The person's phone that sends a request, noted as seen. NotFound where it is not known here, Refused
    `device_of_another`, `device_revoked`.
    """
    device = Device.objects.filter(uid=uid).first()
    if device is None:
        raise NotFound("device")
    _must_be_usable(device, person_id)
    if at - device.seen_at >= SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=at)
    return device


def _must_be_usable(device: Device, person_id: int | None) -> None:
    if device.revoked_at is not None:
        raise Refused("device_revoked", _("This phone has been revoked. Ask the campaign office for help."))
    if device.person_id != person_id:
        raise Refused("device_of_another", _("This phone was taken up under another name."))
