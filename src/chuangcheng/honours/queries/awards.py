"""Honours as the desk sees them."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.honours.access import within
from chuangcheng.honours.models import Award, AwardState, Nomination
from chuangcheng.honours.workflow import AWARDS, HELD
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move

OF_ENGINE = frozenset({"honours.revoke_award"})
RELATED = ("nomination__season__programme", "nomination__unit", "nomination__area", "proceeding", "revocation")


def awards_for(actor: Actor, *, state: str = "", words: str = "") -> QuerySet[Award]:
    """Those the actor may see, newest first."""
    rows = Award.objects.filter(within(actor, "nomination__unit__path")).select_related(*RELATED)
    if words.strip():
        rows = rows.filter(search_text__contains=search_text(words)[:60])
    return rows.filter(state=state) if state in AwardState.values else rows


def get_award_for(actor: Actor, pk: int) -> Award:
    """The only door to one; raises NotFound."""
    found = awards_for(actor).select_related("event", "nomination__site", *RELATED).filter(pk=pk).first()
    if found is None:
        raise NotFound("award")
    return found


def award_moves(actor: Actor, award: Award) -> list[Move]:
    """What this actor may do; a revocation that is under way is decided in its proceeding."""
    unit = award.nomination.unit
    own = unit is not None and actor.belongs_to([unit.path])
    return [
        move
        for move in AWARDS.leaving(award.state)
        if move.verb not in OF_ENGINE
        and actor.may(move.verb, unit_path=unit.path if unit else "")
        and not (own and move.verb != "honours.give_back_award")
        and not (award.state == AwardState.REVOKING and move.verb == "honours.keep_award")
    ]


def earlier_laureates(nomination: Nomination, limit: int = 10) -> list[Award]:
    """Honours that somebody of this name, or this unit, has had: a flag for whoever admits it."""
    name = nomination.alike.split("|")[0]
    same = Q(nomination__alike=name) | Q(nomination__alike__startswith=f"{name}|")
    if nomination.unit_id and not nomination.season.is_personal:
        same |= Q(nomination__unit=nomination.unit_id)
    rows = Award.objects.filter(same).exclude(nomination=nomination.pk)
    return list(rows.select_related("nomination__season__programme")[:limit])


def awards_of_unit(unit: Any, at: datetime) -> list[Award]:
    """Honours that a unit holds at a moment; never people's."""
    rows = Award.objects.filter(nomination__unit=unit, state__in=HELD).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    found = list(rows.select_related(*RELATED)[:200])
    return [one for one in found if not one.nomination.season.is_personal]
