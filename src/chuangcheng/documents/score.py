"""The score tables as sheets: what the score pages show, to be kept or worked on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.scoring.queries import Line, Report, Scope, by_place, report


def _standards(shown: Report) -> Iterator[list[Any]]:
    for branch in shown.standards:
        score = branch.score
        assert score is not None
        yield [
            branch.indicator.code,
            branch.indicator.name,
            branch.indicator.get_style_display(),
            branch.tally.observed,
            branch.tally.passed,
            branch.tally.rate,
            float(score.available) or None,
            score.earned if score.available else None,
        ]


def _lines(lines: list[Line]) -> Iterator[list[Any]]:
    for line in lines:
        name = line.thing.name if line.thing else _("nobody")
        code = line.thing.code if line.thing else ""
        yield [code, name, line.tally.observed, line.tally.passed, line.tally.rate]


def score_sheets(scope: Scope) -> list[Writable]:
    """Standards, site types, areas, units: four sheets, no interval yet."""
    counted = [_("Observations"), _("Met"), _("Weighted rate")]
    head = [_("Code"), _("Standard"), _("Style"), *counted, _("Points available"), _("Points earned")]
    sheets = [Writable(_("By standard"), head, _standards(report(scope)), (12, 60, 12, 12, 10, 14, 14, 14))]
    titles = {"site_type": _("By site type"), "area": _("By area"), "unit": _("By unit")}
    for dimension, title in titles.items():
        header = [_("Code"), _("Name"), *counted]
        sheets.append(Writable(title, header, _lines(by_place(scope, dimension)), (14, 40, 12, 10, 14)))
    return sheets
