"""自查: what a unit writes about itself. Rows of the record say that it happened and nothing of what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.actions import open_case
from chuangcheng.cases.models import Case, Source
from chuangcheng.duties.queries import threshold
from chuangcheng.frameworks.models import CheckPoint, EditionKind
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions.findings import send_on
from chuangcheng.inspections.models import SelfCheck, SelfCheckAnswer, SelfOutcome, Verdict
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.places.models import Site
from chuangcheng.places.queries import place_of

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class SelfAnswer:
    """What the unit says of one check point."""

    check_point: CheckPoint
    verdict: str
    note: str = ""
    is_put_right: bool = False


def start_self_check(*, by: Actor, at: datetime, site: Site) -> SelfCheck:
    """Begin to look at a place of the own unit's.

    Refused: `not_your_place`, `no_edition`, `no_check_points`, `one_is_open`. The record gets neither the place nor
    the unit: whoever reads it learns only that somebody looked.
    """
    by.must("inspections.start_self_check", area_path=site.area.path)
    unit = queries.own_holder(by, site, at)
    if unit is None:
        raise Refused("not_your_place", _("A unit checks the places that it holds itself."))
    by.must("inspections.start_self_check", unit_path=unit.path)
    edition = edition_in_force(EditionKind.CITY, at)
    if edition is None:
        raise Refused("no_edition", _("No framework is in force."))
    if not queries.has_check_points(edition.pk, site):
        raise Refused("no_check_points", _("No check point stands for this kind of site."))
    with act("inspections.start_self_check", by=by, at=at) as record:
        if SelfCheck.objects.filter(unit=unit, site=site, finished_at=None).exists():
            raise Refused("one_is_open", _("A check of this place has begun already: go on with it."))
        check = SelfCheck.objects.create(edition=edition, unit=unit, site=site, started_at=at)
        record.on(check)
    return check


def _must_be_own(by: Actor, verb: str, check: SelfCheck) -> None:
    """NotAllowed for everybody outside the unit, the product itself included."""
    if by.is_system or check.unit_id not in by.unit_ids:
        raise NotAllowed(verb)
    by.must(verb, unit_path=check.unit.path)


def answer_self_check(*, by: Actor, at: datetime, self_check: SelfCheck, answers: Sequence[SelfAnswer]) -> None:
    """Write what was seen, all at once; what is given again replaces the earlier answer.

    Once the check is finished the verdicts stand, and only that something was put right may still be told: by the same
    verb, so that the record does not say that there was something to put right. Refused: `finished`,
    `wrong_check_point`, `unknown_verdict`, `too_long`.
    """
    _must_be_own(by, "inspections.answer_self_check", self_check)
    with act("inspections.answer_self_check", by=by, at=at, on=self_check):
        known = {row.check_point_id: row for row in self_check.answers.select_for_update()}
        new, changed = [], []
        for one in answers:
            row = known.get(one.check_point.pk)
            _check(self_check, one, row)
            if row is None:
                row = SelfCheckAnswer(self_check=self_check, check_point=one.check_point)
                new.append(row)
            else:
                changed.append(row)
            _put(row, one)
        SelfCheckAnswer.objects.bulk_create(new)
        SelfCheckAnswer.objects.bulk_update(changed, ["verdict", "note_zh", "outcome"])


def _check(check: SelfCheck, one: SelfAnswer, row: SelfCheckAnswer | None) -> None:
    point = one.check_point
    if point.edition_id != check.edition_id or point.site_type_id != check.site.site_type_id:
        raise Refused("wrong_check_point", _("This check point does not belong to this kind of site."))
    if one.verdict not in Verdict.values:
        raise Refused("unknown_verdict", _("Choose one of the four verdicts."), field="verdict")
    if len(one.note.strip()) > LONGEST_NOTE:
        raise Refused("too_long", _("A note has at most %(count)s characters.") % {"count": LONGEST_NOTE}, field="note")
    is_registered = row is not None and row.case_id is not None and one.verdict != Verdict.FAIL
    if is_registered or (check.finished_at is not None and (row is None or row.verdict != one.verdict)):
        raise Refused("finished", _("The verdict stands. You can still say what was put right."), field="verdict")


def _put(row: SelfCheckAnswer, one: SelfAnswer) -> None:
    row.verdict, row.note_zh = one.verdict, one.note.strip()
    if row.case_id is None:
        is_put_right = one.is_put_right and one.verdict == Verdict.FAIL
        row.outcome = SelfOutcome.PUT_RIGHT if is_put_right else SelfOutcome.OPEN


def finish_self_check(*, by: Actor, at: datetime, self_check: SelfCheck) -> SelfCheck:
    """The check is done; from now on the private days run. Refused: `finished`, `empty`."""
    _must_be_own(by, "inspections.finish_self_check", self_check)
    with act("inspections.finish_self_check", by=by, at=at, on=self_check):
        if not self_check.answers.exists():
            raise Refused("empty", _("Answer at least one check point."))
        until = at + timedelta(days=threshold("self_check_private_days"))
        fresh = SelfCheck.objects.filter(pk=self_check.pk, finished_at=None)
        if fresh.update(finished_at=at, private_until=until) != 1:
            raise Refused("finished", _("This check is finished already."))
        self_check.finished_at, self_check.private_until = at, until
    return self_check


def register_self_check(*, by: Actor, at: datetime, answer: SelfCheckAnswer) -> Case:
    """The unit chooses to make a case of what it saw. From then on the case is like any other, and seen as such.

    Refused: `not_a_shortfall`, `settled`.
    """
    check = answer.self_check
    _must_be_own(by, "inspections.register_self_check", check)
    if answer.verdict != Verdict.FAIL:
        raise Refused("not_a_shortfall", _("Only what was not met can become a case."))
    with act("inspections.register_self_check", by=by, at=at, on=check) as record:
        row = SelfCheckAnswer.objects.select_for_update().get(pk=answer.pk)
        if row.outcome != SelfOutcome.OPEN:
            raise Refused("settled", _("This was put right or registered already."))
        case = open_case(
            by=by,
            at=at,
            source=Source.UNIT,
            description=f"{answer.check_point.name_zh}：{answer.note_zh or '不符合'}",
            place=place_of(check.site),
            check_point=answer.check_point,
        )
        send_on(case, at)
        SelfCheckAnswer.objects.filter(pk=answer.pk).update(outcome=SelfOutcome.CASE, case=case)
        answer.outcome, answer.case = SelfOutcome.CASE, case
        record.note(case=case.number)
    return case
