"""QR signs: made with a token of 144 random bits, revoked when lost or wrong. A token is never given out twice."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.places.models import Sign, SignKind
from chuangcheng.places.queries.codes import BATCH
from chuangcheng.places.queries.signs import named_places, valid_signs

TOKEN_BYTES = 18


def make_signs(
    *, by: Actor, at: datetime, kind: str, codes: Sequence[str], labels: Mapping[str, str] | None = None
) -> list[Sign]:
    """A valid sign for each code: those that have one keep it. `labels` name patrol points, which have no other name.

    Returned in the order of `codes`. Refused for a code that names nothing.
    """
    by.must("places.make_signs")
    with act("places.make_signs", by=by, at=at) as record:
        if kind not in SignKind.values:
            raise Refused("unknown_kind", _("There are no signs of this kind."), field="kind")
        wanted = list(dict.fromkeys(codes))
        names = _names(by, kind, wanted, labels or {})
        standing = {sign.place_code: sign for sign in valid_signs(kind, wanted)}
        new = [
            Sign(
                token=secrets.token_urlsafe(TOKEN_BYTES),
                kind=kind,
                place_code=code,
                label_zh=names[code][:200],
                made_at=at,
            )
            for code in wanted
            if code not in standing
        ]
        standing.update((sign.place_code, sign) for sign in Sign.objects.bulk_create(new, batch_size=BATCH))
        record.note(kind=kind, count=len(new), codes=[sign.place_code for sign in new])
    return [standing[code] for code in wanted]


def _names(by: Actor, kind: str, codes: Sequence[str], labels: Mapping[str, str]) -> dict[str, str]:
    if kind == SignKind.PATROL_POINT:
        names = {code: labels.get(code, "").strip() for code in codes}
    else:
        names = {place.code: place.name_zh for place in named_places(by, "places.make_signs", kind, codes).values()}
    for code in codes:
        if not names.get(code):
            raise Refused("unknown_place", _("No place has the code {code}.").format(code=code), field="codes")
    return names


def revoke_sign(*, by: Actor, at: datetime, sign: Sign, reason: str) -> Sign:
    """From now on whoever scans the sign finds nothing. The reason is kept in the journal."""
    by.must("places.revoke_sign")
    if sign.kind != SignKind.PATROL_POINT and any(grant.area_path for grant in by.scopes("places.revoke_sign")):
        place = named_places(by, "places.revoke_sign", sign.kind, [sign.place_code])
        if not place:
            raise NotAllowed("places.revoke_sign")
    with act("places.revoke_sign", by=by, at=at, on=sign) as record:
        if not reason.strip():
            raise Refused("reason_needed", _("Say why the sign is revoked."), field="reason")
        if not Sign.objects.filter(pk=sign.pk, revoked_at=None).update(revoked_at=at):
            raise Refused("revoked", _("This sign has been revoked already."))
        sign.revoked_at = at
        record.note(kind=sign.kind, code=sign.place_code, reason=reason.strip())
    return sign
