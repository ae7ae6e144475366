"""What follows from decisions, from negative events and from the end of a day of voting. Safe to run twice."""

from chuangcheng.honours.actions import (
    keep_award,
    mark_check_overdue,
    mix_ballots,
    question_award,
    remind_of_check,
    revoke_award,
    settle_award,
    settle_refusal,
)
from chuangcheng.honours.actions.awarding import AWARD, NOMINATION
from chuangcheng.honours.models import Award, AwardState, Nomination
from chuangcheng.honours.queries import awards_of_unit, checks_newly_overdue, checks_to_remind, to_mix
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused
from chuangcheng.materials.models import Effect, EventState, NegativeEvent
from chuangcheng.proceedings.queries import Proceeding, get_proceeding


@job()
def take_decision(proceeding_id: int) -> None:
    """A proceeding about a nomination or an honour was decided, turned down or withdrawn."""
    found = get_proceeding(proceeding_id)
    if found.subject_kind == NOMINATION:
        _nominated(found)
    elif found.subject_kind == AWARD:
        _questioned(found)


def _nominated(found: Proceeding) -> None:
    if not Nomination.objects.filter(proceeding=found).exists():
        return
    at = clock.now()
    if found.outcome == "awarded":
        settle_award(by=SYSTEM, at=at, proceeding=found)
    else:
        settle_refusal(by=SYSTEM, at=at, proceeding=found)


def _questioned(found: Proceeding) -> None:
    related = ("nomination__unit", "nomination__season__programme", "proceeding", "revocation")
    award = Award.objects.select_related(*related).filter(revocation=found).first()
    if award is None or award.state != AwardState.REVOKING:
        return
    deed = revoke_award if found.outcome == "revoked" else keep_award
    deed(by=SYSTEM, at=clock.now(), award=award)


@job()
def question_awards(event_id: int) -> None:
    """The effect of a negative event was decided: honours of its unit that their terms tie to it are in question."""
    event = NegativeEvent.objects.select_related("item", "unit").filter(pk=event_id).first()
    if event is None or event.unit is None or event.state != EventState.DECIDED or event.effect == Effect.NONE:
        return
    at = clock.now()
    decided = event.decided_at or at
    for award in awards_of_unit(event.unit, at):
        if award.awarded_at > decided:
            continue
        codes = award.nomination.season.rules.revoked_by
        if award.state == AwardState.IN_FORCE and (not codes or event.item.code in codes):
            reason = f"{event.number} {event.item.event_zh}"
            try:
                question_award(by=SYSTEM, at=at, award=award, reason=reason, event=event)
            except Refused:
                continue


@job()
def mix() -> None:
    """After each day of a public vote its rows are written anew."""
    at = clock.now()
    for season in to_mix(at):
        mix_ballots(by=SYSTEM, at=at, season=season)


@job()
def watch_checks() -> None:
    """Tell offices of what they are asked: once before its day, once after. What moved meanwhile is passed over."""
    at = clock.now()
    for deed, rows in ((remind_of_check, checks_to_remind(at)), (mark_check_overdue, checks_newly_overdue(at))):
        for check in rows:
            try:
                deed(by=SYSTEM, at=at, check=check)
            except Refused:
                continue
