"""The score: the tree with its sums, tables by site type, area and unit, the rows behind a figure."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.documents.score import score_sheets
from chuangcheng.kit.display import rate_text
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.materials.queries import counting_events, deducted
from chuangcheng.scoring import estimates, queries


def number(request: StaffRequest, name: str) -> int | None:
    """A number of the address; None for anything else."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 12 else None


def scope_asked(request: StaffRequest) -> queries.Scope:
    code = request.GET.get("edition", "")
    edition = queries.edition_by_code(code) if code else None
    return queries.scope_of(request.at, edition=edition, round_pk=number(request, "round"))


def scope_query(scope: queries.Scope, request: StaffRequest) -> str:
    chosen = number(request, "round")
    return f"edition={scope.edition.code}" + (f"&round={chosen}" if chosen else "")


def frame(request: StaffRequest, scope: queries.Scope, active: str) -> dict[str, Any]:
    """What every score page shows around its table."""
    query = scope_query(scope, request)
    tabs = [{"label": _("By standard"), "url": f"{reverse('desk:scores')}?{query}", "active": active == "standard"}]
    for dimension, label in (("site_type", _("By site type")), ("area", _("By area")), ("unit", _("By unit"))):
        url = f"{reverse('desk:scores_by', args=[dimension])}?{query}"
        tabs.append({"label": label, "url": url, "active": active == dimension})
    tabs += further_tabs(active)
    return {
        "scope": scope,
        "tabs": tabs,
        "query": query,
        "chosen_round": number(request, "round"),
        "estimate": estimates.estimate_of(scope),
        "against": counting_events(request.at) if request.actor.may_anywhere("materials.see_event") else [],
        "deducted": deducted(request.at),
    }


def further_tabs(active: str) -> list[dict[str, Any]]:
    """Pages that are about no single edition."""
    pages = (
        ("streets", _("By street"), "desk:street_results"),
        ("good", _("Good streets"), "desk:good_streets"),
        ("relapses", _("After closing"), "desk:relapses"),
    )
    found = [{"label": label, "url": reverse(name), "active": active == code} for code, label, name in pages]
    ranking = reverse("desk:ranking", args=["unit"])
    return [*found, {"label": _("Fair ranking"), "url": ranking, "active": active == "rankings"}]


@require_GET
def scores(request: StaffRequest) -> HttpResponse:
    """The tree of items, contents and standards with points and rates."""
    try:
        scope = scope_asked(request)
    except NotFound:
        if request.GET:
            raise
        return render(request, "desk/scores/none.html")
    report = queries.report(scope)
    around = frame(request, scope, "standard")
    rows = [_row(branch, level, around) for branch, level in queries.flat(report.roots)]
    found = around["estimate"]
    is_current = found is not None and (found.observed, found.passed) == (report.tally.observed, report.tally.passed)
    shown = _whole(report.whole, estimates.shown(found, "points", "whole"))
    context = {"report": report, "shown": shown, "rows": rows, "is_current": is_current, **around}
    return render(request, "desk/scores/scores.html", context)


def _row(branch: queries.Branch, level: int, around: dict[str, Any]) -> dict[str, Any]:
    """One line of the table: items and contents show their sums, standards open their observations."""
    is_standard, query, pk = branch.score is not None, around["query"], branch.indicator.pk
    rows_url = f"{reverse('desk:score_rows')}?{query}&standard={pk}"
    return {
        "indicator": branch.indicator,
        "code": branch.indicator.code,
        "level": level,
        "tally": branch.tally,
        "earned": branch.sum.earned if branch.sum.judged else None,
        "available": branch.sum.available or None,
        "url": f"{reverse('desk:score_line', args=[pk])}?{query}",
        "rate_between": estimates.shown(around["estimate"], "standard" if is_standard else "branch", pk),
        "points_between": estimates.shown(around["estimate"], "points", pk) if branch.sum.judged else None,
        "rows_url": rows_url,
        "passed_url": f"{rows_url}&verdict=pass",
    }


def _whole(whole: queries.Sum, between: estimates.Shown | None) -> dict[str, str]:
    """The sum in words: what was earned, of the points looked at, of all field points."""
    return {
        "earned": f"{whole.earned:.2f}",
        "of": _("of {judged:.1f} looked at; {available:.0f} in all").format(
            judged=whole.judged, available=whole.available
        ),
        "rate": rate_text(whole.rate),
        "between": f"{between.low:.1f}–{between.high:.1f}" if between else "",
    }


@require_GET
def scores_by(request: StaffRequest, dimension: str) -> HttpResponse:
    """Rates by site type, area or unit."""
    if dimension not in queries.DIMENSIONS:
        raise Http404
    scope = scope_asked(request)
    lines = queries.by_place(scope, dimension)
    around = frame(request, scope, dimension)
    rows = [
        {"line": line, "between": estimates.shown(around["estimate"], dimension, line.thing.pk if line.thing else 0)}
        for line in lines
    ]
    context = {"rows": rows, "dimension": dimension, **around}
    return render(request, "desk/scores/by.html", context)


@require_GET
def score_rows(request: StaffRequest) -> HttpResponse:
    """The observations behind one figure."""
    scope = scope_asked(request)
    narrowed = {name: number(request, name) for name in ("standard", "site_type", "area", "unit")}
    rows = queries.rows_behind(scope, request.actor, **narrowed, verdict=request.GET.get("verdict", ""))
    keys = rows.select_related(None).prefetch_related(None).only("pk")
    cut = page(keys, ["-id"], cursor=request.GET.get("cursor", ""))
    # The page is cut on keys alone: carrying whole rows through the sort costs three times as much.
    whole = rows.filter(pk__in=[row.pk for row in cut.rows]).order_by("-id")
    found = replace(cut, rows=list(whole))
    return render(request, "desk/scores/rows.html", {"page": found, **frame(request, scope, "")})


@require_GET
def export_scores(request: StaffRequest) -> HttpResponseBase:
    """The same tables as a spreadsheet."""
    return download(_("Score"), score_sheets(scope_asked(request)))
