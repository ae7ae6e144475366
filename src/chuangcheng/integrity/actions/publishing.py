"""To the public and back: proposals as proceedings, repair, correction of errors, typical cases."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.integrity.kinds import LIST_KINDS, STORY, STORY_SUBJECT, SUBJECT
from chuangcheng.integrity.models import Campaign, Correction, Entry, FailingClass, Field, Story
from chuangcheng.integrity.sealing import PURPOSE, party_of
from chuangcheng.integrity.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.proceedings.models import State as Stage
from chuangcheng.units.models import Unit

CORRECTED_WITHIN = Limit(5, "working_days")


def facts_of(entry: Entry) -> dict[str, str]:
    """What the kind masks and shows; the name and the number in full, which nobody keeps from here."""
    name, number = party_of(entry)
    ground = entry.ground
    facts = {
        "name": name,
        "number": number,
        "field": ground.field.name_zh,
        "ground": ground.ground_zh,
        "ground_basis": ground.legal_basis,
        "authority": entry.authority.name_zh,
        "document": entry.document_zh,
        "decided_on": entry.decided_on.isoformat(),
    }
    if entry.failing_class:
        words = {FailingClass.MINOR: "轻微", FailingClass.GENERAL: "一般", FailingClass.SERIOUS: "严重"}
        facts["failing"] = words[FailingClass(entry.failing_class)]
        facts["repair_from"] = entry.repair_possible_from.isoformat() if entry.repair_possible_from else ""
    return facts


def kind_of(entry: Entry) -> str:
    """The code of the kind under which it would be published."""
    return LIST_KINDS[entry.ground.kind, entry.party_kind]


def propose_entry(*, by: Actor, at: datetime, entry: Entry, text: str) -> Entry:
    """Begin its proceeding; until that has decided, nothing is public. Refused as proposing is, `over`."""
    by.must("integrity.propose_entry", unit_path=entry.authority.path)
    move = check("integrity.propose_entry", entry, {"text": text.strip()})
    if entry.publish_until_at <= at:
        raise Refused("over", _("The longest publication from that day is over already."))
    with act("integrity.propose_entry", by=by, at=at, on=entry, number=entry.number):
        begun = proceedings.propose_proceeding(
            by=by,
            at=at,
            kind=kind_of(entry),
            subject_kind=SUBJECT,
            subject_key=str(entry.pk),
            title=f"{entry.shown_name}　{entry.ground.ground_zh}"[:300],
            text=text,
            party_sealed=seal_value(str(entry.pk).encode(), PURPOSE),
            claim={"entry": entry.pk},
            facts=facts_of(entry),
            publish_until=entry.publish_until_at,
        )
        moved(entry, move, proceeding=begun)
    return entry


def record_repair(*, by: Actor, at: datetime, entry: Entry, document_zh: str) -> Entry:
    """The national window granted the repair: it is public no more from this moment. Refused: `too_early`."""
    by.must("integrity.record_repair", unit_path=entry.authority.path)
    document = document_zh.strip()
    move = check("integrity.record_repair", entry, {"document_zh": document})
    if not entry.failing_class:
        raise Refused("no_failing", _("There is nothing to repair on the red list."))
    with act("integrity.record_repair", by=by, at=at, on=entry, number=entry.number, document=document):
        moved(entry, move, over_at=at, over_zh=document)
        _end(by, at, entry, f"信用修复：{document}")
    return entry


def _end(by: Actor, moment: datetime, entry: Entry, text: str) -> None:
    """Its proceeding is over, whatever it had come to; nothing of it is public from this moment."""
    running = entry.proceeding
    if running is None:
        return
    running.refresh_from_db()
    if running.over_at is None and running.state == Stage.DECIDED:
        proceedings.end_proceeding(by=by, at=moment, proceeding=running, text=text)
    elif running.over_at is None:
        proceedings.withdraw_proceeding(by=by, at=moment, proceeding=running, text=text)


def ask_correction(*, by: Actor, at: datetime, entry: Entry, text: str) -> Correction:
    """Say what is wrong; it is to be settled within five working days. Refused: `asked_already`."""
    by.must("integrity.ask_correction", unit_path=entry.authority.path)
    text = text.strip()
    move = check("integrity.ask_correction", entry, {"text": text})
    with act("integrity.ask_correction", by=by, at=at, on=entry, number=entry.number, text=text):
        moved(entry, move)
        try:
            with transaction.atomic():
                return Correction.objects.create(
                    entry=entry,
                    text_zh=text,
                    asked_at=at,
                    asked_by_id=by.person_id,
                    due_at=deadline(at, CORRECTED_WITHIN).at,
                )
        except IntegrityError:
            raise Refused("asked_already", _("A correction of this entry waits already.")) from None


def _settled(by: Actor, moment: datetime, entry: Entry, text: str, *, is_upheld: bool) -> None:
    found = entry.corrections.filter(settled_at=None).first()
    if found is None:
        raise Refused("nothing_open", _("No correction waits."))
    if by.person_id is not None and by.person_id in (entry.entered_by_id, found.asked_by_id):
        raise Refused("same_person", _("Who entered it or called it wrong does not settle it."))
    values: dict[str, Any] = {"settled_at": moment, "settled_by_id": by.person_id, "answer_zh": text}
    Correction.objects.filter(pk=found.pk, settled_at=None).update(**values, is_upheld=is_upheld)


def reject_correction(*, by: Actor, at: datetime, entry: Entry, text: str) -> Entry:
    """It is right as it stands, and why. Refused: `nothing_open`, `same_person`."""
    by.must("integrity.reject_correction", unit_path=entry.authority.path)
    text = text.strip()
    move = check("integrity.reject_correction", entry, {"text": text})
    with act("integrity.reject_correction", by=by, at=at, on=entry, number=entry.number, text=text):
        moved(entry, move)
        _settled(by, at, entry, text, is_upheld=False)
    return entry


def take_down_entry(*, by: Actor, at: datetime, entry: Entry, text: str) -> Entry:
    """It is wrong: public no more from this moment. Refused: `nothing_open`, `same_person`."""
    by.must("integrity.take_down_entry", unit_path=entry.authority.path)
    text = text.strip()
    move = check("integrity.take_down_entry", entry, {"text": text})
    with act("integrity.take_down_entry", by=by, at=at, on=entry, number=entry.number, text=text):
        moved(entry, move, over_at=at, over_zh=text[:300])
        _settled(by, at, entry, text, is_upheld=True)
        _end(by, at, entry, "信息有误，予以更正撤下")
    return entry


def propose_story(
    *,
    by: Actor,
    at: datetime,
    field: Field,
    authority: Unit,
    title_zh: str,
    story_zh: str,
    campaign: Campaign | None = None,
) -> Story:
    """A typical case, told without names, as a proceeding whose party is the authority that handled it."""
    by.must("integrity.propose_story", unit_path=authority.path)
    with act("integrity.propose_story", by=by, at=at, field=field.code) as record:
        story = Story(
            field=field,
            campaign=campaign,
            authority=authority,
            title_zh=title_zh.strip(),
            story_zh=story_zh.strip(),
            told_at=at,
        )
        facts = {"title": title_zh, "story": story_zh, "field": field.name_zh, "authority": authority.name_zh}
        story.proceeding = proceedings.propose_proceeding(
            by=by,
            at=at,
            kind=STORY.code,
            subject_kind=STORY_SUBJECT,
            subject_key=f"{field.code}/{title_zh.strip()}"[:120],
            title=title_zh,
            text="拟作为典型案例发布",
            unit=authority,
            facts=facts,
        )
        story.save(force_insert=True)
        record.on(story)
    return story
