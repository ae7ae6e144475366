"""A fair ranking as sheets: what the page shows, with the numbers that it rests on."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.frameworks.queries import CheckPoint
from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.scoring.standings import Analysis, Place, lines_of


def _lines(lines: Sequence[Place]) -> Iterator[list[Any]]:
    for line in lines:
        one = line.standing
        first, last = (one.places.first, one.places.last) if one.places else (None, None)
        counted = [one.visits, one.judged, one.failed, one.expected]
        yield [
            line.thing.code,
            line.thing.name,
            first,
            last,
            one.rate,
            one.error,
            one.low,
            one.high,
            *counted,
            one.dispersion,
        ]


def _points(found: Analysis) -> Iterator[list[Any]]:
    counts = {int(pk): counts for pk, counts in found.content["points"].items()}
    for point in CheckPoint.objects.filter(pk__in=counts).select_related("site_type").order_by("code", "pk"):
        judged, failed = counts[point.pk]
        yield [point.code, point.name, point.site_type.name if point.site_type else "", judged, failed, failed / judged]


def ranking_sheets(found: Analysis, dimension: str) -> list[Writable]:
    """Two sheets: the lines in the order of the page, and the city's rate at each check point."""
    head = [_("Code"), _("Name"), _("Place from"), _("Place to"), _("Adjusted share not met"), _("Standard error")]
    head += [_("Joint interval from"), _("Joint interval to"), _("Visits"), _("Judged"), _("Not met"), _("Expected")]
    head += [_("Dispersion")]
    points = [_("Code"), _("Check point"), _("Site type"), _("Judged"), _("Not met"), _("Share not met in the city")]
    widths = (12, 36, 8, 8, 14, 12, 14, 14, 8, 8, 8, 10, 10)
    return [
        Writable(_("Fair ranking"), head, _lines(lines_of(found, dimension)), widths),
        Writable(_("Check points"), points, _points(found), (14, 50, 20, 10, 10, 16)),
    ]
