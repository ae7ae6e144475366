"""駕駛艙: the state of the campaign on one page, for leaders; `wall=1`: without a menu, for a screen on the wall."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.dashboard import panels
from chuangcheng.desk.scores.views import scope_asked, scope_query
from chuangcheng.frameworks.queries import cycle_in_force
from chuangcheng.kit.display import rate_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import area_features
from chuangcheng.scoring import queries, summaries

REFRESH_SECONDS = 300


@require_GET
def dashboard(request: StaffRequest) -> HttpResponse:
    """Everything from summaries; says up to when they go."""
    try:
        scope = scope_asked(request)
    except NotFound:
        if request.GET.get("edition") or request.GET.get("round"):
            raise
        return render(request, "desk/scores/none.html")
    query, at = scope_query(scope, request), request.at
    fresh = summaries.freshness(scope.round_ids)
    report = queries.report(scope, summaries.point_tallies(fresh, scope.edition.pk))
    days = panels.score_days(scope, at)
    tree_rows, tree_data = panels.tree(report, query)
    context: dict[str, Any] = {
        "scope": scope,
        "query": query,
        "fresh": fresh,
        "days": days[::-1][:60],
        "score_data": panels.score_chart(days),
        "headline": panels.headline(request, scope, report, days, cycle_in_force(at)),
        "since": panels.since_yesterday(request, scope, fresh, days),
        "tree_rows": tree_rows,
        "tree_data": tree_data,
        "areas": panels.areas(fresh, scope),
        "legend": panels.legend(),
        "is_wall": request.GET.get("wall") == "1",
        "refresh": REFRESH_SECONDS,
        "sees_cases": request.actor.may_anywhere("cases.see_case"),
    }
    if context["sees_cases"]:
        context["flow_rows"], context["flow_states"], context["flow_data"] = panels.flow(request.actor, at)
        context["late"], context["late_total"] = panels.late(request.actor, at)
    return render(request, "desk/dashboard/dashboard.html", context)


@require_GET
def dashboard_map(request: StaffRequest) -> JsonResponse:
    """Outlines of the areas, those with visits coloured by their rate."""
    scope = scope_asked(request)
    fresh = summaries.freshness(scope.round_ids)
    known = {line["area"].pk: line for line in panels.areas(fresh, scope) if line["area"]}
    features = area_features(request.actor)
    for feature in features:
        properties = feature["properties"] = dict(feature["properties"])
        pk = int(properties.pop("reference").rpartition(":")[2])
        line = known.get(pk)
        if line is not None:
            rate = line["rate"]
            ends = f"{rate_text(rate.low)}–{rate_text(rate.high)}"
            properties["tone"] = line["tone"]
            properties["note"] = _("{rate} (95%: {ends}), {count} checks").format(
                rate=rate_text(rate.value), ends=ends, count=rate.observed
            )
            properties["url"] = f"{reverse('desk:score_rows')}?{scope_query(scope, request)}&area={pk}"
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
    response["Cache-Control"] = "private, max-age=60"
    return response
