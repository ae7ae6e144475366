"""Pictures before and after a clean-up, released by a person; and cases that a clean-up may have put right."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.actions import submit_case
from chuangcheng.cases.queries import Case
from chuangcheng.evidence.actions import receive_file
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.volunteering.access import must_organise
from chuangcheng.volunteering.models import PhotoKind, Proposal, Shift, ShiftPhoto

MOST_PHOTOS = 12


def add_photo(*, by: Actor, at: datetime, shift: Shift, kind: str, content: bytes) -> ShiftPhoto:
    """From the leader's telephone or the desk. Refused `unknown_kind`, `too_many`, and what `evidence` says."""
    must_organise(by, "volunteering.add_photo", shift)
    if kind not in PhotoKind.values:
        raise Refused("unknown_kind", _("Before or after?"), field="kind")
    if shift.photos.count() >= MOST_PHOTOS:
        raise Refused("too_many", _("Twelve pictures at most."), field="photos")
    with act("volunteering.add_photo", by=by, at=at, on=shift, campaign=shift.campaign.name_zh):
        file = receive_file(by=SYSTEM, at=at, name="", content=content)
        made, _is_new = ShiftPhoto.objects.get_or_create(
            shift=shift, file=file, defaults={"kind": kind, "added_at": at}
        )
    return made


def release_photo(*, by: Actor, at: datetime, photo: ShiftPhoto) -> ShiftPhoto:
    """A person of the organising unit looked at it: nobody can be recognised. Refused `not_looked_at` while the bytes
    are not examined."""
    shift = photo.shift
    by.must("volunteering.release_photo", unit_path=shift.campaign.unit.path)
    if photo.file.state != "cleared":
        raise Refused("not_looked_at", _("This picture is still being examined."))
    with act("volunteering.release_photo", by=by, at=at, on=shift, campaign=shift.campaign.name_zh, photo=photo.pk):
        photo.released_at, photo.released_by_id = at, by.person_id
        photo.save(update_fields=["released_at", "released_by"])
    return photo


def withdraw_photo(*, by: Actor, at: datetime, photo: ShiftPhoto) -> ShiftPhoto:
    """Off the public pages."""
    shift = photo.shift
    by.must("volunteering.withdraw_photo", unit_path=shift.campaign.unit.path)
    with act("volunteering.withdraw_photo", by=by, at=at, on=shift, campaign=shift.campaign.name_zh, photo=photo.pk):
        photo.released_at = None
        photo.save(update_fields=["released_at"])
    return photo


def propose_case(*, by: Actor, at: datetime, shift: Shift, case: Case) -> Proposal:
    """The organiser says: this is put right now. The case does not move; its unit looks. Refused `elsewhere`, `over`,
    `no_photo`."""
    must_organise(by, "volunteering.propose_case", shift)
    if case.closed_at is not None:
        raise Refused("over", _("This case is closed already."))
    if not is_at_place(case, shift):
        raise Refused("elsewhere", _("This case is of another place."))
    if not shift.photos.filter(kind=PhotoKind.AFTER).exists():
        raise Refused("no_photo", _("Add a picture after the work first."))
    unit = case.unit.code if case.unit else ""
    named: dict[str, Any] = {"campaign": shift.campaign.name_zh, "number": case.number, "unit": unit}
    with act("volunteering.propose_case", by=by, at=at, on=shift, **named):
        made, _is_new = Proposal.objects.get_or_create(shift=shift, case=case, defaults={"proposed_at": at})
    return made


def is_at_place(case: Case, shift: Shift) -> bool:
    """True if both are of the same site, facility or segment; of the same area where the shift names nothing else."""
    for name in ("site_id", "facility_id", "segment_id"):
        if wanted := getattr(shift, name):
            return bool(getattr(case, name) == wanted)
    return bool(case.area_id == shift.area_id)


def hand_in_case(*, by: Actor, at: datetime, proposal: Proposal, cause: str, measure: str) -> Proposal:
    """The case's own unit hands it in with the pictures of the clean-up: from here on it is verified like any other.

    Refused what `cases.submit_case` refuses, `done`.
    """
    by.must("volunteering.hand_in_case")
    shift = proposal.shift
    files = [photo.file for photo in shift.photos.filter(kind=PhotoKind.AFTER).select_related("file")]
    named: dict[str, Any] = {"campaign": shift.campaign.name_zh, "number": proposal.case.number}
    with act("volunteering.hand_in_case", by=by, at=at, on=shift, **named):
        if not Proposal.objects.filter(pk=proposal.pk, handed_in_at=None).update(handed_in_at=at):
            raise Refused("done", _("This case has been handed in already."))
        submit_case(by=by, at=at, case=proposal.case, cause=cause, measure=measure, photos=files)
    return proposal
