"""The explorer: observations and cases split in two ways, with the rows behind every cell; works without scripts."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.explorer.asked import FILTERS, LABELS, MEASURES, Asked, asked
from chuangcheng.desk.explorer.tables import Shown, cases_shown, name_of, rates_shown
from chuangcheng.desk.scores.views import further_tabs, scope_asked
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Writable, download
from chuangcheng.scoring import exploring, summaries
from chuangcheng.scoring.queries import Scope
from chuangcheng.scoring.summaries import Freshness

NO_ROUND = "no_round"


def _shown(request: StaffRequest, want: Asked, scope: Scope, fresh: Freshness) -> Shown:
    if want.measure == "cases":
        if "round" in {want.rows, want.columns} or "round" in want.narrowed:
            raise Refused(NO_ROUND, _("A case belongs to no round. Choose another way to split, or another measure."))
        if not request.actor.may_anywhere("cases.see_case"):
            raise NotFound("case")
        return cases_shown(request.actor, want, request.at)
    return rates_shown(exploring.pivot(fresh, scope.edition.pk, want.rows, want.columns, want.narrowed), want, scope)


@require_GET
def explorer(request: StaffRequest) -> HttpResponse:
    """The form, the table, and what it rests on."""
    want = asked(request)
    try:
        scope = scope_asked(request)
    except NotFound:
        if request.GET:
            raise
        return render(request, "desk/scores/none.html")
    fresh = summaries.freshness(scope.round_ids)
    shown, refused = None, ""
    try:
        shown = _shown(request, want, scope, fresh)
    except Refused as refusal:
        if refusal.status == 404:
            raise
        refused = str(refusal.message)
    context = {
        "want": want,
        "scope": scope,
        "fresh": fresh,
        "shown": shown,
        "refused": refused,
        "dimensions": LABELS,
        "measures": {
            code: label
            for code, label in MEASURES.items()
            if code != "cases" or request.actor.may_anywhere("cases.see_case")
        },
        "row_label": LABELS[want.rows],
        "column_label": LABELS.get(want.columns, ""),
        "measure_label": MEASURES[want.measure],
        "choices": _choices(scope, fresh, want),
        "tabs": further_tabs(""),
    }
    return render(request, "desk/explorer/explorer.html", context)


def _choices(scope: Scope, fresh: Freshness, want: Asked) -> list[dict[str, Any]]:
    """What each filter offers: only what the summaries hold."""
    found = []
    for name in FILTERS:
        keys = (
            [one.pk for one in scope.choices] if name == "round" else summaries.keys_of(fresh, scope.edition.pk, name)
        )
        ordered = exploring.in_order(name, keys)
        known = exploring.things(name, ordered)
        options = [(key or 0, name_of(known.get(key or 0))) for key in ordered]
        found.append({"name": name, "label": LABELS[name], "options": options, "chosen": want.narrowed.get(name)})
    return found


@require_GET
def export_explorer(request: StaffRequest) -> HttpResponseBase:
    """What is seen, as a spreadsheet or as text with commas (`kind=csv`); intervals have columns of their own."""
    want, scope = asked(request), scope_asked(request)
    shown = _shown(request, want, scope, summaries.freshness(scope.round_ids))
    kind = "csv" if request.GET.get("kind") == "csv" else "xlsx"
    is_rate = want.measure == "rate"
    columns = [name_of(thing) for thing in shown.columns]
    head = [str(LABELS[want.rows])]
    for title in (*columns, _("All together")):
        head += [title, *([_("95% from"), _("95% to"), _("Checks")] if is_rate else [])]

    def lines() -> Iterator[list[Any]]:
        for thing, cells in (*shown.lines, (_("All together"), shown.totals)):
            line: list[Any] = [thing if isinstance(thing, str) else name_of(thing)]
            for cell in cells:
                line += [cell.value, *([cell.low, cell.high, cell.checks] if is_rate else [])]
            yield line

    sheet = Writable(str(MEASURES[want.measure]), head, lines(), (36, *[14] * (len(head) - 1)))
    return download(_("Explorer"), [sheet], kind=kind)
