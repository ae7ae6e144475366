"""One report on the desk: what was said, what speaks for which category, unit and earlier report, what to do next."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.reports.covering import looks
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import queries
from chuangcheng.participation.queries import Report, ReportState

VARIANTS = ("shown", "thumbnail")
UNDECIDED = (ReportState.RECEIVED, ReportState.HELD)


@require_GET
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything the desk needs to decide, on one page."""
    found = queries.get_report_for(request.actor, pk)
    is_undecided = found.state in UNDECIDED
    may = request.actor.may_anywhere
    context: dict[str, Any] = {
        "report": found,
        "at": request.at,
        "is_timed": found.state in ("received", "held_back", "in_review"),
        "moves": [
            (move.verb.removeprefix("participation."), move.label)
            for move in queries.possible_moves(request.actor, found)
        ],
        "photos": _pictures(found),
        "looks": looks(found) if may("evidence.redact_picture") else [],
        "answers": _answers(found),
        "hold_reason": queries.HOLD_REASONS.get(found.hold_reason, ""),
        "suggestions": queries.suggested(found.description, for_public=False) if is_undecided else [],
        "units": queries.possible_units(found, request.at) if is_undecided else [],
        "duplicates": queries.possible_duplicates(found, request.at) if is_undecided else [],
        "passage": queries.passage_of(found),
        "replies": found.replies.all(),
        "followers": found.followers.count(),
        "has_contact": hasattr(found, "contact"),
        "may_publish": may("participation.publish_report") and found.state not in ("held_back", "erased", "joined"),
        "may_withdraw": may("participation.withdraw_report") and found.published_at is not None,
        "may_correct": may("participation.correct_report") and is_undecided,
        "may_read_contact": may("participation.read_contact"),
        "may_see_case": any(map(may, ("cases.see_case", "cases.see_group_case"))),
        "history": history(found, limit=50),
    }
    return render(request, "desk/reports/page.html", context)


def _pictures(found: Report) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("desk:report_photo", args=[found.pk, photo.pk, "shown"]),
            "thumbnail_url": reverse("desk:report_photo", args=[found.pk, photo.pk, "thumbnail"]),
            "caption": "",
        }
        for photo in found.photos.all()
    ]


def _answers(found: Report) -> list[dict[str, Any]]:
    questions = found.category.extra_questions if found.category else []
    labels = {question["key"]: question["label_zh"] for question in questions}
    return [{"label": labels.get(key, key), "value": value} for key, value in found.answers.items()]


@require_GET
def photo(request: StaffRequest, pk: int, photo: int, variant: str) -> FileResponse:
    """A picture of a report."""
    if variant not in VARIANTS:
        raise NotFound("photo")
    return file_response(queries.photo_for(request.actor, pk, photo).file, variant)  # type: ignore[arg-type]
