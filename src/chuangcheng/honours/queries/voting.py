"""The public vote as everybody may see it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from chuangcheng.honours.models import (
    Ballot,
    Comment,
    CommentState,
    Consent,
    Nomination,
    NominationFile,
    NominationState,
    Season,
    SeasonState,
    VoterMark,
)
from chuangcheng.honours.veiling import voter_keys
from chuangcheng.kit.refused import NotFound

MOST_CANDIDATES = 500
MOST_COMMENTS = 50


def is_voting(season: Season, at: datetime) -> bool:
    """True on the days of the vote, while the season is deliberating."""
    today = timezone.localdate(at)
    return (
        season.state == SeasonState.DELIBERATING
        and season.vote_from is not None
        and season.vote_until is not None
        and season.vote_from <= today <= season.vote_until
    )


def on_ballot(season: Season, at: datetime) -> list[Nomination]:
    """Candidates whom everybody may see: released by a second person, not refused, consent standing, while voted on or
    after. By number: the same order for everybody, and no merit in it."""
    if season.state == SeasonState.CANCELLED or season.vote_from is None:
        return []
    if timezone.localdate(at) < season.vote_from:
        return []
    shown = (NominationState.CANDIDATE, NominationState.PROPOSED, NominationState.AWARDED)
    rows = season.nominations.filter(is_on_ballot=True, state__in=shown)
    if season.is_personal:
        rows = rows.filter(consent=Consent.GIVEN)
    if season.state == SeasonState.ENDED:
        return []
    return list(rows.select_related("unit", "area", "season__programme").order_by("number")[:MOST_CANDIDATES])


def has_voted(season: Season, citizen: int) -> bool:
    """True if this account has."""
    return VoterMark.objects.filter(season=season, voter__in=voter_keys(season.pk, citizen)).exists()


def ballots(season: Season, at: datetime) -> QuerySet[Ballot]:
    """Ballots of days that are over, by their random numbers. Today's are not told: whoever looked every minute
    would learn when each was cast."""
    rows = Ballot.objects.filter(season=season, cast_on__lt=timezone.localdate(at))
    return rows.select_related("nomination").order_by("code")


def ballot_by_code(season: Season, code: str) -> Ballot | None:
    """The ballot with this number, for whoever knows it: today's too."""
    return Ballot.objects.filter(season=season, code=code.strip().upper()).select_related("nomination").first()


def tally(season: Season, at: datetime) -> dict[int, int]:
    """nomination -> votes of the days that are over."""
    rows = ballots(season, at).select_related(None).order_by().values("nomination").annotate(count=Count("pk"))
    return {row["nomination"]: row["count"] for row in rows}


def daily_counts(season: Season, at: datetime) -> dict[int, dict[date, int]]:
    """nomination -> day -> votes, of the days that are over."""
    rows = ballots(season, at).select_related(None).order_by().values("nomination", "cast_on")
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for row in rows.annotate(count=Count("pk")):
        found[row["nomination"]][row["cast_on"]] = row["count"]
    return found


def to_mix(at: datetime) -> list[Season]:
    """Seasons that were voted in yesterday or today: their rows are written anew."""
    today = timezone.localdate(at)
    rows = Season.objects.filter(vote_from__lt=today, vote_until__gte=today - timedelta(days=2))
    return list(rows.select_related("programme")[:50])


def released_comments(nominations: Iterable[Nomination]) -> dict[int, list[Comment]]:
    """nomination -> what a moderator let through, newest first, at most fifty of each. One query."""
    rows = Comment.objects.filter(nomination__in=[one.pk for one in nominations], state=CommentState.RELEASED)
    found: dict[int, list[Comment]] = defaultdict(list)
    for row in rows.order_by("-pk")[:2000]:
        if len(found[row.nomination_id]) < MOST_COMMENTS:
            found[row.nomination_id].append(row)
    return found


def released_pictures(nominations: Iterable[int]) -> dict[int, list[int]]:
    """nomination -> its released pictures, the first twelve. One query."""
    rows = NominationFile.objects.filter(nomination__in=list(nominations), is_public=True, file__state="cleared")
    found: dict[int, list[int]] = defaultdict(list)
    for nomination, pk in rows.order_by("pk").values_list("nomination_id", "pk"):
        found[nomination] = [*found[nomination], pk][:12]
    return found


def voting_seasons(at: datetime) -> list[Season]:
    """Seasons that are voted on today, the nearest end first."""
    today = timezone.localdate(at)
    rows = Season.objects.filter(state=SeasonState.DELIBERATING, vote_from__lte=today, vote_until__gte=today)
    return list(rows.select_related("programme").order_by("vote_until", "pk")[:60])


def candidate_picture(pk: int, at: datetime) -> NominationFile:
    """A released picture of a candidate who may be seen at a moment. NotFound otherwise."""
    rows = NominationFile.objects.filter(pk=pk, is_public=True)
    row = rows.select_related("file", "nomination__season").first()
    if row is None or row.nomination_id not in {one.pk for one in on_ballot(row.nomination.season, at)}:
        raise NotFound("picture")
    return row
