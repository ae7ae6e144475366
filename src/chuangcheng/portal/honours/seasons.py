"""What runs now, one season with its candidates, and the ballots that anybody can count."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuangcheng.evidence.queries import file_response
from chuangcheng.honours import queries
from chuangcheng.honours.queries import Season
from chuangcheng.kit import clock
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.portal.honours.hall import VARIANTS, unkept


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where one can recommend or vote today."""
    at = clock.now()
    context = {
        "open": queries.open_seasons(timezone.localdate(at)),
        "voting": queries.voting_seasons(at),
        "laureates": list(queries.hall(at)[:6]),
    }
    return unkept(render(request, "portal/honours/overview.html", context))


@require_safe
def season(request: HttpRequest, pk: int) -> HttpResponse:
    """The terms, the candidates that were released, the vote so far, and a way to find one's own ballot."""
    at = clock.now()
    found = queries.get_season(pk)
    candidates = queries.on_ballot(found, at)
    code = request.GET.get("ballot", "")[:40]
    citizen = getattr(request, "citizen", None)
    counts = queries.tally(found, at) if found.vote_from else {}
    own = queries.ballot_by_code(found, code) if code and found.vote_from else None
    # Whoever may not be named any more is not named by an old ballot either.
    named = {one.pk for one in candidates}
    context = {
        "season": found,
        "terms": found.rules,
        "candidates": _rows(candidates, counts),
        "is_open": found.state == "nominating" and timezone.localdate(at) <= found.nominations_until,
        "is_voting": queries.is_voting(found, at),
        "has_voted": citizen is not None and queries.has_voted(found, citizen.id),
        "code": code,
        "own": own,
        "own_name": own.nomination.shown_name if own is not None and own.nomination_id in named else "",
        "votes": sum(counts.values()),
        "record": found.record,
    }
    return unkept(render(request, "portal/honours/season.html", context))


def _rows(candidates: list[queries.Nomination], counts: dict[int, int]) -> list[dict[str, Any]]:
    pictures = queries.released_pictures(one.pk for one in candidates)
    comments = queries.released_comments(candidates)
    return [
        {
            "one": one,
            "votes": counts.get(one.pk, 0),
            "pictures": [_picture(pk) for pk in pictures.get(one.pk, ())[:4]],
            "comments": comments.get(one.pk, []),
        }
        for one in candidates
    ]


def _picture(pk: int) -> dict[str, str]:
    shown, thumbnail = (reverse("portal:candidate_picture", args=[pk, variant]) for variant in VARIANTS)
    return {"url": shown, "thumbnail_url": thumbnail, "caption": ""}


class _Echo:
    """What is written comes back: the table is sent as it grows."""

    def write(self, text: str) -> str:
        return text


@require_safe
def ballots(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every ballot of the days that are over: its random number and the candidate's number, by the ballot's number."""
    found = queries.get_season(pk)
    if found.vote_from is None:
        raise NotFound("vote")
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ballots-{pk}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(found: Season) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield str(writer.writerow(["ballot", "choice", "day"]))
    cursor = ""
    while True:
        part = page(queries.ballots(found, clock.now()), ["code"], cursor=cursor, size=1000)
        for row in part.rows:
            yield str(writer.writerow([row.code, row.nomination.number, row.cast_on.isoformat()]))
        if not part.next_cursor:
            return
        cursor = part.next_cursor


@require_safe
def picture(request: HttpRequest, pk: int, variant: str) -> FileResponse:
    """A released picture of a candidate who may be seen now."""
    if variant not in VARIANTS:
        raise NotFound("picture")
    response = file_response(queries.candidate_picture(pk, clock.now()).file, variant)  # type: ignore[arg-type]
    response["Cache-Control"] = "no-store"
    return response
