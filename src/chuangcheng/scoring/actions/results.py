"""Rules, draft, confirmation, announcement, and a result stated anew by a decision."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.proceedings.queries import Proceeding
from chuangcheng.scoring import results as queries
from chuangcheng.scoring.facts import bounds, facts_of
from chuangcheng.scoring.models import ResultLine, ResultMonth, ResultRules, UnitResult
from chuangcheng.scoring.result_rules import Result, compute, faults, without
from chuangcheng.scoring.workflow import check, moved

REASONS = {
    "missing": _("%(field)s is missing."),
    "number": _("%(field)s is a number from 0 to 1000."),
    "unknown": _("%(field)s is not known."),
}


def define_result_rules(
    *, by: Actor, at: datetime, data: Mapping[str, Any], since: date, note: str = ""
) -> ResultRules:
    """A new version for months from `since` on; what is drafted keeps its own. Refused: `bad_rules`, `bad_month`."""
    by.must("scoring.define_result_rules")
    if wrong := faults(data):
        name, reason = wrong[0]
        raise Refused("bad_rules", REASONS[reason] % {"field": name}, field=name)
    if since.day != 1:
        raise Refused("bad_month", _("Rules are in force from the first day of a month."), field="since")
    with act("scoring.define_result_rules", by=by, at=at, since=since, note=note.strip()) as record:
        version = (ResultRules.objects.aggregate(last=Max("version"))["last"] or 0) + 1
        row = ResultRules.objects.create(
            version=version, since=since, data=dict(data), note=note.strip(), defined_at=at
        )
        record.on(row, version=version)
    return row


def draft_results(*, by: Actor, at: datetime, month: date) -> ResultMonth:
    """Compute the results of a month that is over; an earlier draft is replaced. Refused: `month_not_over`."""
    by.must("scoring.draft_results")
    month = month.replace(day=1)
    _start, end = bounds(month)
    if end > at:
        raise Refused("month_not_over", _("The month is not over yet."), field="month")
    found = ResultMonth.objects.filter(month=month).first()
    move = check("scoring.draft_results", found)
    with act("scoring.draft_results", by=by, at=at, month=f"{month:%Y-%m}") as record:
        version, rules = queries.rules_for(month)
        stated = {"rules_version": version, "rules": rules, "drafted_at": at, "drafted_by_id": by.person_id}
        if found is None:
            found = ResultMonth.objects.create(month=month, state=move.target, **stated)
        else:
            moved(found, move, **stated)
            found.results.all().delete()
        facts = facts_of(month)
        scored = queries.units_to_score(facts)
        made = UnitResult.objects.bulk_create(
            UnitResult(month=found, unit=unit, points=0, computed_at=at) for unit in scored
        )
        _fill(made, (compute(rules, facts.get(unit.pk, {})) for unit in scored))
        record.on(found, count=len(made), rules=version)
    return found


def _fill(rows: list[UnitResult], computed: Iterable[Result], struck: Mapping[str, list[str]] | None = None) -> None:
    lines = []
    for row, result in zip(rows, computed, strict=True):
        row.points = result.points
        lines += [
            ResultLine(
                result=row,
                position=position,
                code=line.code,
                counted=line.counted,
                of=line.of,
                points=line.points,
                rows=[one.as_data() for one in line.rows],
                struck=(struck or {}).get(line.code, []),
            )
            for position, line in enumerate(result.lines, start=1)
        ]
    UnitResult.objects.bulk_update(rows, ["points"], batch_size=500)
    ResultLine.objects.bulk_create(lines, batch_size=500)


def confirm_results(*, by: Actor, at: datetime, month: ResultMonth) -> ResultMonth:
    """A second person confirms; from now units see them and may object. Refused: `same_person`."""
    by.must("scoring.confirm_results")
    move = check("scoring.confirm_results", month)
    if month.drafted_by_id is not None and month.drafted_by_id == by.person_id:
        raise Refused("same_person", _("Whoever drafted the results does not confirm them: another person must."))
    with act("scoring.confirm_results", by=by, at=at, on=month, month=f"{month.month:%Y-%m}"):
        moved(month, move, confirmed_at=at, confirmed_by_id=by.person_id)
    return month


def announce_results(*, by: Actor, at: datetime, month: ResultMonth) -> ResultMonth:
    """They are announced; what is corrected from now on is noted in the next bulletin."""
    by.must("scoring.announce_results")
    move = check("scoring.announce_results", month)
    with act("scoring.announce_results", by=by, at=at, on=month, month=f"{month.month:%Y-%m}"):
        moved(month, move, announced_at=at)
    return month


def restate_result(*, by: Actor, at: datetime, proceeding: Proceeding) -> UnitResult:
    """State a result anew without the rows that a decision took out of one line: a new version, the old one stays.

    Run twice it gives the same version. Refused: `not_upheld` for a decision that changes nothing.
    """
    by.must("scoring.restate_result")
    if proceeding.subject_kind != queries.LINE_SUBJECT or proceeding.outcome != "upheld":
        raise Refused("not_upheld", _("This decision changes no result."))
    if done := UnitResult.objects.filter(proceeding=proceeding).first():
        return done
    month, unit, code = queries.subject_of(proceeding.subject_key)
    with act("scoring.restate_result", by=by, at=at, month=f"{month.month:%Y-%m}", unit=unit.name_zh) as record:
        old = UnitResult.objects.select_for_update().filter(month=month, unit=unit, superseded_at=None).first()
        if old is None:
            raise NotFound("result")
        lines = {line.code: line for line in old.lines.all()}
        struck = list(proceeding.remedy.get("rows") or proceeding.claim.get("rows", []))
        rows = without({name: line.behind for name, line in lines.items()}, code, struck)
        UnitResult.objects.filter(pk=old.pk).update(superseded_at=at)
        new = UnitResult.objects.create(
            month=month,
            unit=unit,
            version=old.version + 1,
            points=0,
            computed_at=at,
            restates=old,
            proceeding=proceeding,
        )
        gone = {name: list(line.struck) for name, line in lines.items()}
        gone[code] = [*gone.get(code, []), *struck]
        _fill([new], [compute(month.rules, rows)], gone)
        record.on(new, before=old.points, points=new.points, proceeding=proceeding.number, line=code)
    return new
