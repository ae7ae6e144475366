"""Fair rankings: the places that each could hold, what a figure rests on, and what would tell two apart."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.scores.relapses import tabs_of
from chuangcheng.desk.scores.views import number
from chuangcheng.documents.rankings import ranking_sheets
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.scoring import standings
from chuangcheng.scoring.ranking import LEAST_VISITS
from chuangcheng.scoring.standings import Analysis, Place

LABELS = {
    "unit": gettext_lazy("Units"),
    "street": gettext_lazy("Adopted streets"),
    "area": gettext_lazy("Sub-districts"),
}
SOURCES = (
    "Klein, Wright, Wieczorek 2020, J. R. Stat. Soc. A 183; Šidák 1967; Breslow, Day 1987, §2.3; Garwood 1936; "
    "Korn, Graubard 1998"
)
MOST = 300
"""Lines on one page; the spreadsheet has all."""


def days_of(request: StaffRequest) -> int:
    """Over how many days: one of those that are kept."""
    asked = number(request, "days")
    return asked if asked in standings.PERIODS else standings.PERIODS[0]


def _around(request: StaffRequest, dimension: str) -> dict[str, Any]:
    if dimension not in standings.DIMENSIONS:
        raise NotFound("ranking")
    days = days_of(request)
    address = reverse("desk:ranking", args=[dimension])
    return {
        "dimension": dimension,
        "label": LABELS[dimension],
        "days": days,
        "query": f"days={days}",
        "least": LEAST_VISITS,
        "dimensions": [
            {
                "label": label,
                "url": f"{reverse('desk:ranking', args=[code])}?days={days}",
                "active": code == dimension,
            }
            for code, label in LABELS.items()
        ],
        "periods": [{"days": one, "url": f"{address}?days={one}", "active": one == days} for one in standings.PERIODS],
    }


@require_GET
def ranking(request: StaffRequest, dimension: str) -> HttpResponse:
    """All of a kind with their places; two of them compared where the address names two."""
    around = _around(request, dimension)
    found = standings.newest(dimension, around["days"])
    lines = standings.lines_of(found, dimension) if found else []
    placed = [line for line in lines if line.standing.places]
    one, other = number(request, "one"), number(request, "other")
    context = {
        "found": found,
        "rows": [_row(line, len(placed)) for line in placed[:MOST]],
        "more": max(0, len(placed) - MOST),
        "without": [line for line in lines if not line.standing.places][:MOST],
        "choices": sorted(placed, key=lambda line: str(line.thing.code)),
        "one": one,
        "other": other,
        "pair": _pair(lines, one, other),
        "tabs": tabs_of(request, "rankings"),
        **around,
    }
    return render(request, "desk/rankings/ranking.html", context)


def _row(line: Place, count: int) -> dict[str, Any]:
    """A line with the strip that draws its places among all: start and width of 120."""
    places = line.standing.places
    assert places is not None
    step = 120 / max(1, count)
    return {
        "line": line,
        "start": f"{(places.first - 1) * step:.1f}",
        "width": f"{max(2.0, (places.last - places.first + 1) * step):.1f}",
        "title": f"{places.first}–{places.last} / {count}",
    }


def _pair(lines: list[Place], one: int | None, other: int | None) -> dict[str, Any] | None:
    """The two that were chosen, and how many more visits each would need; None unless two others are named."""
    if one is None or other is None or one == other:
        return None
    first, second, needed = standings.told_apart(lines, one, other)
    return {"first": first, "second": second, "needed": needed}


@require_GET
def ranking_line(request: StaffRequest, dimension: str, pk: int) -> HttpResponse:
    """How one figure came about: formula, inputs, check points; `check`: computed once more."""
    around = _around(request, dimension)
    found = standings.get_ranking(dimension, around["days"])
    lines = standings.lines_of(found, dimension)
    line = standings.line_of(lines, pk)
    placed = [one for one in lines if one.standing.places]
    points = standings.points_of(request.actor, found, dimension, pk)
    context = {
        "found": found,
        "line": line,
        "count": len(placed),
        "better": _surely(placed, line, is_better=True),
        "worse": _surely(placed, line, is_better=False),
        "ratio": line.standing.failed / line.standing.expected if line.standing.expected else None,
        "points": points,
        "editions": sorted({one.check_point.edition.name for one in points}),
        "sources": SOURCES,
        "is_same": standings.recomputed(found) if request.GET.get("check") else None,
        **around,
    }
    return render(request, "desk/rankings/line.html", context)


def _surely(placed: list[Place], line: Place, *, is_better: bool) -> int:
    places = line.standing.places
    if places is None:
        return 0
    return places.first - 1 if is_better else len(placed) - places.last


@require_GET
def ranking_rows(request: StaffRequest, dimension: str, pk: int) -> HttpResponse:
    """The observations that a line counts."""
    around = _around(request, dimension)
    found = standings.get_ranking(dimension, around["days"])
    line = standings.line_of(standings.lines_of(found, dimension), pk)
    rows = standings.rows_behind(request.actor, found, dimension, pk, request.GET.get("verdict", ""))
    shown = page(rows, ["-id"], cursor=request.GET.get("cursor", ""))
    return render(request, "desk/rankings/rows.html", {"found": found, "line": line, "page": shown, **around})


@require_GET
def export(request: StaffRequest, dimension: str) -> HttpResponseBase:
    """The ranking and the city's rates as a spreadsheet."""
    around = _around(request, dimension)
    found: Analysis = standings.get_ranking(dimension, around["days"])
    return download(f"{_('Fair ranking')} {found.day:%Y-%m-%d}", ranking_sheets(found, dimension))
