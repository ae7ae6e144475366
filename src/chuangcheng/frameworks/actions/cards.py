"""Standard cards: added and withdrawn at any time, since they explain a wording and do not change the edition."""

import io
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.models import File
from chuangcheng.frameworks.models import CardKind, CheckPoint, Edition, StandardCard
from chuangcheng.frameworks.rules.cards import MOST_CARDS
from chuangcheng.frameworks.spreadsheet.cards import NewCard
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

LONGEST_CAPTION = 200


def add_card(
    *,
    by: Actor,
    at: datetime,
    check_point: CheckPoint,
    kind: str,
    caption: str,
    picture: File,
    source: str = "",
) -> StandardCard:
    """Show what a check point means by a picture. All check points of the same wording show it.

    Refused: `unknown_kind`, `no_caption`, `no_picture` (the file is none), `card_exists`, `too_many_cards`.
    """
    by.must("frameworks.add_card")
    caption = caption.strip()
    _check(kind, caption, picture)
    wording = check_point.name_zh
    with act("frameworks.add_card", by=by, at=at) as record:
        shown = list(StandardCard.objects.filter(wording_zh=wording, withdrawn_at=None).values_list("kind", "file_id"))
        if (kind, picture.pk) in shown:
            raise Refused("card_exists", _("This picture stands on a card of the same kind already."), field="picture")
        if len(shown) >= MOST_CARDS:
            raise Refused(
                "too_many_cards", _("A check point has at most %(most)s cards: withdraw one.") % {"most": MOST_CARDS}
            )
        card = StandardCard.objects.create(
            wording_zh=wording,
            kind=kind,
            caption_zh=caption,
            source_zh=source.strip()[:LONGEST_CAPTION],
            file=picture,
            added_at=at,
            added_by_id=by.person_id,
        )
        record.on(card, wording=wording, caption=caption, kind=str(kind), sha256=picture.sha256)
    return card


def import_cards(*, by: Actor, at: datetime, edition: Edition, cards: Sequence[NewCard]) -> list[StandardCard]:
    """Add the cards of an archive, all or none. Refused as `add_card`, and with the codes of `store_file`."""
    by.must("frameworks.import_cards")
    # Pictures first: decoding them must not hold the database's one writer.
    files = [store_file(by=by, at=at, name=card.name, content=io.BytesIO(card.content)) for card in cards]
    with act("frameworks.import_cards", by=by, at=at, on=edition, code=edition.code, cards=len(cards)):
        return [
            add_card(
                by=by,
                at=at,
                check_point=card.check_point,
                kind=card.kind,
                caption=card.caption,
                picture=file,
                source=card.source,
            )
            for card, file in zip(cards, files, strict=True)
        ]


def _check(kind: str, caption: str, picture: File) -> None:
    if kind not in CardKind.values:
        raise Refused("unknown_kind", _("Choose what the card shows."), field="kind")
    if not caption or len(caption) > LONGEST_CAPTION:
        raise Refused("no_caption", _("Say in a sentence what the picture shows."), field="caption")
    if not picture.is_image:
        raise Refused("no_picture", _("A card shows a picture: choose JPEG, PNG or WebP."), field="picture")


def withdraw_card(*, by: Actor, at: datetime, card: StandardCard, reason: str) -> StandardCard:
    """Show a card no more; it stays in the record. Refused: `reason_missing`, `card_withdrawn`."""
    by.must("frameworks.withdraw_card")
    reason = reason.strip()
    if not reason:
        raise Refused("reason_missing", _("Say why the card is withdrawn."), field="reason")
    with act("frameworks.withdraw_card", by=by, at=at, on=card, wording=card.wording_zh, reason=reason):
        if not StandardCard.objects.filter(pk=card.pk, withdrawn_at=None).update(withdrawn_at=at):
            raise Refused("card_withdrawn", _("This card has been withdrawn already."))
        card.withdrawn_at = at
    return card
