"""Pictures of an exposure: whoever proposes it covers each of them, a second person sees the covered copy alone."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.actions import delete_file, redact_picture, store_file
from chuangcheng.evidence.models import File
from chuangcheng.exposures.actions.importing import AT_ONCE, KEPT
from chuangcheng.exposures.models import Violation, ViolationPicture, ViolationState
from chuangcheng.exposures.queries import over_pictures
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings.models import Proceeding
from chuangcheng.proceedings.models import State as Stage

MOST = 4
"""Pictures of one exposure."""


def add_picture(*, by: Actor, at: datetime, violation: Violation, content: BinaryIO) -> ViolationPicture:
    """Take a picture in; it is public only once it is covered. The name of its file is not kept: it may say a plate.

    Refused: `not_a_picture`, `too_many`, `twice`, what `evidence.store_file` refuses, and `_must_be_open`'s.
    """
    by.must("exposures.add_picture", unit_path="", area_path="")
    # Stored before the act opens: decoding a picture must not hold the database's one writer.
    file = store_file(by=by, at=at, name=violation.number, content=content)
    try:
        with act("exposures.add_picture", by=by, at=at, on=violation, number=violation.number) as record:
            _must_be_open(by, violation)
            _must_fit(file, list(violation.pictures.values_list("file", flat=True)))
            made = ViolationPicture.objects.create(violation=violation, file=file, added_at=at)
            record.note(picture=made.pk, sha256=file.sha256)
    except Refused:
        _drop(file, at, "not taken in for an exposure")
        raise
    return made


def _must_fit(file: File, known: Sequence[int]) -> None:
    if not file.is_image:
        raise Refused("not_a_picture", _("This is no picture."), field="picture")
    if file.pk in known:
        raise Refused("twice", _("This picture is there already."), field="picture")
    if len(known) >= MOST:
        raise Refused("too_many", _("Four pictures at most."), field="picture")


def cover_picture(
    *,
    by: Actor,
    at: datetime,
    picture: ViolationPicture,
    boxes: Iterable[Sequence[int]],
    version: int,
    is_confirmed: bool,
    reason: str = "",
) -> ViolationPicture:
    """Cover it (`evidence.redact_picture`) and stand for it: third parties always, plates but for what the rule shows.

    Refused: `unconfirmed`, `nothing_covered`, what the covering itself refuses, and `_must_be_open`'s.
    """
    by.must("exposures.cover_picture", unit_path="", area_path="")
    given, violation = list(boxes), picture.violation
    if not is_confirmed:
        raise Refused("unconfirmed", _("Say that you have looked at all of it."), field="is_confirmed")
    if not given:
        said = _("A picture is shown with something covered, or not at all: cover at least the plate.")
        raise Refused("nothing_covered", said)
    with act("exposures.cover_picture", by=by, at=at, on=violation, number=violation.number) as record:
        _must_be_open(by, violation)
        # Drawn inside the act: a new version that nobody stood for would take an approved picture out of sight.
        made = redact_picture(by=by, at=at, file=picture.file, boxes=given, version=version, reason=reason)
        picture.token, picture.covered_at, picture.covered_by_id = made.token, at, by.person_id
        picture.save(update_fields=["token", "covered_at", "covered_by"])
        record.note(picture=picture.pk, version=made.version, boxes=len(made.boxes))
    return picture


def _must_be_open(by: Actor, violation: Violation) -> None:
    """Pictures change until the second person has looked, and under a proposal by whoever made it.

    Locks what review and proposal move. Refused: `not_allowed_kind`, `pictures_closed`, `not_proposer`.
    """
    found = Violation.objects.select_for_update().get(pk=violation.pk)
    if not found.kind.may_be_exposed:
        raise Refused("not_allowed_kind", _("This kind of violation is not exposed."))
    if found.state == ViolationState.IMPORTED:
        return
    key = found.proceeding_id or 0
    running = Proceeding.objects.select_for_update().filter(pk=key, state=Stage.PROPOSED).first()
    if found.state != ViolationState.PROPOSED or running is None:
        raise Refused("pictures_closed", _("Nothing about its pictures changes any more: one can only be taken out."))
    if not by.is_system and not running.steps.filter(act="propose", person_id=by.person_id or 0).exists():
        raise Refused("not_proposer", _("Whoever proposed it sees to its pictures."))


def take_out_picture(*, by: Actor, at: datetime, picture: ViolationPicture) -> None:
    """At any time, from the public page in the same moment; what nothing else owns or holds is deleted."""
    by.must("exposures.take_out_picture", unit_path="", area_path="")
    violation, file = picture.violation, picture.file
    with act("exposures.take_out_picture", by=by, at=at, on=violation, number=violation.number) as record:
        record.note(picture=picture.pk, sha256=file.sha256)
        picture.delete()
        _drop(file, at, "taken out of an exposure")


def forget_pictures(*, by: Actor, at: datetime) -> int:
    """180 days after they came, unless what they go along with is still open or public; says how many."""
    by.must("exposures.forget_pictures")
    found = list(over_pictures(at, at - KEPT)[:AT_ONCE])
    if found:
        with act("exposures.forget_pictures", by=by, at=at, count=len(found)):
            for one in found:
                one.delete()
                _drop(one.file, at, "its exposure is over")
    return len(found)


def _drop(file: File, at: datetime, reason: str) -> None:
    try:
        delete_file(by=SYSTEM, at=at, file=file, reason=reason)
    except Refused:
        return
