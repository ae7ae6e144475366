"""From the jury's order to the honour, and what may become of it. Names are public through `proceedings` alone."""

import secrets
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.honours.actions.admitting import must
from chuangcheng.honours.models import Award, AwardState, Nomination
from chuangcheng.honours.queries.candidates import OBSTACLES, obstacle
from chuangcheng.honours.rules import REVOCATION, kind_code
from chuangcheng.honours.workflow import AWARDS, HELD, NOMINATIONS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.materials.models import NegativeEvent
from chuangcheng.proceedings.actions import end_proceeding, propose_proceeding
from chuangcheng.proceedings.models import Proceeding, State

NOMINATION, AWARD = "honours.nomination", "honours.award"


def propose_award(*, by: Actor, at: datetime, nomination: Nomination, text: str) -> Proceeding:
    """Begin the proceeding that reviews, shows and decides; others do that. Refused: the codes of OBSTACLES."""
    must(by, "honours.propose_award", nomination)
    move = check(NOMINATIONS, "honours.propose_award", nomination, {"text": text.strip()})
    if wrong := obstacle(nomination):
        raise Refused(wrong, OBSTACLES[wrong])
    season, programme = nomination.season, nomination.season.programme
    is_unit = nomination.unit is not None and not season.is_personal
    with act("honours.propose_award", by=by, at=at, on=nomination, number=nomination.number) as record:
        proceeding = propose_proceeding(
            by=by,
            at=at,
            kind=kind_code(programme.code),
            subject_kind=NOMINATION,
            subject_key=str(nomination.pk),
            title=f"{programme.name_zh}·{nomination.honour_class}：{_party(nomination, is_unit)}",
            text=text,
            facts=_facts(nomination),
            unit=nomination.unit if is_unit else None,
            party_sealed="" if is_unit else seal_value(nomination.number.encode(), NOMINATION),
            claim={"nomination": nomination.pk, "season": season.pk},
        )
        moved(nomination, move, proceeding=proceeding)
        record.note(proceeding=proceeding.number)
    return proceeding


def _party(nomination: Nomination, is_unit: bool) -> str:
    """Whose proceeding it is, as its title says: people by number alone."""
    return nomination.name_zh if is_unit else nomination.number


def _facts(nomination: Nomination) -> dict[str, str]:
    """What the kind lets everybody read."""
    place = nomination.unit or nomination.area
    programme = nomination.season.programme
    return {
        "name": nomination.shown_name,
        "honour": f"{programme.name_zh}·{nomination.honour_class}（{nomination.season.name_zh}）",
        "of": place.name_zh if place is not None and place.name_zh != nomination.name_zh else "",
        "deed": nomination.headline_zh,
    }


def _of(proceeding: Proceeding) -> Nomination:
    rows = Nomination.objects.filter(proceeding=proceeding).select_related("season__programme", "unit", "area")
    return rows.get()


def settle_award(*, by: Actor, at: datetime, proceeding: Proceeding) -> Award:
    """The decision granted it. Run twice it gives the same honour. Refused: `not_awarded`."""
    by.must("honours.settle_award")
    if proceeding.subject_kind != NOMINATION or proceeding.outcome != "awarded":
        raise Refused("not_awarded", _("This decision grants no honour."))
    if done := Award.objects.filter(proceeding=proceeding).first():
        return done
    nomination = _of(proceeding)
    move = check(NOMINATIONS, "honours.settle_award", nomination, {})
    unit, programme = nomination.unit, nomination.season.programme
    with act("honours.settle_award", by=by, at=at, on=nomination, number=nomination.number) as record:
        moved(nomination, move)
        award = Award.objects.create(
            nomination=nomination,
            proceeding=proceeding,
            awarded_at=proceeding.decided_at or at,
            ends_at=proceeding.published_until,
            story_zh=nomination.story_zh,
            search_text=_search_text(nomination, nomination.story_zh),
            renews=_renewed(nomination),
        )
        record.note(award=award.pk, code=programme.code, unit=unit.code if unit else None)
    return award


def _search_text(nomination: Nomination, story: str) -> str:
    programme = nomination.season.programme
    shown = (nomination.shown_name, programme.name_zh, programme.name_en, nomination.honour_class)
    return search_text(*shown, nomination.headline_zh, story)[:4000]


def _renewed(nomination: Nomination) -> Award | None:
    """The honour of the same programme that the same unit held before."""
    if nomination.unit is None or nomination.season.is_personal:
        return None
    rows = Award.objects.filter(nomination__unit=nomination.unit, state__in=HELD)
    rows = rows.filter(nomination__season__programme=nomination.season.programme, nomination__alike=nomination.alike)
    return rows.order_by("-awarded_at", "-pk").first()


def settle_refusal(*, by: Actor, at: datetime, proceeding: Proceeding) -> Nomination:
    """Decided against it, turned down at the review, or taken back. Run twice it changes nothing more."""
    by.must("honours.settle_refusal")
    nomination = _of(proceeding)
    if proceeding.outcome == "awarded" or (proceeding.state != State.DECIDED and proceeding.over_at is None):
        raise Refused("awarded", _("This proceeding did not refuse the honour."))
    if NOMINATIONS.find("honours.settle_refusal", nomination.state) is None:
        return nomination
    move = check(NOMINATIONS, "honours.settle_refusal", nomination, {})
    with act("honours.settle_refusal", by=by, at=at, on=nomination, number=nomination.number):
        moved(nomination, move, reason_zh=proceeding.reasons)
    return nomination


def tell_story(*, by: Actor, at: datetime, award: Award, story: str) -> Award:
    """The words of the hall. Refused: `missing`."""
    nomination = award.nomination
    must(by, "honours.tell_story", nomination)
    story = story.strip()[:6000]
    if not story:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Text")}, field="story")
    with act("honours.tell_story", by=by, at=at, on=award, number=nomination.number):
        award.story_zh, award.search_text = story, _search_text(nomination, story)
        award.save(update_fields=["story_zh", "search_text"])
    return award


def make_plaque(*, by: Actor, at: datetime, award: Award) -> Award:
    """A token for the plaque's QR code; one that hangs keeps it. Refused: `no_plaque`."""
    nomination = award.nomination
    must(by, "honours.make_plaque", nomination)
    if nomination.season.is_personal or award.state not in HELD:
        raise Refused("no_plaque", _("A plaque is for units that hold an honour."))
    if award.plaque:
        return award
    with act("honours.make_plaque", by=by, at=at, on=award, number=nomination.number):
        token = secrets.token_urlsafe(18)
        Award.objects.filter(pk=award.pk, plaque="").update(plaque=token)
        award.refresh_from_db(fields=["plaque"])
    return award


def question_award(*, by: Actor, at: datetime, award: Award, reason: str, event: NegativeEvent | None = None) -> Award:
    """Something speaks against it; whoever holds it keeps it until a proceeding has decided. Refused: `missing`."""
    nomination = award.nomination
    must(by, "honours.question_award", nomination)
    reason = reason.strip()
    move = check(AWARDS, "honours.question_award", award, {"reason": reason})
    with act("honours.question_award", by=by, at=at, on=award, number=nomination.number, reason=reason) as record:
        moved(award, move, question_zh=reason, event=event)
        record.note(event=event.number if event else None)
    return award


def propose_revocation(*, by: Actor, at: datetime, award: Award, text: str) -> Proceeding:
    """Begin the proceeding that hears the holder and decides."""
    nomination = award.nomination
    must(by, "honours.propose_revocation", nomination)
    move = check(AWARDS, "honours.propose_revocation", award, {"text": text.strip()})
    is_unit = nomination.unit is not None and not nomination.season.is_personal
    with act("honours.propose_revocation", by=by, at=at, on=award, number=nomination.number) as record:
        proceeding = propose_proceeding(
            by=by,
            at=at,
            kind=REVOCATION,
            subject_kind=AWARD,
            subject_key=str(award.pk),
            title=f"撤销{nomination.season.programme.name_zh}：{_party(nomination, is_unit)}",
            text=text,
            unit=nomination.unit if is_unit else None,
            party_sealed="" if is_unit else seal_value(nomination.number.encode(), AWARD),
            claim={"award": award.pk},
        )
        moved(award, move, revocation=proceeding)
        record.note(proceeding=proceeding.number)
    return proceeding


def revoke_award(*, by: Actor, at: datetime, award: Award) -> Award:
    """The decision took it back: from now on page, hall and plaque say so. Refused: `not_revoked`."""
    by.must("honours.revoke_award")
    if award.revocation is None or award.revocation.outcome != "revoked":
        raise Refused("not_revoked", _("No decision takes this honour back."))
    if award.state == AwardState.REVOKED:
        return award
    move = check(AWARDS, "honours.revoke_award", award, {})
    with act("honours.revoke_award", by=by, at=at, on=award, number=award.nomination.number):
        moved(award, move, over_at=at)
        _end(award, at, award.revocation.reasons)
    return award


def keep_award(*, by: Actor, at: datetime, award: Award) -> Award:
    """The question is settled in favour of whoever holds it. Refused: `under_way` before a revocation is decided."""
    must(by, "honours.keep_award", award.nomination)
    move = check(AWARDS, "honours.keep_award", award, {})
    if award.state == AwardState.REVOKING:
        found = award.revocation
        if found is None or not (found.outcome == "kept" or (found.over_at and found.outcome != "revoked")):
            raise Refused("under_way", _("The revocation is decided in its proceeding."))
    with act("honours.keep_award", by=by, at=at, on=award, number=award.nomination.number):
        moved(award, move, question_zh="", event=None)
    return award


def give_back_award(*, by: Actor, at: datetime, award: Award) -> Award:
    """Whoever holds it gives it back; it is public no more."""
    must(by, "honours.give_back_award", award.nomination)
    move = check(AWARDS, "honours.give_back_award", award, {})
    with act("honours.give_back_award", by=by, at=at, on=award, number=award.nomination.number):
        moved(award, move, over_at=at)
        _end(award, at, "获奖者交回荣誉。")
    return award


def _end(award: Award, at: datetime, why: str) -> None:
    """What was published is over, by the product."""
    if award.proceeding.state == State.DECIDED:
        end_proceeding(by=SYSTEM, at=at, proceeding=award.proceeding, text=why or "—")
