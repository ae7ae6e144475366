"""回頭看: closed cases are looked at again, chosen by hand or drawn; what was found there goes to the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.actions import record_recheck
from chuangcheng.cases.models import Case, Outcome, State
from chuangcheng.draws import queries as draws
from chuangcheng.draws.queries import Draw, StratumSelection
from chuangcheng.evidence.models import File
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions.assigning import (
    city_edition,
    dealt_around,
    drawn_posts,
    holders_of_spots,
    must_not_be_own,
    own_of_case,
    spot_of_case,
)
from chuangcheng.inspections.actions.findings import described, send_on
from chuangcheng.inspections.actions.planning import LEAST_INSPECTORS, check_plan, designed
from chuangcheng.inspections.models import (
    ObservationPhotoKind,
    Round,
    RoundKind,
    Verdict,
    Visit,
    VisitInspector,
    VisitKind,
    VisitState,
)
from chuangcheng.inspections.queries import Line
from chuangcheng.inspections.rules import spread
from chuangcheng.inspections.workflow import ROUNDS, check, moved
from chuangcheng.journal.acts import Record, act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.transitions import Move
from chuangcheng.units.models import Post

CASES = "cases"
OPEN_AGAIN = "案件在排查前已重新打开，不再回头看"


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody says of a closed case: kept, relapsed or not_seen; with a note and pictures."""

    outcome: str
    note: str = ""
    photos: Sequence[File] = ()


def plan_recheck(*, by: Actor, at: datetime, case: Case, posts: Sequence[Post]) -> Visit:
    """Somebody chose this closed case to be looked at again, by people who do not belong to its unit.

    It never enters a rate. Refused: `not_closed`, `no_place`, `missing`, `own_unit`.
    """
    by.must("inspections.plan_recheck")
    if case.state != State.CLOSED:
        raise Refused("not_closed", _("Only a closed case is looked at again."))
    if case.area is None:
        raise Refused("no_place", _("Nobody knows where this case lies: it cannot be looked at again."))
    if not posts:
        raise Refused("missing", _("Choose who goes."), field="posts")
    must_not_be_own(posts, spot_of_case(case), at, *own_of_case(case))
    edition = case.check_point.edition if case.check_point else city_edition(at)
    with act("inspections.plan_recheck", by=by, at=at) as record:
        visit = Visit.objects.create(edition=edition, site=case.site, kind=VisitKind.RECHECK, case=case, planned_at=at)
        VisitInspector.objects.bulk_create(
            VisitInspector(visit=visit, post=post, position=number, joined_at=at)
            for number, post in enumerate(posts, start=1)
        )
        record.on(visit, site=visit.where_zh, case=case.number)
    return visit


def plan_recheck_round(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    draw: Draw,
    opens_on: date,
    closes_on: date,
    purpose_zh: str = "",
    name_en: str = "",
    inspectors_per_visit: int = LEAST_INSPECTORS,
    is_spread: bool = False,
) -> Round:
    """One visit per case drawn, each with N, n and n / N; inspectors in the order drawn, never of the case's unit.

    A case that was opened again since the draw was committed stays in the sample as a stop that was not possible:
    left out silently, it would make the others look better. Refused as `plan_round`, and `unknown_case`.
    """
    by.must("inspections.plan_recheck_round")
    check(ROUNDS, "inspections.plan_recheck_round", None, {"name": name_zh.strip(), "code": code.strip()})
    check_plan(code.strip(), draw, opens_on, closes_on, inspectors_per_visit)
    strata = draws.selection(draw, CASES)
    cases = _cases(strata)
    held = holders_of_spots([spot_of_case(case) for case in cases], at)
    barred = [(case.number, [*paths, *own_of_case(case)]) for case, paths in zip(cases, held, strict=True)]
    teams = dealt_around(drawn_posts(draw), barred, inspectors_per_visit)
    with act("inspections.plan_recheck_round", by=by, at=at) as record:
        planned = Round.objects.create(
            code=code.strip(),
            kind=RoundKind.RECHECK,
            name_zh=name_zh.strip(),
            name_en=name_en,
            purpose_zh=purpose_zh,
            edition=city_edition(at),
            draw=draw,
            opens_on=opens_on,
            closes_on=closes_on,
            planned_at=at,
        )
        days = spread(len(cases), opens_on, closes_on) if is_spread else []
        _store(planned, strata, cases, teams, days)
        record.on(planned, code=planned.code, draw=draw.serial, visits=len(cases))
    return planned


def _cases(strata: Sequence[StratumSelection]) -> list[Case]:
    """The cases drawn, in announced order of strata and in draw order."""
    numbers = [entry.code for stratum in strata for entry in stratum.selected]
    found: dict[str, Case] = {}
    for start in range(0, len(numbers), 500):
        rows = Case.objects.filter(number__in=numbers[start : start + 500], area__isnull=False)
        found |= {case.number: case for case in rows.select_related("unit", "area", "check_point")}
    if not numbers or len(found) != len(numbers):
        raise Refused("unknown_case", _("The draw names no case, or one that does not exist."))
    return [found[number] for number in numbers]


def _store(
    planned: Round,
    strata: Sequence[StratumSelection],
    cases: Sequence[Case],
    teams: Sequence[Sequence[Post]],
    days: Sequence[date],
) -> None:
    designs = [(designed(stratum), entry.rank) for stratum in strata for entry in stratum.selected]
    visits = [
        Visit(
            round=planned,
            edition_id=case.check_point.edition_id if case.check_point else planned.edition_id,
            site_id=case.site_id,
            case=case,
            kind=VisitKind.RECHECK,
            state=VisitState.PLANNED if case.state == State.CLOSED else VisitState.NOT_POSSIBLE,
            not_possible_reason_zh="" if case.state == State.CLOSED else OPEN_AGAIN,
            position=position,
            day=days[position - 1] if days else None,
            rank=rank,
            planned_at=planned.planned_at,
            **design,
        )
        for position, (case, (design, rank)) in enumerate(zip(cases, designs, strict=True), start=1)
    ]
    Visit.objects.bulk_create(visits, batch_size=400)
    VisitInspector.objects.bulk_create(
        [
            VisitInspector(visit=visit, post=post, position=number, joined_at=planned.planned_at)
            for visit, team in zip(visits, teams, strict=True)
            for number, post in enumerate(team, start=1)
        ],
        batch_size=800,
    )


def outcome_said(visit: Visit, said: Seen | None) -> Seen | None:
    """What is to be recorded of the case when a re-check is finished; None for every other kind of visit.

    Said outright, or read from the answer at the case's own check point (met: kept; not met: relapsed; else not
    seen). Refused: `missing` without either, `photo_missing` for a relapse that nothing shows, `not_closed` for a
    case that was opened again meanwhile: then the visit is not possible.
    """
    if visit.kind != VisitKind.RECHECK:
        if said is not None:
            raise Refused("no_recheck", _("This visit does not look at a closed case again."))
        return None
    if visit.case and visit.case.state != State.CLOSED:
        raise Refused("not_closed", _("This case was opened again meanwhile: record the visit as not possible."))
    if said is None:
        return _read_from(queries.checklist(visit))
    if said.outcome == Outcome.NOT_SEEN and not said.note.strip():
        raise Refused("missing", _("Say why it could not be seen."), field="note")
    if said.outcome == Outcome.RELAPSED and not said.photos:
        raise Refused("photo_missing", _("A relapse needs a photo that shows it."), field="photos")
    return said


def _read_from(lines: Sequence[Line]) -> Seen:
    line = next((line for line in lines if line.observation), None)
    if line is None or line.observation is None:
        raise Refused(
            "missing", _("Say whether it is still in order, relapsed, or could not be seen."), field="outcome"
        )
    row = line.observation
    failed = next((one for one in lines if one.observation and one.observation.verdict == Verdict.FAIL), None)
    if failed is not None and failed.observation is not None:
        photos = [photo.file for photo in failed.photos if photo.kind == ObservationPhotoKind.FOUND]
        return Seen(Outcome.RELAPSED, described(failed.observation), photos)
    if any(one.observation and one.observation.verdict == Verdict.PASS for one in lines):
        return Seen(Outcome.KEPT, row.note_zh, [photo.file for photo in line.photos])
    return Seen(Outcome.NOT_SEEN, row.note_zh or str(Verdict(row.verdict).label))


def close_recheck(
    visit: Visit,
    move: Move,
    record: Record,
    said: Seen,
    *,
    by: Actor,
    at: datetime,
    note: str,
    visited_at: datetime | None = None,
) -> None:
    """Inside the act of the move: the stop is done, and its case hears what was seen."""
    moved(visit, move, visited_at=visited_at or at, note_zh=note.strip())
    record.note(case=keep_outcome(visit, said, by=by, at=at), outcome=str(said.outcome), observed=1)
    record.note(failed=int(said.outcome == Outcome.RELAPSED))


def keep_outcome(visit: Visit, said: Seen, *, by: Actor, at: datetime) -> str:
    """Record at the case what became of it, and send a relapsed one to whom the duties name first."""
    assert visit.case is not None
    case = visit.case
    visit.recheck = record_recheck(
        by=by,
        at=at,
        case=case,
        outcome=said.outcome,
        note=said.note,
        photos=said.photos,
        is_drawn=visit.is_drawn,
    )
    visit.save(update_fields=["recheck"])
    if said.outcome == Outcome.RELAPSED:
        send_on(case, at)
    return case.number


def keep_unseen(visit: Visit, reason: str, *, by: Actor, at: datetime) -> None:
    """A re-check that was not possible says so at its case too; one that is open again needs no such word."""
    if visit.case is not None and visit.case.state == State.CLOSED:
        keep_outcome(visit, Seen(Outcome.NOT_SEEN, reason), by=by, at=at)
