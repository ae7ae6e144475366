"""The jury of a season: who sits, what each one still has to judge, how far they agree."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from chuangcheng.accounts.models import Person
from chuangcheng.honours.models import (
    Comment,
    CommentState,
    Juror,
    Mark,
    Nomination,
    NominationFile,
    NominationState,
    Season,
    SeasonState,
)
from chuangcheng.honours.rules import agreement, blind_order, weighted
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.queries import holders_of, posts_of, posts_with

CANDIDATES = (NominationState.CANDIDATE, NominationState.PROPOSED, NominationState.AWARDED)


def eligible_jurors(at: datetime) -> list[Person]:
    """People whose post lets them judge, by username: the frame that a draw is made from."""
    held = holders_of(posts_with("honours.give_marks", at), at)
    people = {one.person_id: one.person for one in held.values()}
    return sorted(people.values(), key=lambda one: str(one.username))


def jury_of(season: Season) -> list[Juror]:
    """The members in the order in which they were seated."""
    return list(season.jurors.select_related("person").prefetch_related("recusals"))


def juror_of(actor: Actor, season: Season) -> Juror | None:
    """The actor's own seat."""
    return season.jurors.filter(person_id=actor.person_id).first() if actor.person_id else None


def own_seasons(actor: Actor) -> list[Season]:
    """Seasons under deliberation on whose jury the actor sits."""
    if actor.person_id is None or not actor.may_anywhere("honours.give_marks"):
        return []
    rows = Season.objects.filter(state=SeasonState.DELIBERATING, jurors__person_id=actor.person_id)
    return list(rows.select_related("programme").order_by("pk")[:20])


def barred(juror: Juror, nominations: Iterable[Nomination], at: datetime) -> dict[int, str]:
    """nomination -> why this juror does not judge it: stepped back, own unit, own recommendation. Three queries."""
    rows = list(nominations)
    found = dict.fromkeys(juror.recusals.values_list("nomination_id", flat=True), "recused")
    paths = [post.unit.path for post in posts_of([juror.person_id], at).get(juror.person_id, [])]
    for one in rows:
        if one.unit is not None and any(path.startswith(one.unit.path) for path in paths):
            found.setdefault(one.pk, "own_unit")
    own = Nomination.objects.filter(pk__in=[one.pk for one in rows], recommendations__person_id=juror.person_id)
    for pk in own.values_list("pk", flat=True):
        found.setdefault(pk, "own_nomination")
    return found


def to_judge(juror: Juror, at: datetime) -> list[dict[str, Any]]:
    """The candidates in this juror's own order: each with what the juror marked, and why not where barred."""
    season = juror.season
    rows = {one.pk: one for one in season.nominations.filter(state__in=CANDIDATES).select_related("unit", "season")}
    marks = {one.nomination_id: one.points for one in juror.marks.all()}
    stops = barred(juror, rows.values(), at)
    order = blind_order(season.seed, juror.pk, rows)
    return [
        {"nomination": rows[pk], "points": marks.get(pk), "barred": stops.get(pk, ""), "place": place}
        for place, pk in enumerate(order, start=1)
    ]


def marks_of(season: Season) -> dict[int, dict[int, float]]:
    """juror -> candidate -> weighted mark from 0 to 100. One query."""
    criteria = season.rules.criteria
    found: dict[int, dict[int, float]] = {}
    rows = Mark.objects.filter(juror__season=season, nomination__state__in=CANDIDATES)
    for one in rows:
        found.setdefault(one.juror_id, {})[one.nomination_id] = weighted(criteria, one.points)
    return found


def standing_of(season: Season) -> dict[str, Any]:
    """How far the deliberation has come: marks given, agreement so far."""
    marks = marks_of(season)
    given = sum(len(one) for one in marks.values())
    return {"given": given, "agreement": agreement(marks)}


def comments_held(season: Season) -> QuerySet[Comment]:
    """Comments that wait for somebody to read them, oldest first."""
    rows = Comment.objects.filter(nomination__season=season, state=CommentState.HELD)
    return rows.select_related("nomination").order_by("pk")


def get_comment(pk: int) -> Comment:
    """One comment for whoever may judge it. Raises NotFound."""
    found = Comment.objects.select_related("nomination__season__programme").filter(pk=pk).first()
    if found is None:
        raise NotFound("comment")
    return found


def juror_file_for(actor: Actor, pk: int) -> NominationFile:
    """Evidence about a candidate, for the jurors of its season while they deliberate. Raises NotFound."""
    rows = NominationFile.objects.filter(
        pk=pk,
        nomination__season__state=SeasonState.DELIBERATING,
        nomination__season__jurors__person_id=actor.person_id or 0,
    )
    found = rows.select_related("file", "nomination").first() if actor.may_anywhere("honours.give_marks") else None
    if found is None:
        raise NotFound("file")
    return found
