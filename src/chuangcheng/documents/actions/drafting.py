"""A draft: its text from data, its words by people, every change kept with before and after."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.documents.blocks import Words, clean, figures, from_json, to_json, with_words
from chuangcheng.documents.kinds import Asks, Composed, Subject, compose, spec_of
from chuangcheng.documents.models import Document, DocumentCase, Kind, Recipient, Revision, State
from chuangcheng.documents.papers import wording_of, words_for
from chuangcheng.documents.workflow import check, moved
from chuangcheng.frameworks.models import Edition
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.plans.models import Meeting
from chuangcheng.units.models import Unit

MOST_CASES = 60
LONGEST_DAYS = 366
LONGEST_WORDS = 8000
LONGEST_TITLE = 200
ASKED: dict[Asks, Any] = {
    Asks.UNIT: _("Unit"),
    Asks.CASES: _("Cases"),
    Asks.EDITION: _("Framework"),
    Asks.PERIOD: _("Period"),
}


def draft_document(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    since: date | None = None,
    until: date | None = None,
    unit: Unit | None = None,
    cases: Sequence[int] = (),
    edition: Edition | None = None,
    due_on: date | None = None,
    meeting: Meeting | None = None,
    replaces: Document | None = None,
    title: str = "",
) -> Document:
    """A new draft, its figures read now. `replaces`: an issued document that this one takes the place of when issued.

    Refused: `kind_unknown`, `missing` what the kind asks for, `bad_period`, `other_unit` for a case of another unit,
    `too_many`, `wrong_state` and `replaced_already` for what cannot be replaced.
    """
    by.must("documents.draft_document")
    _check_kind(kind)
    subject = Subject(at, since, until, unit, _cases(by, kind, cases, unit), edition, due_on, words_for(kind), meeting)
    _check_subject(kind, subject)
    _check_replaced(replaces)
    made = compose(kind, subject)
    title = _title(title) or _title(made.title)
    move = check("documents.draft_document", None, {"title": title})
    with act("documents.draft_document", by=by, at=at, kind=kind) as record:
        document = Document.objects.create(
            kind=kind,
            state=move.target,
            title_zh=title,
            since=since,
            until=until,
            unit=unit,
            edition=edition,
            due_on=due_on,
            meeting=meeting,
            copies_zh=wording_of(kind).copies_zh,
            blocks=to_json(made.blocks),
            read_at=at,
            drafted_at=at,
            drafted_by_id=by.person_id,
            replaces=replaces,
        )
        _name(document, subject, _units(made, replaces))
        record.on(document, title=document.title_zh)
    return document


def _name(document: Document, subject: Subject, units: Sequence[int]) -> None:
    """The cases it is about and the units it goes to."""
    DocumentCase.objects.bulk_create(
        DocumentCase(document=document, case=case, position=position) for position, case in enumerate(subject.cases)
    )
    Recipient.objects.bulk_create(Recipient(document=document, unit_id=pk) for pk in units)


def _units(made: Composed, replaces: Document | None) -> list[int]:
    """Whom the kind names; those of the document that is replaced must hear of it as well."""
    former = list(replaces.recipients.values_list("unit", flat=True)) if replaces else []
    return list(dict.fromkeys((*made.units, *former)))


def _title(title: str) -> str:
    return " ".join(clean(title).split())[:LONGEST_TITLE]


def _cases(by: Actor, kind: str, ids: Sequence[int], unit: Unit | None) -> list[Case]:
    """The chosen cases, as far as the actor may see them, in the order of their numbers."""
    if len(set(ids)) > MOST_CASES:
        raise Refused("too_many", _("One document names 60 cases at most."), field="cases")
    found = cases_by_id_for(by, ids)
    strangers = [case.number for case in found if unit and not _is_of(case, unit)]
    if strangers and kind == Kind.CASE_NOTICE:
        said = _("Case %(number)s is not with this unit.") % {"number": strangers[0]}
        raise Refused("other_unit", said, field="cases")
    return found


def _is_of(case: Case, unit: Unit) -> bool:
    return case.unit is not None and case.unit.path.startswith(unit.path)


def _check_kind(kind: str) -> None:
    if kind not in Kind.values:
        raise Refused("kind_unknown", _("There is no such kind of document."), field="kind")


def _check_subject(kind: str, subject: Subject) -> None:
    spec = spec_of(kind)
    given = {
        Asks.UNIT: subject.unit,
        Asks.CASES: subject.cases,
        Asks.EDITION: subject.edition,
        Asks.PERIOD: subject.since and subject.until,
    }
    for what in spec.asks:
        if not given[what]:
            raise Refused("missing", _("Please give: %(field)s.") % {"field": ASKED[what]}, field=what.value)
    if subject.since and subject.until and not 0 <= (subject.until - subject.since).days <= LONGEST_DAYS:
        raise Refused("bad_period", _("The period ends after it begins, and is a year at most."), field="until")


def _check_replaced(document: Document | None) -> None:
    if document is None:
        return
    if document.state != State.ISSUED:
        raise Refused("wrong_state", _("Only an issued document can be replaced."))
    if Document.objects.filter(replaces=document).exclude(state=State.DISCARDED).exists():
        raise Refused("replaced_already", _("Another draft replaces this document already."))
    Document.objects.filter(replaces=document, state=State.DISCARDED).update(replaces=None)


def edit_document(*, by: Actor, at: datetime, document: Document, slot: str, text: str) -> Document:
    """Other words in one slot. Figures are not words: they are read from data.

    Refused: `no_slot`, `too_long`, `wrong_state`.
    """
    by.must("documents.edit_document")
    move = check("documents.edit_document", document, {})
    text = "\n".join(line.rstrip() for line in clean(text).strip().split("\n"))
    if len(text) > LONGEST_WORDS:
        raise Refused("too_long", _("At most 8,000 characters."), field="text")
    blocks = from_json(document.blocks)
    before = next((one.text for one in blocks if isinstance(one, Words) and one.slot == slot), None)
    if before is None:
        raise Refused("no_slot", _("This document has no such place for words."), field="slot")
    if before == text:
        return document
    with act("documents.edit_document", by=by, at=at, on=document, slot=slot) as record:
        moved(document, move, blocks=to_json(with_words(blocks, slot, text)))
        _revise(document, by, at, slot, before, text)
        record.note(title=document.title_zh)
    return document


def _revise(document: Document, by: Actor, at: datetime, slot: str, before: Any, after: Any) -> None:
    Revision.objects.create(
        document=document, slot=slot, before=before, after=after, made_at=at, made_by_id=by.person_id
    )


def reread_document(*, by: Actor, at: datetime, document: Document) -> int:
    """What comes from data read anew; the words stay. Returns how many figures changed. Refused: `wrong_state`."""
    by.must("documents.reread_document")
    move = check("documents.reread_document", document, {})
    old = from_json(document.blocks)
    words = {one.slot: one.text for one in old if isinstance(one, Words)}
    cases = [row.case for row in document.chosen.select_related(*CASE_NEIGHBOURS)]
    subject = Subject(
        at,
        document.since,
        document.until,
        document.unit,
        cases,
        document.edition,
        document.due_on,
        words,
        document.meeting,
    )
    fresh = compose(document.kind, subject).blocks
    before = {key: one.text for key, one in figures(old).items()}
    after = {key: one.text for key, one in figures(fresh).items()}
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    with act("documents.reread_document", by=by, at=at, on=document, count=len(changed)) as record:
        moved(document, move, blocks=to_json(fresh), read_at=at)
        if changed:
            _revise(document, by, at, "", {k: before.get(k) for k in changed}, {k: after.get(k) for k in changed})
        record.note(title=document.title_zh)
    return len(changed)


CASE_NEIGHBOURS = (
    "case__site__site_type",
    "case__segment",
    "case__facility",
    "case__area",
    "case__unit",
    "case__category",
    "case__standard",
)


def address_document(
    *, by: Actor, at: datetime, document: Document, title: str, units: Sequence[Unit], copies: str = ""
) -> Document:
    """Title, main recipients and copies. Refused: `missing`, `wrong_state`."""
    by.must("documents.address_document")
    title = _title(title)
    move = check("documents.address_document", document, {"title": title})
    chosen = {unit.pk for unit in units}
    with act("documents.address_document", by=by, at=at, on=document, title=title, count=len(chosen)):
        moved(document, move, title_zh=title, copies_zh=_title(copies))
        document.recipients.exclude(unit__in=chosen).delete()
        known = set(document.recipients.values_list("unit", flat=True))
        Recipient.objects.bulk_create(Recipient(document=document, unit_id=pk) for pk in sorted(chosen - known))
    return document


def discard_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """A draft that nobody wants; it never had a number. Refused: `wrong_state`."""
    by.must("documents.discard_document")
    move = check("documents.discard_document", document, {})
    with act("documents.discard_document", by=by, at=at, on=document, title=document.title_zh):
        moved(document, move, ended_at=at, replaces=None)
    return document
