"""Double inspection: two inspectors judge a stop apart; the first counts, the second is the comparison."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.actions.authorising import must_inspect, must_judge
from chuangcheng.inspections.actions.closing import close, must_be_complete
from chuangcheng.inspections.actions.findings import open_cases
from chuangcheng.inspections.models import (
    FIRST,
    SECOND,
    Finding,
    Observation,
    Round,
    Verdict,
    Visit,
    VisitInspector,
    VisitState,
)
from chuangcheng.inspections.workflow import VISITS, check
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused, Stale


def finish_reading(*, by: Actor, at: datetime, visit: Visit, note: str = "") -> Visit:
    """One of the two has answered everything. When both have, the stop is closed and its cases are opened.

    Until then no case tells the other what was found. Refused: as `finish_visit`, and `not_double`.
    """
    reading = must_judge(by, "inspections.finish_reading", visit, at)
    mine = must_inspect(by, "inspections.finish_reading", visit, at)
    check(VISITS, "inspections.finish_reading", visit, {})
    if not visit.is_double:
        raise Refused("not_double", _("This stop is judged by its inspectors together."))
    must_be_complete(visit, reading)
    with act("inspections.finish_reading", by=by, at=at, on=visit, site=visit.where_zh, reading=reading):
        end_reading(mine, at, note_zh=note.strip())
        close_if_judged(visit, at)
    return visit


def end_reading(mine: VisitInspector, at: datetime, **columns: str) -> None:
    """Compare-and-set of one's own row. The stop is locked first, so that of two who end at once one sees the other."""
    Visit.objects.select_for_update().get(pk=mine.visit_id)
    unfinished = VisitInspector.objects.filter(pk=mine.pk, finished_at=None, left_at=None)
    if not unfinished.update(finished_at=at, **columns):
        raise Stale("moved_meanwhile", _("Somebody else was faster. Look at it again."))


def close_if_judged(visit: Visit, at: datetime) -> None:
    """Close the stop once nobody there judges any more and the first reading stands."""
    there = VisitInspector.objects.filter(visit=visit, left_at=None)
    if there.filter(position=FIRST, finished_at__isnull=False).exists() and not there.filter(finished_at=None).exists():
        conclude_visit(by=SYSTEM, at=at, visit=visit)


def close_half_judged(ended: Round, at: datetime) -> None:
    """At a round's end: where the first has finished, the stop counts, though the comparison is missing."""
    first = VisitInspector.objects.filter(position=FIRST, left_at=None, finished_at__isnull=False)
    named = ("site__area", "site__site_type", "site__segment", "site__facility", "round")
    waiting = Visit.objects.filter(round=ended, is_double=True, state=VisitState.PLANNED)
    for visit in waiting.filter(pk__in=first.values("visit")).select_related(*named).order_by("position"):
        conclude_visit(by=SYSTEM, at=at, visit=visit)


def conclude_visit(*, by: Actor, at: datetime, visit: Visit) -> Visit:
    """The product closes a stop that two judged apart: what the first found not met becomes cases, as that person's
    findings. What only the second found waits for the office (`take_up_observation`).
    """
    by.must("inspections.conclude_visit", area_path=visit.area_path)
    move = check(VISITS, "inspections.conclude_visit", visit, {})
    first = VisitInspector.objects.get(visit=visit, left_at=None, position=FIRST)
    with act("inspections.conclude_visit", by=by, at=at, on=visit, site=visit.where_zh) as record:
        close(visit, move, record, by=by, at=at, note=first.note_zh, visited_at=first.finished_at)
    return visit


def take_up_observation(*, by: Actor, at: datetime, observation: Observation) -> Finding:
    """The office opens a case from what only the second inspector found. It enters no rate.

    Refused: `not_a_difference` (not of the second reading, or it says nothing is wrong), `wrong_state` while the two
    still judge, `already_a_case`.
    """
    visit = observation.visit
    by.must("inspections.take_up_observation", area_path=visit.area_path)
    if observation.reading != SECOND or observation.verdict != Verdict.FAIL:
        raise Refused("not_a_difference", _("Only what the second inspector found not met can be taken up."))
    if visit.state != VisitState.DONE:
        raise Refused("wrong_state", _("The two inspectors have not finished yet."))
    same = {"check_point": observation.check_point_id, "repetition": observation.repetition}
    found_by_first = Observation.objects.filter(visit=visit, reading=FIRST, verdict=Verdict.FAIL, **same)
    if found_by_first.exists() or Finding.objects.filter(observation=observation).exists():
        raise Refused("already_a_case", _("A case has come of it already."))
    with act("inspections.take_up_observation", by=by, at=at, on=visit, site=visit.where_zh) as record:
        finding = open_cases(visit, [observation], by=by, at=at)[0]
        record.note(case=finding.case.number, check_point=observation.check_point.code)
    return finding
