"""An undertaking is drafted, changed, confirmed, passed on, postponed, dropped, taken up again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.fields import differing
from chuangcheng.plans import particulars
from chuangcheng.plans.actions.upgrades import must_await_project
from chuangcheng.plans.models import State, Undertaking
from chuangcheng.plans.particulars import Milestones, check_within, searchable
from chuangcheng.plans.workflow import UNDERTAKINGS, check, moved
from chuangcheng.recurrences.models import Recurrence
from chuangcheng.units.models import Post, Unit

FIXED = ("unit", "due_on", "upgrade", "facility", "site", "segment")
"""What a confirmed undertaking changes only by an act of its own, with a reason, or not at all."""


def must(by: Actor, verb: str, undertaking: Undertaking) -> None:
    """Raise NotAllowed unless one grant covers the verb at the owner's unit."""
    by.must(verb, unit_path=undertaking.unit.path)


def draft_undertaking(
    *,
    by: Actor,
    at: datetime,
    code: str,
    kind: str,
    parent: Undertaking | None = None,
    standards: Iterable[str] = (),
    milestones: Milestones = (),
    recurrence: Recurrence | None = None,
    **values: Any,
) -> Undertaking:
    """A new part of the plan; `values` as `particulars.columns` takes them. `recurrence`: the card whose accepted
    proposal it carries out.

    Refused: `missing`, `code_taken`, `parent_over`, `after_parent`, `not_taken_up`, `project_already`, and what
    `particulars` says.
    """
    unit: Unit | None = values.get("unit")
    by.must("plans.draft_undertaking", unit_path=unit.path if unit else None)
    code = code.strip()
    carried = {"code": code, "name": values.get("name_zh", "").strip(), "unit": unit, "due_on": values.get("due_on")}
    check(UNDERTAKINGS, "plans.draft_undertaking", None, carried)
    path = particulars.path_of(code, kind, parent)
    if parent is not None and parent.state in (State.DONE, State.DROPPED):
        raise Refused("parent_over", _("What it would belong to is over."), field="parent")
    if Undertaking.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another undertaking has this code."), field="code")
    fields = particulars.columns(**values)
    check_within(parent, fields["due_on"])
    if recurrence is not None:
        must_await_project(recurrence)
    served = particulars.sound_standards(standards)
    stones = particulars.sound_milestones(milestones, fields["due_on"])
    with act("plans.draft_undertaking", by=by, at=at, code=code, name=fields["name_zh"]) as record:
        made = Undertaking.objects.create(
            code=code,
            kind=kind,
            parent=parent,
            path=path,
            last_heard_at=at,
            made_at=at,
            search_text=searchable(code, fields),
            recurrence=recurrence,
            **fields,
        )
        particulars.set_standards(made, served)
        particulars.set_milestones(made, stones)
        record.on(made, kind=kind, unit=unit.code if unit else "")
    return made


def edit_undertaking(
    *,
    by: Actor,
    at: datetime,
    undertaking: Undertaking,
    standards: Iterable[str] | None = None,
    milestones: Milestones | None = None,
    **values: Any,
) -> Undertaking:
    """Change it; what is not given stays. Once confirmed, unit and due date change by acts of their own.

    Refused: `wrong_state`, `fixed`, `after_parent`, and what `particulars` says.
    """
    must(by, "plans.edit_undertaking", undertaking)
    move = check(UNDERTAKINGS, "plans.edit_undertaking", undertaking, {})
    fields = particulars.columns(**{**_standing(undertaking), **values})
    changed = differing(undertaking, fields)
    if undertaking.state != State.DRAFTED and (fixed := [name for name in changed if name in FIXED]):
        raise Refused("fixed", _("It is confirmed: pass it on or postpone it, with a reason."), field=fixed[0])
    check_within(undertaking.parent, fields["due_on"])
    served = None if standards is None else particulars.sound_standards(standards)
    stones = None if milestones is None else particulars.sound_milestones(milestones, fields["due_on"])
    with act("plans.edit_undertaking", by=by, at=at, on=undertaking, code=undertaking.code) as record:
        moved(undertaking, move, **fields, search_text=searchable(undertaking.code, fields))
        if served is not None and particulars.set_standards(undertaking, served):
            changed.append("standards")
        if stones is not None and particulars.set_milestones(undertaking, stones):
            changed.append("milestones")
        record.note(name=undertaking.name_zh, changed=changed)
    return undertaking


def _standing(undertaking: Undertaking) -> dict[str, Any]:
    names = ("name_zh", "name_en", "text_zh", "unit", "post", "theme", "weight", "starts_on", "due_on")
    placed = ("upgrade", "facility", "site", "segment", "equipment_after")
    return {name: getattr(undertaking, name) for name in (*names, *placed)}


def confirm_undertaking(*, by: Actor, at: datetime, undertaking: Undertaking) -> Undertaking:
    """From now on it counts. The equipment of a project's facility is kept as it is today."""
    must(by, "plans.confirm_undertaking", undertaking)
    move = check(UNDERTAKINGS, "plans.confirm_undertaking", undertaking, {})
    before = undertaking.facility.equipment if undertaking.upgrade and undertaking.facility else {}
    with act("plans.confirm_undertaking", by=by, at=at, on=undertaking, code=undertaking.code) as record:
        moved(undertaking, move, last_heard_at=at, equipment_before=before)
        record.note(name=undertaking.name_zh, unit=undertaking.unit.name_zh, due_on=undertaking.due_on)
    return undertaking


def pass_on_undertaking(
    *, by: Actor, at: datetime, undertaking: Undertaking, unit: Unit, reason: str, post: Post | None = None
) -> Undertaking:
    """Another unit, or another post of the same one. (A new holder of the post needs no act: tasks stay with the post.)

    Refused: `missing`, `wrong_state`, `other_unit`.
    """
    must(by, "plans.pass_on_undertaking", undertaking)
    reason, old = reason.strip(), undertaking.unit
    move = check(UNDERTAKINGS, "plans.pass_on_undertaking", undertaking, {"unit": unit, "reason": reason})
    if post is not None and not post.unit.path.startswith(unit.path):
        raise Refused("other_unit", _("The post does not belong to the unit."), field="post")
    with act("plans.pass_on_undertaking", by=by, at=at, on=undertaking, code=undertaking.code, reason=reason) as record:
        moved(undertaking, move, unit=unit, post=post)
        moved_text = searchable(undertaking.code, _standing(undertaking))
        Undertaking.objects.filter(pk=undertaking.pk).update(search_text=moved_text)
        record.note(old=old.name_zh, unit=unit.name_zh)
    return undertaking


def postpone_undertaking(
    *, by: Actor, at: datetime, undertaking: Undertaking, due_on: date, reason: str
) -> Undertaking:
    """Another due date, later or earlier. Refused: `missing`, `wrong_state`, `bad_order`, `after_parent`."""
    must(by, "plans.postpone_undertaking", undertaking)
    reason, old = reason.strip(), undertaking.due_on
    move = check(UNDERTAKINGS, "plans.postpone_undertaking", undertaking, {"due_on": due_on, "reason": reason})
    if undertaking.starts_on is not None and due_on < undertaking.starts_on:
        raise Refused("bad_order", _("It cannot be due before it starts."), field="due_on")
    check_within(undertaking.parent, due_on)
    with act(
        "plans.postpone_undertaking", by=by, at=at, on=undertaking, code=undertaking.code, reason=reason
    ) as record:
        moved(undertaking, move, due_on=due_on)
        record.note(old=old, due_on=due_on)
    return undertaking


def drop_undertaking(*, by: Actor, at: datetime, undertaking: Undertaking, reason: str) -> Undertaking:
    """It will not be done; it stays in the record and counts no more.

    Refused: `missing`, `wrong_state`, `has_parts`.
    """
    must(by, "plans.drop_undertaking", undertaking)
    reason = reason.strip()
    move = check(UNDERTAKINGS, "plans.drop_undertaking", undertaking, {"reason": reason})
    if undertaking.children.exclude(state__in=(State.DONE, State.DROPPED)).exists():
        raise Refused("has_parts", _("Parts of it are still open: finish or drop them first."))
    told: dict[str, Any] = {"code": undertaking.code, "name": undertaking.name_zh, "reason": reason}
    with act("plans.drop_undertaking", by=by, at=at, on=undertaking, **told):
        moved(undertaking, move, ended_at=at)
    return undertaking


def reopen_undertaking(*, by: Actor, at: datetime, undertaking: Undertaking, reason: str) -> Undertaking:
    """What was called done is not; or what was dropped is drafted again. Refused: `missing`, `wrong_state`."""
    must(by, "plans.reopen_undertaking", undertaking)
    reason = reason.strip()
    move = check(UNDERTAKINGS, "plans.reopen_undertaking", undertaking, {"reason": reason})
    if undertaking.state == State.DROPPED and undertaking.recurrence is not None:
        must_await_project(undertaking.recurrence)
    told: dict[str, Any] = {"code": undertaking.code, "name": undertaking.name_zh, "reason": reason}
    with act("plans.reopen_undertaking", by=by, at=at, on=undertaking, **told):
        percent = min(undertaking.percent, 99)
        moved(undertaking, move, ended_at=None, reported_by_id=None, percent=percent, last_heard_at=at)
    return undertaking
