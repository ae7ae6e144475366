"""Progress is reported with evidence; that a thing is done is confirmed by somebody else than who reported it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.fields import sound_equipment
from chuangcheng.plans.actions.undertakings import must
from chuangcheng.plans.actions.upgrades import carry_over, finish_card
from chuangcheng.plans.models import Kind, Milestone, Progress, ProgressFile, Shows, State, Undertaking
from chuangcheng.plans.workflow import UNDERTAKINGS, check, moved

MOST_FILES = 12


def _reported(
    undertaking: Undertaking,
    by: Actor,
    at: datetime,
    text: str,
    percent: int,
    files: Sequence[File],
    before: Sequence[File],
    *,
    is_final: bool,
) -> None:
    """Of a place, pictures of the final report show how it is now, those given as `before` how it was."""
    one = Progress.objects.create(
        undertaking=undertaking,
        percent=percent,
        text_zh=text,
        is_final=is_final,
        reported_at=at,
        reported_by_id=by.person_id,
    )
    is_after = is_final and undertaking.place is not None
    shown = {file.pk: (file, Shows.AFTER if is_after and file.is_image else Shows.EVIDENCE) for file in files}
    shown |= {file.pk: (file, Shows.BEFORE) for file in before}
    ProgressFile.objects.bulk_create(ProgressFile(progress=one, file=file, shows=kind) for file, kind in shown.values())


def _check_files(files: Sequence[File], before: Sequence[File]) -> None:
    if len(files) > MOST_FILES or len(before) > MOST_FILES:
        raise Refused("too_many", _("At most twelve files at a time."), field="evidence")
    if any(not file.is_image for file in before):
        raise Refused("no_picture", _("How it was before is shown by pictures."), field="before")


def report_progress(
    *,
    by: Actor,
    at: datetime,
    undertaking: Undertaking,
    percent: int,
    text: str,
    evidence: Sequence[File] = (),
    before: Sequence[File] = (),
    reached: Sequence[Milestone] = (),
) -> Undertaking:
    """How far it has come, with evidence if there is any, and the milestones reached on the way.

    Refused: `missing`, `wrong_state`, `out_of_range`, `too_many`, `no_picture`, `other_milestone`.
    """
    must(by, "plans.report_progress", undertaking)
    text = text.strip()
    move = check(UNDERTAKINGS, "plans.report_progress", undertaking, {"text": text})
    if not 0 <= percent <= 100:
        raise Refused("out_of_range", _("Progress is 0 to 100 percent."), field="percent")
    _check_files(evidence, before)
    if any(one.undertaking_id != undertaking.pk for one in reached):
        raise Refused("other_milestone", _("This milestone belongs to something else."), field="reached")
    with act("plans.report_progress", by=by, at=at, on=undertaking, code=undertaking.code, text=text) as record:
        moved(undertaking, move, percent=percent, last_heard_at=at)
        _reported(undertaking, by, at, text, percent, evidence, before, is_final=False)
        today = timezone.localdate(at)
        Milestone.objects.filter(pk__in=[one.pk for one in reached], reached_on=None).update(reached_on=today)
        record.note(percent=percent, files=len(evidence), reached=[one.name_zh for one in reached])
    return undertaking


def report_done(
    *,
    by: Actor,
    at: datetime,
    undertaking: Undertaking,
    text: str,
    evidence: Sequence[File] = (),
    before: Sequence[File] = (),
    equipment_after: Mapping[str, Any] | None = None,
) -> Undertaking:
    """The work is done, says the unit: a task with evidence, a plan when nothing below it is open any more.

    `equipment_after`: of a project, what stands at the facility now. Refused: `missing`, `wrong_state`, `has_parts`.
    """
    must(by, "plans.report_done", undertaking)
    text = text.strip()
    needed = evidence if undertaking.kind == Kind.TASK else "-"
    move = check(UNDERTAKINGS, "plans.report_done", undertaking, {"text": text, "evidence": needed})
    _check_files(evidence, before)
    if undertaking.children.exclude(state__in=(State.DONE, State.DROPPED, State.DRAFTED)).exists():
        raise Refused("has_parts", _("Parts of it are still open: finish or drop them first."))
    changes: dict[str, Any] = {"percent": 100, "last_heard_at": at, "reported_by_id": by.person_id}
    if equipment_after is not None and undertaking.upgrade and undertaking.facility:
        changes["equipment_after"] = sound_equipment(undertaking.facility.kind, equipment_after)
    with act("plans.report_done", by=by, at=at, on=undertaking, code=undertaking.code, text=text) as record:
        moved(undertaking, move, **changes)
        _reported(undertaking, by, at, text, 100, evidence, before, is_final=True)
        record.note(files=len(evidence))
    return undertaking


def confirm_done(*, by: Actor, at: datetime, undertaking: Undertaking, note: str = "") -> Undertaking:
    """It is done, says somebody else than who reported it. A project's facility gets its new equipment, and the
    card whose proposal it carried out is finished.

    Refused: `wrong_state`, `own_report`.
    """
    must(by, "plans.confirm_done", undertaking)
    move = check(UNDERTAKINGS, "plans.confirm_done", undertaking, {})
    _must_be_another(by, undertaking)
    told: dict[str, Any] = {"code": undertaking.code, "name": undertaking.name_zh, "note": note.strip()}
    with act("plans.confirm_done", by=by, at=at, on=undertaking, **told) as record:
        moved(undertaking, move, ended_at=at)
        if undertaking.upgrade and undertaking.facility:
            record.note(facility=undertaking.facility.code, equipment=carry_over(undertaking, at))
        finish_card(undertaking, at, note.strip())
    return undertaking


def return_undertaking(*, by: Actor, at: datetime, undertaking: Undertaking, reason: str) -> Undertaking:
    """It is not done, or not shown to be: back to the unit. Refused: `missing`, `wrong_state`, `own_report`."""
    must(by, "plans.return_undertaking", undertaking)
    reason = reason.strip()
    move = check(UNDERTAKINGS, "plans.return_undertaking", undertaking, {"reason": reason})
    _must_be_another(by, undertaking)
    told: dict[str, Any] = {"code": undertaking.code, "name": undertaking.name_zh, "reason": reason}
    with act("plans.return_undertaking", by=by, at=at, on=undertaking, **told):
        moved(undertaking, move, return_count=undertaking.return_count + 1, percent=min(undertaking.percent, 99))
    return undertaking


def _must_be_another(by: Actor, undertaking: Undertaking) -> None:
    if by.person_id is not None and by.person_id == undertaking.reported_by_id:
        raise Refused("own_report", _("You reported it yourself: somebody else has to look."))
