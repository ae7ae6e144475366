"""我評議: the jury is seated, steps back where it must, marks, and its record is written once."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import Person
from chuangcheng.draws.rules import select
from chuangcheng.honours.models import Juror, Mark, Nomination, NominationState, Recusal, Season, SeasonState
from chuangcheng.honours.queries import daily_counts, eligible_jurors, is_voting, jury_of, marks_of, tally
from chuangcheng.honours.queries.jury import barred
from chuangcheng.honours.rules import Voice, agreement, as_voice, is_quorate, ranking, swings, weighted
from chuangcheng.honours.workflow import SEASONS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused

SEATING = (SeasonState.NOMINATING, SeasonState.DELIBERATING)


def appoint_juror(*, by: Actor, at: datetime, season: Season, person: Person) -> Juror:
    """Seat somebody whose post lets them judge. Refused: `not_eligible`, `seated`, `wrong_state`, `full`, `oneself`."""
    by.must("honours.appoint_juror")
    _must_seat(season)
    if person.pk == by.person_id:
        raise Refused("oneself", _("Nobody seats the own person."), field="person")
    if person.pk not in {one.pk for one in eligible_jurors(at)}:
        raise Refused("not_eligible", _("This person's post does not let them judge."), field="person")
    with act("honours.appoint_juror", by=by, at=at, on=season, season=season.name_zh, person=person.pk):
        if season.jurors.filter(person=person).exists():
            raise Refused("seated", _("This person sits on the jury already."), field="person")
        if season.jurors.count() >= season.rules.jury_size:
            raise Refused("full", _("The jury has all its members."))
        return Juror.objects.create(season=season, person=person, seated_at=at)


def draw_jury(*, by: Actor, at: datetime, season: Season) -> list[Juror]:
    """Draw the seats that are free from everybody whose post lets them judge, once: pool, seed and the whole order are
    kept, so that anybody can repeat the selection (RFC 3797, as in `draws`) and reserves follow the same order.

    Refused: `drawn`, `full`, `wrong_state`.
    """
    by.must("honours.draw_jury")
    _must_seat(season)
    if season.jury_draw:
        raise Refused("drawn", _("The jury has been drawn: it is not drawn twice."))
    taken = set(season.jurors.values_list("person_id", flat=True))
    pool = [one for one in eligible_jurors(at) if one.pk not in taken and one.pk != by.person_id]
    free = min(season.rules.jury_size - len(taken), len(pool))
    if free <= 0:
        raise Refused("full", _("Nobody is left to be drawn, or the jury has all its members."))
    seed = secrets.token_hex(32)
    order = select(f"{seed}./{season.pk}./", len(pool), len(pool))
    people = [pool[place - 1] for place in order]
    with act("honours.draw_jury", by=by, at=at, on=season, season=season.name_zh, count=free) as record:
        drawn = {"seed": seed, "pool": [one.pk for one in pool], "order": [one.pk for one in people], "count": free}
        if not Season.objects.filter(pk=season.pk, jury_draw={}).update(jury_draw=drawn):
            raise Refused("drawn", _("The jury has been drawn: it is not drawn twice."))
        season.jury_draw = drawn
        record.note(seed=seed, pool=drawn["pool"])
        return Juror.objects.bulk_create(
            Juror(season=season, person=one, is_drawn=True, seated_at=at) for one in people[:free]
        )


def _must_seat(season: Season) -> None:
    if season.state not in SEATING:
        raise Refused("wrong_state", _("The jury of this season does not change any more."))


def _seat(by: Actor, nomination: Nomination) -> Juror:
    """The actor's seat, while the season deliberates. Raises NotFound, Refused `wrong_state`."""
    season = nomination.season
    juror = season.jurors.filter(person_id=by.person_id).first() if by.person_id else None
    if juror is None:
        raise NotFound("juror")
    if season.state != SeasonState.DELIBERATING or nomination.state != NominationState.CANDIDATE:
        raise Refused("wrong_state", _("This candidate is not being judged now."))
    return juror


def recuse_juror(*, by: Actor, at: datetime, nomination: Nomination, reason: str) -> Recusal:
    """A juror steps back from one candidate; marks given before are taken out. Refused: `missing`, `recused`."""
    by.must("honours.recuse_juror")
    juror, reason = _seat(by, nomination), reason.strip()
    if not reason:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Reason")}, field="reason")
    with act("honours.recuse_juror", by=by, at=at, on=nomination, number=nomination.number, reason=reason):
        made, is_new = Recusal.objects.get_or_create(
            juror=juror, nomination=nomination, defaults={"reason_zh": reason[:300], "recused_at": at}
        )
        if not is_new:
            raise Refused("recused", _("You have stepped back already."))
        Mark.objects.filter(juror=juror, nomination=nomination).delete()
    return made


BARRED = {
    "recused": _("You have stepped back from this candidate."),
    "own_unit": _("The candidate belongs to your own unit: you do not judge it."),
    "own_nomination": _("You recommended this candidate: you do not judge it."),
}


def give_marks(*, by: Actor, at: datetime, nomination: Nomination, points: Mapping[str, int]) -> Mark:
    """A juror's marks from 0 to 10 by criterion; again replaces them. The record does not say which.

    Refused: `recused`, `own_unit`, `own_nomination`, `bad_marks`, `wrong_state`.
    """
    by.must("honours.give_marks")
    juror = _seat(by, nomination)
    if why := barred(juror, [nomination], at).get(nomination.pk):
        raise Refused(why, BARRED[why])
    criteria = nomination.season.rules.criteria
    given = {one.code: points.get(one.code) for one in criteria}
    try:
        weighted(criteria, {code: value for code, value in given.items() if value is not None})
    except ValueError:
        raise Refused("bad_marks", _("Give every criterion a mark from 0 to 10.")) from None
    with act("honours.give_marks", by=by, at=at, on=nomination, number=nomination.number):
        mark, _made = Mark.objects.update_or_create(
            juror=juror, nomination=nomination, defaults={"points": given, "marked_at": at}
        )
    return mark


def conclude_deliberation(*, by: Actor, at: datetime, season: Season) -> Season:
    """Write the record: marks, votes, agreement, order. Never by a juror. Refused: `no_jury`, `marks_missing`,
    `vote_runs`, `own_jury`."""
    by.must("honours.conclude_deliberation")
    move = check(SEASONS, "honours.conclude_deliberation", season, {})
    jury = jury_of(season)
    if not jury:
        raise Refused("no_jury", _("The season has no jury."))
    if by.person_id in {one.person_id for one in jury}:
        raise Refused("own_jury", _("A member of the jury does not write its record."))
    if is_voting(season, at) or (season.vote_from and season.vote_from > timezone.localdate(at)):
        raise Refused("vote_runs", _("The public vote is not over yet."))
    with act("honours.conclude_deliberation", by=by, at=at, on=season, season=season.name_zh) as record:
        written = _record(season, jury, at)
        moved(season, move, record=written, concluded_at=at)
        record.note(record=written)
    return season


def _record(season: Season, jury: Sequence[Juror], at: datetime) -> dict[str, Any]:
    candidates = list(season.nominations.filter(state=NominationState.CANDIDATE).select_related("unit", "season"))
    marks, votes = marks_of(season), tally(season, at)
    stops = {one.pk: barred(one, candidates, at) for one in jury}
    counted = {one.pk: votes.get(one.pk, 0) for one in candidates}
    voices = []
    for one in candidates:
        seated = [juror.pk for juror in jury if one.pk not in stops[juror.pk]]
        given = [marks[pk][one.pk] for pk in seated if one.pk in marks.get(pk, {})]
        if not is_quorate(len(given), len(seated)):
            message = _("Of the jurors who may judge {number}, more than half must have.")
            raise Refused("marks_missing", message.format(number=one.number))
        public = as_voice(counted, one.pk) if season.vote_from and one.is_on_ballot else None
        voices.append(Voice(one.pk, tuple(given), public))
    return {
        "jurors": len(jury),
        "drawn": sum(one.is_drawn for one in jury),
        "recusals": sum(len(one) for one in stops.values()),
        "agreement": agreement(marks),
        "votes": sum(votes.values()) if season.vote_from else None,
        "swings": [[one.nomination, str(one.on), one.count] for one in swings(daily_counts(season, at))],
        "order": [[pk, score, rank] for pk, score, rank in ranking(voices)],
        "of": {str(one.nomination): [len(one.marks), votes.get(one.nomination, 0)] for one in voices},
    }
