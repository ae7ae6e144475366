"""The monthly results of units as sheets: the points with what was counted, and the rows behind every line."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.scoring.results import LABELS, VALUES, ResultMonth, UnitResult, labels_of, table_of, whole_lines


def _units(results: Sequence[UnitResult], codes: Sequence[str]) -> Iterator[list[Any]]:
    for result in results:
        lines = {line.code: line for line in result.lines.all()}
        cells = [value for code in codes for value in (lines[code].counted, lines[code].of, float(lines[code].points))]
        yield [result.unit.code, result.unit.name, float(result.points), result.version, *cells]


def _rows(results: Sequence[UnitResult]) -> Iterator[list[Any]]:
    for result, line, numbers in whole_lines(results):
        for row in line.behind:
            says = str(VALUES.get(row.value, ""))
            yield [result.unit.code, result.unit.name, str(LABELS[line.code]), numbers.get(row.case, ""), says]


def result_sheets(actor: Actor, month: ResultMonth) -> list[Writable]:
    """Two sheets, of the units that the actor reaches."""
    results = table_of(actor, month)
    head = [_("Code"), _("Unit"), _("Points scored"), _("Version")]
    labels = labels_of(month)
    for label in labels.values():
        head += [str(label), _("In all"), _("Points scored")]
    rows_head = [_("Code"), _("Unit"), _("Item of the result"), _("Case"), _("Counts as")]
    return [
        Writable(_("Results of units"), head, _units(results, list(labels)), (10, 36, 10, 8, *(12,) * 3 * len(labels))),
        Writable(_("Rows"), rows_head, _rows(results), (10, 36, 24, 16, 14)),
    ]
