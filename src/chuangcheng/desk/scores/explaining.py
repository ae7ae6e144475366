"""How a figure of the score came about: its formula in words, its inputs, and the estimate that gave its interval."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.scores.views import frame, scope_asked
from chuangcheng.frameworks.queries import Indicator
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import estimates, queries

MOST_STRATA = 200
SOURCES = "Rao, Wu, Yue 1992; Korn, Graubard 1998; Cochran 1977, §5A.12"


def formula_of(indicator: Indicator) -> str:
    """The style of a standard in words, with its own numbers."""
    given = indicator.style_parameters
    sentences = {
        "binary": _("All of the points if every observation was met, else none."),
        "points": _("Points × the weighted rate."),
        "ratio": _("Points × the weighted rate / {target}, at most all of them.").format(target=given.get("target", 1)),
        "grade": _("A ({A} of the points) if every check point was met, B ({B}) if all but one, else C ({C})."),
        "n_of_m": _("All of the points if at least {n} check points were met everywhere, else none."),
        "deduction": _("For each observation not met {per_event} points are taken off, at most {most}."),
    }
    known = {"A": "—", "B": "—", "C": "—", "n": "—", "per_event": _("all"), "most": _("all"), **given}
    return sentences[indicator.style].format(**known)


@require_GET
def score_line(request: StaffRequest, pk: int) -> HttpResponse:
    """One line of the score: the sum of its lines, or the formula and strata of a standard."""
    scope = scope_asked(request)
    branch = queries.branch_of(queries.report(scope), pk)
    around = frame(request, scope, "standard")
    found = around["estimate"]
    standards = [one.indicator.pk for one, _level in queries.flat([branch]) if one.score]
    context = {
        "branch": branch,
        "is_standard": branch.score is not None,
        "formula": formula_of(branch.indicator) if branch.score else "",
        "points_between": estimates.shown(found, "points", pk),
        "rate_between": estimates.shown(found, "standard" if branch.score else "branch", pk),
        "lines": [
            {"branch": child, "between": estimates.shown(found, "points", child.indicator.pk)}
            for child in branch.children
            if child.sum.available or child.tally.observed
        ],
        "strata": estimates.strata_behind(scope, standards)[:MOST_STRATA] if standards else [],
        **around,
    }
    return render(request, "desk/scores/line.html", context)


@require_GET
def score_estimate(request: StaffRequest, pk: int) -> HttpResponse:
    """One day's estimate: the whole, what it rests on, which visits would narrow it; `check`: computed once more."""
    found = estimates.get_estimate_for(request.actor, pk)
    whole = found.content["points"]["whole"]
    names = estimates.kind_names([part["kind"] for part in found.content["narrowing"]])
    context: dict[str, Any] = {
        "estimate": found,
        "whole": whole,
        "half": (whole["high"] - whole["low"]) / 2,
        "rounds": Round.objects.filter(pk__in=found.round_ids).order_by("-opens_on", "-pk"),
        "parts": [{**part, "name": names.get(part["kind"], part["kind"])} for part in found.content["narrowing"]],
        "more": estimates.MORE_VISITS,
        "sources": SOURCES,
        "visit_count": len(found.visits),
        "is_same": estimates.recomputed(found) if request.GET.get("check") else None,
    }
    return render(request, "desk/scores/estimate.html", context)


__all__ = ["NotFound", "score_estimate", "score_line"]
