"""A juror's own pages: the candidates in the juror's order, and the marks for one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.honours.forms import MarksForm, ReasonForm
from chuangcheng.desk.honours.shared import as_photo, form_page
from chuangcheng.honours import actions, queries
from chuangcheng.honours.queries import Nomination
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


@require_GET
def judging(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody to be judged, in an order that is this juror's alone."""
    season = queries.get_season_for(request.actor, pk)
    juror = queries.juror_of(request.actor, season)
    if juror is None or season.state != "deliberating":
        raise NotFound("juror")
    rows = queries.to_judge(juror, request.at)
    done = sum(row["points"] is not None or bool(row["barred"]) for row in rows)
    return render(request, "desk/honours/judging.html", {"season": season, "rows": rows, "done": done})


def _candidate(request: StaffRequest, pk: int) -> tuple[Nomination, dict[str, Any]]:
    """A candidate of a season on whose jury the reader sits."""
    found = queries.get_nomination(pk)
    juror = queries.juror_of(request.actor, found.season)
    row = None
    if juror is not None and found.season.state == "deliberating":
        row = next((one for one in queries.to_judge(juror, request.at) if one["nomination"].pk == pk), None)
    if row is None:
        raise NotFound("candidate")
    return found, row


def marks(request: StaffRequest, pk: int) -> HttpResponse:
    """What speaks for the candidate beside the marks."""
    found, row = _candidate(request, pk)
    if row["barred"]:
        raise NotFound("candidate")

    def deed(**given: Any) -> Any:
        return actions.give_marks(by=request.actor, at=request.at, nomination=found, points=given)

    form = MarksForm(request.POST or None, season=found.season, initial=row["points"] or {})
    files = [_file(one) for one in found.files.select_related("file")]
    context = {"candidate": found, "files": files, "recuse_url": reverse("desk:honour_recuse", args=[pk])}
    back = reverse("desk:honour_judging", args=[found.season_id])
    return form_page(request, form, deed, heading=_("Marks"), back=back, context=context)


def _file(row: queries.NominationFile) -> dict[str, Any]:
    def url(variant: str) -> str:
        return reverse("desk:honour_file", args=[row.pk, variant])

    return as_photo(url("shown"), url("thumbnail"), url("original"), row.file)


def recuse(request: StaffRequest, pk: int) -> HttpResponse:
    """Step back from one candidate."""
    found, row = _candidate(request, pk)
    if row["barred"]:
        raise NotFound("candidate")

    def deed(**given: Any) -> Any:
        return actions.recuse_juror(by=request.actor, at=request.at, nomination=found, **given)

    form = ReasonForm(request.POST or None)
    back = reverse("desk:honour_judging", args=[found.season_id])
    return form_page(request, form, deed, heading=_("Step back from this candidate"), back=back)
