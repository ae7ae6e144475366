"""One question per screen: the answer is kept before the next question shows."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.evidence.queries import file_response
from chuangcheng.field.checklist import Row, answered_count, following, own_visit
from chuangcheng.field.forms import AnswerForm
from chuangcheng.field.uploads import stored
from chuangcheng.frameworks.queries import cards_of
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import Observed, record_observations
from chuangcheng.inspections.queries import Line, ObservationPhoto, Verdict, Visit
from chuangcheng.inspections.rules import may_have_photo
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest


def _line(visit: Visit, point: int, text: str, reading: int) -> Line:
    repetition = int(text) if text.isdecimal() and 1 <= int(text) <= 50 else 1
    found = queries.checklist_line(visit, point, repetition, reading)
    if found is None:
        raise NotFound("check_point")
    return found


def answer(request: StaffRequest, pk: int, point: int) -> HttpResponse:
    """The question of one check point; after it the next that waits."""
    visit = own_visit(request, pk)
    reading = queries.reading_of(request.actor, visit)
    line = _line(visit, point, request.GET.get("repetition", "1"), reading)
    form = AnswerForm(request.POST or None, initial=AnswerForm.initial_of(line))
    if request.method == "POST" and form.is_valid() and _kept(request, visit, line, form):
        return redirect(_next_address(visit, line, reading))
    lines = queries.checklist(visit, reading)
    places = [(one.check_point.pk, one.repetition) for one in lines]
    here = places.index((point, line.repetition)) + 1 if (point, line.repetition) in places else len(lines) + 1
    context = {
        "visit": visit,
        "line": line,
        "form": form,
        "cards": cards_of([line.check_point]).get(point, []),
        "verdicts": _verdicts(form),
        "found": [picture(photo) for photo in line.found_photos],
        "corrected": [picture(photo) for photo in line.corrected_photos],
        "position": here,
        "total": max(len(lines), here),
        "is_writable": queries.may_record(request.actor, visit),
        "next_repetition": line.repetition + 1,
    }
    return render(request, "field/answer.html", context)


def _verdicts(form: AnswerForm) -> list[dict[str, Any]]:
    chosen = form["verdict"].value()
    return [{"value": v, "label": label, "is_chosen": v == chosen} for v, label in Verdict.choices]


def picture(photo: ObservationPhoto) -> dict[str, Any]:
    """What the page shows of a picture."""
    return {
        "pk": photo.pk,
        "url": reverse("field:photo", args=[photo.pk, "shown"]),
        "thumbnail_url": reverse("field:photo", args=[photo.pk, "thumbnail"]),
    }


def _kept(request: StaffRequest, visit: Visit, line: Line, form: AnswerForm) -> bool:
    """Keeps the answer. A photo that the verdict does not ask for is not taken in at all."""
    given = form.cleaned_data
    has_failed = given["verdict"] == Verdict.FAIL
    is_corrected = has_failed and given["is_corrected_on_spot"]
    try:
        wants = may_have_photo(line.check_point.photo, given["verdict"])
        photos = stored(request, "photos") if wants else []
        corrected = stored(request, "corrected_photos") if is_corrected else []
        one = Observed(
            line.check_point,
            given["verdict"],
            number=given["number"],
            total=given["total"],
            unit_label=given["unit_label"],
            note=given["note"],
            is_corrected_on_spot=is_corrected,
            photos=photos,
            corrected_photos=corrected,
            removed_photo_ids=[int(pk) for pk in request.POST.getlist("remove") if pk.isdecimal()],
            repetition=line.repetition,
        )
        record_observations(by=request.actor, at=request.at, visit=visit, observations=[one])
    except Refused as refused:
        if refused.status == 404:
            raise
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return False
    return True


def _next_address(visit: Visit, line: Line, reading: int) -> str:
    """The next question that waits; where this one still lacks something, the visit's page tells so."""
    lines = queries.checklist(visit, reading)
    waiting = following(lines, line.check_point.pk, line.repetition)
    overview = reverse("field:visit", args=[visit.pk])
    if waiting is None:
        return overview
    if waiting.check_point.pk == line.check_point.pk and waiting.repetition == line.repetition:
        return f"{overview}#point-{line.check_point.pk}"
    address = reverse("field:answer", args=[visit.pk, waiting.check_point.pk])
    return f"{address}?repetition={waiting.repetition}" if waiting.repetition > 1 else address


@require_POST
def met(request: StaffRequest, pk: int, point: int) -> HttpResponse:
    """One tap: met. Answers the row alone when a script asks, else goes back to the list."""
    visit = own_visit(request, pk)
    reading = queries.reading_of(request.actor, visit)
    line = _line(visit, point, "1", reading)
    row = Row(line, int(request.POST.get("number", "1")) if request.POST.get("number", "1").isdecimal() else 1)
    if not row.is_simple:
        messages.error(request, _("This check point asks for more than one tap: open it."))
        return redirect("field:answer", pk, point)
    one = Observed(line.check_point, Verdict.PASS)
    record_observations(by=request.actor, at=request.at, visit=visit, observations=[one])
    if request.headers.get("HX-Request"):
        lines = queries.checklist(visit, reading)
        fresh = next(one for one in lines if one.check_point.pk == point)
        context = {
            "visit": visit,
            "row": Row(fresh, row.number),
            "is_writable": True,
            "answered": answered_count(lines),
            "total": len(lines),
        }
        return render(request, "field/met.html", context)
    return redirect(f"{reverse('field:visit', args=[pk])}#point-{point}")


@require_GET
def photo(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """A picture of one's own stop; never the original with what the camera wrote."""
    if variant not in ("shown", "thumbnail"):
        raise NotFound("photo")
    found = queries.photo_for(request.actor, pk, request.at)
    return file_response(found.file, "shown" if variant == "shown" else "thumbnail")


@require_GET
def recheck_photo(request: StaffRequest, pk: int, photo: int) -> FileResponse:
    """A picture of the case that one's own re-check looks at again."""
    return file_response(queries.case_photo_at(request.actor, pk, photo, request.at).file, "shown")
