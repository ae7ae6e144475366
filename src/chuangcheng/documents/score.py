"""The score tables as sheets: what the score pages show, intervals included, to be kept or worked on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.scoring.estimates import ScoreEstimate, estimate_of, shown
from chuangcheng.scoring.queries import Line, Report, Scope, by_place, report


def _ends(found: ScoreEstimate | None, table: str, key: Any) -> list[float | None]:
    between = shown(found, table, key)
    return [between.low, between.high] if between else [None, None]


def _standards(made: Report, found: ScoreEstimate | None) -> Iterator[list[Any]]:
    for branch in made.standards:
        score = branch.score
        assert score is not None
        yield [
            branch.indicator.code,
            branch.indicator.name,
            branch.indicator.get_style_display(),
            branch.tally.observed,
            branch.tally.passed,
            branch.tally.rate,
            *_ends(found, "standard", branch.indicator.pk),
            float(score.available) or None,
            score.earned if score.available else None,
            *_ends(found, "points", branch.indicator.pk),
        ]


def _lines(lines: list[Line], found: ScoreEstimate | None, table: str) -> Iterator[list[Any]]:
    for line in lines:
        name = line.thing.name if line.thing else _("nobody")
        code = line.thing.code if line.thing else ""
        counted = [line.tally.observed, line.tally.passed, line.tally.rate]
        yield [code, name, *counted, *_ends(found, table, line.thing.pk if line.thing else 0)]


def score_sheets(scope: Scope) -> list[Writable]:
    """Standards, site types, areas, units: four sheets; ends of intervals are empty until computed."""
    found = estimate_of(scope)
    ends = [_("95% from"), _("95% to")]
    counted = [_("Observations"), _("Met"), _("Weighted rate"), *ends]
    points = [_("Points available"), _("Points earned"), *ends]
    head = [_("Code"), _("Standard"), _("Style"), *counted, *points]
    widths = (12, 60, 12, 12, 10, 14, 10, 10, 14, 14, 10, 10)
    sheets = [Writable(_("By standard"), head, _standards(report(scope), found), widths)]
    titles = {"site_type": _("By site type"), "area": _("By area"), "unit": _("By unit")}
    for dimension, title in titles.items():
        header = [_("Code"), _("Name"), *counted]
        lines = _lines(by_place(scope, dimension), found, dimension)
        sheets.append(Writable(title, header, lines, (14, 40, 12, 10, 14, 10, 10)))
    return sheets
