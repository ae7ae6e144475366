"""The whole score and the list of repairs as sheets."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.frameworks.queries import Method
from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.scoring.city import WholeScore, composition, tree_of
from chuangcheng.scoring.repairs import Plan, named

POINTS = ("available", "known", "earned", "low", "high", "floor", "ceiling")


def _points() -> list[str]:
    known = [_("Points available"), _("Points known"), _("Points earned"), _("95% from"), _("95% to")]
    return [*known, _("If the rest gave nothing"), _("If the rest gave all")]


def _lines(row: WholeScore) -> Iterator[list[Any]]:
    for one, _level, line in tree_of(row):
        yield [one.code, one.name, one.get_level_display(), *(line[name] for name in POINTS)]


def _parts(row: WholeScore) -> Iterator[list[Any]]:
    names = {str(one.pk): one for one, _level, _line in tree_of(row)}
    for part in composition(row.inputs).parts:
        one, known = names[part.standard], part.known
        label = str(Method(part.method).label)
        yield [one.code, one.name, label, part.available, known.share, known.error, known.how, known.source]


def whole_sheets(row: WholeScore) -> list[Writable]:
    """The whole with its methods; every line; what each method says of each standard (the inputs)."""
    content = row.content
    whole = [
        [
            _("Score"),
            None,
            None,
            content["score"],
            content["low"],
            content["high"],
            content["floor"],
            content["ceiling"],
        ]
    ]
    methods = [[str(Method(code).label), *(line[name] for name in POINTS)] for code, line in content["methods"].items()]
    inputs = [
        _("Code"),
        _("Standard"),
        _("Method"),
        _("Points available"),
        _("Share"),
        _("Standard error"),
        _("How"),
        _("Row"),
    ]
    return [
        Writable(_("Methods"), [_("Method"), *_points()], [*methods, *whole], (20, 12, 12, 12, 12, 12, 14, 14)),
        Writable(_("Lines"), [_("Code"), _("Indicator"), _("Level"), *_points()], _lines(row), (14, 60, 10)),
        Writable(_("Inputs"), inputs, _parts(row), (14, 60, 16, 12, 10, 12, 16, 14)),
    ]


def repair_sheets(plan: Plan) -> list[Writable]:
    """Every line of the list with what is taken of it."""
    units, standards = named(plan.lines)
    header = [_("Unit"), _("Code"), _("Standard"), _("Severity"), _("Running cases"), _("Taken")]
    header += [_("Points each"), _("Harm each"), _("Working hours each"), _("Returned per case"), _("Relapse rate")]
    rows = [
        [
            units[line.unit].name,
            standards[line.standard].code,
            standards[line.standard].name,
            line.severity,
            line.count,
            line.taken,
            line.gain,
            line.harm,
            line.hours,
            line.rework,
            line.relapse,
        ]
        for line in plan.lines
    ]
    return [Writable(_("What to fix next"), header, rows, (30, 12, 60, 8, 10, 8))]
