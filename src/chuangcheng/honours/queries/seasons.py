"""Programmes and seasons."""

from datetime import date

from django.db.models import Count, QuerySet

from chuangcheng.honours.access import CHECKS, JURY, SEE
from chuangcheng.honours.models import Programme, Season, SeasonState
from chuangcheng.honours.workflow import SEASONS
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move


def may_see(actor: Actor) -> bool:
    """Whoever sees any nomination, sits on juries or answers checks may look programmes up."""
    return any(actor.may_anywhere(one) for one in (SEE, JURY, CHECKS, "honours.give_marks"))


def programmes() -> QuerySet[Programme]:
    """Those in use; they are public knowledge."""
    return Programme.objects.filter(is_active=True)


def get_programme(pk: int) -> Programme:
    """Raises NotFound."""
    found = Programme.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("programme")
    return found


def seasons_for(actor: Actor, state: str = "") -> QuerySet[Season]:
    """All seasons, newest first, for whoever may look at any."""
    rows = Season.objects.select_related("programme")
    if not may_see(actor):
        return rows.none()
    return rows.filter(state=state) if state in SeasonState.values else rows


def get_season_for(actor: Actor, pk: int) -> Season:
    """The only door to one season for the desk; raises NotFound."""
    found = seasons_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("season")
    return found


def get_season(pk: int) -> Season:
    """A season for the public pages, which say of it what is public. Raises NotFound."""
    found = Season.objects.select_related("programme").filter(pk=pk).exclude(state=SeasonState.CANCELLED).first()
    if found is None:
        raise NotFound("season")
    return found


def open_seasons(today: date) -> list[Season]:
    """Seasons that take nominations today, the nearest end first."""
    rows = Season.objects.filter(state=SeasonState.NOMINATING, nominations_until__gte=today)
    return list(rows.select_related("programme").order_by("nominations_until", "pk")[:60])


def season_moves(actor: Actor, season: Season) -> list[Move]:
    """What this actor may do with the season itself."""
    return [
        move
        for move in SEASONS.leaving(season.state)
        if actor.may(move.verb)
        and not (move.verb == "honours.open_vote" and (not season.rules.public_vote or season.vote_from))
    ]


def nomination_counts(season: Season) -> dict[str, int]:
    """State -> how many. One query."""
    rows = season.nominations.order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}
