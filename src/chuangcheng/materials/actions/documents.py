"""A document is handed in: its files, its caption, the demands it answers, until it is submitted or withdrawn."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.cases.models import State as CaseState
from chuangcheng.evidence.models import File, FileState
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.materials import queries
from chuangcheng.materials.models import (
    Demand,
    Document,
    DocumentState,
    Kind,
    Link,
    MaterialCounter,
    Version,
    VersionFile,
)
from chuangcheng.materials.workflow import DOCUMENTS, OPEN, check, moved
from chuangcheng.units.models import Unit

MOST_FILES = 12
CAPTION = ("thing_on", "place_zh", "persons_zh", "theme_zh")
Labelled = tuple[File, str]
"""A file and what it shows."""


def serial(series: str, letters: str, at: datetime) -> str:
    """`CL2026-0001`: numbers of a year without gaps. Inside a transaction."""
    year = timezone.localdate(at).year
    return f"{letters}{year}-{next_number(MaterialCounter.objects.all(), f'{series}:{year}'):04d}"


def searchable(document: Document) -> str:
    """What the search box looks in. Persons are left out: nobody is to be looked up here."""
    return search_text(document.number, document.title_zh, document.theme_zh, document.place_zh, document.unit.name_zh)


def hand_in_document(
    *,
    by: Actor,
    at: datetime,
    demands: Sequence[Demand],
    unit: Unit,
    kind: str,
    title_zh: str,
    files: Sequence[File],
    thing_on: date | None = None,
    place_zh: str = "",
    persons_zh: str = "",
    theme_zh: str = "",
) -> Document:
    """A draft with its first version, for one demand or several. What it lacks is said before it is submitted.

    Refused: `missing`, `unknown_kind`, `no_file`, `too_many`, `not_examined`, `withdrawn`, `in_future`.
    """
    by.must("materials.hand_in_document", unit_path=unit.path)
    check(DOCUMENTS, "materials.hand_in_document", None, {"title": title_zh.strip(), "unit": unit, "demand": demands})
    _check_kind(kind)
    _check_day(thing_on, at)
    with act("materials.hand_in_document", by=by, at=at, title=title_zh.strip(), unit=unit.code) as record:
        made = Document(
            number=serial("material", "CL", at),
            unit=unit,
            kind=kind,
            title_zh=title_zh.strip(),
            thing_on=thing_on,
            place_zh=place_zh.strip(),
            persons_zh=persons_zh.strip(),
            theme_zh=theme_zh.strip(),
            made_at=at,
            made_by_id=by.person_id,
        )
        made.search_text = searchable(made)
        made.save(force_insert=True)
        _version(by, at, made, [(file, "") for file in files], "")
        _links(by, at, made, demands)
        record.on(made, number=made.number, demands=[demand.code for demand in demands])
    return made


def adopt_case(*, by: Actor, at: datetime, demand: Demand, case: Case, unit: Unit) -> Document:
    """The pictures of a closed case become a draft: nobody is asked again for what is held already.

    Before and after stand side by side; place and theme come from the case. The case once adopted by this unit is
    linked, not copied. Refused: `not_closed`, `no_file`, `other_unit`, `withdrawn`.
    """
    by.must("materials.adopt_case", unit_path=unit.path)
    if case.state != CaseState.CLOSED or case.closed_at is None:
        raise Refused("not_closed", _("Only a closed case can prove something."))
    if case.unit is None or not case.unit.path.startswith(unit.path):
        raise Refused("other_unit", _("The case was put right by another unit."))
    known = Document.objects.filter(unit=unit, source_case=case).exclude(state=DocumentState.WITHDRAWN).first()
    with act("materials.adopt_case", by=by, at=at, case=case.number) as record:
        made = known or _from_case(by, at, case, unit)
        if not made.links.filter(demand=demand).exists():
            _links(by, at, made, [demand])
        record.on(made, number=made.number, demand=demand.code)
    return made


def _from_case(by: Actor, at: datetime, case: Case, unit: Unit) -> Document:
    assert case.closed_at is not None
    place = case.site or case.facility or case.segment or case.area
    made = Document(
        number=serial("material", "CL", at),
        unit=unit,
        kind=Kind.PHOTO,
        title_zh=f"{case.description[:120]}（整改前后）",
        thing_on=timezone.localdate(case.closed_at),
        place_zh=(case.address_zh or (place.name_zh if place else ""))[:200],
        theme_zh=case.standard.name_zh[:300] if case.standard else "",
        source_case=case,
        made_at=at,
        made_by_id=by.person_id,
    )
    made.search_text = searchable(made)
    made.save(force_insert=True)
    _version(by, at, made, queries.case_pictures(case), f"案件 {case.number}")
    return made


def describe_document(*, by: Actor, at: datetime, document: Document, **changes: Any) -> Document:
    """Title, kind and caption while the unit still holds it. Refused: `wrong_state`, `missing`, `in_future`."""
    by.must("materials.describe_document", unit_path=document.unit.path)
    _must_be_open(document)
    for name in ("title_zh", "kind", *CAPTION):
        if name in changes:
            value = changes[name]
            setattr(document, name, value.strip() if isinstance(value, str) else value)
    if not document.title_zh:
        raise Refused("missing", _("Give it a title."), field="title_zh")
    _check_kind(document.kind)
    _check_day(document.thing_on, at)
    document.search_text = searchable(document)
    with act("materials.describe_document", by=by, at=at, on=document, number=document.number) as record:
        document.save(update_fields=["title_zh", "kind", *CAPTION, "search_text"])
        record.note(title=document.title_zh, thing_on=document.thing_on)
    return document


def add_version(*, by: Actor, at: datetime, document: Document, files: Sequence[File], note: str = "") -> Version:
    """New files in place of the old ones, which stay as history.

    Refused: `wrong_state` once it waits or is accepted, `no_file`, `too_many`, `not_examined`, `same_files`.
    """
    by.must("materials.add_version", unit_path=document.unit.path)
    _must_be_open(document)
    newest = document.versions.first()
    if newest and [row.file_id for row in newest.files.all()] == [file.pk for file in files]:
        raise Refused("same_files", _("These are the files of the present version."), field="uploads")
    with act("materials.add_version", by=by, at=at, on=document, number=document.number) as record:
        made = _version(by, at, document, [(file, "") for file in files], note.strip())
        record.note(version=made.number, files=len(made.files.all()))
    return made


def link_demand(*, by: Actor, at: datetime, document: Document, demand: Demand) -> Link:
    """The same document answers one more demand, without a second upload.

    An accepted document must fit at once, and a reviewer confirms the link before it counts.
    Refused: `linked_already`, `wrong_state`, `withdrawn`, and the first fault of an accepted document.
    """
    by.must("materials.link_demand", unit_path=document.unit.path)
    if document.state == DocumentState.WITHDRAWN:
        raise Refused("wrong_state", _("This material was withdrawn."))
    if document.links.filter(demand=demand).exists():
        raise Refused("linked_already", _("It answers this demand already."), field="demand")
    if document.state not in OPEN and (wrong := queries.faults_for(document, [demand])):
        raise Refused(wrong[0].code, queries.fault_sentence(wrong[0]), field="demand")
    with act("materials.link_demand", by=by, at=at, on=document, number=document.number, demand=demand.code):
        return _links(by, at, document, [demand])[0]


def unlink_demand(*, by: Actor, at: datetime, document: Document, demand: Demand, reason: str = "") -> None:
    """It no longer answers this demand. The last link stays: a document without one is withdrawn instead.

    Refused: `not_linked`, `last_link`.
    """
    by.must("materials.unlink_demand", unit_path=document.unit.path)
    link = document.links.filter(demand=demand).first()
    if link is None:
        raise Refused("not_linked", _("It does not answer this demand."))
    if document.links.count() == 1:
        raise Refused("last_link", _("It answers nothing else: withdraw it instead."))
    with act(
        "materials.unlink_demand", by=by, at=at, on=document, number=document.number, demand=demand.code
    ) as record:
        record.note(reason=reason.strip(), was_confirmed=link.confirmed_at is not None)
        link.delete()


def submit_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """The unit says it is whole; a reviewer of another unit looks at it.

    Refused: `wrong_state`, or the first fault: `no_file`, `kind`, `no_picture`, `caption`, `window`.
    """
    by.must("materials.submit_document", unit_path=document.unit.path)
    move = check(DOCUMENTS, "materials.submit_document", document, {})
    if wrong := queries.faults_of(document):
        raise Refused(wrong[0].code, queries.fault_sentence(wrong[0]))
    with act("materials.submit_document", by=by, at=at, on=document, number=document.number) as record:
        moved(document, move, submitted_at=at, submitted_by_id=by.person_id, decided_at=None, decided_by_id=None)
        record.note(title=document.title_zh, version=document.version_count)
    return document


def withdraw_document(*, by: Actor, at: datetime, document: Document, reason: str) -> Document:
    """The unit takes it back; its files stay as history. Refused: `wrong_state`, `missing`."""
    by.must("materials.withdraw_document", unit_path=document.unit.path)
    move = check(DOCUMENTS, "materials.withdraw_document", document, {"reason": reason.strip()})
    with act("materials.withdraw_document", by=by, at=at, on=document, number=document.number, reason=reason.strip()):
        moved(document, move, reason_zh=reason.strip()[:1000])
    return document


def _check_kind(kind: str) -> None:
    if kind not in Kind.values:
        raise Refused("unknown_kind", _("This kind of material does not exist."), field="kind")


def _check_day(day: date | None, at: datetime) -> None:
    if day is not None and day > timezone.localdate(at):
        raise Refused("in_future", _("This day has not come yet."), field="thing_on")


def _must_be_open(document: Document) -> None:
    if document.state not in OPEN:
        state = document.get_state_display()
        raise Refused("wrong_state", _("This cannot be done while it stands at “%(state)s”.") % {"state": state})


def _version(by: Actor, at: datetime, document: Document, files: Sequence[Labelled], note: str) -> Version:
    unique = {file.pk: (file, label) for file, label in files}
    if not unique:
        raise Refused("no_file", _("Add at least one file."), field="uploads")
    if len(unique) > MOST_FILES:
        raise Refused("too_many", _("At most twelve files in one version."), field="uploads")
    if any(file.state != FileState.CLEARED for file, _label in unique.values()):
        raise Refused("not_examined", _("A picture is still being checked: try again in a minute."), field="uploads")
    document.version_count += 1
    try:
        with transaction.atomic():
            number = document.version_count
            made = Version.objects.create(
                document=document, number=number, note_zh=note[:500], added_at=at, added_by_id=by.person_id
            )
    except IntegrityError:
        raise Refused("moved_meanwhile", _("Somebody else was faster. Look at it again.")) from None
    VersionFile.objects.bulk_create(
        VersionFile(version=made, file=file, position=position, label_zh=label)
        for position, (file, label) in enumerate(unique.values(), start=1)
    )
    document.save(update_fields=["version_count"])
    return made


def _links(by: Actor, at: datetime, document: Document, demands: Iterable[Demand]) -> list[Link]:
    rows = []
    for demand in {one.pk: one for one in demands}.values():
        if demand.withdrawn_at is not None:
            raise Refused("withdrawn", _("This is no longer asked for."), field="demand")
        rows.append(Link(document=document, demand=demand, linked_at=at, linked_by_id=by.person_id))
    return Link.objects.bulk_create(rows)
