"""The public vote and what citizens say about candidates. No account is ever recorded."""

import base64
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.honours.models import Ballot, Comment, CommentState, Nomination, NominationState, Season, VoterMark
from chuangcheng.honours.queries import has_voted, is_voting, on_ballot
from chuangcheng.honours.veiling import voices_of, voter_keys
from chuangcheng.honours.workflow import SEASONS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused

MOST_COMMENT = 500
COMMENTS_A_SEASON = 10


def open_vote(*, by: Actor, at: datetime, season: Season) -> Season:
    """Show the candidates to everybody from tomorrow on, and let them be voted on for the programme's days.

    By somebody who admitted and recommended none of them: a second person before anything is public. Candidates
    without consent are not shown. Refused: `no_vote`, `opened`, `same_person`, `nobody`.
    """
    by.must("honours.open_vote")
    move = check(SEASONS, "honours.open_vote", season, {})
    if not season.rules.public_vote:
        raise Refused("no_vote", _("This programme has no public vote."))
    if season.vote_from is not None:
        raise Refused("opened", _("The candidates have been released already."))
    rows = list(season.nominations.filter(state=NominationState.CANDIDATE).select_related("season"))
    shown = [one for one in rows if one.may_be_named]
    if not shown:
        raise Refused("nobody", _("No candidate may be shown yet."))
    admitted = {one.admitted_by_id for one in shown}
    own = season.nominations.filter(pk__in=[one.pk for one in shown], recommendations__person_id=by.person_id or 0)
    if not by.person_id or by.person_id in admitted or own.exists():
        raise Refused("same_person", _("Somebody who admitted and recommended none of them releases the candidates."))
    first = timezone.localdate(at) + timedelta(days=1)
    last = first + timedelta(days=season.rules.vote_days - 1)
    with act("honours.open_vote", by=by, at=at, on=season, season=season.name_zh) as record:
        moved(season, move, vote_from=first, vote_until=last)
        season.nominations.filter(pk__in=[one.pk for one in shown]).update(is_on_ballot=True)
        record.note(candidates=[one.number for one in shown], first=first, last=last)
    return season


def cast_vote(*, by: Actor, at: datetime, season: Season, nomination: Nomination) -> str:
    """One vote of an account. Returns the ballot's number, which is shown to the voter and told to nobody else.

    The mark that the account has voted and the ballot are written together or not at all; nothing in either row leads
    to the other. The journal says that somebody voted. Refused: `closed`, `not_on_ballot`, `voted`.
    """
    by.must("honours.cast_vote")
    if not is_voting(season, at):
        raise Refused("closed", _("The vote is not open."))
    if nomination.pk not in {one.pk for one in on_ballot(season, at)}:
        raise Refused("not_on_ballot", _("This candidate cannot be voted for."), field="nomination")
    voted = Refused("voted", _("You have voted in this season already."))
    keys = voter_keys(season.pk, by.citizen_id)
    if not keys:
        raise NotAllowed("honours.cast_vote")
    if has_voted(season, by.citizen_id):
        raise voted
    code = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")
    with act("honours.cast_vote", by=by, at=at, on=season, season=season.name_zh):
        try:
            with transaction.atomic():
                VoterMark.objects.create(season=season, voter=keys[0])
        except IntegrityError:
            raise voted from None
        Ballot.objects.create(season=season, code=code, nomination=nomination, cast_on=timezone.localdate(at))
    return code


def mix_ballots(*, by: Actor, at: datetime, season: Season) -> int:
    """Write the rows of the days that are over anew, each table in the order of its random keys.

    Before, PostgreSQL kept beside each row which transaction had written it, the same for mark and ballot. Says how
    many ballots there are.
    """
    by.must("honours.mix_ballots")
    with act("honours.mix_ballots", by=by, at=at, on=season, season=season.name_zh) as record:
        _written_anew(VoterMark, season)
        _written_anew(Ballot, season)
        count = Ballot.objects.filter(season=season).count()
        record.note(count=count)
    return count


def _written_anew(model: Any, season: Season) -> None:
    rows = sorted(model.objects.select_for_update().filter(season=season), key=lambda one: int(one.pk))
    model.objects.filter(season=season).delete()
    model.objects.bulk_create(rows, batch_size=500)


def write_comment(*, by: Actor, at: datetime, nomination: Nomination, text: str) -> Comment:
    """What a citizen says about a candidate; held until somebody has read it. Refused: `closed`, `missing`,
    `too_many`."""
    by.must("honours.write_comment")
    if not by.citizen_id:
        raise NotAllowed("honours.write_comment")
    text, voices = text.strip()[:MOST_COMMENT], voices_of(by.citizen_id)
    if nomination.pk not in {one.pk for one in on_ballot(nomination.season, at)}:
        raise Refused("closed", _("This candidate cannot be commented on."))
    if not text:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Text")}, field="text")
    if Comment.objects.filter(nomination__season=nomination.season, voice__in=voices).count() >= COMMENTS_A_SEASON:
        raise Refused("too_many", _("You have said much in this season already."))
    with act("honours.write_comment", by=by, at=at, on=nomination, number=nomination.number):
        return Comment.objects.create(nomination=nomination, voice=voices[0], text_zh=text, written_at=at)


def release_comment(*, by: Actor, at: datetime, comment: Comment) -> Comment:
    """Everybody may read it. Refused: `judged`."""
    by.must("honours.release_comment")
    with act("honours.release_comment", by=by, at=at, on=comment.nomination, number=comment.nomination.number):
        return _judged(comment, CommentState.RELEASED, by, at)


def remove_comment(*, by: Actor, at: datetime, comment: Comment) -> Comment:
    """Nobody outside reads it, though it was released before. Refused: `judged`."""
    by.must("honours.remove_comment")
    with act("honours.remove_comment", by=by, at=at, on=comment.nomination, number=comment.nomination.number):
        return _judged(comment, CommentState.REMOVED, by, at)


def _judged(comment: Comment, state: CommentState, by: Actor, at: datetime) -> Comment:
    rows = Comment.objects.filter(pk=comment.pk).exclude(state__in=(state, CommentState.REMOVED))
    if not rows.update(state=state, judged_by_id=by.person_id, judged_at=at):
        raise Refused("judged", _("Somebody has judged this comment already."))
    comment.state = state
    return comment
