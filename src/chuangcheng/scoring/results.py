"""Monthly results as an actor may see them, the rows behind a line, and what was corrected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from chuangcheng.cases.queries import Case, numbers_of
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.transitions import Move
from chuangcheng.proceedings import queries as proceedings
from chuangcheng.scoring.models import MonthState, ResultLine, ResultMonth, ResultRules, UnitResult
from chuangcheng.scoring.result_rules import LINES, Result, Row, compute, own_rules
from chuangcheng.scoring.workflow import MONTHS
from chuangcheng.units.access import in_units
from chuangcheng.units.queries import Unit, unit_by_code, units

__all__ = [
    "Correction",
    "MonthState",
    "ResultLine",
    "ResultMonth",
    "UnitResult",
    "corrections_since",
    "get_line_for",
    "get_month_for",
    "get_result_for",
    "is_sound",
    "last_results_of",
    "months_for",
    "objection_to",
    "objections_to",
    "recomputed",
    "results_for",
    "rows_of",
    "rules_for",
    "table_of",
    "versions_of",
    "whole_lines",
]

SEE = "scoring.see_result"
LINE_SUBJECT = "scoring.result_line"
OBJECTION = "result_objection"
LABELS = {
    "on_time": _("Put right in time"),
    "rework": _("Returned for rework"),
    "relapse": _("Relapsed at a drawn re-check"),
    "open_overdue": _("Overdue and still open"),
    "dispute_lost": _("Disputes lost"),
    "self_found": _("Found by itself and still in order"),
    "satisfaction": _("Dissatisfied citizens"),
    "reopened": _("Opened again at a citizen's word"),
}
VALUES = {
    "on_time": pgettext_lazy("result", "in time"),
    "late": pgettext_lazy("result", "late"),
    "open": pgettext_lazy("result", "overdue and open"),
    "kept": pgettext_lazy("result", "still in order"),
    "relapsed": pgettext_lazy("result", "relapsed"),
    "satisfied": pgettext_lazy("result", "satisfied"),
    "fair": pgettext_lazy("result", "fair"),
    "dissatisfied": pgettext_lazy("result", "dissatisfied"),
}


def rules_for(month: date) -> tuple[int, dict[str, Any]]:
    """Version and rules in force for a month; version 0 are the product's own."""
    row = ResultRules.objects.filter(since__lte=month).order_by("-since", "-version").first()
    return (row.version, row.data) if row else (0, own_rules(month))


def labels_of(month: ResultMonth) -> dict[str, Any]:
    """code → label of the lines that the month's rules have, in order."""
    return {code: LABELS[code] for code in LINES if code in month.rules}


def rules_versions() -> list[ResultRules]:
    """All versions, newest first, at most fifty."""
    return list(ResultRules.objects.all()[:50])


def sees_drafts(actor: Actor) -> bool:
    """Whoever drafts or confirms sees what nobody else does yet."""
    return actor.may_anywhere("scoring.draft_results") or actor.may_anywhere("scoring.confirm_results")


def months_for(actor: Actor) -> QuerySet[ResultMonth]:
    """Months, newest first; units see what is confirmed."""
    rows = ResultMonth.objects.order_by("-month")
    return rows if sees_drafts(actor) else rows.exclude(state=MonthState.DRAFT)


def get_month_for(actor: Actor, pk: int) -> ResultMonth:
    """The only door to a month; raises NotFound."""
    found = months_for(actor).filter(pk=pk).first() if actor.may_anywhere(SEE) else None
    if found is None:
        raise NotFound("month")
    return found


def month_moves(actor: Actor, month: ResultMonth) -> list[Move]:
    """What this actor may do next; whoever drafted does not confirm."""
    return [
        move
        for move in MONTHS.leaving(month.state)
        if actor.may_anywhere(move.verb)
        and not (move.verb == "scoring.confirm_results" and month.drafted_by_id == actor.person_id)
    ]


def results_for(actor: Actor) -> QuerySet[UnitResult]:
    """Results of the units that the actor reaches, old versions too."""
    rows = UnitResult.objects.filter(in_units(actor, SEE, "unit__path")).select_related("unit", "month", "proceeding")
    return rows if sees_drafts(actor) else rows.exclude(month__state=MonthState.DRAFT)


def table_of(actor: Actor, month: ResultMonth) -> list[UnitResult]:
    """The results in force of one month with their lines, best first. Two queries; a city has some hundred units."""
    lines = Prefetch("lines", ResultLine.objects.defer("rows", "struck"))
    rows = results_for(actor).filter(month=month, superseded_at=None).prefetch_related(lines)
    return list(rows.order_by("-points", "unit__path")[:1000])


def get_result_for(actor: Actor, pk: int) -> UnitResult:
    """The only door to one result; raises NotFound."""
    found = results_for(actor).filter(pk=pk).prefetch_related("lines").first()
    if found is None:
        raise NotFound("result")
    return found


def versions_of(result: UnitResult) -> list[UnitResult]:
    """All versions of the same unit's result for the month, newest first."""
    rows = UnitResult.objects.filter(month=result.month_id, unit=result.unit_id).select_related("proceeding")
    return list(rows.order_by("-version"))


def last_results_of(unit: Unit, count: int = 6) -> list[UnitResult]:
    """The results in force of one unit that are not drafts, newest first."""
    rows = UnitResult.objects.filter(unit=unit, superseded_at=None).exclude(month__state=MonthState.DRAFT)
    return list(rows.select_related("month", "unit").order_by("-month__month")[:count])


def get_line_for(actor: Actor, pk: int) -> ResultLine:
    """A line of a result that the actor may see; raises NotFound."""
    line = ResultLine.objects.select_related("result__month", "result__unit").filter(pk=pk).first()
    if line is None:
        raise NotFound("line")
    get_result_for(actor, line.result_id)
    return line


@dataclass(frozen=True, slots=True)
class Behind:
    """A row of a line with its case, and what it says."""

    row: Row
    case: Case | None
    says: Any


def rows_of(line: ResultLine, *, start: int = 0, count: int = 50) -> list[Behind]:
    """The rows behind a line with their cases, a page of them. One query."""
    chosen = line.behind[start : start + count]
    cases = Case.objects.select_related("site", "segment", "area", "category").defer(
        "search_text", "area__boundary", "segment__line"
    )
    found = cases.in_bulk([row.case for row in chosen])
    return [Behind(row, found.get(row.case), VALUES.get(row.value, "")) for row in chosen]


def whole_lines(results: Sequence[UnitResult]) -> Iterator[tuple[UnitResult, ResultLine, dict[int, str]]]:
    """Every line of these results with its rows, and the numbers of their cases: two queries per hundred results."""
    for first in range(0, len(results), 100):
        part = {result.pk: result for result in results[first : first + 100]}
        lines = list(ResultLine.objects.filter(result__in=part).exclude(of=0).order_by("result", "position"))
        ids = {row.case for line in lines for row in line.behind}
        numbers = numbers_of(ids)
        for line in lines:
            yield part[line.result_id], line, numbers


def recomputed(result: UnitResult) -> Result:
    """The result once more from its stored rows and rules: the same digits, whatever has happened since."""
    return compute(result.month.rules, {line.code: line.behind for line in result.lines.all()})


def is_sound(result: UnitResult) -> bool:
    """Whether computing it again gives the stored digits."""
    again = recomputed(result)
    stored = {line.code: line.points for line in result.lines.all()}
    return again.points == result.points and {line.code: line.points for line in again.lines} == stored


def subject_key(line: ResultLine) -> str:
    """The opaque key of a line, the same for all versions: `2026-10/DW26/on_time`."""
    result = line.result
    return f"{result.month.month:%Y-%m}/{result.unit.code}/{line.code}"


def subject_of(key: str) -> tuple[ResultMonth, Unit, str]:
    """Month, unit and line that a key names. Raises NotFound."""
    text, code, line = key.split("/", 2)
    month = ResultMonth.objects.filter(month=date.fromisoformat(f"{text}-01")).first()
    if month is None:
        raise NotFound("month")
    return month, unit_by_code(code), line


def objection_to(line: ResultLine, rows: Sequence[str]) -> dict[str, Any]:
    """What a proceeding about rows of a line is begun with (`propose_proceeding`).

    Refused: `not_in_force` for a draft or an old version, `missing` rows, `other_row`, `decided_already`.
    """
    result = line.result
    if result.superseded_at or result.month.state == MonthState.DRAFT:
        raise Refused("not_in_force", _("Only a result that is in force can be objected to."))
    wanted = list(dict.fromkeys(rows))
    if not wanted:
        raise Refused("missing", _("Choose the rows that do not belong here."), field="rows")
    if set(wanted) - {row.key for row in line.behind}:
        raise Refused("other_row", _("This row does not stand behind the line."), field="rows")
    key = subject_key(line)
    before = proceedings.about(LINE_SUBJECT, [key])
    decided = {row for one in before if one.decided_at for row in one.claim.get("rows", [])}
    if decided & set(wanted):
        raise Refused("decided_already", _("One of these rows has been decided on already."), field="rows")
    return {
        "kind": OBJECTION,
        "subject_kind": LINE_SUBJECT,
        "subject_key": key,
        "title": _title(line),
        "unit": result.unit,
        "claim": {"rows": wanted, "result": result.pk, "line": line.code},
    }


def _title(line: ResultLine) -> str:
    """What the proceeding is about, in the language of the record."""
    with override("zh-hans"):
        return f"{line.result.unit.name_zh} {line.result.month.month:%Y-%m} {LABELS[line.code]}"


def objections_to(result: UnitResult) -> list[Any]:
    """Proceedings about any line of this unit's month, newest first. One query."""
    stem = f"{result.month.month:%Y-%m}/{result.unit.code}/"
    return proceedings.about(LINE_SUBJECT, [stem + code for code in LABELS])


@dataclass(frozen=True, slots=True)
class Correction:
    """A result that was restated: what it was, what it is, which line, by which decision."""

    old: UnitResult
    new: UnitResult
    line: str
    proceeding: Any


def corrections_since(since: datetime, until: datetime) -> list[Correction]:
    """Announced results that were restated in [since, until): what the next bulletin must note. Two queries."""
    rows = UnitResult.objects.filter(
        restates__isnull=False, computed_at__gte=since, computed_at__lt=until, month__state=MonthState.ANNOUNCED
    )
    found = rows.select_related("restates", "unit", "month", "proceeding").order_by("computed_at", "pk")
    return [
        Correction(row.restates, row, row.proceeding.claim.get("line", "") if row.proceeding else "", row.proceeding)
        for row in found[:500]
        if row.restates is not None
    ]


def units_to_score(with_facts: Iterable[int]) -> list[Unit]:
    """Who gets a result: members of the commission, and whoever was in charge of something."""
    return list(units().filter(Q(is_commission_member=True) | Q(pk__in=list(with_facts))).order_by("path"))
