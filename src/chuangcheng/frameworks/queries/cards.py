"""Standard cards by the wording of check points. Whoever sees editions sees them; withdrawn ones only who withdraws."""

from collections.abc import Iterable

from django.db.models import QuerySet

from chuangcheng.frameworks.models import CardKind, CheckPoint, StandardCard
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound

ORDER = {kind: place for place, kind in enumerate(CardKind.values)}


def cards_of(check_points: Iterable[CheckPoint]) -> dict[int, list[StandardCard]]:
    """check point id -> its cards: what is met, what is not, what does not count; each in the order added.

    One query for any number of check points; those without cards are left out.
    """
    points = list(check_points)
    by_wording: dict[str, list[StandardCard]] = {}
    rows = StandardCard.objects.filter(wording_zh__in={point.name_zh for point in points}, withdrawn_at=None)
    for card in sorted(rows.select_related("file"), key=lambda card: (ORDER[card.kind], card.added_at, card.pk)):
        by_wording.setdefault(card.wording_zh, []).append(card)
    return {point.pk: by_wording[point.name_zh] for point in points if point.name_zh in by_wording}


def card_for(actor: Actor, pk: int) -> StandardCard:
    """The one door to a card. NotFound for what may not be seen."""
    found = StandardCard.objects.select_related("file", "added_by").filter(pk=pk).first()
    if found is None or not actor.may_anywhere("frameworks.see_edition"):
        raise NotFound("card")
    if found.withdrawn_at is not None and not actor.may_anywhere("frameworks.withdraw_card"):
        raise NotFound("card")
    return found


def points_saying(wording_zh: str) -> QuerySet[CheckPoint]:
    """The check points of every edition that a card of this wording explains."""
    rows = CheckPoint.objects.filter(name_zh=wording_zh).select_related("edition", "site_type")
    return rows.order_by("-edition__year", "edition_id", "position")
