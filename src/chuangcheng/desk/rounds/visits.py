"""One visit as the office sees it: what was observed, the photos, the cases that came of it, who inspected."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.rounds.forms import ReplaceForm
from chuangcheng.desk.rounds.hints import hints, picture
from chuangcheng.desk.rounds.people import named
from chuangcheng.evidence.queries import file_response
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import replace_inspector, take_up_observation
from chuangcheng.inspections.queries import Line, Visit, VisitState
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import Post


@require_GET
def visit(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one stop, in a bounded number of queries."""
    found = queries.get_visit_for(request.actor, pk, request.at)
    readings = queries.readings_for(request.actor, found)
    lines = queries.checklist(found, *readings[:1]) if readings else queries.unanswered(found)
    rows = queries.findings(found, readings)
    cases = {finding.observation_id: finding for finding in rows}
    is_veiled = found.is_apart and len(readings) < queries.SECOND
    context = {
        "is_veiled": is_veiled,
        "differences": _differences(found)
        if len(readings) == queries.SECOND and found.state == VisitState.DONE
        else None,
        "may_take_up": request.actor.may_anywhere("inspections.take_up_observation"),
        "visit": found,
        "groups": _groups(lines, cases),
        "findings": [finding for finding in rows if finding.observation_id is None],
        "counts": _counts(lines),
        "team": named(list(found.inspectors.all()), request.at),
        "may_replace": found.state == VisitState.PLANNED
        and request.actor.may_anywhere("inspections.replace_inspector"),
        "hints": None if is_veiled else hints(request, found, lines, rows),
        "sees_case": bool(found.case_id and cases_by_id_for(request.actor, [found.case_id])),
        "history": [] if is_veiled else history(found),
        "signals": [] if is_veiled else queries.signals_of_visit(found),
    }
    return render(request, "desk/rounds/visit.html", context)


def _differences(visit: Visit) -> list[dict[str, Any]] | None:
    """Where the second of two inspectors said something else; None where nobody judged it twice."""
    if not visit.is_double:
        return None
    return [{"row": row, "pictures": [picture(p) for p in row.second.photos]} for row in queries.differences(visit)]


@require_POST
def take_up(request: StaffRequest, pk: int, observation: int) -> HttpResponse:
    """A case from what only the second inspector found."""
    found = queries.get_visit_for(request.actor, pk, request.at)
    made = take_up_observation(
        by=request.actor, at=request.at, observation=queries.second_observation(request.actor, found, observation)
    )
    messages.success(request, _("Case %s is opened.") % made.case.number)
    return redirect("desk:visit", pk)


def _groups(lines: list[Line], cases: dict[int | None, Any]) -> list[dict[str, Any]]:
    """The checklist under the contents that its standards belong to."""
    groups: dict[int | None, dict[str, Any]] = {}
    for line in lines:
        standard = line.check_point.standard
        content = standard.parent if standard else None
        group = groups.setdefault(content.pk if content else None, {"content": content, "lines": []})
        finding = cases.get(line.observation.pk) if line.observation else None
        group["lines"].append({"line": line, "pictures": [picture(p) for p in line.photos], "finding": finding})
    return list(groups.values())


def _counts(lines: list[Line]) -> dict[str, int]:
    verdicts = [line.observation.verdict for line in lines if line.observation]
    return {verdict: verdicts.count(verdict) for verdict in queries.Verdict.values} | {"all": len(lines)}


def replace(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody else goes; the reason stays in the record of the round."""
    found = queries.get_visit_for(request.actor, pk, request.at)
    team: list[Post] = [row.post for row in found.inspectors.all() if row.left_at is None]
    form = ReplaceForm(request.POST or None, team=team, pool=queries.inspector_pool(request.at))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: replace_inspector(by=request.actor, at=request.at, visit=found, **form.values()))
        if done is not None:
            messages.success(request, _("The replacement is in the record."))
            return redirect("desk:visit", found.pk)
    return render(request, "desk/rounds/replace.html", {"visit": found, "form": form})


@require_GET
def observation_photo(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """A picture of a visit that the reader may open; never the original with what the camera wrote."""
    if variant not in ("shown", "thumbnail"):
        raise NotFound("photo")
    photo = queries.photo_for(request.actor, pk, request.at)
    return file_response(photo.file, "shown" if variant == "shown" else "thumbnail")
