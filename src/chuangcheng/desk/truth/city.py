"""The whole score: what each method says, lines, bounds, the negative list, minors, three years."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.truth.tabs import tabs
from chuangcheng.documents.whole import whole_sheets
from chuangcheng.frameworks.queries import Edition, EditionKind, Indicator, Method, indicator_by_pk
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.materials.queries import counting_events
from chuangcheng.scoring import city
from chuangcheng.scoring.city import WholeScore

EFFECTS = {
    "deduct": gettext_lazy("Points are deducted."),
    "suspend": gettext_lazy("The title would be suspended, whatever the score."),
    "cancel": gettext_lazy("The title would be cancelled, whatever the score."),
    "ineligible": gettext_lazy("The city may not apply, whatever the score."),
}
HOW = {
    "estimate": gettext_lazy("weighted rate of drawn visits"),
    "rating": gettext_lazy("rating of the rehearsal"),
    "answers": gettext_lazy("answers to the questionnaire"),
    "answers_whole": gettext_lazy("no question of its own: mean of the whole questionnaire"),
    "figures": gettext_lazy("confirmed figures that reach their threshold"),
    "absent_zero": gettext_lazy("no such site in the city: counts as nought"),
    "absent_full": gettext_lazy("no such site in the city: counts in full"),
    "": gettext_lazy("not known yet"),
}
METHOD_PAGES = {
    "material": ("desk:material_readiness", "materials.see_readiness"),
    "field": ("desk:scores", "scoring.see_score"),
    "questionnaire": ("desk:surveys", "surveys.see_survey"),
}
SOURCES = {"official": pgettext_lazy("score", "official"), "own": pgettext_lazy("score", "own estimate")}


@require_GET
def city_score(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """One day's score; without an id the newest of the city's framework, or of the edition asked for."""
    editions = city.editions_scored(request.at)
    row = _asked(request, pk, editions)
    if row is None:
        return render(request, "desk/truth/none.html", {"tabs": tabs(request, "desk:city_score")})
    content = row.content
    context = {
        "row": row,
        "content": content,
        "is_check": "check" in request.GET,
        "is_same": city.recomputed(row) if "check" in request.GET else None,
        "methods": _methods(request, row),
        "may_see_events": request.actor.may_anywhere("materials.see_event"),
        "lines": [
            {"indicator": one, "level": level, "line": line} for one, level, line in city.tree_of(row) if level < 2
        ],
        "years": city.years_of(row),
        "editions": editions,
        "minors": _minors(row, editions),
        "effects": [EFFECTS[code] for code in content["effects"] if code in EFFECTS],
        "events": counting_events(request.at) if request.actor.may_anywhere("materials.see_event") else [],
        "days": city.days_of(row.edition),
        "half": (content["high"] - content["low"]) / 2,
        "tabs": tabs(request, "desk:city_score"),
    }
    return render(request, "desk/truth/city.html", context)


def _asked(request: StaffRequest, pk: int | None, editions: list[Edition]) -> WholeScore | None:
    if pk is not None:
        return city.get_score_for(request.actor, pk, None)
    kind = request.GET.get("kind", EditionKind.CITY.value)
    chosen = next((one for one in editions if one.kind == kind), None)
    try:
        return city.get_score_for(request.actor, None, chosen)
    except NotFound:
        return None


def _methods(request: StaffRequest, row: WholeScore) -> list[dict[str, Any]]:
    """Each method: what it may give, what is known, its share of the uncertainty, and what would narrow it."""
    content = row.content
    found = []
    for code, line in content["methods"].items():
        missing = line["available"] - line["known"]
        page, sight = METHOD_PAGES.get(code, ("", ""))
        found.append(
            {
                "code": code,
                "label": Method(code).label,
                "line": line,
                "missing": missing if missing > 1e-6 else 0,
                "share": content["uncertainty"].get(code, 0.0),
                "page": page if sight and request.actor.may_anywhere(sight) else "",
            }
        )
    return found


def _minors(row: WholeScore, editions: list[Edition]) -> dict[str, Any] | None:
    """The minors' framework beside its bar; None where the cycle has none or nothing is known of it."""
    edition = next((one for one in editions if one.kind == EditionKind.MINORS), None)
    found = row if edition and row.edition_id == edition.pk else city.latest(edition) if edition else None
    if found is None:
        return None
    bar = float(city.rules_now()[1]["minors_bar"])
    content = found.content
    verdict = "below" if content["high"] < bar else "above" if content["low"] >= bar else "open"
    return {"row": found, "bar": bar, "content": content, "verdict": verdict}


@require_GET
def city_score_line(request: StaffRequest, pk: int, indicator: int) -> HttpResponse:
    """One line: its formula, what each method says of each standard below it, and the rows behind that."""
    row = city.get_score_for(request.actor, pk, None)
    one = indicator_by_pk(indicator)
    if str(one.pk) not in row.content["lines"]:
        raise NotFound("indicator")
    said = city.said_of(row, one)
    context = {
        "row": row,
        "indicator": one,
        "line": row.content["lines"][str(one.pk)],
        "said": [
            {"one": part, "method": Method(part.method).label, "how": HOW.get(part.known.how, "")} for part in said
        ],
        "is_absent": str(one.pk) in row.content["absent"],
        "below": _below(row, one),
    }
    return render(request, "desk/truth/line.html", context)


def _below(row: WholeScore, one: Indicator) -> list[dict[str, Any]]:
    lines = row.content["lines"]
    children = row.edition.indicators.filter(parent=one).order_by("position")
    return [{"indicator": child, "line": lines[str(child.pk)]} for child in children if str(child.pk) in lines]


@require_GET
def export_city_score(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The same, as a spreadsheet."""
    row = city.get_score_for(request.actor, pk, None)
    return download(f"{_('Whole score')} {row.day}", whole_sheets(row))
