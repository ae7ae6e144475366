"""Department figures: asked for, reported with their source, confirmed by somebody of another unit."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.models import Indicator
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.materials.actions.demands import supplier_of
from chuangcheng.materials.models import Comparison, DepartmentFigure, Document, FigureState
from chuangcheng.materials.rules import PERIOD
from chuangcheng.materials.workflow import FIGURES, check, moved
from chuangcheng.units.models import Unit

MOST = Decimal(10) ** 13


def define_figure(
    *,
    by: Actor,
    at: datetime,
    standard: Indicator,
    code: str,
    name_zh: str,
    period: str,
    measure_zh: str,
    comparison: str = Comparison.NONE,
    threshold: Decimal | None = None,
    unit: Unit | None = None,
    due_on: date | None = None,
    figure: DepartmentFigure | None = None,
) -> DepartmentFigure:
    """Ask for a figure, or change what is asked (`figure`) while its value stays.

    Refused: `missing`, `bad_period`, `bad_threshold`, `no_supplier`, `taken`.
    """
    unit = unit or supplier_of(standard)[0]
    by.must("materials.define_figure", unit_path=unit.path)
    carried = {"name": name_zh.strip(), "period": period.strip(), "measure": measure_zh.strip()}
    check(FIGURES, "materials.define_figure", None, carried)
    _check_terms(period, comparison, threshold)
    terms = {
        "code": code.strip() or standard.code,
        "name_zh": name_zh.strip(),
        "period": period.strip(),
        "measure_zh": measure_zh.strip(),
        "comparison": comparison,
        "threshold": threshold if comparison != Comparison.NONE else None,
        "unit": unit,
        "due_on": due_on,
    }
    same = DepartmentFigure.objects.filter(standard=standard, code=terms["code"], period=terms["period"])
    if any(row != figure for row in same):
        raise Refused("taken", _("This figure is asked for in that period already."), field="period")
    with act("materials.define_figure", by=by, at=at, unit=unit.name_zh, code=terms["code"], period=period) as record:
        made = figure or DepartmentFigure(standard=standard, made_at=at)
        for name, value in terms.items():
            setattr(made, name, value)
        made.search_text = search_text(made.code, made.name_zh, standard.name_zh, unit.name_zh)
        made.save()
        record.on(made, due_on=due_on, comparison=comparison, threshold=threshold)
    return made


def _check_terms(period: str, comparison: str, threshold: Decimal | None) -> None:
    if not PERIOD.fullmatch(period.strip()):
        raise Refused("bad_period", _("Write a period as 2026, 2026-Q3 or 2026-10."), field="period")
    if comparison not in Comparison.values:
        raise Refused("bad_threshold", _("This comparison does not exist."), field="comparison")
    if comparison != Comparison.NONE and threshold is None:
        raise Refused("bad_threshold", _("Give the threshold, or choose that there is none."), field="threshold")
    if threshold is not None and abs(threshold) >= MOST:
        raise Refused("bad_threshold", _("This number is too large."), field="threshold")


def import_figures(*, by: Actor, at: datetime, rows: Iterable[Mapping[str, Any]]) -> int:
    """Take over the rows of a preview (see `spreadsheet.figures`): what is asked, and values where they are given.

    Returns how many rows were written. Refused: `nothing`, and as the two actions beneath.
    """
    by.must("materials.import_figures")
    rows = list(rows)
    if not rows:
        raise Refused("nothing", _("Nothing would change."))
    with act("materials.import_figures", by=by, at=at, count=len(rows)) as record:
        for row in rows:
            given = dict(row)
            report = given.pop("report")
            terms_change = given.pop("terms_change")
            figure = define_figure(by=by, at=at, **given) if terms_change else given["figure"]
            if report is not None:
                report_figure(by=by, at=at, figure=figure, **report)
        record.note(reported=sum(row["report"] is not None for row in rows))
    return len(rows)


def report_figure(
    *,
    by: Actor,
    at: datetime,
    figure: DepartmentFigure,
    value: Decimal,
    source_zh: str,
    document: Document | None = None,
) -> DepartmentFigure:
    """The value with the document it comes from. Refused: `missing`, `wrong_state`, `too_large`, `other_unit`."""
    by.must("materials.report_figure", unit_path=figure.unit.path)
    move = check(FIGURES, "materials.report_figure", figure, {"value": value, "source": source_zh.strip() or document})
    if abs(value) >= MOST:
        raise Refused("too_large", _("This number is too large."), field="value")
    if document is not None and not document.unit.path.startswith(figure.unit.path):
        raise Refused("other_unit", _("The document was handed in by another unit."), field="document")
    with act("materials.report_figure", by=by, at=at, on=figure, code=figure.code, period=figure.period) as record:
        source = source_zh.strip()[:300] or (f"{document.number} {document.title_zh}"[:300] if document else "")
        changes = {"value": value, "source_zh": source, "document": document}
        moved(figure, move, **changes, reported_at=at, reported_by_id=by.person_id, reason_zh="", decided_at=None)
        record.note(value=value, source=source)
    return figure


def confirm_figure(*, by: Actor, at: datetime, figure: DepartmentFigure) -> DepartmentFigure:
    """Somebody of another unit has compared it with its source. Refused: `own_unit`, `own_work`, `wrong_state`."""
    by.must("materials.confirm_figure", unit_path=figure.unit.path)
    _must_be_second(by, figure)
    move = check(FIGURES, "materials.confirm_figure", figure, {})
    with act("materials.confirm_figure", by=by, at=at, on=figure, code=figure.code, period=figure.period) as record:
        moved(figure, move, decided_at=at)
        record.note(value=figure.value, is_met=figure.is_met)
    return figure


def return_figure(*, by: Actor, at: datetime, figure: DepartmentFigure, reason: str) -> DepartmentFigure:
    """It does not agree with its source. Refused: `own_unit`, `own_work`, `wrong_state`, `missing`."""
    by.must("materials.return_figure", unit_path=figure.unit.path)
    _must_be_second(by, figure)
    move = check(FIGURES, "materials.return_figure", figure, {"reason": reason.strip()})
    with act("materials.return_figure", by=by, at=at, on=figure, code=figure.code, period=figure.period) as record:
        moved(figure, move, decided_at=at, reason_zh=reason.strip()[:1000])
        record.note(reason=reason.strip(), unit=figure.unit.code)
    return figure


def _must_be_second(by: Actor, figure: DepartmentFigure) -> None:
    if by.belongs_to([figure.unit.path]):
        raise Refused("own_unit", _("Your own unit supplied it: somebody from another unit reviews it."))
    if figure.state == FigureState.REPORTED and by.person_id is not None and by.person_id == figure.reported_by_id:
        raise Refused("own_work", _("You reported it yourself: somebody else confirms it."))
