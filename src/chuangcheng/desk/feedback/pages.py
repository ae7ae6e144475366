"""Feedback from above: the reports, the register of one, its file."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.plans.pages import tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.plans import queries
from chuangcheng.plans.queries import OUTCOMES, Shortfall, StandardLine
from chuangcheng.plans.spreadsheet import register_sheet

TONES = {
    "open": ("progress", "circle-dot"),
    "put_right": ("done", "circle-check"),
    "held": ("done", "checks"),
    "relapsed": ("alarm", "rotate-2"),
    "refused": ("muted", "ban"),
}
MOST_READ = 3000


def _outcome(code: str) -> dict[str, Any]:
    tone, icon = TONES[code]
    return {"code": code, "label": OUTCOMES[code], "tone": tone, "icon": icon}


@require_GET
def feedbacks(request: StaffRequest) -> HttpResponse:
    """Reports of assessments, newest first, with what became of their entries."""
    found = page(queries.feedbacks_for(request.actor), ["-received_on"], cursor=request.GET.get("cursor", ""), size=20)
    rows = []
    for one in found:
        counts = queries.counts_by_outcome(queries.shortfalls_for(request.actor, one)[:MOST_READ])
        url = reverse("desk:feedback", args=[one.pk])
        rows.append({"feedback": one, "total": sum(counts.values()), "counts": _counted(counts, url)})
    context = {
        "page": found,
        "rows": rows,
        "tabs": tabs(request, "desk:feedbacks"),
        "may_import": request.actor.may_anywhere("plans.import_feedback"),
    }
    return render(request, "desk/feedback/feedbacks.html", context)


def _counted(counts: dict[str, int], url: str) -> list[dict[str, Any]]:
    return [{**_outcome(code), "count": n, "url": f"{url}?became={code}"} for code, n in counts.items()]


@require_GET
def feedback(request: StaffRequest, pk: int) -> HttpResponse:
    """The register: every entry with item, cause, measure, deadline, its case, and what became of it."""
    one = queries.get_feedback_for(request.actor, pk)
    chosen, standard = request.GET.get("became", ""), request.GET.get("standard", "")[:40]
    every = list(queries.shortfalls_for(request.actor, one)[:MOST_READ])
    wanted = queries.shortfalls_for(request.actor, one, chosen, standard)
    found = page(wanted, ["number"], cursor=request.GET.get("cursor", ""), size=40)
    counts, url = queries.counts_by_outcome(every), reverse("desk:feedback", args=[one.pk])
    chips = [{"label": "", "count": len(every), "url": url, "active": not chosen and not standard}]
    chips += [{**row, "active": row["code"] == chosen} for row in _counted(counts, url)]
    context = {
        "feedback": one,
        "page": found,
        "rows": [_row(request, entry) for entry in found],
        "chips": chips,
        "standard": standard,
        "standards": [_standard(line, url) for line in queries.standards_that_lost(every)],
        "history": history(one, limit=20),
        "may_import": request.actor.may_anywhere("plans.import_feedback"),
    }
    return render(request, "desk/feedback/feedback.html", context)


def _row(request: StaffRequest, entry: Shortfall) -> dict[str, Any]:
    return {"entry": entry, "points": _points(entry.points_lost), "outcome": _outcome(queries.became(entry))}


def _points(lost: Decimal | None) -> str:
    """Points without noughts at the end: 0.6, 10; blank for none."""
    return "" if lost is None else f"{lost.normalize():f}"


def _standard(line: StandardLine, url: str) -> dict[str, Any]:
    told = [{**_outcome(code), "count": n} for code, n in sorted(line.by_outcome.items())]
    address = f"{url}?{urlencode({'standard': line.code})}" if line.code else ""
    return {"line": line, "points": _points(line.points), "outcomes": told, "url": address}


@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The register as a table; uploaded again it adds nothing."""
    one = queries.get_feedback_for(request.actor, pk)
    rows = queries.shortfalls_for(request.actor, one)[:MOST_READ]
    told = ((entry, str(OUTCOMES[queries.became(entry)])) for entry in rows)
    return download(f"{one.name_zh}整改台账"[:60], [register_sheet(told, "整改台账")])
