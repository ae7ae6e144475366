"""Answers to objections, the decision, the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings import queries
from chuangcheng.proceedings.actions.acting import must, must_be_another, must_be_as_seen, noted
from chuangcheng.proceedings.models import Objection, Proceeding, State
from chuangcheng.proceedings.rules import hindrance
from chuangcheng.proceedings.workflow import check, moved

HINDRANCES = {
    "not_served": _("The notice has not been served yet."),
    "notice_runs": _("The notice has not run its days yet."),
    "objection_open": _("An objection waits for its answer: answer it first."),
}


def answer_objection(*, by: Actor, at: datetime, proceeding: Proceeding, text: str) -> Objection:
    """Answer the oldest open objection with reasons. Refused: `nothing_open`, `own_matter`, `same_person`."""
    must(by, "proceedings.answer_objection", proceeding)
    must_be_another(by, "answer", proceeding)
    text = text.strip()
    move = check("proceedings.answer_objection", proceeding, proceeding.rules, {"text": text})
    with act("proceedings.answer_objection", by=by, at=at, on=proceeding, number=proceeding.number, text=text):
        moved(proceeding, move)
        objection = proceeding.objections.filter(answered_at=None).order_by("number").first()
        if objection is None:
            raise Refused("nothing_open", _("No objection waits for an answer."))
        if objection.filed_by_id is not None and objection.filed_by_id == by.person_id:
            raise Refused("same_person", _("Nobody answers the own objection."))
        objection.answered_at, objection.answered_by_id, objection.answer = at, by.person_id, text
        objection.save(update_fields=["answered_at", "answered_by", "answer"])
        noted(proceeding, "answer", by, at, text)
    return objection


def decide_proceeding(
    *,
    by: Actor,
    at: datetime,
    proceeding: Proceeding,
    outcome: str,
    text: str,
    remedy: Mapping[str, Any] | None = None,
    published_from: datetime | None = None,
    seen: str = "",
) -> Proceeding:
    """Decide with reasons. Refused: `not_served`, `notice_runs`, `objection_open`, `same_person`, `own_matter`,
    `bad_outcome`, and of what would be published what `must_be_as_seen` refuses. Where the kind publishes, it is
    public from now (or `published_from`) for the kind's days."""
    must(by, "proceedings.decide_proceeding", proceeding)
    must_be_another(by, "decide", proceeding)
    kind, text = proceeding.rules, text.strip()
    move = check("proceedings.decide_proceeding", proceeding, kind, {"outcome": outcome, "text": text})
    if outcome not in kind.outcomes:
        raise Refused("bad_outcome", _("This kind of proceeding has no such outcome."), field="outcome")
    _must_be_free(proceeding, at)
    with act(
        "proceedings.decide_proceeding", by=by, at=at, on=proceeding, number=proceeding.number, text=text
    ) as record:
        moved(
            proceeding,
            move,
            decided_at=at,
            outcome=outcome,
            reasons=text,
            remedy=dict(remedy or {}),
            **_publication(proceeding, outcome, published_from or at),
        )
        # Asked once more when the row is ours: an objection that was filed meanwhile is seen.
        _must_be_free(proceeding, at)
        if proceeding.published_from is not None:
            must_be_as_seen(proceeding, seen)
        noted(proceeding, "decide", by, at, text)
        record.note(outcome=outcome, about=proceeding.subject_key, about_kind=proceeding.subject_kind)
    return proceeding


def _must_be_free(proceeding: Proceeding, moment: datetime) -> None:
    if wrong := hindrance(proceeding.rules, queries.course_of(proceeding), moment):
        raise Refused(wrong, HINDRANCES[wrong])


def _publication(proceeding: Proceeding, outcome: str, start: datetime) -> dict[str, datetime | None]:
    """Only what is granted (the first outcome) is published."""
    kind = proceeding.rules
    if "publication" not in kind.steps or outcome != kind.outcomes[0]:
        return {}
    ends = [start + timedelta(days=kind.publication_days)] if kind.publication_days else []
    ends += [proceeding.publish_until] if proceeding.publish_until else []
    return {"published_from": start, "published_until": min(ends, default=None)}


def end_proceeding(*, by: Actor, at: datetime, proceeding: Proceeding, text: str) -> Proceeding:
    """Its effect is over (a term ended, a repair was granted); it is public no more."""
    must(by, "proceedings.end_proceeding", proceeding)
    text = text.strip()
    move = check("proceedings.end_proceeding", proceeding, proceeding.rules, {"text": text})
    with act("proceedings.end_proceeding", by=by, at=at, on=proceeding, number=proceeding.number, text=text):
        moved(proceeding, move, over_at=at)
        noted(proceeding, "end", by, at, text)
    return proceeding


def withdraw_proceeding(*, by: Actor, at: datetime, proceeding: Proceeding, text: str) -> Proceeding:
    """Whoever began it, or the office, takes it back; what was published is public no more.

    Refused: `own_matter` where the party itself would take back what has been decided.
    """
    must(by, "proceedings.withdraw_proceeding", proceeding)
    if proceeding.state == State.DECIDED and proceeding.unit and by.belongs_to([proceeding.unit.path]):
        raise Refused("own_matter", _("What has been decided is not taken back by the party."))
    text = text.strip()
    move = check("proceedings.withdraw_proceeding", proceeding, proceeding.rules, {"text": text})
    with act("proceedings.withdraw_proceeding", by=by, at=at, on=proceeding, number=proceeding.number, text=text):
        moved(proceeding, move, over_at=at)
        noted(proceeding, "withdraw", by, at, text)
    return proceeding
